"""Text as Typst markup and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
from sphinx_proceedings.model.records.programme import Session
from sphinx_proceedings.model.richtext import to_typst, typst_text
from sphinx_proceedings.model.views.record_references import RecordReferences
from sphinx_proceedings.model.views.timetable import timetable
from sphinx_proceedings.volume.plan import first_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Notice
    from sphinx_proceedings.model.richtext import RichText

ROMAN = {"pattern": '"i"'}
"""Option of functions that print a page of the front matter."""
HEAD_LENGTH = 70
"""Characters that fit into a running head."""
SCHEME = "volume:"
"""What addresses inside the volume begin with: ``volume:1:<label>``, with i for roman numerals or
=57 for a number that is on record."""


def prose(text: str) -> str:
    """Plain text as markup, in which Typst chooses the form of quotation marks."""
    return typst_text(text, smart_quotes=True)


def said(message: str, **values: str) -> str:
    """A message as markup; what its ``{names}`` stand for is markup already."""
    parts = re.split(r"\{(\w+)\}", message)
    return "".join(values[part] if at % 2 else prose(part) for at, part in enumerate(parts))


def page_forms(language: Language) -> dict[str, str]:
    """How page numbers are told: what stands before, between and after them, not to be parted."""
    forms = {
        "page-form": language.gettext("p. {page}"),
        "pages-form": language.gettext("pp. {first}–{last}"),
    }
    return {
        name: array(content(prose(part).replace(" ", "~")) for part in re.split(r"\{\w+\}", form))
        for name, form in forms.items()
    }


def content(markup: str | None) -> str:
    """Markup as a content block, or ``none``."""
    return "none" if markup is None else f"[{markup}]"


def array(items: Iterable[str]) -> str:
    """Code of an array; a comma after each, as ``(x)`` would be no array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def call(name: str, *args: str, options: Mapping[str, str] | None = None) -> str:
    """A call of a function of ``book.typ`` in markup."""
    return f"#{inner(name, *args, options=options)};\n"


def inner(name: str, *args: str, options: Mapping[str, str] | None = None) -> str:
    """The same as an argument of another call."""
    named = [f"{key}: {value}" for key, value in (options or {}).items()]
    return f"{name}({', '.join([*args, *named])})"


def page_options(record: Paper | Talk | Panel) -> dict[str, str]:
    """How the page of *record* is printed: roman, as on record, or as it falls."""
    if not isinstance(record, Paper):
        return ROMAN
    first = first_page(record)
    return {} if first is None else {"number": str(first)}


def notice_kinds(language: Language, notices: Iterable[Notice]) -> str:
    """What kinds of notices there are, each once: ``Erratum, revision``."""
    labels = dict.fromkeys(language.label(notice.type) for notice in notices)
    return ", ".join(labels)


def short_line(text: str, most: int) -> str:
    """*text*, cut at a word to at most *most* characters, for a running head."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",.;:– ") + "…"


class VolumeLinks(RecordReferences):
    """Where references of an edition's texts lead: to pages of the volume, or nowhere."""

    def __init__(self, catalogue: Catalogue, edition: Edition) -> None:
        super().__init__(catalogue, edition.key)
        self._sessions = {
            timed.session.key
            for day in timetable(catalogue, edition)
            for row in day.rows
            for timed in row
        }

    def href(self, role: str, target: str) -> str | None:
        """The label of a paper, talk or session of the edition; None for anything else."""
        entry = self.resolve(role, target)
        if isinstance(entry, Paper) and entry.edition_key == self.edition_key:
            first = first_page(entry)
            return f"{SCHEME}{'1' if first is None else f'={first}'}:{entry.key}"
        if isinstance(entry, Talk) and entry.edition_key == self.edition_key:
            return f"{SCHEME}i:{entry.key}"
        if isinstance(entry, Session) and entry.key in self._sessions:
            return f"{SCHEME}i:{entry.key}"
        return None

    def markup(self, text: RichText) -> str:
        """Rich text as markup with its references resolved."""
        return to_typst(text, self, smart_quotes=True)

    def listed_title(self, record: Paper | Talk | Panel) -> str:
        """The title by which lists name a record, marked when the paper was taken back."""
        return self.heading(self.catalogue.published(record).listed_title)

    def heading(self, text: RichText) -> str:
        """The same without links, for headings and what is repeated elsewhere."""
        plain = RecordReferences(self.catalogue, self.edition_key)
        return to_typst(text, plain, smart_quotes=True)
