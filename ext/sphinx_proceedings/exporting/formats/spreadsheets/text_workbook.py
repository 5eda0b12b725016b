"""A workbook (ECMA-376) of sheets whose cells are all text: nothing is a formula or a link.

Put together row by row, in half of the time of a library for all that workbooks can do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.xml import escaped
from sphinx_proceedings.folders.zip_writing import zipped

if TYPE_CHECKING:
    import datetime as dt

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What a reader takes for a character that has no other way to be written.
_CODE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: a name of letters, columns with their widths in characters, and rows of text."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[str]]
    """As many texts as there are columns; an empty one makes no cell."""


def workbook(sheets: Sequence[Sheet], created: dt.datetime) -> bytes:
    """Return the file; *created* is in UTC. Headers are bold and stay in sight."""
    numbers = range(1, len(sheets) + 1)
    files = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relationships(
            [
                (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _core(created),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relationships(
            [
                *((f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                (f"{_OFFICE}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{number}.xml": _sheet(sheet)
            for number, sheet in zip(numbers, sheets, strict=True)
        },
    }
    return zipped({name: text.encode() for name, text in files.items()})


def _content_types(numbers: Iterable[int]) -> str:
    parts = [
        ("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPE}.styles+xml"),
        *((f"/xl/worksheets/sheet{number}.xml", f"{_TYPE}.worksheet+xml") for number in numbers),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="{p}" ContentType="{kind}"/>' for p, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(found: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _core(created: dt.datetime) -> str:
    moment = f"{created:%Y-%m-%dT%H:%M:%SZ}"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{dates}</cp:coreProperties>'
    )


def _book(sheets: Sequence[Sheet]) -> str:
    inner = "".join(
        f'<sheet name="{escaped(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{inner}</sheets></workbook>'
    )


def _sheet(sheet: Sheet) -> str:
    letters = [_letters(number) for number in range(len(sheet.columns))]
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, (_, width) in enumerate(sheet.columns, 1)
    )
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    parts = [
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{view}',
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>",
        _row(1, letters, [name for name, _ in sheet.columns], ' s="1"'),
        *(_row(number, letters, row, "") for number, row in enumerate(sheet.rows, 2)),
        "</sheetData></worksheet>",
    ]
    return "".join(parts)


def row_as_written(index: int, texts: Sequence[str]) -> str:
    """Return what stands in a sheet for the row of this index, of those below the head."""
    return _row(index + 2, [_letters(number) for number in range(len(texts))], texts, "")


def _row(number: int, letters: Sequence[str], texts: Sequence[str], style: str) -> str:
    cells = [
        f'<c r="{letter}{number}"{style} t="inlineStr"><is><t xml:space="preserve">'
        f"{_written(text)}</t></is></c>"
        for letter, text in zip(letters, texts, strict=True)
        if text
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _written(text: str) -> str:
    return escaped(_CODE.sub("_x005F_", text) if "_x" in text else text)


def _letters(number: int) -> str:
    """Return a column's name: A to Z, AA and so on; *number* counts from 0."""
    before, own = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + own)
