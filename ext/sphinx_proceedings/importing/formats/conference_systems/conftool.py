"""ConfTool's CSV or workbook of papers, with numbered columns or one of authors.

Written from documentation and from what converters of others read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import accepted_by_answer, accepted_by_word, decision
from sphinx_proceedings.importing.decisions import paper_type as type_of_words
from sphinx_proceedings.importing.importer import NO, Detection, Format
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

_CARRIES: Final = frozenset(
    """title authors authors.affiliations authors.orcid abstract keywords type track doi
    pages""".split()
)
_MOST_AUTHORS: Final = 100
_NUMBERED = re.compile(r"\s*\(([\d,\s]+)\)\s*$")
_PLACE = re.compile(r"(?:^|;)\s*(\d+)\s*:\s*")


def _fits(names: set[str]) -> bool:
    return "paperid" in names and bool(
        names & {"acceptancestatus", "authorsformatted1name", "saauthor1", "organisations"}
    )


def _table(source: Source) -> HeaderTable | None:
    found = (find_table(sheet, _fits) for sheet in sheets_of(source))
    return next((table for table in found if table), None)


def _recognize(source: Source) -> Detection:
    if _table(source):
        return Detection(85, "columns paperID and acceptance_status or authors_formatted_1_name")
    return Detection(NO, "no table with paperID and the columns of ConfTool")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    table = _table(source)
    if table is None:
        return edition
    if not table.has("acceptance", "acceptancestatus"):
        accepted_by_answer(answers, f"{source.label}: no column says what was accepted")
    excluded: Counter[str] = Counter()
    for row in table.rows():
        state = _state(row, answers)
        if state:
            excluded[state] += 1
        else:
            edition.papers.append(_paper(row))
    for name in table.columns:
        if re.fullmatch(r"authorsformatted\d+email|(?:sa)?(?:email|phone).*", name):
            table.used.add(table.columns[name])
    edition.excluded.update(sorted(excluded.items()))
    edition.unused.update(table.unused())
    return edition


def _state(row: TableRow, answers: Answers) -> str:
    """Return why a paper is not accepted; empty when it is.

    The word decides; the number alone says so too: 1 and more is accepted, 0 and less is not.
    """
    if row.get("withdrawn").casefold() not in {"", "0", "no"}:
        return "withdrawn"
    words, number = row.get("acceptance"), row.get("acceptancestatus")
    if words:
        meaning = decision(words)
        if meaning == "unclear":
            return "" if accepted_by_word(answers, words, "acceptance") else "not accepted"
        return "" if meaning == "accepted" else meaning
    if re.fullmatch(r"-?\d+", number):
        return "" if int(number) > 0 else "not accepted"
    return "undecided" if row.table.has("acceptance", "acceptancestatus") else ""


def _paper(row: TableRow) -> ImportedPaper:
    number = row.get("paperid")
    kind = row.get("presentationmode") or row.get("contributiontype") or row.get("acceptance")
    words = re.split(r"[,;\n]", row.get("keywords"))
    return ImportedPaper(
        key=number,
        place=row.place,
        number=number,
        title=row.get("title"),
        authors=tuple(_numbered_columns(row) or _one_column(row)),
        abstract=row.get("abstract") or row.get("abstractplain"),
        keywords=tuple(word.strip() for word in words if word.strip()),
        track=row.get("track", "topics"),
        type=type_of_words(kind),
        doi=row.get("doi"),
        pages=row.get("pages"),
    )


def _numbered_columns(row: TableRow) -> list[ImportedAuthor]:
    made = []
    presenter = row.get("presentingauthor").casefold()
    for number in range(1, _MOST_AUTHORS):
        name = row.get(f"authorsformatted{number}name")
        if not name:
            if not row.table.has(f"authorsformatted{number + 1}name"):
                break
            continue
        where = row.get(f"authorsformatted{number}organisation")
        made.append(
            ImportedAuthor(
                name=name,
                orcid=row.get(f"authorsformatted{number}orcid"),
                email=row.get(f"authorsformatted{number}email"),
                affiliations=tuple(
                    ImportedAffiliation(name=one.strip()) for one in where.split(";") if one.strip()
                ),
                presenter=bool(presenter) and presenter in name.casefold(),
            )
        )
    return made


def _one_column(row: TableRow) -> list[ImportedAuthor]:
    """Read ``Roe, Ann (1,2); Poe, Bob (2)`` and ``1: MIT; 2: ETH Zürich``."""
    places = _PLACE.split(row.get("organisations"))
    where = {
        number: text.strip(" ;") for number, text in zip(places[1::2], places[2::2], strict=False)
    }
    presenter = row.get("presentingauthor").casefold()
    made = []
    for entry in row.get("authors").split(";"):
        found = _NUMBERED.search(entry)
        name = (entry[: found.start()] if found else entry).strip()
        if name:
            numbers = [n.strip() for n in found[1].split(",")] if found else []
            given = [where[number] for number in numbers if number in where]
            given = given or ([*where.values()] if len(where) == 1 else [])
            made.append(
                ImportedAuthor(
                    name=name,
                    affiliations=tuple(ImportedAffiliation(name=one) for one in given),
                    presenter=bool(presenter) and presenter in name.casefold(),
                )
            )
    return made


CONFTOOL = Format(name="conftool", title="ConfTool (CSV, XLSX)", recognize=_recognize, take=_take)
