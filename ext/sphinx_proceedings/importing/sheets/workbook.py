"""XLSX, XLS and ODS workbooks: looked through for what would grow, then read."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.sheets.binary_grids import check_xls, xlsb_grid
from sphinx_proceedings.importing.sheets.sheet import MAX_CELLS, Sheet, cell_text
from sphinx_proceedings.importing.sheets.workbook_marks import (
    SheetMarks,
    marks_by_title,
    read_marks,
)

MAX_UNPACKED: Final = 128 * 2**20
"""Bytes of all parts of a workbook, unpacked."""
_MOST_PARTS: Final = 2_000
_PIECE: Final = 2**20

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".xltx")
_XLS = b"\xd0\xcf\x11\xe0"  # the compound file of old Office
_XLSB_SHEET = b"\x81\x01"  # the record that begins a sheet
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so may be a workbook: a ZIP file, or one of old Office."""
    return head.startswith((b"PK\x03\x04", _XLS))


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a workbook; formulas come as the values that were saved with them.

    Raises:
        ImportSourceError: it is no workbook, has a password, or would unpack to far more than it
            is.
    """
    marks = _check_parts(data, name) if data.startswith(b"PK") else {}
    try:
        if data.startswith(_XLS):
            check_xls(data, lambda cells, sheet: _refuse_grid(cells, 1, f"{name}, {sheet}"))
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(workbook, meta, name, marks) for meta in workbook.sheets_metadata]
    except (CalamineError, OSError, ValueError) as failure:
        if isinstance(failure, ImportSourceError):
            raise
        raise ImportSourceError(
            f"{name}: not a workbook that can be read: {failure}; save it as XLSX without a "
            "password, or as CSV in UTF-8"
        ) from None


def _sheet(
    workbook: CalamineWorkbook, meta: object, name: str, marks: dict[str, SheetMarks]
) -> Sheet:
    title: str = meta.name  # type: ignore[attr-defined]
    hidden = meta.visible != SheetVisibleEnum.Visible  # type: ignore[attr-defined]
    sheet = workbook.get_sheet_by_name(title)
    rows = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = tuple(sheet.merged_cell_ranges or ())
    own = marks.get(title, SheetMarks())
    return Sheet(
        name=f"{name}, sheet {title}",
        rows=rows,
        hidden=hidden,
        merged=merged,
        hidden_rows=own.hidden_rows,
        failed=own.failed,
        uncalculated=own.uncalculated,
    )


def _check_parts(data: bytes, name: str) -> dict[str, SheetMarks]:
    """Refuse what unpacks to too much, whatever its parts say of themselves, and huge grids.

    Return what the parts say of rows and cells beside their values, by the titles of the sheets.
    """
    marks: dict[str, SheetMarks] = {}
    named = dict.fromkeys(("xl/workbook.xml", "xl/_rels/workbook.xml.rels"), b"")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS:
                raise ImportSourceError(f"{name}: a workbook of {len(parts):,} parts is not read")
            left = MAX_UNPACKED
            for part in parts:
                content = _unpacked(packed, part, left, name)
                left -= len(content)
                if part.filename in named:
                    named[part.filename] = content
                if re.fullmatch(r"xl/worksheets/.*\.xml", part.filename, re.IGNORECASE):
                    _check_grid(content, f"{name}, {part.filename}")
                    marks[part.filename] = read_marks(content)
                elif content.startswith(_XLSB_SHEET):
                    _check_binary(content, f"{name}, {part.filename}")
                elif part.filename == "content.xml":
                    _check_repeated(content, f"{name}, {part.filename}")
            book, relations = named.values()
            return marks_by_title(book, relations, marks)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as failure:
        raise ImportSourceError(f"{name}: not a workbook that can be read: {failure}") from None


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, name: str) -> bytes:
    content = bytearray()
    with packed.open(part) as stream:
        while piece := stream.read(_PIECE):
            content += piece
            if len(content) > left:
                raise ImportSourceError(
                    f"{name}, {part.filename}: it unpacks to more than "
                    f"{MAX_UNPACKED // 2**20} MB; export less, or save it as CSV"
                )
    if b"<!DOCTYPE" in content[: 2**16]:
        raise ImportSourceError(f"{name}, {part.filename}: a workbook that declares a DOCTYPE")
    return bytes(content)


def _check_grid(content: bytes, place: str) -> None:
    """Refuse a sheet whose cells lie so far apart that the grid around them is huge."""
    rows = columns = 0
    for letters, digits in _CELL.findall(content):
        rows = max(rows, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    _refuse_grid(rows, columns, place)


def _check_binary(content: bytes, place: str) -> None:
    try:
        cells = xlsb_grid(content)
    except ValueError as failure:
        raise ImportSourceError(f"{place}: {failure}; export less, or save it as CSV") from None
    _refuse_grid(cells, 1, place)


def _check_repeated(content: bytes, place: str) -> None:
    """Refuse an OpenDocument sheet that repeats cells or rows until the grid is huge."""
    total = 0
    try:
        tables = etree.iterparse(
            io.BytesIO(content), tag="{*}table", resolve_entities=False, no_network=True
        )
        for _, table in tables:
            rows = columns = reached = 0
            for row in table.iter("{*}table-row"):
                rows += _times(row, "rows")
                width = at = 0
                for cell in row:
                    at += _times(cell, "columns")
                    width = at if len(cell) else width
                if width:
                    columns, reached = max(columns, width), rows
            total += columns * reached
            _refuse_grid(total, 1, place)
            table.clear()
    except etree.XMLSyntaxError as failure:
        raise ImportSourceError(f"{place}: not XML: {failure.msg}") from None


def _times(element: etree._Element, what: str) -> int:
    # The library that reads it goes by the names as they are written, not by namespaces.
    for name, value in element.attrib.items():
        if str(name).endswith(f"number-{what}-repeated"):
            digits = str(value)
            return int(digits[:9]) if digits.isdecimal() else 1
    return 1


def _refuse_grid(rows: int, columns: int, place: str) -> None:
    if rows * columns > MAX_CELLS:
        raise ImportSourceError(
            f"{place}: a sheet of {rows * columns:,} cells, nearly all empty; delete the rows and "
            "columns behind the table, or save it as CSV"
        )
