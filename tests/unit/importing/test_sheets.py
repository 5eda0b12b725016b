"""Tables are read from whatever they are kept in, and what would grow is refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.sheets import workbook
from sphinx_proceedings.importing.sheets.delimited import find_delimiter
from sphinx_proceedings.importing.sheets.sheet_reading import read_sheets


def sheets(tmp_path, content, name="papers.csv"):
    place = tmp_path / name
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    file = Source.open([place]).first
    file.name = name
    return read_sheets(file)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_whatever_stands_in_the_abstracts(delimiter):
    rows = [
        ["id", "title", "abstract"],
        ["1", "A", '"one, two; three | four, five"'],
        ["2", "B", '"six;\nseven, eight"'],
    ]
    assert find_delimiter("\n".join(delimiter.join(row) for row in rows)) == delimiter


def test_a_quoted_text_may_go_over_lines(tmp_path):
    (sheet,) = sheets(tmp_path, 'id,title\r\n1,"A\r\nB"\r\n')
    assert sheet.rows == [["id", "title"], ["1", "A\nB"]]
    assert sheet.place(1) == "papers.csv, row 2"


def test_a_quote_that_is_not_closed_is_refused_with_its_line(tmp_path):
    with pytest.raises(ImportSourceError, match=r"papers\.csv:\d+: not a table"):
        sheets(tmp_path, 'id,title\n1,"' + "x" * 200_000)


def made_xlsx(write):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        write(book)
    return stream.getvalue()


def test_a_workbook_comes_as_it_would_have_been_typed(tmp_path):
    def write(book):
        sheet = book.add_worksheet("Papers")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, value in enumerate([12, 3.5, "02", True]):
            sheet.write(0, column, value)
        sheet.write_datetime(1, 0, dt.date(2026, 5, 1), day)
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.merge_range(3, 0, 4, 0, "Track")
        book.add_worksheet("Scores").hide()

    papers, scores = sheets(tmp_path, made_xlsx(write), "p.xlsx")
    assert papers.rows[0] == ["12", "3.5", "02", "yes"]
    assert papers.rows[1][:2] == ["2026-05-01", "2"]
    assert papers.merged == (((3, 0), (4, 0)),)
    assert papers.name == "p.xlsx, sheet Papers"
    assert not papers.hidden
    assert scores.hidden


def test_a_cell_far_away_is_refused_before_the_grid_is_made(tmp_path):
    data = made_xlsx(lambda book: book.add_worksheet().write(1048575, 16383, 1))
    with pytest.raises(ImportSourceError, match="nearly all empty"):
        sheets(tmp_path, data, "p.xlsx")


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def test_a_zip_bomb_is_refused_after_as_much_as_is_allowed(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 2**20)
    data = zipped(xl__sharedStrings_xml=b"x" * 2**22)
    assert len(data) < 2**16
    with pytest.raises(ImportSourceError, match="it unpacks to more than 1 MB"):
        sheets(tmp_path, data, "p.xlsx")


def test_entities_in_a_workbook_are_refused(tmp_path):
    data = zipped(xl__workbook_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(ImportSourceError, match="DOCTYPE"):
        sheets(tmp_path, data, "p.xlsx")


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
CELL = '<table:table-cell {n} office:value-type="string"><text:p>a</text:p></table:table-cell>'


def test_opendocument_is_read_and_its_repetitions_are_counted(tmp_path):
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    tail = f'<table:table-row table:number-rows-repeated="1048576">{empty}</table:table-row>'
    row = f"<table:table-row>{CELL.format(n='')}{CELL.format(n='')}{empty}</table:table-row>"
    manifest = b'<m xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'

    def book(rows):
        return zipped(
            mimetype=kind, **{"META-INF/manifest.xml": manifest}, content_xml=ODS.format(rows=rows)
        )

    (sheet,) = sheets(tmp_path, book(row + tail), "p.ods")
    assert [cell for cell in sheet.rows[0] if cell] == ["a", "a"]
    wide = CELL.format(n='table:number-columns-repeated="16000"')
    bomb = f'<table:table-row table:number-rows-repeated="100000">{wide}</table:table-row>'
    with pytest.raises(ImportSourceError, match="nearly all empty"):
        sheets(tmp_path, book(bomb), "p.ods")


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_a_broken_workbook_is_refused_in_words(tmp_path, data):
    with pytest.raises(ImportSourceError, match=r"p\.xlsx: not a workbook"):
        sheets(tmp_path, data, "p.xlsx")


EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Papers"><Table>
<Row><Cell><Data ss:Type="String">Paper ID</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="Number">12</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">A &amp; B</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_excel_xml_keeps_the_places_of_cells(tmp_path):
    (sheet,) = sheets(tmp_path, EXCEL_2003, "p.xls")
    assert sheet.rows == [["Paper ID"], [], ["12", "", "A & B"]]


def test_excel_xml_that_skips_a_million_rows_is_refused(tmp_path):
    with pytest.raises(ImportSourceError, match="are left out here"):
        sheets(tmp_path, EXCEL_2003.replace('Index="3"><Cell>', 'Index="900000"><Cell>'), "p.xls")
