"""Read whatever a table may be kept in, by what the file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.sheets.delimited import read_delimited
from sphinx_proceedings.importing.sheets.excel_xml import is_excel_xml, read_excel_xml
from sphinx_proceedings.importing.sheets.workbook import WORKBOOKS, is_workbook, read_workbook

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.sheets.sheet import Sheet


def read_sheets(file: SourceFile) -> list[Sheet]:
    """Return the sheets of a workbook, or the one table of a CSV or TSV file.

    JSON, other XML and pictures have none.

    Raises:
        ImportSourceError: the file is too large, broken or hostile.
    """
    if is_workbook(file.head):
        return read_workbook(file.data, file.name)
    if file.is_binary or file.looks_like_json:
        return []
    if file.looks_like_markup:
        root = file.xml() if b"office:spreadsheet" in file.head else None
        return read_excel_xml(root, file.name) if root is not None and is_excel_xml(root) else []
    return [read_delimited(file.text, file.name)]


def sheets_of(source: Source) -> list[Sheet]:
    """Return all sheets of all files that have some; what cannot be read has none.

    For a look at what a source is; kept with each file, so that every format may look.
    """
    found: list[Sheet] = []
    for file in source.files:
        if source.root is not None and is_workbook(file.head) and file.suffix not in WORKBOOKS:
            continue  # a ZIP file of something else
        kept = file.derived.get("sheets")
        if kept is None:
            try:
                kept = read_sheets(file)
            except ImportSourceError as refusal:
                # Kept as words: its traceback would hold all that was read.
                kept = str(refusal)
            file.derived["sheets"] = kept
        if isinstance(kept, str):
            if is_workbook(file.head) and source.root is None:
                raise ImportSourceError(kept)
            if is_workbook(file.head):
                file.unreadable = kept
            continue
        found += kept
    return found
