"""The programme in a table of papers: columns of session, day, times, room and chair."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.tables.header_words import Field, fold_header
from sphinx_proceedings.importing.programme_words import (
    ask_start_date,
    ask_time_zone,
    session_type,
)
from sphinx_proceedings.importing.records import ImportedAuthor, ImportedSession
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.text.author_lists import split_column
from sphinx_proceedings.importing.text.clock_times import clock_range, start_alone
from sphinx_proceedings.importing.text.printed_days import days_in
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

_WORDS: Final = {
    "session": r"sessions?(?: (?:name|title))?|sitzung|sesion|会场|セッション",
    "date": r"(?:session |presentation |talk )?(?:date|day)|datum|tag|fecha|jour|日期|日付",
    "start": r"(?:session |talk |presentation )?(?:start(?: time)?|time|from|begin)|(?:time )?slot|"
    r"beginn|uhrzeit|zeit|hora|heure|horaire|时间|時間",
    "end": r"(?:session |talk |presentation )?end(?: time)?|until|to|ende|bis|fin",
    "room": r"room|raum|salle|sala|location|会場",
    "chair": r"(?:session )?chairs?(?: name)?|sitzungsleitung",
}


@dataclass(slots=True)
class _Session:
    title: str
    date: str
    room: str = ""
    chairs: str = ""
    slots: list[dict[str, str]] = field(default_factory=list)
    undated: str = ""
    """A day that is no date."""


def add_sessions(
    cells: Sequence[Sequence[str]],
    keys: Sequence[str],
    columns: ColumnMap,
    answers: Answers,
    edition: ImportedEdition,
) -> None:
    """Add the sessions that rows are in, if a column names them and another says when they are.

    What was read so is no unused column any more.
    """
    found = {kind: n for kind in _WORDS if (n := _column(kind, columns)) is not None}
    if not {"session", "start"} <= found.keys():
        return
    sessions: dict[tuple[str, str], _Session] = {}
    for row, key in zip(cells, keys, strict=True):
        said = {kind: row[n].strip() if n < len(row) else "" for kind, n in found.items()}
        if said["session"] and _slot(said):
            date = _date(said.get("date", ""))
            one = sessions.setdefault((said["session"], date), _Session(said["session"], date))
            one.room = one.room or said.get("room", "")
            one.chairs = one.chairs or said.get("chair", "")
            one.undated = one.undated or ("" if date else said.get("date", ""))
            one.slots.append({**_slot(said), "paper": key})
    if not sessions:
        return
    zone = ask_time_zone(answers, required=False)
    if zone is None:
        why = f"{len(sessions)} sessions in the table were left out; say in which zone their times "
        why += 'are, as in --time-zone "Europe/Rome"'
        edition.notes.append(Note(outcome=Outcome.ASKED, field="sessions", why=why))
        return
    edition.facts["time_zone"] = zone
    days = sorted({one.date for one in sessions.values()} - {""})
    if first := days[0] if days else ask_start_date(answers, required=False):
        edition.facts["start_date"] = first
    if len(days) > 1:
        edition.facts["end_date"] = days[-1]
    for one in sessions.values():
        _add(one, edition)
    for kind, number in found.items():
        if kind != "chair":
            columns.fields[number] = Field.PROGRAMME


def _column(kind: str, columns: ColumnMap) -> int | None:
    pattern = re.compile(_WORDS[kind])
    for number, name in enumerate(columns.names):
        free = columns.fields.get(number, Field.IGNORE) is Field.IGNORE
        if free and number not in columns.authors and pattern.fullmatch(fold_header(name)):
            return number
    return None


def _slot(said: dict[str, str]) -> dict[str, str]:
    """Return begin and perhaps end of a row; nothing when it has no time."""
    if when := clock_range(said["start"]):
        return {} if when.doubt else {"start": when.start, "end": when.end}
    start = start_alone(said["start"])
    if not start:
        return {}
    when = clock_range(f"{said['start']} - {said['end']}") if said.get("end") else None
    return {"start": start, "end": when.end if when and not when.doubt else ""}


def _date(text: str) -> str:
    found = [*days_in(text)]
    return found[0].day.isoformat() if len(found) == 1 and not found[0].doubt else ""


def _add(one: _Session, edition: ImportedEdition) -> None:
    slots = sorted(one.slots, key=lambda slot: slot["start"])
    for slot, following in pairwise(slots):
        slot["end"] = slot["end"] or following["start"]
    if not slots[-1]["end"] or any(slot["end"] <= slot["start"] for slot in slots):
        why = "no end is given for its last paper, or one before its begin; it was left out"
        note = Note(outcome=Outcome.ASKED, field="sessions", before=one.title, why=why)
        edition.notes.append(note)
        return
    if one.undated:
        why = "the day is no date with a year; the session stands on the first day"
        note = Note(outcome=Outcome.ASKED, field="sessions", before=one.undated, why=why)
        edition.notes.append(note)
    fields: dict[str, Any] = {
        "title": one.title,
        "type": session_type(one.title),
        "start": min(slot["start"] for slot in slots),
        "end": max(slot["end"] for slot in slots),
        "date": one.date,
        "room": one.room,
    }
    if len({(slot["start"], slot["end"]) for slot in slots}) == 1 < len(slots):
        fields["papers"] = [slot["paper"] for slot in one.slots]  # side by side, as posters are
    else:
        fields["slots"] = slots
    if one.chairs:
        names = [author.name for found in split_column([one.chairs])[1] for author in found.authors]
        fields["chairs"] = [ImportedAuthor(name=name) for name in names]
    known = {session.key for session in edition.sessions}
    key = slug(f"{one.title} {one.date}" if slug(one.title) in known else one.title)
    kept = {name: value for name, value in fields.items() if value}
    edition.sessions.append(ImportedSession(key=key, fields=kept))
