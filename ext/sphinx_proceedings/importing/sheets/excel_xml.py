"""Workbooks in Excel's XML of 2003, which CMT writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.safe_reading.safe_xml import children
from sphinx_proceedings.importing.sheets.sheet import MAX_CELLS, Sheet, cell_text

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_INDEX = f"{{{NAMESPACE}}}Index"


def is_excel_xml(root: etree._Element) -> bool:
    """Whether *root* is that of such a workbook."""
    return root.tag == f"{{{NAMESPACE}}}Workbook"


def read_excel_xml(root: etree._Element, name: str) -> list[Sheet]:
    """Return the sheets of a workbook; rows and cells that are left out come back empty."""
    sheets: list[Sheet] = []
    for number, sheet in enumerate(children(root, "Worksheet"), 1):
        title = sheet.get(f"{{{NAMESPACE}}}Name") or f"sheet {number}"
        rows: list[list[str]] = []
        cells = 0
        for table in children(sheet, "Table"):
            for row in children(table, "Row"):
                rows.extend([] for _ in range(_skipped(row, len(rows), name)))
                made = _cells(row, name)
                cells += len(made) + 1
                if cells > MAX_CELLS or len(rows) > MAX_CELLS:
                    raise ImportSourceError(f"{name}: more than {MAX_CELLS:,} cells; split it")
                rows.append(made)
        sheets.append(Sheet(name=f"{name}, sheet {title}", rows=rows))
    return sheets


def _cells(row: etree._Element, name: str) -> list[str]:
    made: list[str] = []
    for cell in children(row, "Cell"):
        made.extend("" for _ in range(_skipped(cell, len(made), name)))
        data = next(children(cell, "Data"), None)
        text = "" if data is None else "".join(map(str, data.itertext()))
        if data is not None and data.get(f"{{{NAMESPACE}}}Type") == "Number":
            text = _number(text)
        made.append(text)
    return made


def _number(text: str) -> str:
    try:
        return cell_text(float(text))
    except ValueError:
        return text


def _skipped(element: etree._Element, there: int, name: str) -> int:
    """Return how many rows or cells are left out before *element*, which says its own number."""
    index = element.get(_INDEX, "")
    if not index.isdecimal():
        return 0
    skipped = int(index[:9]) - 1 - there
    if skipped > MAX_CELLS // 100:
        line = element.sourceline
        raise ImportSourceError(f"{name}:{line}: {skipped:,} empty rows or cells are left out here")
    return max(skipped, 0)
