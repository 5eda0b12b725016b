"""Softconf START: a table with a group of columns for each author, ``3: First Name`` and so on."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import accepted_by_word, decision, paper_type
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.sheets.header_table import HeaderTable, TableRow, find_table
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_MOST_AUTHORS: Final = 200
_YES: Final = frozenset(["yes", "y", "true", "1", "x"])
_CARRIES: Final = frozenset(
    [
        *("title", "abstract", "track", "type", "authors", "authors.affiliations"),
        "authors.presenter",
    ]
)


def _fits(names: set[str]) -> bool:
    return "submissionid" in names and bool(names & {"1username", "1lastname"})


def _table(source: Source) -> HeaderTable | None:
    found = (find_table(sheet, _fits) for sheet in sheets_of(source))
    return next((table for table in found if table), None)


def _recognize(source: Source) -> Detection:
    if _table(source) is None:
        return Detection(NO, "no header with Submission ID and 1: Username")
    return Detection(SURE, "columns Submission ID and 1: Username")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    table = _table(source)
    if table is None:
        raise ImportSourceError(f"{source.label}: there is no row with Submission ID and authors")
    if not table.has("acceptancestatus"):
        raise ImportSourceError(
            f"{table.sheet.name}: there is no column 'Acceptance Status', so that nothing says "
            "which papers are accepted; export the table with it"
        )
    edition = ImportedEdition(carries=_CARRIES)
    excluded: Counter[str] = Counter()
    for row in table.rows():
        words = row.get("acceptancestatus")
        meaning = decision(words)
        if meaning == "unclear" and accepted_by_word(answers, words, "Acceptance Status"):
            meaning = "accepted"
        if meaning == "accepted":
            edition.papers.append(_paper(row, words, edition))
        else:
            excluded["not accepted" if meaning == "unclear" else meaning] += 1
    edition.excluded.update(sorted(excluded.items()))
    if not edition.papers and excluded["undecided"]:
        raise ImportSourceError(
            f"{source.label}: all {excluded['undecided']} submissions are without a decision"
        )
    edition.unused.update(
        {name: count for name, count in table.unused().items() if not re.match(r"\d+:", name)}
    )
    return edition


def _paper(row: TableRow, words: str, edition: ImportedEdition) -> ImportedPaper:
    key = row.get("submissionid")
    authors = tuple(_authors(row, key, edition))
    listed = row.get("authors")
    if not authors:
        # The columns were not exported, or the row is cut off behind them.
        authors = tuple(ImportedAuthor(name=name) for name in _listed(listed))
    return ImportedPaper(
        key=key,
        place=row.place,
        number=key,
        title=row.get("title"),
        abstract=row.get("abstract"),
        authors=authors,
        track=row.get("track"),
        type=paper_type(words) or paper_type(row.get("submissiontype")),
    )


def _authors(row: TableRow, key: str, edition: ImportedEdition) -> Iterator[ImportedAuthor]:
    """Yield the authors of the numbered columns; a gap between two of them is told."""
    empty = 0
    for number in range(1, _MOST_AUTHORS):
        if not row.table.has(f"{number}lastname", f"{number}firstname"):
            return
        first, middle, last = (
            row.get(f"{number}{part}") for part in ("firstname", "middlename", "lastname")
        )
        given = " ".join(part for part in (first, middle) if part)
        row.get(f"{number}username")
        if not (given or last):
            empty += 1
            continue
        if empty:
            why = f"the columns of {empty} authors before the author in column {number} are empty"
            note = Note(outcome=Outcome.ASKED, record=key, field="authors", why=why)
            edition.notes.append(note)
            empty = 0
        affiliation = row.get(f"{number}affiliation")
        yield ImportedAuthor(
            name=f"{last}, {given}" if given and last else last or given,
            email=row.get(f"{number}email"),
            affiliations=(ImportedAffiliation(name=affiliation),) if affiliation else (),
            presenter=row.get(f"{number}presenter").casefold() in _YES,
        )


def _listed(text: str) -> list[str]:
    """Return the names of "A, B and C", as START writes them."""
    return [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if name.strip()]


SOFTCONF: Final = Format(name="softconf", title="Softconf START", recognize=_recognize, take=_take)
