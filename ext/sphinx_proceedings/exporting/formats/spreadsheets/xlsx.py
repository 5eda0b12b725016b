"""A workbook with sheets of papers, talks and people, in which every cell is text."""

from __future__ import annotations

from typing import Final

from sphinx_proceedings.exporting.formats.spreadsheets.table_rows import TABLES
from sphinx_proceedings.exporting.formats.spreadsheets.text_workbook import Sheet, workbook
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection
from sphinx_proceedings.model.languages.messages import N_

MOST_CHARACTERS: Final = 32_767
"""What a cell of a workbook holds at most (Excel's specification)."""
_WIDTHS: Final = {"title": 60, "abstract": 60, "authors": 40, "remarks": 40, "name": 30}
_WIDTH: Final = 14


def _write(context: ExportContext, selection: Selection) -> bytes:
    sheets = [
        Sheet(
            table.name,
            [(column, _WIDTHS.get(column, _WIDTH)) for column in table.columns],
            [
                [str(row[column])[:MOST_CHARACTERS] for column in table.columns]
                for row in table.rows(context, selection)
            ],
        )
        for table in TABLES
    ]
    return workbook(sheets, context.stamp(selection.editions[0]))


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
    validate=_too_long,
)
