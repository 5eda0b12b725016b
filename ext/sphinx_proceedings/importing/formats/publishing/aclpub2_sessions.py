"""The programme of an aclpub2 folder: sessions with sub-sessions, and times without a zone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.importing.programme_words import ask_time_zone, session_type
from sphinx_proceedings.importing.records import ImportedAuthor, ImportedSession
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.yaml_source import records_in, text_in

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}):(\d{2})")


def read_programme(items: list[dict[str, Any]], edition: ImportedEdition, answers: Answers) -> None:
    """Add the sessions to *edition*; a session with sub-sessions is told by these alone."""
    if not items:
        return
    if zone := ask_time_zone(answers):
        edition.facts["time_zone"] = zone
    for index, item in enumerate(items, 1):
        inner = records_in(item.get("subsessions"))
        if not inner:
            _add(item, f"session-{index}", edition)
        for number, one in enumerate(inner, 1):
            _add(one, f"session-{index}-{number}", edition)


def _add(item: dict[str, Any], key: str, edition: ImportedEdition) -> None:
    title = text_in(item, "title")
    start, end = _moment(text_in(item, "start_time")), _moment(text_in(item, "end_time"))
    if start is None or end is None or not title:
        why = "a session needs a title, a start_time and an end_time"
        edition.notes.append(Note(outcome=Outcome.LEFT_OUT, record=key, why=why))
        return
    papers = records_in(item.get("papers"))
    timed = [paper for paper in papers if _moment(text_in(paper, "start_time"))]
    untimed = [one for one in item.get("papers") or () if isinstance(one, str)]
    untimed += [text_in(paper, "id") for paper in papers if paper not in timed]
    fields: dict[str, Any] = {
        "title": title,
        "type": session_type(title),
        "date": start[0],
        "start": start[1],
        "end": end[1],
        "end_date": end[0] if end[0] != start[0] else "",
        "room": text_in(item, "location"),
        "chairs": [ImportedAuthor(name=name) for name in _names(text_in(item, "chair"))],
        "slots": [_slot(paper) for paper in timed],
        "papers": [one for one in untimed if one],
    }
    edition.sessions.append(ImportedSession(key=key, fields=fields))


def _slot(paper: dict[str, Any]) -> dict[str, str]:
    start, end = _moment(text_in(paper, "start_time")), _moment(text_in(paper, "end_time"))
    slot = {"start": start[1] if start else "", "end": end[1] if end else ""}
    return {**slot, "paper": text_in(paper, "id")}


def _moment(text: str) -> tuple[str, str] | None:
    found = _MOMENT.match(text)
    return (found[1], f"{int(found[2]):02}:{found[3]}") if found else None


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s*[;,]\s*|\s+and\s+", text) if name.strip()]
