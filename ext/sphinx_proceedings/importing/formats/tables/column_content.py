"""What a column holds, told from its values: when nobody wrote a word over it that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from sphinx_proceedings.importing.formats.tables.decision_words import decision_of, type_of
from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.text.author_lists import split_column

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PAGES = re.compile(r"[\divxlc]+\s*[-–—]+\s*[\divxlc]+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?:[ \u00a0,]+[^\W\d_][\w.'’\-]*){1,4}")
_HOSTS: Final = (
    (re.compile(r"openreview\.net", re.IGNORECASE), Field.OPENREVIEW),
    (re.compile(r"arxiv\.org", re.IGNORECASE), Field.ARXIV),
    (re.compile(r"doi\.org", re.IGNORECASE), Field.DOI),
    (re.compile(r"\.pdf\b|/pdf/", re.IGNORECASE), Field.PDF),
    (re.compile(r"youtu\.?be|vimeo|bilibili|slideslive", re.IGNORECASE), Field.VIDEO),
    (re.compile(r"github|gitlab|bitbucket|codeberg", re.IGNORECASE), Field.CODE),
    (re.compile(r"huggingface\.co/datasets|zenodo|kaggle", re.IGNORECASE), Field.DATA),
)
_LOOKED_AT: Final = 200
_YES_OR_NO: Final = frozenset(
    "yes no y n x 1 0 true false ok ja nein oui non si sí ✓ ✔ ✗ ✘".split()
)
"""Answers to a question that only the words over the column ask: it may be anything."""


def host_field(url: str) -> Field:
    """Return what an address leads to, by its host and ending."""
    for pattern, field in _HOSTS:
        if pattern.search(url):
            return field
    return Field.WEBSITE


def guess_columns(columns: Sequence[Sequence[str]], free: Sequence[int]) -> dict[int, Field]:
    """Return a guess for those of the *free* columns (by index) whose values tell what they are.

    A title is guessed once, and so are an abstract and authors; of several the likeliest.
    """
    guesses: dict[int, Field] = {}
    filled = sum(1 for row in zip(*columns, strict=True) if any(cell.strip() for cell in row))
    values = {n: [v.strip() for v in columns[n] if v.strip()][:_LOOKED_AT] for n in free}
    for number in free:
        if found := _by_shape(values[number], filled):
            guesses[number] = found
    left = [n for n in free if n not in guesses and values[n]]
    long = {n: median(len(v) for v in values[n]) for n in left}
    if texts := [n for n in left if long[n] > 250]:
        guesses[max(texts, key=lambda n: long[n])] = Field.ABSTRACT
    left = [n for n in left if n not in guesses and long[n] <= 250]
    names = {n: _share_of_names(values[n]) for n in left}
    if lists := [n for n in left if names[n] > 0.6]:
        best = max(lists, key=lambda n: (names[n], long[n]))
        guesses[best] = Field.AUTHORS
        left.remove(best)
    if titles := [n for n in left if long[n] >= 9 and _is_title(values[n])]:
        best = max(titles, key=lambda n: long[n])
        guesses[best] = Field.TITLE
        left.remove(best)
    ids = [n for n in left if _is_id(values[n], filled)]
    if ids:
        guesses[ids[0]] = Field.ID
        left.remove(ids[0])
    return guesses


def _by_shape(values: list[str], rows: int) -> Field | None:
    if not values:
        return None

    def share(pattern: re.Pattern[str]) -> float:
        return sum(1 for value in values if pattern.match(value)) / len(values)

    if share(_DOI) > 0.7:
        return Field.DOI
    if share(_URL) > 0.7:
        fields = [host_field(value) for value in values]
        return max(sorted(set(fields)), key=fields.count)
    if sum(1 for value in values if _EMAIL.search(value)) > 0.7 * len(values):
        return Field.EMAILS
    if sum(1 for value in values if _PAGES.fullmatch(value)) > 0.7 * len(values):
        return Field.PAGES
    distinct = {value.casefold() for value in values}
    if len(distinct) <= max(8, rows // 4) and all(len(value) < 40 for value in distinct):
        return _by_words(distinct)
    return None


def _by_words(distinct: set[str]) -> Field | None:
    if all(re.fullmatch(r"(?:non-?)?archival", value) for value in distinct):
        return Field.ARCHIVAL
    if all(type_of(value) and not re.search(r"\d", value) for value in distinct):
        return Field.TYPE
    if any(decision_of(value) and not type_of(value) for value in distinct) and all(
        decision_of(value) or type_of(value) for value in distinct
    ):
        return None if distinct <= _YES_OR_NO else Field.DECISION
    return None


def _share_of_names(values: list[str]) -> float:
    _, rows = split_column(values)
    names = [author.name for row in rows for author in row.authors]
    if not names or len(names) < len(values):
        return 0.0
    fitting = sum(1 for name in names if _NAME.fullmatch(name) or _is_cjk_name(name))
    several = sum(1 for row in rows if len(row.authors) > 1) / len(rows)
    return fitting / len(names) * (0.5 + 0.5 * min(1.0, several * 2))


def _is_cjk_name(name: str) -> bool:
    return not name.isascii() and 1 < len(name) < 7 and name.isalpha()


def _is_title(values: list[str]) -> bool:
    counts = [len(value.split()) if value.isascii() else len(value) / 3 for value in values]
    distinct = len({value.casefold() for value in values})
    return distinct > 0.9 * len(values) and median(counts) >= 2


def _is_id(values: list[str], rows: int) -> bool:
    if {value.casefold() for value in values} <= _YES_OR_NO:
        return False
    short = all(len(value) <= 24 and len(value.split()) == 1 for value in values)
    return short and len(values) > 0.9 * rows and len(set(values)) == len(values)
