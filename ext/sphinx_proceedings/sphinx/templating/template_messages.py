"""What templates say by ``say`` and ``say_n``: markup of ours, with values that are escaped.

Jinja's and Sphinx's tools look for other names: with those, the catalogue of a project that
translates its own pages would fill with our messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from sphinx_proceedings.model.languages.language import Language


class TemplateMessages:
    """The messages of one language as markup; ``{name}`` in them is what a template gives."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._known: dict[str, Markup] = {}

    def gettext(self, message: str, /, **values: object) -> Markup:
        """Return a message of ours; values are escaped unless they are markup."""
        said = self._known.get(message)
        if said is None:
            said = Markup(self._language.gettext(message))  # noqa: S704 - no data is in it
            self._known[message] = said
        return said.format(**values) if values else said

    def ngettext(self, one: str, several: str, number: int, /, **values: object) -> Markup:
        """Return the form of a message for so many; ``{n}`` in it is the number."""
        said = Markup(self._language.ngettext(one, several, number))  # noqa: S704 - as above
        return said.format(n=number, **values)
