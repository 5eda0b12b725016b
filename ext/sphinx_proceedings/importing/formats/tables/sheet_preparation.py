"""A sheet made ready for reading: merged cells filled, hidden rows left out, formulas told of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.report import Note, Outcome

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition
    from sphinx_proceedings.importing.sheets.sheet import Sheet


def prepare_sheet(
    sheet: Sheet, columns: ColumnMap, answers: Answers, edition: ImportedEdition
) -> Sheet:
    """Return the sheet as it is read; what is left out of it is noted in *edition*."""
    _tell_cells(sheet, columns, edition)
    return _without_hidden(_filled(sheet, columns), answers, edition)


def _filled(sheet: Sheet, columns: ColumnMap) -> Sheet:
    """Fill down cells that were made one, in the columns where one value is meant for several."""
    wanted = {Field.TRACK, Field.TYPE, Field.DECISION, Field.IGNORE}
    rows = list(sheet.rows)
    for (top, left), (bottom, right) in sheet.merged:
        if left == right and columns.fields.get(left) in wanted and top < len(rows):
            value = rows[top][left] if left < len(rows[top]) else ""
            for index in range(top + 1, min(bottom + 1, len(rows))):
                row = rows[index] + [""] * (left + 1 - len(rows[index]))
                rows[index] = [*row[:left], value, *row[left + 1 :]]
    return replace(sheet, rows=rows)


def _tell_cells(sheet: Sheet, columns: ColumnMap, edition: ImportedEdition) -> None:
    """Tell of formulas in columns that are read: those that failed, those without a value."""
    for cells, what in (
        (sheet.failed, "a formula that has failed"),
        (sheet.uncalculated, "a formula without its value; open and save it in the program"),
    ):
        read = [
            cell for cell in cells if columns.fields.get(_column(cell)) not in {None, Field.IGNORE}
        ]
        if read:
            more = " …" if len(read) > _MOST_CELLS else ""
            why = f"{sheet.name}, {', '.join(read[:_MOST_CELLS])}{more}: {what}"
            edition.notes.append(Note(outcome=Outcome.LEFT_OUT, why=why))


_MOST_CELLS: Final = 8


def _column(cell: str) -> int:
    """Return the index of the column of a cell such as ``B3``."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _without_hidden(sheet: Sheet, answers: Answers, edition: ImportedEdition) -> Sheet:
    """Leave out the rows that a filter hides, which are not accepted as often as not."""
    hidden = [n for n in sorted(sheet.hidden_rows) if n < len(sheet.rows) and any(sheet.rows[n])]
    if not hidden:
        return sheet
    question = Question(
        id="hidden-rows",
        text=f"{len(hidden)} rows of the sheet are hidden. Are they to be imported?",
        options=("no", "yes"),
        required=False,
    )
    if answers.get(question) == "yes":
        return sheet
    why = f"{sheet.name}: {len(hidden)} hidden rows, not taken; to take them say "
    why += '--answer "hidden-rows=yes"'
    edition.notes.append(Note(outcome=Outcome.LEFT_OUT, why=why))
    rows = [[] if n in sheet.hidden_rows else row for n, row in enumerate(sheet.rows)]
    return replace(sheet, rows=rows)
