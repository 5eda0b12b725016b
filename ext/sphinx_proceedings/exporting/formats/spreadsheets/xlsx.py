"""A workbook with sheets of papers, talks and people, in which every cell is text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.spreadsheets.table_rows import PAPERS, TABLES, Table
from sphinx_proceedings.exporting.formats.spreadsheets.text_workbook import (
    Sheet,
    row_as_written,
    workbook,
)
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection
from sphinx_proceedings.model.languages.messages import N_

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.papers import Paper

MOST_CHARACTERS: Final = 32_767
"""What a cell of a workbook holds at most (Excel's specification)."""
_WIDTHS: Final = {"title": 60, "abstract": 60, "authors": 40, "remarks": 40, "name": 30}
_WIDTH: Final = 14


def _write(context: ExportContext, selection: Selection) -> bytes:
    sheets = [
        Sheet(
            table.name,
            [(column, _WIDTHS.get(column, _WIDTH)) for column in table.columns],
            _texts(context, selection, table),
        )
        for table in TABLES
    ]
    return workbook(sheets, context.stamp(selection.editions[0]))


def _texts(context: ExportContext, selection: Selection, table: Table) -> list[list[str]]:
    return [
        [str(row[column])[:MOST_CHARACTERS] for column in table.columns]
        for row in table.rows(context, selection)
    ]


def _entries(context: ExportContext, selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    number = [other.key for other in selection.papers].index(paper.key)
    (texts,) = _texts(context, Selection.of_record(context.catalogue, paper), PAPERS)
    return (row_as_written(number, texts).encode(),)


def _too_long(context: ExportContext, selection: Selection) -> list[str]:
    return [
        f"{row.get('edition', '')} {row['id']}: {column} has more than {MOST_CHARACTERS} "
        "characters, the end is left out"
        for table in TABLES
        for row in table.rows(context, selection)
        for column, cell in row.items()
        if len(cell) > MOST_CHARACTERS
    ]


XLSX = Format(
    name="xlsx",
    title=N_("Excel workbook"),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    scopes=ALL_SCOPES,
    write=_write,
    entries=_entries,
    validate=_too_long,
)
