"""Tables: every cell comes back, and none is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import python_calamine

from sphinx_proceedings.exporting.formats.spreadsheets.csv import (
    CSV,
    CSV_PEOPLE,
    CSV_TALKS,
    FORMULA_SIGNS,
    guarded,
)
from sphinx_proceedings.exporting.formats.spreadsheets.table_rows import (
    PAPERS,
    PEOPLE,
    TABLES,
    TALKS,
)
from sphinx_proceedings.exporting.formats.spreadsheets.text_workbook import Sheet
from sphinx_proceedings.exporting.formats.spreadsheets.text_workbook import (
    workbook as text_workbook,
)
from sphinx_proceedings.exporting.formats.spreadsheets.xlsx import XLSX
from sphinx_proceedings.exporting.protocol import ExportContext, Selection


def read(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def workbook(context, site):
    return openpyxl.load_workbook(io.BytesIO(XLSX.export(context, site)))


@pytest.mark.parametrize(
    ("exporter", "table"), [(CSV, PAPERS), (CSV_PEOPLE, PEOPLE), (CSV_TALKS, TALKS)]
)
def test_every_row_comes_back(context, site, exporter, table):
    rows = read(exporter.export(context, site))
    assert rows == [
        {column: guarded(row[column]) for column in table.columns}
        for row in table.rows(context, site)
    ]


def test_papers_say_what_citations_say(context, site, citations):
    rows = PAPERS.rows(context, site)
    for row, c in zip(rows, citations, strict=True):
        assert row["title"] == c.plain_marked_title
        assert row["authors"].split("; ") == [a.display for a in c.authors]
        assert row["abstract"] == (c.plain_abstract or "")
        assert (row["first_page"], row["last_page"]) == (c.pages or ("", ""))
        assert row["doi"] == (c.doi or "")
        assert row["date"] == (c.date.isoformat() if c.date else "")
        assert row["status"] == (c.mark.status if c.mark else "")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_a_formula(context, site, separator):
    """Nor where a spreadsheet parts cells otherwise, as its user's country has it."""
    for exporter in (CSV, CSV_PEOPLE, CSV_TALKS):
        text = exporter.export(context, site).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            assert not [cell for cell in row if cell.lstrip(' \t"').startswith(FORMULA_SIGNS)]


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_formulas_are_text(sign):
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"
    assert guarded(f" {sign}1+1") == f"' {sign}1+1"
    assert guarded(f"a; b;{sign}cmd|'/C calc'!A0") == f"a; b;'{sign}cmd|'/C calc'!A0"
    assert guarded(f"a, b\n\n{sign}cmd") == f"a, b\n\n'{sign}cmd"
    assert guarded(f"\t{sign}cmd") == f"\t'{sign}cmd"
    assert guarded(f"a{sign}") == f"a{sign}"
    assert guarded(f"a {sign} b; c") == f"a {sign} b; c"


def test_the_workbook_has_text_only(workbook, context, site):
    assert workbook.sheetnames == [table.name for table in TABLES]
    for table in TABLES:
        header, *rows = workbook[table.name].iter_rows()
        assert [cell.value for cell in header] == list(table.columns)
        expected = [[row[c] or None for c in table.columns] for row in table.rows(context, site)]
        assert [[cell.value for cell in row] for row in rows] == expected
        for row in rows:
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert not [cell for cell in row if cell.data_type == "n" and cell.value is not None]
            assert not [cell for cell in row if cell.hyperlink]


def test_the_workbook_is_the_same_each_time(nasty):
    selection = Selection.of_site(nasty.catalogue)
    assert XLSX.export(nasty, selection) == XLSX.export(nasty, selection)


def test_people_of_one_edition_only(real):
    edition = real.catalogue.editions["haet/2021"]
    selection = Selection.of_edition(real.catalogue, edition)
    rows = PEOPLE.rows(real, selection)
    assert 0 < len(rows) < len(real.catalogue.people)
    assert {row["editions"] for row in rows} == {"haet/2021"}


def test_talks_know_their_time(nasty):
    context = ExportContext(catalogue=nasty.catalogue)
    rows = TALKS.rows(context, Selection.of_site(nasty.catalogue))
    assert [row["start"] for row in rows] == ["2025-10-25T23:30:00+02:00", ""]


def test_cells_come_back_whatever_is_in_them():
    texts = [
        " in space ",
        "two\nlines\r\tand",
        "<a & \"b\"> 'c'",
        "=1+1",
        "",
        "é𝒳",
    ]
    columns = [(f"column {number}", 10) for number in range(30)]
    row = [*texts, *(str(number) for number in range(24))]
    sheets = [Sheet("a", columns, [row]), Sheet("b", columns, [])]
    made = text_workbook(sheets, dt.datetime(2020, 6, 1, tzinfo=dt.UTC))
    for read in (by_openpyxl, by_calamine):
        header, found = read(made)
        assert header == [name for name, _ in columns]
        assert [cell or "" for cell in found] == row


def by_openpyxl(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["a", "b"]
    return [[cell.value for cell in row] for row in book["a"].iter_rows()]


def by_calamine(content):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name("a").to_python()


def test_what_looks_like_a_code_of_a_character_is_none():
    """ECMA-376 part 1, 22.9.2.19; readers other than Excel show the text as it is written."""
    made = text_workbook(
        [Sheet("a", [("_x0041_", 10)], [])], dt.datetime(2020, 6, 1, tzinfo=dt.UTC)
    )
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert ">_x005F_x0041_<" in archive.read("xl/worksheets/sheet1.xml").decode()
