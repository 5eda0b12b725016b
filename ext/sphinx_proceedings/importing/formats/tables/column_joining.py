"""Columns that hold one thing between them, made one: headers of two rows, parts of names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.column_map import find_header
from sphinx_proceedings.importing.formats.tables.header_words import (
    Field,
    field_of,
    fold_header,
    numbered_author,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_proceedings.importing.sheets.sheet import Sheet

_GIVEN: Final = re.compile(
    r"(?:author(?:'?s)? )?(?:first|given) ?names?|vornamen?|prenoms?|nombres?"
)
_FAMILY: Final = re.compile(
    r"(?:author(?:'?s)? )?(?:last|family|sur) ?names?|nachnamen?|noms? de famille|apellidos?"
)
_COAUTHORS: Final = re.compile(
    r"co-? ?authors?(?: names?)?|(?:other|further|additional|remaining) authors?|mitautor(?:en)?"
    r"|coautores|coauteurs?"
)
_LEAD: Final = re.compile(
    r"(?:first|main|lead|submitting) author(?: name)?|submitted by|erstautor|autor principal"
)
_LONGEST: Final = 60  # characters of words over a column


def joined(sheet: Sheet) -> Sheet:
    """Return a sheet with its header in one row, and the names of authors in one column."""
    header = find_header(sheet)
    if header is None:
        return sheet
    sheet, header = _one_header(sheet, header)
    over = [fold_header(cell) for cell in sheet.rows[header]]
    if any(numbered_author(cell) for cell in sheet.rows[header]):
        return sheet
    sheet = _names(sheet, header, over)
    return _coauthors(sheet, header, over)


def _one_header(sheet: Sheet, header: int) -> tuple[Sheet, int]:
    """Join two rows of words, the upper of which stand over several columns each."""
    rows = sheet.rows
    below = rows[header + 1] if header + 1 < len(rows) else []
    words = [cell.strip() for cell in below if cell.strip()]
    known = [field_of(cell) for cell in words]
    upper = [cell.strip() for cell in rows[header] if cell.strip()]
    fitting = len(words) > 1 and all(len(cell) <= _LONGEST for cell in words)
    if not fitting or len(upper) >= len(words) or sum(map(bool, known)) < max(2, len(words) / 2):
        return sheet, header
    width = max(len(rows[header]), len(below))
    above = [*rows[header], *[""] * (width - len(rows[header]))]
    made = [
        cell if cell.strip() else top
        for cell, top in zip([*below, *[""] * (width - len(below))], above, strict=True)
    ]
    return replace(sheet, rows=[*rows[:header], [], made, *rows[header + 2 :]]), header + 1


def _names(sheet: Sheet, header: int, over: list[str]) -> Sheet:
    """Put given and family names of a column each into one, as ``Family, Given``."""
    given = [n for n, words in enumerate(over) if _GIVEN.fullmatch(words)]
    family = [n for n, words in enumerate(over) if _FAMILY.fullmatch(words)]
    if len(given) != 1 or len(family) != 1:
        return sheet
    return _merged(
        sheet, header, given[0], family[0], lambda a, b: f"{b}, {a}" if a and b else a or b
    )


def _coauthors(sheet: Sheet, header: int, over: list[str]) -> Sheet:
    """Put the first author before the others, who have a column of their own."""
    others = [n for n, words in enumerate(over) if _COAUTHORS.fullmatch(words)]
    first = [n for n, words in enumerate(over) if _LEAD.fullmatch(words)]
    first = first or [n for n, cell in enumerate(sheet.rows[header]) if _is_authors(cell)]
    if len(others) != 1 or len(first) != 1:
        return sheet

    def both(one: str, rest: str) -> str:
        sign = next((sign for sign in (";", "|", "\n") if sign in rest), ",")
        return f"{one}{sign} {rest}" if one and rest else one or rest

    return _merged(sheet, header, first[0], others[0], both)


def _is_authors(cell: str) -> bool:
    return field_of(cell) is Field.AUTHORS and not _COAUTHORS.fullmatch(fold_header(cell))


def _merged(
    sheet: Sheet, header: int, first: int, second: int, how: Callable[[str, str], str]
) -> Sheet:
    rows = []
    for index, row in enumerate(sheet.rows):
        cells = [*row, *[""] * (max(first, second) + 1 - len(row))]
        if index == header:
            cells[first], cells[second] = "Authors", ""
        elif index > header and any(row):
            cells[first], cells[second] = how(cells[first].strip(), cells[second].strip()), ""
        rows.append(cells if any(row) else row)
    return replace(sheet, rows=rows)
