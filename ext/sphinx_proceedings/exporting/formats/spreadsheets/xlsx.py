"""A workbook with sheets of papers, talks and people, in which every cell is text."""

from __future__ import annotations

import io
from typing import Final

import xlsxwriter

from sphinx_proceedings.exporting.formats.spreadsheets.table_rows import TABLES
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection

MOST_CHARACTERS: Final = 32_767
"""What a cell of a workbook holds at most (Excel's specification)."""
_WIDTHS: Final = {"title": 60, "abstract": 60, "authors": 40, "remarks": 40, "name": 30}
_WIDTH: Final = 14


def _write(context: ExportContext, selection: Selection) -> bytes:
    file = io.BytesIO()
    # Nothing is ever a formula, a link or a number: what looks like one is a cell of text.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    options["constant_memory"] = True  # row after row, without a list of all texts
    with xlsxwriter.Workbook(file, options) as book:
        stamp = context.stamp(selection.editions[0])
        book.set_properties({"created": stamp.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        for table in TABLES:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for number, column in enumerate(table.columns):
                sheet.set_column(number, number, _WIDTHS.get(column, _WIDTH))
                sheet.write_string(0, number, column, bold)
            for line, row in enumerate(table.rows(context, selection), 1):
                for number, column in enumerate(table.columns):
                    if cell := row[column]:
                        sheet.write_string(line, number, str(cell)[:MOST_CHARACTERS])
    return file.getvalue()


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
    title="Excel workbook",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    scopes=ALL_SCOPES,
    write=_write,
    validate=_too_long,
)
