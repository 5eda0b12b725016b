"""The abstract of a paper as it is set: from behind its mark to what follows it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.reading.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

MARKS = ("abstract", "summary", "resume", "zusammenfassung", "resumen", "kurzfassung")
RUN_IN = re.compile(r"(?:abstract|summary)[^\w\s]+", re.IGNORECASE)
"""Where the abstract stands in the line of its heading: ``Abstract—We show``."""
_INTRODUCTION = re.compile(r"(?:\d|i|10)?introduction(?:and[a-z]+)?|introductionandmotivation")
_END = re.compile(
    r"(?i)^\W*(?:key\s?-?words?(?: and phrases)?\b|index terms\b|ccs concepts?\b"
    r"|categories and subject|general terms|acm (?:reference|subject)|additional key"
    r"|(?:figure|fig\.|table) \d|subject (?:area|classification)|jel class|msc ?\d|pacs\b"
    r"|mathematics subject)"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})\.?\d?\s+[^\W\d_]")
_MOST_HEADING = 9
_SMALL = 0.955
"""Type that is smaller than this part of the abstract's is a footnote or the text of a figure."""
_FIRST = 60
"""Words by which the type of the abstract is told."""


def is_introduction(line: Sequence[Word]) -> bool:
    """Whether a line is the heading of the first section."""
    return bool(_INTRODUCTION.fullmatch(letters("".join(word.text for word in line))))


def abstract_of(lines: Sequence[tuple[Word, ...]], begin: int) -> tuple[Word, ...]:
    """Return the words of the abstract whose mark stands at the beginning of line *begin*."""
    if begin >= len(lines):
        return ()
    body = [_without_mark(lines[begin]), *lines[begin + 1 :]]
    if not body[0] and lines[begin + 1 : begin + 2]:
        body = body[1:]
    words = [word for line in body for word in line][:_FIRST]
    if not words:
        return ()
    size = Counter(round(word.size, 1) for word in words).most_common(1)[0][0]
    font = Counter(word.font for word in words).most_common(1)[0][0]
    return tuple(_until_end(body, size, font))


def _until_end(lines: Sequence[tuple[Word, ...]], size: float, font: str) -> Iterator[Word]:
    for line in lines:
        if is_introduction(line):
            return
        text = " ".join(word.text for word in line)
        if _END.match(text):
            return
        # A line of maths is small at most in part.
        if max(word.size for word in line) < _SMALL * size:
            continue
        if min(word.size for word in line) > size / _SMALL:
            return  # the text, where that is in larger type than the abstract
        if _NUMBERED.match(text) and len(line) <= _MOST_HEADING and _is_set_apart(line, size, font):
            return
        number = line[0].text.isdecimal() and line[0].size < _SMALL * size
        yield from line[number:]


def _is_set_apart(line: Sequence[Word], size: float, font: str) -> bool:
    return all(word.font != font or word.size > size / _SMALL for word in line)


def _without_mark(line: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return a line without ``Abstract`` at its beginning, which may be split: ``A BSTRACT``."""
    if run_in := RUN_IN.match(line[0].text):
        rest = line[0].text[run_in.end() :]
        return (line[0]._replace(text=rest), *line[1:]) if rest else line[1:]
    seen = ""
    for at, word in enumerate(line):
        seen += letters(word.text)
        if seen in MARKS:
            return line[at + 1 :]
        if not any(mark.startswith(seen) for mark in MARKS):
            break
    return line
