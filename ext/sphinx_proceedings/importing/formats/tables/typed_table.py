"""Tables that somebody typed: CSV, workbooks, Markdown and HTML, with or without a header."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.acceptance import decide
from sphinx_proceedings.importing.formats.tables.author_marks import authors_of_rows
from sphinx_proceedings.importing.formats.tables.column_map import (
    ColumnMap,
    apply_answers,
    map_columns,
    remembered,
)
from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.formats.tables.paper_rows import PaperReader, keys_of
from sphinx_proceedings.importing.formats.tables.row_filter import (
    EMPTY,
    HEADING,
    is_nothing,
    what_row,
)
from sphinx_proceedings.importing.formats.tables.session_columns import add_sessions
from sphinx_proceedings.importing.formats.tables.sheet_preparation import prepare_sheet
from sphinx_proceedings.importing.formats.tables.table_finding import find_tables
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, POSSIBLE, Detection, Format
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import ImportedEdition, Markup
from sphinx_proceedings.importing.report import Note, Outcome

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.sheets.sheet import Sheet

MAX_ROWS: Final = 50_000
"""Rows of a table that is imported; the largest conferences have a third of it."""
_HEADERLESS: Final = POSSIBLE - 4


def _recognize(source: Source) -> Detection:
    best = Detection(NO, "no table of several columns")
    for sheet, _ in find_tables(source):
        columns = map_columns(sheet)
        if columns.is_known:
            score = POSSIBLE if columns.header is not None else _HEADERLESS
            known = ", ".join(
                f"{columns.names[n]!r} is {f}" for n, f in sorted(columns.fields.items())[:4]
            )
            return Detection(score, f"a table with titles and authors ({known})")
        if columns.header is not None and columns.of(Field.TITLE):
            best = Detection(10, "a table with titles, but no authors")
        elif best.score == NO:
            best = Detection(NO, "a table, but no column of it looks like titles and authors")
    return best


@dataclass(slots=True)
class _Rows:
    """The rows of a table that are papers, each with its place."""

    cells: list[list[str]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)


def _take(source: Source, answers: Answers) -> ImportedEdition:
    tables = find_tables(source)
    if not tables:
        raise ImportSourceError(
            f"{source.label}: there is no table of several columns in it; save the sheet as CSV "
            "in UTF-8 or as XLSX"
        )
    edition = ImportedEdition()
    sheet, edition.markup = _choose(tables, answers, edition)
    take_table(sheet, answers, edition)
    return edition


def take_table(
    sheet: Sheet, answers: Answers, edition: ImportedEdition, *, all_accepted: bool = False
) -> None:
    """Add the papers of one table to *edition*; a list that is *all_accepted* need not say so.

    Raises:
        ImportSourceError: there are too many rows, or no column holds titles or authors.
        UnansweredError: a column, or which rows are accepted, must be asked about first.
    """
    if len(sheet.rows) > MAX_ROWS:
        raise ImportSourceError(
            f"{sheet.name}: {len(sheet.rows):,} rows are more than the {MAX_ROWS:,} that are read; "
            "no edition has as many papers"
        )
    columns = map_columns(sheet)
    apply_answers(columns, sheet, answers)
    if not columns.is_known:
        raise ImportSourceError(
            f"{sheet.name}: no column is known to hold {_missing(columns)}; say which with "
            '--column "3=authors"'
        )
    edition.hints = {**edition.hints, **remembered(columns)}
    _tell_columns(columns, sheet, edition)
    sheet = prepare_sheet(sheet, columns, answers, edition)
    rows = _paper_rows(sheet, columns, edition)
    if all_accepted and not columns.of(Field.DECISION):
        accepted, excluded = [True] * len(rows.cells), Counter[str]()
    else:
        accepted, excluded, why = decide(rows.cells, columns, answers, sheet)
        if why:
            why = f"{sheet.name}: all rows are taken as accepted: {why}"
            edition.notes.append(Note(outcome=Outcome.CHANGED, why=why))
    edition.excluded.update(excluded)
    kept = [n for n, yes in enumerate(accepted) if yes]
    cells, places = [rows.cells[n] for n in kept], [rows.places[n] for n in kept]
    reader = PaperReader(columns, answers, edition.notes)
    keys, numbers = keys_of(cells, reader, places)
    authors = authors_of_rows(cells, columns, answers, edition.notes)
    edition.papers += [
        reader.read(*row) for row in zip(cells, places, keys, numbers, authors, strict=True)
    ]
    edition.carries |= _carried(columns)
    add_sessions(cells, keys, columns, answers, edition)
    _count_unused(columns, cells, edition)


def _choose(
    tables: list[tuple[Sheet, Markup]], answers: Answers, edition: ImportedEdition
) -> tuple[Sheet, Markup]:
    """Return the table of papers: the one that looks like it, or the one that was named."""
    fitting = [table for table in tables if map_columns(table[0]).is_known and not table[0].hidden]
    if len(fitting) > 1:
        labels = [_label(table[0]).casefold() for table in fitting]
        for word, others in (("accept", ""), ("paper", r"talk|keynote|speaker|people|author")):
            named = [n for n, label in enumerate(labels) if word in label]
            rest = [label for n, label in enumerate(labels) if n not in named]
            if len(named) == 1 and all(re.search(others, label) for label in rest):
                fitting = [fitting[named[0]]]
                break
    if len(fitting) > 1:
        names = tuple(_label(sheet) for sheet, _ in fitting)
        if len(set(names)) < len(names):
            names = tuple(sheet.name for sheet, _ in fitting)
        text = "There are several tables of papers. Which one is to be imported?"
        chosen = answers.need(Question(id="sheet", text=text, options=names))
        fitting = [table for table in fitting if chosen in {table[0].name, _label(table[0])}]
    taken = fitting[0] if fitting else next((t for t in tables if not t[0].hidden), tables[0])
    for sheet, _ in tables:
        filled = sum(1 for row in sheet.rows if any(cell.strip() for cell in row))
        if sheet is not taken[0] and filled:
            why = "a hidden sheet, not taken" if sheet.hidden else "another table, not taken"
            edition.notes.append(
                Note(outcome=Outcome.LEFT_OUT, why=f"{sheet.name}: {why} ({filled} rows)")
            )
    return taken


def _label(sheet: Sheet) -> str:
    """Return what a sheet is called, without the place of its file."""
    file, _, sheet_name = sheet.name.rpartition(", ")
    return sheet_name if file else PurePath(sheet.name).name


def _missing(columns: ColumnMap) -> str:
    return "titles" if not columns.of(Field.TITLE) else "authors"


def _tell_columns(columns: ColumnMap, sheet: Sheet, edition: ImportedEdition) -> None:
    for number, name in sorted(columns.guessed.items()):
        why = f"{sheet.name}: column {name!r} was taken as {columns.fields[number]} by its values"
        edition.notes.append(Note(outcome=Outcome.CHANGED, why=why))


def _paper_rows(sheet: Sheet, columns: ColumnMap, edition: ImportedEdition) -> _Rows:
    start = 0 if columns.header is None else columns.header + 1
    header = [] if columns.header is None else sheet.rows[columns.header]
    rows = _Rows()
    dropped: Counter[str] = Counter()
    where: dict[str, list[str]] = {}
    seen: set[tuple[str, ...]] = set()
    one = {f: next(iter(columns.of(f)), -1) for f in (Field.TITLE, Field.AUTHORS, Field.ABSTRACT)}
    for index, row in enumerate(sheet.rows[start:], start):
        texts = [row[n] if 0 <= n < len(row) else "" for n in one.values()]
        if columns.authors:
            texts[1] = next(
                (row[n] for n in columns.authors if n < len(row) and row[n].strip()), ""
            )
        what = what_row(row, header, *texts)
        if what in {"", HEADING} and rows.cells and _continues(row, rows.cells[-1], columns):
            _add_authors(row, rows.cells[-1], columns)
            dropped[CONTINUED] += 1
            where.setdefault(CONTINUED, []).append(str(index + 1))
            continue
        if not what and is_nothing(texts[0]):
            what = "a row without title"
        if not what and tuple(row) in seen:
            what = "the same row again"
        if what:
            dropped[what] += 1
            where.setdefault(what, []).append(str(index + 1))
            continue
        seen.add(tuple(row))
        rows.cells.append(list(row))
        rows.places.append(sheet.place(index))
    for what, count in dropped.items():
        if what != EMPTY:
            numbers = ", ".join(where[what][:8]) + (" …" if count > 8 else "")
            why = f"{sheet.name}, row {numbers}: {what}"
            outcome = Outcome.CHANGED if what == CONTINUED else Outcome.LEFT_OUT
            edition.notes.append(Note(outcome=outcome, why=why))
    return rows


CONTINUED: Final = "more authors of the paper above"


def _continues(row: list[str], before: list[str], columns: ColumnMap) -> bool:
    """Whether a row only adds an author to the paper above, as lists of authors row by row do."""
    if columns.authors:
        return False

    def value(cells: list[str], wanted: Field) -> list[str]:
        return [cells[n].strip() if n < len(cells) else "" for n in columns.of(wanted)]

    people = value(row, Field.AUTHORS)
    if is_nothing("".join(people)) or people == value(before, Field.AUTHORS):
        return False
    same = all(
        is_nothing(one) or one == above
        for wanted in (Field.ID, Field.TITLE, Field.ABSTRACT)
        for one, above in zip(value(row, wanted), value(before, wanted), strict=True)
    )
    named = "".join(value(row, Field.ID)) or not columns.of(Field.ID)
    return same and (is_nothing("".join(value(row, Field.TITLE))) or bool(named))


def _add_authors(row: list[str], before: list[str], columns: ColumnMap) -> None:
    wanted = (Field.AUTHORS, Field.AFFILIATIONS, Field.EMAILS, Field.ORCIDS)
    for number in (n for kind in wanted for n in columns.of(kind)):
        before.extend([""] * (number + 1 - len(before)))
        before[number] += "\n" + (row[number].strip() if number < len(row) else "")


_CARRIED: Final = {
    Field.KEYWORDS: "keywords",
    Field.ABSTRACT: "abstract",
    Field.TRACK: "track",
    Field.TYPE: "type",
    Field.PAGES: "pages",
    Field.DOI: "doi",
    Field.ARXIV: "arxiv",
    Field.SUBTITLE: "subtitle",
    Field.LICENCE: "licence",
    Field.LANGUAGE: "language",
    Field.DATE: "date",
    Field.ARCHIVAL: "archival",
    Field.ID: "number",
}


def _carried(columns: ColumnMap) -> frozenset[str]:
    made = {"title", "authors"}
    made |= {name for wanted, name in _CARRIED.items() if columns.of(wanted)}
    if columns.of(Field.AFFILIATIONS) or any(
        p == "affiliation" for _, p in columns.authors.values()
    ):
        made.add("authors.affiliations")
    return frozenset(made)


def _count_unused(columns: ColumnMap, cells: list[list[str]], edition: ImportedEdition) -> None:
    for number, name in enumerate(columns.names):
        if (
            number in columns.authors
            or columns.fields.get(number, Field.IGNORE) is not Field.IGNORE
        ):
            continue
        filled = sum(1 for row in cells if number < len(row) and not is_nothing(row[number]))
        if filled:
            edition.unused[name] = edition.unused.get(name, 0) + filled


TYPED_TABLE = Format(
    name="table",
    title="A table that somebody typed (CSV, TSV, XLSX, XLS, ODS, Markdown, HTML)",
    recognize=_recognize,
    take=_take,
)
