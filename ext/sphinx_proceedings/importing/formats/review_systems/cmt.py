"""Microsoft CMT: a table with Paper ID and the authors in one or two columns.

Columns are chosen by hand when it is exported; as CSV, TSV, XLSX or Excel's XML of 2003.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import (
    accepted_by_answer,
    accepted_by_word,
    decision,
    paper_type,
)
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.sheets.header_table import HeaderTable, TableRow, find_table
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of
from sphinx_proceedings.importing.text.author_lists import split_entries

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_DETAILS: Final = ("authordetails", "authors")
_NAMES: Final = ("authornames",)
_PRIMARY: Final = "primarysubjectarea"
_SECONDARY: Final = "secondarysubjectareas"
_SESSION: Final = "sessionid"
_STATUS: Final = ("status", "decision")
_ENTRY: Final = re.compile(r"\)\s*\*?\s*;|\)\s*\*")
"""What stands between authors: ``Ada Li (Institute)*; Bo Wu (University)``."""
_CARRIES: Final = frozenset(
    ["title", "authors", "authors.affiliations", "authors.corresponding", "abstract", "type"]
)


def _fits(names: set[str]) -> bool:
    return "paperid" in names and bool(names & {*_DETAILS, *_NAMES})


def _is_own(table: HeaderTable) -> bool:
    """Whether only CMT's export has such columns; "Authors" is a word of every typed table."""
    return table.has("authordetails", _PRIMARY, _SECONDARY, "authoremails", "sessionid") or any(
        _ENTRY.search(row.get("authors")) for row in table.rows()
    )


def _table(source: Source) -> HeaderTable | None:
    found = (find_table(sheet, _fits) for sheet in sheets_of(source) if not sheet.hidden)
    return next((table for table in found if table), None)


def _recognize(source: Source) -> Detection:
    table = _table(source)
    if table is None or not _is_own(table):
        return Detection(NO, "no header with Paper ID and Author Details, Names or Authors")
    columns = ", ".join(
        table.title(name) for name in ("paperid", *_DETAILS, *_NAMES) if table.has(name)
    )
    return Detection(90 if table.has("authordetails", *_NAMES) else 70, f"columns {columns}")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    table = _table(source)
    if table is None:
        raise ImportSourceError(f"{source.label}: there is no row with Paper ID and authors")
    edition = ImportedEdition(carries=_CARRIES)
    excluded: Counter[str] = Counter()
    rows = list(table.rows())
    by_session = not table.has(*_STATUS) and any(row.get(_SESSION) for row in rows)
    if by_session:
        why = "there is no Status; papers with a SessionID are taken for accepted"
        edition.notes.append(Note(outcome=Outcome.CHANGED, field=_SESSION, why=why))
    elif not table.has(*_STATUS):
        accepted_by_answer(answers, f"{source.label}: there is no column Status or SessionID")
    for row in rows:
        if by_session and not row.get(_SESSION):
            excluded["without a session"] += 1
        elif not (state := _state(row, answers)):
            edition.papers.append(_paper(row, table, edition, answers))
        else:
            excluded[state] += 1
    edition.excluded.update(sorted(excluded.items()))
    _refuse_undecided(source, edition)
    edition.unused.update(table.unused())
    if by_session:
        edition.unused[f"{table.title(_SESSION)} (sessions have no times here)"] = len(rows)
    return edition


def _state(row: TableRow, answers: Answers) -> str:
    words = row.get(*_STATUS)
    if not row.table.has(*_STATUS):
        return ""
    meaning = decision(words)
    if meaning == "unclear":
        column = row.table.title(next(name for name in _STATUS if row.table.has(name)))
        return "" if accepted_by_word(answers, words, column) else "not accepted"
    return "" if meaning == "accepted" else meaning


def _refuse_undecided(source: Source, edition: ImportedEdition) -> None:
    if not edition.papers and edition.excluded.get("undecided"):
        count = edition.excluded["undecided"]
        raise ImportSourceError(
            f"{source.label}: all {count} papers are still undecided; export them again after the "
            "decisions, as a chair"
        )


def _paper(
    row: TableRow, table: HeaderTable, edition: ImportedEdition, answers: Answers
) -> ImportedPaper:
    key = row.get("paperid")
    areas = {
        name: _asked(row, table, name, options, answers)
        for name, options in ((_PRIMARY, ("track", "keywords")), (_SECONDARY, ("keywords",)))
    }
    keywords = [
        word.strip()
        for name in (_PRIMARY, _SECONDARY)
        if areas[name] == "keywords"
        for word in row.get(name).split(";")
        if word.strip()
    ]
    words = [word.strip() for word in row.get("keywords").replace("\n", ";").split(";")]
    return ImportedPaper(
        key=key,
        place=row.place,
        number=key,
        title=row.get("papertitle", "title"),
        abstract=row.get("abstract"),
        authors=tuple(_authors(row, edition, key)),
        keywords=tuple(word for word in [*words, *keywords] if word),
        track=row.get(_PRIMARY) if areas[_PRIMARY] == "track" else row.get("track", "trackname"),
        type=paper_type(row.get(*_STATUS)),
    )


def _asked(
    row: TableRow, table: HeaderTable, name: str, options: tuple[str, ...], answers: Answers
) -> str:
    if not table.has(name):
        return ""
    place = table.columns[name]
    value = row.cells[place].strip() if place < len(row.cells) else ""
    if not value:
        return ""
    question = Question(
        id=f"field.{table.title(name)}",
        text=f"What is {table.title(name)!r}, as in {value!r}?",
        options=(*options, "nothing"),
        required=False,
    )
    return answers.get(question) or ""


def _authors(row: TableRow, edition: ImportedEdition, key: str) -> list[ImportedAuthor]:
    """Join both columns: one has the affiliations, the other tells the family names."""
    details = split_entries(row.get(*_DETAILS)).authors
    names = split_entries(row.get(*_NAMES)).authors
    row.get("authoremails", "authoremail", "emails")
    if details and names and len(details) != len(names):
        why = f"{len(details)} authors in one column and {len(names)} in the other"
        edition.notes.append(
            Note(outcome=Outcome.ASKED, record=key, field="authors", before=row.place, why=why)
        )
        names = ()
    authors = []
    for place, entry in enumerate(details or names):
        written = names[place].name if names else entry.name
        if entry.doubt:
            why = f"{entry.doubt}; see whether it is right"
            before = f"{entry.name} ({', '.join(entry.affiliations)}"
            edition.notes.append(
                Note(outcome=Outcome.ASKED, record=key, field="authors", before=before, why=why)
            )
        authors.append(
            ImportedAuthor(
                name=written,
                affiliations=tuple(ImportedAffiliation(name=one) for one in entry.affiliations),
                corresponding=entry.corresponding or bool(names and names[place].corresponding),
            )
        )
    return authors


CMT: Final = Format(name="cmt", title="Microsoft CMT", recognize=_recognize, take=_take)
