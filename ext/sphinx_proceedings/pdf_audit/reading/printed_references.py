"""The references of a paper as its last pages print them: one line each."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.pdf_audit.reading.hyphens import rejoined
from sphinx_proceedings.pdf_audit.reading.letters import letters
from sphinx_proceedings.pdf_audit.reading.text_reading import front_of, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

_HEADINGS = frozenset(
    "references bibliography literaturecited literatur literaturverzeichnis referencesandnotes "
    "bibliographie referencias workscited".split()
)
_BEHIND = re.compile(
    r"(?i)^(?:(?:[A-H]|\d{1,2})\.?\d?\s+\D|append|supplement|checklist|acknowledg|neurips paper)"
)
_NUMBER = re.compile(r"^\[?(\d{1,3})(?:\]|\.(?!\d))$|^\[(\d{1,3})\]")
_KEY = re.compile(r"^\[[A-Z][\w+*]{1,9}\d{2}[a-z]?\]")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\b(?:in press|to appear|forthcoming|n\.d\.)")
_OPEN_URL = re.compile(
    r"(?:https?:|doi|10\.\d{4,9}/|www\.|arxiv\.org)\S*[/._\-=:?&]$", re.IGNORECASE
)
_IN_URL = re.compile(r"(?:https?:\S*|doi\.org\S*|10\.\d{4,9}/\S*)$", re.IGNORECASE)
_GOES_ON = re.compile(r"^(?=[\w./%-]*[\d/_%-])[\w./%()-]{2,}[.,]?$")
_SPLIT_URL = re.compile(r"(https?:) (?=//)|(doi\.org/) (?=10\.)")
_RANGE = re.compile("\\d[-\u2013]$")
_LEAST, _MOST = 25, 900
_MOST_MEAN = 420
_MOST_PAGES = 40
_MOST_LISTED = 600
_MOST_HEADING = 9
_INDENT = (4.0, 45.0)
"""Points by which the further lines of a reference are set in."""
_MORE_WHITE = 1.3
"""Times the usual distance of lines that stands between two references."""


def references_of(path: Path) -> list[str]:
    """Read the references of a PDF; none when it cannot be read or prints no list."""
    import pypdfium2  # noqa: PLC0415 - the extra `pdf`

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    try:
        texts = [page_text(document[at]) for at in range(len(document))]
        return _references(document, texts)
    except pypdfium2.PdfiumError:
        return []
    finally:
        document.close()


def _references(document: Any, texts: Sequence[str]) -> list[str]:
    first = next(
        (at for at in range(len(texts) - 1, -1, -1) if _has_heading(texts[at])),
        None,
    )
    if first is None:
        return []
    lines: list[tuple[Word, ...]] = []
    for at in range(first, min(len(texts), first + _MOST_PAGES)):
        # Lines of different pages have different numbers.
        words = front_of(document[at], at, 10_000 * at).words
        lines += [tuple(line) for _, line in groupby(words, key=lambda word: word.line)]
    begin = max((n for n, line in enumerate(lines) if _is_heading(line)), default=-1)
    listed = list(_listed(lines[begin + 1 :]))
    entries = (rejoined(_joined(entry), texts) for entry in _entries(listed))
    found = [text for entry in entries if (text := _clean(entry))]
    if sum(map(len, found)) > _MOST_MEAN * len(found):
        return []  # the list could not be taken apart
    return found[:_MOST_LISTED]


def _has_heading(text: str) -> bool:
    return any(letters(_unnumbered(line)) in _HEADINGS for line in text.splitlines())


def _unnumbered(line: str) -> str:
    return re.sub(r"^\s*(?:\d{1,2}|[IVX]{1,4})\.?\s+", "", line)


def _is_heading(line: Sequence[Word]) -> bool:
    return letters(_unnumbered(" ".join(word.text for word in line))) in _HEADINGS


def _listed(lines: Sequence[tuple[Word, ...]]) -> Iterator[tuple[Word, ...]]:
    """Yield the lines of the list: up to the next heading, without heads and numbers of pages."""
    sample = [word for line in lines[:40] for word in line]
    if not sample:
        return
    size = Counter(round(word.size, 1) for word in sample).most_common(1)[0][0]
    fonts = Counter(word.font for word in sample)
    font = fonts.most_common(1)[0][0]
    for line in lines:
        text = " ".join(word.text for word in line)
        large = min(word.size for word in line) > 1.06 * size
        other = all(word.font != font for word in line)
        small = max(word.size for word in line) < 0.95 * size
        if (large or (other and len(line) < _MOST_HEADING and not small)) and _BEHIND.match(text):
            return
        if text.isdecimal() or max(word.size for word in line) < 0.9 * size or large:
            continue
        yield line


def _entries(lines: Sequence[tuple[Word, ...]]) -> Iterator[list[tuple[Word, ...]]]:
    """Put the lines of each reference together."""
    numbered = _are_numbered(lines)
    keyed = not numbered and sum(bool(_KEY.match(line[0].text)) for line in lines) > 1
    begins = _hanging(lines)
    entry: list[tuple[Word, ...]] = []
    expected = 1
    for at, line in enumerate(lines):
        if numbered:
            number = _number(line)
            new = number is not None and expected <= number <= expected + 2
            expected = number + 1 if new and number is not None else expected
        elif keyed:
            new = bool(_KEY.match(line[0].text))
        else:
            new = at in begins
        if new and entry:
            yield entry
            entry = []
        entry.append(line)
    if entry:
        yield entry


def _number(line: Sequence[Word]) -> int | None:
    match = _NUMBER.match(line[0].text)
    return int(match[1] or match[2]) if match else None


def _are_numbered(lines: Sequence[tuple[Word, ...]]) -> bool:
    numbers = [number for line in lines[:60] if (number := _number(line)) is not None]
    return numbers[:2] == [1, 2] or (len(numbers) > 2 and numbers[0] == 1)


def _hanging(lines: Sequence[tuple[Word, ...]]) -> set[int]:
    """Return the places of lines that begin a reference, by their indents or by the white above."""
    columns: dict[tuple[int, int], list[int]] = {}
    for at, line in enumerate(lines):
        left = line[0].x
        key = next(
            (k for k in columns if k[0] == line[0].page and abs(k[1] - left) <= _INDENT[1]),
            (line[0].page, round(left)),
        )
        columns.setdefault(key, []).append(at)
    begins: set[int] = set()
    for places in columns.values():
        begins |= _begins([(at, lines[at]) for at in places])
    return begins


def _begins(column: Sequence[tuple[int, tuple[Word, ...]]]) -> set[int]:
    lefts = Counter(round(line[0].x) for _, line in column)
    common = sorted(left for left, count in lefts.items() if count >= max(2, len(column) // 12))
    if not common:
        return {column[0][0]}
    inner = [left for left in common if _INDENT[0] <= left - common[0] <= _INDENT[1]]
    if sum(lefts[left] for left in inner) > len(column) / 4:
        return {at for at, line in column if line[0].x < common[0] + _INDENT[0] / 2}
    steps = [a[0].y - b[0].y for (_, a), (_, b) in pairwise(column)]
    usual = sorted(step for step in steps if step > 0)
    if not usual:
        return {column[0][0]}
    least = _MORE_WHITE * usual[len(usual) // 4]
    begins = {at for (at, _), step in zip(column[1:], steps, strict=True) if step > least}
    return begins | ({column[0][0]} if _ends(column) else set())


def _ends(column: Sequence[tuple[int, tuple[Word, ...]]]) -> bool:
    """Whether the first line of a column begins a reference: no word of a sentence stands there."""
    return column[0][1][0].text[:1].isupper()


def _joined(lines: Sequence[tuple[Word, ...]]) -> str:
    """Write the lines of a reference as one; an address that was broken has no space in it."""
    text = ""
    for line in lines:
        more = " ".join(word.text for word in line)
        behind = text.rsplit(" ", 1)[-1]
        first = more.split(" ", 1)[0]
        address = _OPEN_URL.search(behind) or (_IN_URL.search(behind) and _GOES_ON.match(first))
        pages = _RANGE.search(behind) and first[:1].isdigit()
        whole = address or pages
        if not text or (whole and "\u00ad" not in behind):
            text += more
        else:
            text += f" {more}"
    return text


def _clean(text: str) -> str:
    """Return a reference without its number; nothing when it is none."""
    text = re.sub(r"^\[?\d{1,3}(?:\]\.?|\.)\s+|^\[[^\]]{2,12}\]\s*", "", text)
    text = _SPLIT_URL.sub(lambda match: match[1] or match[2], " ".join(text.split()))
    return text if _LEAST <= len(text) <= _MOST and _YEAR.search(text) else ""
