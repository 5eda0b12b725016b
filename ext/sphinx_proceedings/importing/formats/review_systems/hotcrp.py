"""HotCRP: the JSON of papers, and the CSV with a row an author. Written from documentation.

Of the JSON only an old example was seen; its keys are those of HotCRP's src/paperexport.php.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

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
from sphinx_proceedings.importing.sheets.header_table import HeaderTable, TableRow, find_table
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_STATES: Final = {
    "accepted": "",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "deskrejected": "desk rejected",
    "draft": "undecided",
    "submitted": "undecided",
}
_CARRIES: Final = frozenset(
    [
        *("title", "abstract", "authors", "authors.affiliations", "authors.orcid", "keywords"),
        *("type", "track"),
    ]
)
_USED: Final = frozenset("object pid title abstract authors topics status decision".split())
_ASKED: Final = ("submission_class", "primary_area", "track")


def _items(source: Source) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for file, value in source.json_values():
        if isinstance(value, dict):
            listed = value["papers"] if isinstance(value.get("papers"), list) else [value]
        else:
            listed = value
        items = listed if isinstance(listed, list) else []
        found += [
            (f"{file.name}, paper {index}", item)
            for index, item in enumerate(items, 1)
            if isinstance(item, dict) and "pid" in item and item.keys() & {"authors", "status"}
        ]
    return found


def _fits(names: set[str]) -> bool:
    return {"paper", "title"} <= names and bool(names & {"givenname", "first", "name"})


def _table(source: Source) -> HeaderTable | None:
    found = (find_table(sheet, _fits) for sheet in sheets_of(source))
    return next((table for table in found if table), None)


def _recognize(source: Source) -> Detection:
    if items := _items(source):
        return Detection(95, f"{len(items)} objects with pid and authors or status")
    if table := _table(source):
        email = table.has("email") or table.has("givenname", "first")
        return Detection(75 if email else 40, "columns paper, title and the parts of a name")
    return Detection(NO, "neither JSON with pid nor a header with paper, title and names")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    items = _items(source)
    if items:
        return _take_json(source, items, answers)
    table = _table(source)
    if table is None:
        raise ImportSourceError(f"{source.label}: there are no papers with pid, and no table")
    return _take_table(source, table, answers)


def _take_json(
    source: Source, items: list[tuple[str, dict[str, Any]]], answers: Answers
) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    excluded: Counter[str] = Counter()
    unused: Counter[str] = Counter()
    if not any("status" in item or "decision" in item for _, item in items):
        accepted_by_answer(answers, f"{source.label}: no paper has a status or a decision")
    asked = {name: answers.given.get(f"field.{name}", "") for name in _ASKED}
    for place, item in items:
        state = _state(item, answers)
        if state:
            excluded[state] += 1
            continue
        edition.papers.append(_paper(place, item, answers))
        unused.update(
            name
            for name, value in item.items()
            if value not in ("", None, [], {})
            and name not in _USED
            and asked.get(name, "") in ("", "nothing")
        )
    if not edition.papers and excluded["undecided"]:
        raise ImportSourceError(
            f"{source.label}: all {excluded['undecided']} papers are only submitted and none has a "
            "decision. It was exported before the decisions, or by somebody who may not see them; "
            "export it again as a chair"
        )
    edition.excluded.update(sorted(excluded.items()))
    edition.unused.update(sorted(unused.items()))
    return edition


def _state(item: dict[str, Any], answers: Answers) -> str:
    """Return why a paper is not accepted; empty when it is.

    The status says yes or no; the decision's own wording decides only where there is no status.
    """
    if item.get("withdrawn") or item.get("withdraw_reason"):
        return "withdrawn"
    status = str(item.get("status") or "").casefold()
    if status in ("accepted", "rejected", "withdrawn", "deskrejected", "draft"):
        return _STATES[status]
    words = str(item.get("decision") or "")
    if not words:
        return _STATES.get(status, "undecided") if status else ""
    meaning = decision(words)
    if meaning == "unclear":
        return "" if accepted_by_word(answers, words, "decision") else "not accepted"
    return "" if meaning == "accepted" else meaning


def _paper(place: str, item: dict[str, Any], answers: Answers) -> ImportedPaper:
    number = str(item["pid"])
    authors = item.get("authors")
    topics = item.get("topics")
    words = [str(topic) for topic in topics] if isinstance(topics, list | dict) else []
    meant = {name: _meaning(name, item, answers) for name in _ASKED}
    tracks = [str(item[name]) for name in _ASKED if meant[name] == "track"]
    words += [str(item[name]) for name in _ASKED if meant[name] == "keywords"]
    return ImportedPaper(
        key=number,
        place=place,
        number=number,
        title=str(item.get("title") or ""),
        abstract=str(item.get("abstract") or ""),
        authors=tuple(
            _author(author)
            for author in (authors if isinstance(authors, list) else ())
            if isinstance(author, dict)
        ),
        keywords=tuple(words),
        track=tracks[0] if tracks else "",
        type=paper_type(str(item.get("decision") or "")),
    )


def _meaning(name: str, item: dict[str, Any], answers: Answers) -> str:
    value = item.get(name)
    if not isinstance(value, str) or not value:
        return ""
    question = Question(
        id=f"field.{name}",
        text=f"What is {name!r}, as in {value!r}?",
        options=("track", "keywords", "nothing"),
        required=False,
    )
    return answers.get(question) or ""


def _author(author: dict[str, Any]) -> ImportedAuthor:
    """Return an author; a particle stands in the family name, "van Deursen"."""
    given = str(author.get("given_name") or author.get("first") or "")
    family = str(author.get("family_name") or author.get("last") or "")
    affiliation = str(author.get("affiliation") or "")
    country = str(author.get("country") or "")
    return ImportedAuthor(
        name=_joined(given, family) or str(author.get("name") or ""),
        email=str(author.get("email") or ""),
        orcid=str(author.get("orcid") or ""),
        affiliations=(
            (ImportedAffiliation(name=affiliation, country=country),) if affiliation else ()
        ),
    )


def _joined(given: str, family: str) -> str:
    return f"{family}, {given}" if given and family else family or given


def _take_table(source: Source, table: HeaderTable, answers: Answers) -> ImportedEdition:
    """Read the CSV with a row an author; the rows of a paper follow one another."""
    edition = ImportedEdition(carries=_CARRIES - {"type", "track", "keywords"})
    excluded: Counter[str] = Counter()
    papers: dict[str, ImportedPaper] = {}
    if not table.has("decision", "status"):
        accepted_by_answer(answers, f"{source.label}: there is no column decision or status")
    left_out: set[str] = set()
    for row in table.rows():
        key = row.get("paper")
        if key in left_out or not key:
            continue
        if key not in papers:
            words = row.get("decision", "status")
            state = _state({"decision": words, "status": row.get("status")}, answers)
            if state and table.has("decision", "status"):
                excluded[state] += 1
                left_out.add(key)
                continue
            papers[key] = ImportedPaper(
                key=key,
                place=row.place,
                number=key,
                title=row.get("title"),
                abstract=row.get("abstract"),
                type=paper_type(words),
            )
        author = _author(_cells(row))
        if author.name:
            papers[key] = replace(papers[key], authors=(*papers[key].authors, author))
    edition.papers = list(papers.values())
    edition.excluded.update(sorted(excluded.items()))
    edition.unused.update(table.unused())
    return edition


def _cells(row: TableRow) -> dict[str, str]:
    names = {
        "given_name": ("givenname", "first"),
        "family_name": ("familyname", "last"),
        **{name: (name,) for name in ("name", "email", "affiliation", "orcid", "country")},
    }
    return {name: row.get(*columns) for name, columns in names.items()}


HOTCRP: Final = Format(name="hotcrp", title="HotCRP", recognize=_recognize, take=_take)
