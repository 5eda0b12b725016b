"""Texts of a source as fields of a record: converted, checked, and told about when changed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.foreign_text import Note
from sphinx_proceedings.importing.parsed_texts import parsed
from sphinx_proceedings.importing.privacy import REMOVED, without_addresses
from sphinx_proceedings.importing.records import Markup
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.importing.text import to_markdown, to_plain_text
from sphinx_proceedings.model.richtext import escape

if TYPE_CHECKING:
    from sphinx_proceedings.importing.report import Report

_LONGEST_LINE: Final = 4000
"""Characters of a plain text of one field."""

_FORMULA = re.compile(r"\s*[=+@-]\s*(?:[A-Z][A-Z.]+\(|cmd\b)", re.IGNORECASE)
_BLOCK_LINE = re.compile(r"[ \t]*(?:[-+*>|]|\d{1,9}[.)]|```|~~~|\$\$| {4})")


class TextCleaner:
    """Cleans the texts of one source and notes in its report what that changed."""

    def __init__(self, markup: Markup, report: Report) -> None:
        self.markup = markup
        self.report = report

    def rich(self, raw: str, record: str, field: str, *, inline: bool) -> str:
        """Return *raw* as the product's Markdown; what cannot be it comes as plain text."""
        raw = without_controls(raw).strip()
        if not raw:
            return ""
        self._doubt_formula(raw, record, field)
        keep_case = inline and self.markup is Markup.LATEX
        made, notes = to_markdown(raw, self.markup, inline=inline, keep_case=keep_case)
        made = self._private(made, record, field)
        made = " ".join(made.split()) if inline else unwrapped(made)
        problem = _problem(made, inline=inline)
        if problem:
            made = escape(" ".join(raw.split()) if inline else raw)
            made = self._private(made, record, field)
            notes = [Note("", "", f"taken as plain text: {problem}")]
            if left := _problem(made, inline=inline):
                self._note(Outcome.LEFT_OUT, record, field, raw, "", left)
                return ""
        self._tell(notes, record, field)
        return made

    def plain(self, raw: str, record: str, field: str) -> str:
        """Return *raw* as one line without markup."""
        raw = without_controls(raw)
        if not raw.strip():
            return ""
        self._doubt_formula(raw, record, field)
        verbatim: tuple[str, list[Note]] = (raw, [])
        made, notes = verbatim if self.markup is Markup.PLAIN else to_plain_text(raw)
        made = unicodedata.normalize("NFC", " ".join(made.split()))
        made = self._private(made, record, field)
        self._tell(notes, record, field)
        if len(made) > _LONGEST_LINE:
            why = f"{len(made):,} characters are too many for one line"
            self._note(Outcome.LEFT_OUT, record, field, made, "", why)
            return ""
        return made

    def _tell(self, notes: list[Note], record: str, field: str) -> None:
        for note in notes:
            outcome = Outcome.ASKED if note.doubtful else Outcome.CHANGED
            after = "" if note.after == note.before else note.after
            self._note(outcome, record, field, note.before, after, note.why)

    def _doubt_formula(self, raw: str, record: str, field: str) -> None:
        if _FORMULA.match(raw):
            why = "it reads like a formula of a spreadsheet, not like what it came to"
            self._note(Outcome.ASKED, record, field, raw, "", why)

    def _private(self, text: str, record: str, field: str) -> str:
        kept = without_addresses(text)
        if kept != text:
            count = kept.count(REMOVED) - text.count(REMOVED)
            why = f"{count} e-mail address{'es' if count > 1 else ''} removed"
            self._note(Outcome.CHANGED, record, field, "", "", why)
        return kept.replace(REMOVED, "") if kept.replace(REMOVED, "").strip() == "" else kept

    def _note(
        self, outcome: Outcome, record: str, field: str, before: str, after: str, why: str
    ) -> None:
        self.report.add(outcome, record, field, before=before, after=after, why=why)


def unwrapped(text: str) -> str:
    """Return *text* with each paragraph on one line; lists, quotations and code stay as they are.

    Exports break lines at any width, or not at all; the data file has its own.
    """
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.strip())
    return "\n\n".join(
        paragraph
        if any(_BLOCK_LINE.match(line) for line in paragraph.split("\n")[1:])
        or _BLOCK_LINE.match(paragraph)
        else " ".join(paragraph.split())
        for paragraph in paragraphs
    )


def _problem(text: str, *, inline: bool) -> str:
    if not text:
        return "nothing is left of it"
    try:
        parsed(text, inline=inline)
    except ValueError as failure:
        return str(failure)
    return ""


# U+0080 to U+009F are read as Windows-1252 later; it is what they mostly are. Refused are also the
# controls of the bidirectional algorithm, noncharacters and lone surrogates, which no data
# file may have.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def without_controls(text: str) -> str:
    """Return *text* with line feeds for all line ends, without what no data file may have."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    return text if text.isprintable() else _CONTROLS.sub("", text)
