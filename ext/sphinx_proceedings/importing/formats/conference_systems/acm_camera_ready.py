"""ACM's file of authors for the camera-ready papers: CSV without a header, a row an author.

31 columns in the order that converters of others write; it has checked names, ORCIDs and pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.sheets.sheet import Sheet

_COLUMNS: Final = (
    *("event", "paper", "type", "title", "prefix", "first", "middle", "last", "suffix"),
    *("sequence", "contact", "profile", "client", "orcid", "email"),
    *("department", "institution", "city", "state", "country"),
    *("department2", "institution2", "city2", "state2", "country2"),
    *("section", "section_number", "article_number", "start", "end", "article_sequence"),
)
_PLACE: Final = {name: place for place, name in enumerate(_COLUMNS)}
_CARRIES: Final = frozenset("title authors authors.affiliations authors.orcid pages track".split())
_ORCID = re.compile(r"(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]|")
_UNUSED: Final = ("type", "profile", "client", "section_number", "article_number")


def _rows(source: Source) -> list[tuple[Sheet, int, list[str]]]:
    """Return the rows that have ACM's shape."""
    found = []
    for sheet in sheets_of(source):
        rows = [(n, row) for n, row in enumerate(sheet.rows) if any(c.strip() for c in row)]
        fitting = [(sheet, n, row) for n, row in rows if _fits(row)]
        if fitting and len(fitting) >= 0.9 * len(rows):
            found += fitting
    return found


def _fits(row: list[str]) -> bool:
    if len(row) not in {len(_COLUMNS), len(_COLUMNS) + 1}:
        return False
    return (
        _get(row, "sequence").isdecimal()
        and _get(row, "contact").upper() in {"Y", "N", "YES", "NO", ""}
        and bool(_ORCID.fullmatch(_get(row, "orcid")))
        and bool(_get(row, "last"))
    )


def _get(row: list[str], name: str) -> str:
    place = _PLACE[name]
    return row[place].strip() if place < len(row) else ""


def _recognize(source: Source) -> Detection:
    rows = _rows(source)
    if rows:
        return Detection(80, f"{len(rows)} rows of {len(_COLUMNS)} columns, an author each")
    return Detection(NO, f"no rows of {len(_COLUMNS)} columns without a header")


def _take(source: Source, _answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    papers: dict[str, list[tuple[Sheet, int, list[str]]]] = {}
    for sheet, number, row in _rows(source):
        papers.setdefault(_get(row, "paper"), []).append((sheet, number, row))
        for name in _UNUSED:
            if _get(row, name):
                edition.unused[name] = edition.unused.get(name, 0) + 1
    for key, rows in papers.items():
        rows.sort(key=lambda found: int(_get(found[2], "sequence")))
        sheet, number, first = rows[0]
        start, end = _get(first, "start"), _get(first, "end")
        titles = {_get(row, "title") for _, _, row in rows}
        if len(titles) > 1:
            why = (
                f"{sheet.place(number)}: {len(titles)} titles under one number; the first is taken"
            )
            note = Note(outcome=Outcome.ASKED, record=key, field="title", why=why)
            edition.notes.append(note)
        edition.papers.append(
            ImportedPaper(
                key=key,
                place=sheet.place(number),
                number=key,
                title=_get(first, "title"),
                authors=tuple(_author(row) for _, _, row in rows),
                track=_get(first, "section"),
                pages=f"{start}-{end}" if start and end else start,
            )
        )
    return edition


def _author(row: list[str]) -> ImportedAuthor:
    given = " ".join(filter(None, (_get(row, "first"), _get(row, "middle"))))
    parts = {"given": given, "family": _get(row, "last"), "suffix": _get(row, "suffix")}
    places = [
        ImportedAffiliation(
            name=name,
            department=_get(row, f"department{end}"),
            city=_get(row, f"city{end}"),
            country=_get(row, f"country{end}"),
        )
        for end in ("", "2")
        if (name := _get(row, f"institution{end}"))
    ]
    return ImportedAuthor(
        parts={key: text for key, text in parts.items() if text},
        key=_get(row, "profile"),
        honorific=_get(row, "prefix"),
        email=_get(row, "email"),
        orcid=_get(row, "orcid"),
        affiliations=tuple(places),
        corresponding=_get(row, "contact").upper().startswith("Y"),
    )


ACM_CAMERA_READY = Format(
    name="acm", title="ACM's CSV of camera-ready papers", recognize=_recognize, take=_take
)
