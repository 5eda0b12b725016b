"""The head of a paper as it is set: which words are the title, the authors and the abstract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.reading.letters import LetterRun, letters
from sphinx_proceedings.pdf_audit.reading.printed_abstract import (
    MARKS,
    RUN_IN,
    abstract_of,
    is_introduction,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts, Word

_SAME_SIZE = 0.93
"""Lines of a title have type of nearly one size; the layer's sizes vary by a percent or two."""
_MOST_HEAD = 260
"""Words before the abstract: title, thirty authors, their affiliations and addresses."""
_MOST_TITLE_LINES = 6
_LEAST_TITLE = 3
"""Letters of a word that a line needs to be one of a title; page numbers and initials have less."""
_BIG_SIZE = 30.0
"""A capital that is larger begins a paragraph; it is no title."""


@dataclass(frozen=True)
class PaperHead:
    """The words of a paper before its text begins, in reading order."""

    title: tuple[Word, ...]
    """The lines in the largest type."""
    authors: tuple[Word, ...]
    """What stands between title and abstract: names, affiliations, addresses."""
    abstract: tuple[Word, ...]
    """The first words of the abstract, as many as were read."""
    before: tuple[Word, ...]
    """What stands over the title."""

    @cached_property
    def title_text(self) -> str:
        """The title as the PDF has it, in one line."""
        return joined(self.title)

    @cached_property
    def title_run(self) -> LetterRun:
        """The words of the title run together."""
        return LetterRun(word.text for word in self.title)

    @cached_property
    def run(self) -> LetterRun:
        """Everything before the abstract run together; pieces as in :attr:`words`."""
        return LetterRun(word.text for word in self.words)

    @cached_property
    def names(self) -> LetterRun:
        """The same for looking up names."""
        return name_run(self.words)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Everything before the abstract."""
        return (*self.before, *self.title, *self.authors)


def name_run(words: Sequence[Word]) -> LetterRun:
    """Run words together without figures, which in a name are marks of footnotes."""
    return LetterRun(re.sub(r"\d+", "", word.text) for word in words)


def joined(words: Sequence[Word]) -> str:
    """Write *words* as one line; those broken at the end of a line are put together."""
    return " ".join(word.text for word in words).replace("\u00ad ", "").replace("\u00ad", "")


def head_of(facts: PdfFacts) -> PaperHead:
    """Take the first words of a PDF apart; empty parts where there is nothing of the kind."""
    lines = [tuple(line) for _, line in groupby(facts.words, key=lambda word: word.line)]
    largest = max((_title_size(line) for line in lines), default=0.0)
    begin = next((n for n, line in enumerate(lines) if _begins_abstract(line, largest)), len(lines))
    end = next((n for n, line in enumerate(lines) if is_introduction(line)), len(lines))
    limit = min(begin, end, _line_at(lines, _MOST_HEAD))
    first, behind = _title_lines(lines[:limit] or lines[:_MOST_TITLE_LINES])
    return PaperHead(
        title=_flat(lines[first:behind]),
        authors=_flat(lines[behind : max(limit, behind)]),
        abstract=abstract_of(lines, begin),
        before=_flat(lines[:first]),
    )


def _flat(lines: Sequence[tuple[Word, ...]]) -> tuple[Word, ...]:
    return tuple(word for line in lines for word in line)


def _line_at(lines: list[tuple[Word, ...]], most: int) -> int:
    seen = 0
    for at, line in enumerate(lines):
        seen += len(line)
        if seen > most:
            return at
    return len(lines)


def _begins_abstract(line: tuple[Word, ...], largest: float) -> bool:
    """Whether the abstract begins here; "Abstract Meaning Representations" in large is a title."""
    if letters("".join(word.text for word in line)) in MARKS:
        return True
    first = RUN_IN.match(line[0].text)
    bare = letters(line[0].text) in MARKS
    return (bool(first) or bare) and max(word.size for word in line) < _SAME_SIZE * largest


def _title_lines(lines: Sequence[tuple[Word, ...]]) -> tuple[int, int]:
    """Return the first line of the title and the one behind it: the first run of largest type."""
    sizes = [_title_size(line) for line in lines]
    largest = max(sizes, default=0.0)
    first = next((at for at, size in enumerate(sizes) if size and size >= _SAME_SIZE * largest), 0)
    behind = first
    for size in sizes[first : first + _MOST_TITLE_LINES]:
        if size < _SAME_SIZE * largest:
            break
        behind += 1
    return first, behind


def _title_size(line: tuple[Word, ...]) -> float:
    text = "".join(letters(word.text) for word in line)
    size = max(word.size for word in line)
    if len(text) < _LEAST_TITLE or text.isdigit():
        return 0.0
    return size if size < _BIG_SIZE or len(line) > 1 else 0.0
