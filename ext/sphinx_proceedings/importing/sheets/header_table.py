"""A sheet with a header row: its columns by name, wherever the header stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_proceedings.importing.sheets.sheet import Sheet

_LOOKED_AT: Final = 12  # title rows stand above a header, but not more than these


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row under a header."""

    table: HeaderTable
    index: int
    cells: list[str]

    def get(self, *names: str) -> str:
        """Return the cell of the first of *names* that is a column and is filled."""
        for name in names:
            place = self.table.columns.get(name)
            if place is not None:
                self.table.used.add(place)
                if place < len(self.cells) and (text := self.cells[place].strip()):
                    return text
        return ""

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return self.table.sheet.place(self.index)


@dataclass(slots=True)
class HeaderTable:
    """A sheet whose columns are named by one of its first rows.

    Names are looked up without case, spaces and signs: ``paperid`` for ``Paper ID``, and ``#``
    for a column of that sign.
    """

    sheet: Sheet
    header: int
    columns: dict[str, int]
    titles: list[str]
    used: set[int] = field(default_factory=set)

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows that are not empty and do not repeat the header."""
        first = [cell.strip() for cell in self.titles]
        for index, cells in enumerate(self.sheet.rows[self.header + 1 :], self.header + 1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped) and stripped != first:
                yield TableRow(self, index, cells)

    def has(self, *names: str) -> bool:
        """Whether one of the columns is there."""
        return any(name in self.columns for name in names)

    def title(self, name: str) -> str:
        """Return a column's own heading."""
        return self.titles[self.columns[name]].strip()

    def unused(self) -> dict[str, int]:
        """Return the headings of the columns that were never asked for, with their values."""
        counts: dict[str, int] = {}
        for place, title in enumerate(self.titles):
            if place in self.used:
                continue
            filled = sum(
                bool(place < len(row) and row[place].strip())
                for row in self.sheet.rows[self.header + 1 :]
            )
            if filled:
                name = title.strip() or f"column {place + 1}"
                counts[name] = counts.get(name, 0) + filled
        return counts


def column_name(heading: str) -> str:
    """Return a heading as columns are looked up: ``Paper ID`` is ``paperid``."""
    folded = re.sub(r"[\W_]+", "", heading.casefold())
    return folded or heading.strip()


def find_table(sheet: Sheet, fits: Callable[[set[str]], bool]) -> HeaderTable | None:
    """Return the table under the first row whose column names *fits* says yes to."""
    for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
        names = [column_name(cell) for cell in row]
        if fits(set(names)):
            columns: dict[str, int] = {}
            for place, name in enumerate(names):
                if name:
                    columns.setdefault(name, place)
            return HeaderTable(sheet, index, columns, list(row))
    return None
