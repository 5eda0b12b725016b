"""What templates say by ``say`` and ``say_n``: markup of ours, with values that are escaped.

Jinja's and Sphinx's tools look for other names: with those, the catalogue of a project that
translates its own pages would fill with our messages.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_proceedings.model.languages.language import Language


class TemplateMessages:
    """The messages of one language as markup; ``{name}`` in them is what a template gives."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._known: dict[str, Markup] = {}
        self._cut: dict[str, tuple[tuple[str, str | None], ...]] = {}

    def gettext(self, message: str, /, **values: object) -> Markup:
        """Return a message of ours; values are escaped unless they are markup."""
        said = self._known.get(message)
        if said is None:
            said = Markup(self._language.gettext(message))  # noqa: S704 - no data is in it
            self._known[message] = said
        return self._filled(said, values) if values else said

    def ngettext(self, one: str, several: str, number: int, /, **values: object) -> Markup:
        """Return the form of a message for so many; ``{n}`` in it is the number."""
        said = Markup(self._language.ngettext(one, several, number))  # noqa: S704 - as above
        return self._filled(said, {"n": number, **values})

    def _filled(self, said: Markup, values: Mapping[str, object]) -> Markup:
        """Return what ``said.format`` returns; a message is taken apart once for all pages."""
        cut = self._cut.get(said)
        if cut is None:
            parts = tuple(Formatter().parse(str(said)))
            if any(spec or conversion for _, _, spec, conversion in parts):
                return said.format(**values)
            cut = self._cut[said] = tuple((text, name) for text, name, _, _ in parts)
        pieces = []
        for text, name in cut:
            pieces.append(text)
            if name is not None:
                pieces.append(str(escape(values[name])))
        return Markup("".join(pieces))  # noqa: S704 - ours, and values that are escaped
