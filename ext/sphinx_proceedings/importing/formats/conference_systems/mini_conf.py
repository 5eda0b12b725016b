"""Mini-Conf's CSV files: papers, and the speakers of talks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.importer import LIKELY, NO, Detection, Format
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedTalk,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.sheets.header_table import HeaderTable, TableRow, find_table
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of
from sphinx_proceedings.importing.text.author_lists import split_column

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.text.author_lists import AuthorList, ListedAuthor

_CARRIES: Final = frozenset(
    ("title", "authors", "authors.affiliations", "abstract", "keywords", "speakers")
)
_PRESENTER: Final = "◊◇*†"
_EVENTS = re.compile(r"workshops?|tutorials?|socials?|sponsors?", re.IGNORECASE)
"""Names of files with the same columns whose rows are no papers."""
_HONORIFIC = re.compile(r"((?:(?:Prof|Dr)\.?\s+)+)(?=\S)")


def _tables(source: Source) -> tuple[list[HeaderTable], list[HeaderTable]]:
    """Return the tables of papers and those of speakers."""
    sheets = [one for one in sheets_of(source) if not _EVENTS.fullmatch(PurePath(one.name).stem)]
    papers = [
        find_table(sheet, lambda names: {"uid", "title", "authors"} <= names) for sheet in sheets
    ]
    talks = [
        find_table(sheet, lambda names: {"uid", "title", "speaker"} <= names) for sheet in sheets
    ]
    return [one for one in papers if one], [one for one in talks if one]


def _recognize(source: Source) -> Detection:
    papers, talks = _tables(source)
    if papers and (papers[0].has("sessions", "session") or talks):
        return Detection(LIKELY + 10, "columns UID, title, authors and sessions, as Mini-Conf has")
    if talks:
        return Detection(LIKELY, "columns UID, title and speaker, as Mini-Conf has")
    return Detection(NO, "no table with the columns UID, title and authors or speaker")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    papers, talks = _tables(source)
    for sheet in sheets_of(source):
        name = PurePath(sheet.name).name
        if _EVENTS.fullmatch(PurePath(name).stem):
            why = f"{name}: {len(sheet.rows) - 1} rows that are no papers, not taken"
            edition.notes.append(Note(outcome=Outcome.LEFT_OUT, why=why))
    marks: Counter[str] = Counter()
    for table in papers:
        rows = [*table.rows()]
        _, lists = split_column([row.get("authors") for row in rows])
        for row, listed in zip(rows, lists, strict=True):
            edition.papers.append(_paper(row, listed, marks, answers))
            edition.notes += _doubts(row.get("uid"), listed)
        edition.unused.update(table.unused())
    for table in talks:
        edition.talks += [_talk(row) for row in table.rows()]
        edition.unused.update(table.unused())
    for mark, count in sorted(marks.items()):
        question = _meaning(mark)
        if answers.get(question) is None:
            why = f"{question.text} It stands with {count} names; say with {question.line}"
            edition.notes.append(Note(outcome=Outcome.ASKED, field="authors", why=why))
    return edition


def _meaning(mark: str) -> Question:
    likely = "presenter" if mark in "◊◇" else "nothing"
    others = [one for one in ("presenter", "corresponding", "nothing") if one != likely]
    text = f"What does {mark!r} beside a name mean?"
    return Question(id=f"mark.{mark}", text=text, options=(likely, *others), required=False)


def _doubts(uid: str, listed: AuthorList) -> list[Note]:
    said = [listed.doubt, *(f"{one.name}: {one.doubt}" for one in listed.authors if one.doubt)]
    return [
        Note(outcome=Outcome.ASKED, record=uid, field="authors", why=doubt)
        for doubt in said
        if doubt
    ]


def _paper(
    row: TableRow, listed: AuthorList, marks: Counter[str], answers: Answers
) -> ImportedPaper:
    uid = row.get("uid")
    return ImportedPaper(
        key=uid,
        place=row.place,
        number=uid,
        title=row.get("title"),
        authors=tuple(_author(one, marks, answers) for one in listed.authors),
        abstract=row.get("abstract"),
        keywords=tuple(_cut(row.get("keywords"))),
    )


def _cut(text: str) -> list[str]:
    return [piece.strip() for piece in text.split("|") if piece.strip()]


def _author(one: ListedAuthor, marks: Counter[str], answers: Answers) -> ImportedAuthor:
    signs = {char for char in one.marks if char in _PRESENTER}
    marks.update(signs)
    meant = {answers.given.get(f"mark.{sign}", "") for sign in signs}
    return ImportedAuthor(
        name=one.name,
        email=one.email,
        affiliations=tuple(ImportedAffiliation(name=name) for name in one.affiliations),
        presenter=one.presenter or "presenter" in meant,
        corresponding=one.corresponding or "corresponding" in meant,
    )


def _talk(row: TableRow) -> ImportedTalk:
    uid, where = row.get("uid"), row.get("institution")
    speakers = []
    for name in _cut(row.get("speaker")):
        found = _HONORIFIC.match(name)
        speakers.append(
            ImportedAuthor(
                name=name[found.end() :] if found else name,
                honorific=found[1].strip() if found else "",
                affiliations=(ImportedAffiliation(name=where),) if where else (),
                bio=row.get("bio"),
            )
        )
    return ImportedTalk(
        key=f"speaker-{uid}",
        place=row.place,
        title=row.get("title"),
        type="invited",
        speakers=tuple(speakers),
        abstract=row.get("abstract"),
    )


MINI_CONF = Format(name="mini-conf", title="Mini-Conf (CSV)", recognize=_recognize, take=_take)
