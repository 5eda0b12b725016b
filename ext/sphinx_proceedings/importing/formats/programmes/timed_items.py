"""Items of a programme, each with its own times and room, put together into sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.programme_words import session_type
from sphinx_proceedings.importing.records import ImportedSession
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP: Final = dt.timedelta(minutes=20)
"""Between two items of one session at most."""
_HALVES: Final = ((12, "morning"), (17, "afternoon"), (24, "evening"))
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ALONE: Final = frozenset(["break", "ceremony", "social"])


@dataclass(frozen=True, slots=True)
class TimedItem:
    """One item on the local clock: a talk by its key, or a title."""

    start: dt.datetime
    end: dt.datetime
    room: str
    title: str
    talk: str = ""
    key: str = ""
    note: str = field(default="", compare=False)


def sessions_of(items: Iterable[TimedItem]) -> list[ImportedSession]:
    """Return the sessions of each room: what follows without a longer pause is one of them."""
    made: list[ImportedSession] = []
    ordered = sorted(items, key=lambda item: (item.start.date(), item.room, item.start, item.title))
    for (day, room), group in groupby(ordered, key=lambda item: (item.start.date(), item.room)):
        run: list[TimedItem] = []
        for item in group:
            alone = not item.talk and session_type(item.title) in _ALONE
            if run and (alone or item.start - run[-1].end > _GAP):
                made.append(_session(run, room))
                run = []
            if alone:
                made.append(_alone(item, day))
            else:
                run.append(item)
        if run:
            made.append(_session(run, room))
    made.sort(key=lambda one: (one.fields["date"], one.fields["start"], one.key))
    return made


def _alone(item: TimedItem, day: dt.date) -> ImportedSession:
    fields = {**_times(item.start, item.end), "title": item.title, "room": item.room}
    fields["type"] = session_type(item.title) or "other"
    return ImportedSession(key=item.key or slug(f"{item.title} {day}"), fields=fields)


def _session(run: list[TimedItem], room: str) -> ImportedSession:
    start, end = run[0].start, max(item.end for item in run)
    half = next(name for hour, name in _HALVES if start.hour < hour)
    where = f"{room}, " if room else ""
    slots = [
        {
            "start": item.start.strftime("%H:%M"),
            "end": item.end.strftime("%H:%M"),
            **({"talk": item.talk} if item.talk else {"title": item.title}),
        }
        for item in run
    ]
    fields: dict[str, Any] = {
        **_times(start, end),
        "title": f"{where}{_DAYS[start.weekday()]} {half}",
        "room": room,
        "slots": slots,
    }
    return ImportedSession(key=slug(f"{start:%Y-%m-%d %H%M} {room}"), fields=fields)


def _times(start: dt.datetime, end: dt.datetime) -> dict[str, str]:
    last = end.date().isoformat() if end.date() != start.date() else ""
    return {
        "date": start.date().isoformat(),
        "start": start.strftime("%H:%M"),
        "end": end.strftime("%H:%M"),
        "end_date": last,
    }
