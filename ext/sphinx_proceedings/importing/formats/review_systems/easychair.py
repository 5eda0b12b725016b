"""EasyChair: submissions and authors in two tables, as CSV files or as sheets of one workbook."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import accepted_by_word, decision, paper_type
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, POSSIBLE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.sheets.header_table import HeaderTable, TableRow, find_table
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_YES: Final = frozenset(["yes", "✔", "✓", "x", "true", "1"])
_CARRIES: Final = frozenset(
    [
        *("title", "abstract", "keywords", "track", "type", "authors", "authors.affiliations"),
        *("authors.corresponding", "authors.url"),
    ]
)


def _is_submissions(names: set[str]) -> bool:
    return "#" in names and {"title", "authors"} <= names


def _is_authors(names: set[str]) -> bool:
    first_last = {"firstname", "lastname"} <= names
    return first_last and bool(names & {"submission", "submission#", "person", "person#"})


def _tables(source: Source) -> tuple[HeaderTable | None, HeaderTable | None]:
    found: list[HeaderTable | None] = []
    sheets = sheets_of(source)
    for fits in (_is_submissions, _is_authors):
        tables = (find_table(sheet, fits) for sheet in sheets)
        found.append(next((table for table in tables if table), None))
    return found[0], found[1]


def _recognize(source: Source) -> Detection:
    submissions, authors = _tables(source)
    if submissions and authors:
        return Detection(95, "tables with #, title, authors and submission #, first and last name")
    if authors:
        return Detection(POSSIBLE + 10, "columns submission #, first name, last name, person #")
    if submissions and submissions.has("decision", "deleted", "notified"):
        return Detection(POSSIBLE + 20, "columns #, title, authors, decision")
    return Detection(NO, "no header with #, title, authors")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    submissions, authors = _tables(source)
    if submissions is None or authors is None:
        there, missing = ("author", "submission") if authors else ("submission", "author")
        raise ImportSourceError(
            f"{source.label}: EasyChair exports two tables, and this is that of {there}s only; "
            f"name {missing}.csv as well: import {there}.csv {missing}.csv"
        )
    if not submissions.has("decision"):
        raise ImportSourceError(
            f"{submissions.sheet.name}: there is no column 'decision', so that nothing says which "
            "papers are accepted; export the submissions with it"
        )
    edition = ImportedEdition(carries=_CARRIES)
    people = _people(authors)
    excluded: Counter[str] = Counter()
    for row in submissions.rows():
        state = _state(row, answers)
        if state:
            excluded[state] += 1
        else:
            edition.papers.append(_paper(row, people[row.get("#")]))
    edition.excluded.update(sorted(excluded.items()))
    if not edition.papers and excluded["undecided"]:
        raise ImportSourceError(
            f"{source.label}: all {excluded['undecided']} submissions are without a decision; "
            "export them again after the decisions"
        )
    edition.unused.update(submissions.unused())
    edition.unused.update({f"{name} (authors)": count for name, count in authors.unused().items()})
    return edition


def _state(row: TableRow, answers: Answers) -> str:
    if row.get("deleted").casefold() in _YES:
        return "deleted"
    words = row.get("decision")
    meaning = decision(words)
    if meaning == "unclear":
        return "" if accepted_by_word(answers, words, "decision") else "not accepted"
    return "" if meaning == "accepted" else meaning


def _people(table: HeaderTable) -> dict[str, list[ImportedAuthor]]:
    """Return the authors of each submission, in the order of the file."""
    people: defaultdict[str, list[ImportedAuthor]] = defaultdict(list)
    for row in table.rows():
        given, family = row.get("firstname"), row.get("lastname")
        affiliation, country = row.get("affiliation"), row.get("country")
        people[row.get("submission", "submission#")].append(
            ImportedAuthor(
                name=f"{family}, {given}" if given and family else family or given,
                key=row.get("person", "person#"),
                email=row.get("email"),
                affiliations=(
                    (ImportedAffiliation(name=affiliation, country=country),) if affiliation else ()
                ),
                url=row.get("webpage"),
                corresponding=row.get("corresponding").casefold() in _YES,
            )
        )
    return people


def _paper(row: TableRow, authors: list[ImportedAuthor]) -> ImportedPaper:
    number = row.get("#")
    row.get("authors")
    return ImportedPaper(
        key=number,
        place=row.place,
        number=number,
        title=row.get("title"),
        authors=tuple(authors),
        abstract=row.get("abstract"),
        keywords=tuple(_keywords(row.get("keywords"))),
        track=row.get("trackname", "track"),
        type=paper_type(row.get("decision")),
    )


def _keywords(text: str) -> list[str]:
    """Return keywords that stand one a line, or as a list that a script wrote."""
    if text.startswith("["):
        try:
            words = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            words = None
        if isinstance(words, list):
            return [str(word).strip() for word in words if str(word).strip()]
    separator = "\n" if "\n" in text else ";" if ";" in text else ","
    return [word.strip() for word in text.split(separator) if word.strip()]


EASYCHAIR: Final = Format(name="easychair", title="EasyChair", recognize=_recognize, take=_take)
