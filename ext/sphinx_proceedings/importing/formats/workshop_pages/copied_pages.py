"""Pages copied out of a browser as text: no headings, no empty lines, a line for each cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_source import BREAK, Line
from sphinx_proceedings.importing.formats.workshop_pages.printed_people import read_person
from sphinx_proceedings.importing.formats.workshop_pages.section_kinds import (
    PANEL,
    PEOPLE,
    SPEAKERS,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING: Final = re.compile(
    r"(?:(?:workshop |conference )?overview|about(?: the (?:workshop|conference))?|"
    r"aims?(?: of the workshop)?|introduction|motivation|topics(?: of interest)?|"
    r"call for (?:papers|contributions|submissions|posters)|(?:important|key) dates|"
    r"(?:confirmed |invited |keynote |our )*speakers|(?:industr\w+ |our )?panell?ists|"
    r"(?:workshop |tentative |preliminary )*(?:schedule|program(?:me)?|agenda)(?: \([^()]*\))?|"
    r"(?:workshop )?organi[sz]ers|volunteers|reviewers|"
    r"(?:organi[sz]ing|technical|program(?:me)?|scientific|steering|advisory) committee|"
    r"(?:\w+ |our )?sponsors?|accepted (?:papers|posters|talks)|registration|contact|venue|awards|"
    r"(?:submission|author) (?:instructions|guidelines)):?",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(r"\s*(?:#|[=-]{3,}\s*$)")
_CLOCK: Final = r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?"
_TIMES: Final = re.compile(rf"({_CLOCK}\s*(?:-|–|—|to)\s*{_CLOCK})\s*\|?", re.IGNORECASE)
_TITLE: Final = re.compile(r"(?:(?:prof|dr|mr|mrs|ms|professor)\b\.?\s*)+", re.IGNORECASE)
_OPEN: Final = re.compile(r"- .*:")
"""An item whose text goes on in the next line, as "- Submission deadline:" does."""
_LEAST: Final = 10  # lines of a page


def with_headings(lines: Sequence[Line]) -> list[Line]:
    """Return a copied page as Markdown: headings by their words, rows of times, paragraphs by line.

    Other pages, which have headings or empty lines, stay as they are.
    """
    filled = [line for line in lines if line.text.strip()]
    found = sum(bool(_HEADING.fullmatch(line.text.strip())) for line in filled)
    marked = any(_MARKED.match(line.text) for line in filled)
    if len(filled) < max(_LEAST, len(lines) - 2) or found < 2 or marked:
        return list(lines)
    page = _Page()
    for text, number in filled:
        page.add(text.strip(), number)
    page.end_row()
    return page.lines


class _Page:
    """The lines that are made, and what stands open: a row of a programme, a card of a person."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.row: list[str] = []
        self.begun = 0
        self.has_rows = False
        self.kind = ""
        self.named = True
        """Whether the last card has its name."""

    def add(self, text: str, number: int) -> None:
        """Add a line of the copied page."""
        bare = text.rstrip("|").strip()
        if _HEADING.fullmatch(bare):
            self.end_row()
            self.has_rows, self.named = False, True
            self.kind = kind_of(bare)
            self._put(number, "", f"## {bare}", "")
        elif times := _TIMES.fullmatch(text):
            self.end_row()
            if not self.has_rows:
                self._put(number, "", "| Time | Title | Presenter |", "|-|-|-|")
            self.row, self.begun, self.has_rows = [times[1]], number, True
        elif self.row:
            self.row += [bare.removeprefix("- ")] if bare else []
        elif self.kind in (PEOPLE, SPEAKERS, PANEL) and bare and not bare.startswith("- "):
            self._card(bare, number)
        elif self.lines and _OPEN.fullmatch(self.lines[-1].text) and not bare.startswith("- "):
            self._put(number, bare)
        else:
            self._put(number, "", bare)

    def end_row(self) -> None:
        """Write the row of a programme: time, title, and who presents."""
        if self.row:
            time, title, *who = [*self.row, ""]
            self._put(self.begun, f"| {time} | {title} | {', '.join(filter(None, who))} |")
            self.row = []

    def _card(self, bare: str, number: int) -> None:
        """Write a line of a card: a title or a name begins one, unless a title has begun it."""
        title = bool(_TITLE.fullmatch(bare))
        if title or (self.named and read_person([bare]) is not None):
            self._put(number, "", bare)
        else:
            last = self.lines[-1]
            self.lines[-1] = Line(f"{last.text}{BREAK if last.text else ''}{bare}", last.number)
        self.named = not title

    def _put(self, number: int, *texts: str) -> None:
        self.lines += [Line(text, number) for text in texts]
