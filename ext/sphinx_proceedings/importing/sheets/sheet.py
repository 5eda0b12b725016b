"""A table as it stands in a file: rows of text, and how its cells are made text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

MAX_CELLS: Final = 2_000_000
"""Cells of all sheets of a file, the empty ones between others included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; rows may differ in length, and empty rows are there."""

    name: str
    """Name of the sheet, or of the file that is one table: for messages."""
    rows: list[list[str]]
    hidden: bool = False
    """Whether a workbook's author hid it; what is hidden is not silently taken."""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Ranges of cells made one: first and last (row, column), from 0. The first has the text."""
    hidden_rows: frozenset[int] = frozenset()
    """Indexes of rows that a filter or the author hid."""
    failed: tuple[str, ...] = ()
    """Cells, as ``B3``, whose formula gave an error; they are empty."""
    uncalculated: tuple[str, ...] = ()
    """Cells whose formula was saved without a value; they are empty."""
    delimiter: str = ""
    """What stood between the cells of a text."""

    unit: str = "row"
    """What a row is called: of a list of records, where the first is the keys, a ``paper``."""

    def place(self, index: int) -> str:
        """Return where the row of an *index* stands: ``papers.csv, row 12``."""
        return f"{self.name}, {self.unit} {index + (self.unit == 'row')}"


def cell_text(value: Any) -> str:
    """Return a workbook's value as a person would have typed it: 12.0 is ``12``, dates are ISO."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value)
