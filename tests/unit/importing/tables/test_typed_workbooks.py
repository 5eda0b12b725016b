"""Workbooks: merged and hidden cells, numbers that are ids, dates, formulas, several sheets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from sphinx_proceedings.importing.formats.tables.typed_table import MAX_ROWS, TYPED_TABLE
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers, UnansweredError
from sphinx_proceedings.importing.records import ImportedEdition
from sphinx_proceedings.importing.sheets.sheet import MAX_CELLS

HEADER = ["ID", "Title", "Authors", "Track"]
ROWS = [[12.0, "Learning Trees", "Ann Roe; Bob Poe", "Plants"], [7, "On Stones", "Cy Day", None]]


@pytest.fixture
def workbook() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Papers"
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    return made


def read(workbook: openpyxl.Workbook, folder: Path, **given: str) -> ImportedEdition:
    workbook.save(folder / "papers.xlsx")
    source = Source.open([folder / "papers.xlsx"])
    assert TYPED_TABLE.detect(source).score
    return TYPED_TABLE.read(source, Answers({"accepted": "all", **given}))


def told(edition: ImportedEdition) -> str:
    return "\n".join(map(str, edition.notes))


def test_ids_are_whole_numbers(workbook, tmp_path):
    edition = read(workbook, tmp_path)
    assert [paper.key for paper in edition.papers] == ["12", "7"]
    assert edition.papers[0].place.endswith("sheet Papers, row 2")


def test_merged_cells_are_filled_down_for_tracks_only(workbook, tmp_path):
    sheet = workbook["Papers"]
    sheet.merge_cells("D2:D3")
    sheet.append([9, "On Water", None, "Water"])
    sheet.merge_cells("C3:C4")
    edition = read(workbook, tmp_path)
    assert [paper.track for paper in edition.papers] == ["Plants", "Plants", "Water"]
    assert edition.papers[2].authors == ()
    assert "there is no author" in told(edition)


def test_hidden_sheets_are_told_and_not_taken(workbook, tmp_path):
    other = workbook.create_sheet("Rejected")
    other.sheet_state = "hidden"
    for row in [HEADER, [1, "A Secret", "Somebody Else", ""]]:
        other.append(row)
    edition = read(workbook, tmp_path)
    assert len(edition.papers) == 2
    assert "sheet Rejected: a hidden sheet, not taken (2 rows)" in told(edition)
    assert "Secret" not in told(edition)


def test_of_several_sheets_one_is_asked_for(workbook, tmp_path):
    other = workbook.create_sheet("More")
    for row in [HEADER, [1, "On Water", "Di Eve", ""]]:
        other.append(row)
    with pytest.raises(UnansweredError):
        read(workbook, tmp_path)
    assert [paper.key for paper in read(workbook, tmp_path, sheet="sheet More").papers] == ["1"]
    other.title = "Talks"
    assert [paper.key for paper in read(workbook, tmp_path).papers] == ["12", "7"]


def test_the_sheet_of_the_accepted_is_taken(workbook, tmp_path):
    other = workbook.create_sheet("Accepted")
    for row in [HEADER, [1, "On Water", "Di Eve", ""]]:
        other.append(row)
    edition = read(workbook, tmp_path)
    assert [paper.key for paper in edition.papers] == ["1"]
    assert "another table, not taken" in told(edition)


def test_dates_and_times_stay_what_they_are(workbook, tmp_path):
    sheet = workbook["Papers"]
    sheet["D1"] = "Published"
    sheet["D2"] = dt.date(2026, 8, 1)
    sheet["A3"] = dt.datetime(2026, 8, 1)  # noqa: DTZ001 - a cell has no zone
    edition = read(workbook, tmp_path)
    assert edition.papers[0].date == "2026-08-01"
    assert "a spreadsheet program made a date of" in told(edition)


def test_a_formula_is_the_value_that_was_saved_with_it(workbook, tmp_path):
    workbook["Papers"]["B3"] = '="On " & "Stones"'  # openpyxl saves no value
    edition = read(workbook, tmp_path)
    assert [paper.key for paper in edition.papers] == ["12"]
    assert "a row without title" in told(edition)


def test_a_failed_formula_is_told(workbook, tmp_path):
    workbook["Papers"]["D3"] = "#N/A"
    workbook["Papers"]["D3"].data_type = "e"
    workbook["Papers"]["Z9"] = "#N/A"
    workbook["Papers"]["Z9"].data_type = "e"
    edition = read(workbook, tmp_path)
    assert edition.papers[1].track == ""
    assert "sheet Papers, D3: a formula that has failed" in told(edition)


def test_a_formula_without_a_value_is_told(workbook, tmp_path):
    workbook["Papers"]["B3"] = '="On " & "Stones"'
    assert "sheet Papers, B3: a formula without its value" in told(read(workbook, tmp_path))


def test_hidden_rows_are_told_and_taken_only_when_asked_for(workbook, tmp_path):
    workbook["Papers"].row_dimensions[3].hidden = True
    edition = read(workbook, tmp_path)
    assert [paper.key for paper in edition.papers] == ["12"]
    assert "1 hidden rows, not taken" in told(edition)
    assert "Stones" not in told(edition)
    assert len(read(workbook, tmp_path, **{"hidden-rows": "yes"}).papers) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,title,authors\n" + "1,On Trees,Ann Roe\n" * (MAX_ROWS + 1), "rows are more than"),
        ("id,title,authors\n" + "," * (MAX_CELLS + 1), "no table of several columns"),
    ],
    ids=["rows", "cells"],
)
def test_tables_that_no_edition_has_are_refused(tmp_path, text, said):
    (tmp_path / "papers.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ImportSourceError, match=said):
        TYPED_TABLE.read(Source.open([tmp_path / "papers.csv"]), Answers())
