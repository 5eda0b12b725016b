"""The programme as a reader follows it: days, sessions, those at the same time side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from sphinx_proceedings.model.appearances import Interval
    from sphinx_proceedings.model.catalogue import Catalogue, Presented
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.programme import Session, Slot


@dataclass(frozen=True, slots=True)
class TimedSlot:
    """A slot with its instants and the record it holds (None for an opening and the like)."""

    slot: Slot
    interval: Interval | None
    record: Presented | None


@dataclass(frozen=True, slots=True)
class TimedSession:
    """A session with its instants and slots in order of time."""

    session: Session
    interval: Interval
    slots: tuple[TimedSlot, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the event's own time zone; each row holds sessions that overlap across tracks."""

    date: dt.date
    rows: tuple[tuple[TimedSession, ...], ...]


def timetable(catalogue: Catalogue, edition: Edition) -> tuple[Day, ...]:
    """Arrange the sessions of *edition*; empty when the programme is not known."""
    timed = [found for s in edition.sessions if (found := timed_session(catalogue, s)) is not None]
    timed.sort(key=lambda t: (t.interval.start, t.interval.end, _track_rank(edition, t.session)))
    days: dict[dt.date, list[list[TimedSession]]] = {}
    for item in timed:
        rows = days.setdefault(item.interval.start.date(), [])
        if rows and _parallel(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return tuple(Day(date, tuple(tuple(row) for row in rows)) for date, rows in days.items())


def timed_session(catalogue: Catalogue, session: Session) -> TimedSession | None:
    """Return *session* with its instants and slots; None when its time is not known."""
    interval = catalogue.interval(session)
    if interval is None:
        return None
    return TimedSession(session, interval, _slots(catalogue, session))


def _parallel(row: list[TimedSession], item: TimedSession) -> bool:
    """Whether a session runs beside those of a row: another track, and before they end."""
    tracks = {other.session.track for other in row}
    return (
        item.session.track is not None
        and None not in tracks
        and item.session.track not in tracks
        and item.interval.start < max(other.interval.end for other in row)
    )


def _track_rank(edition: Edition, session: Session) -> int:
    order = [track.id for track in edition.tracks]
    return order.index(session.track) if session.track in order else -1


def _slots(catalogue: Catalogue, session: Session) -> tuple[TimedSlot, ...]:
    slots = []
    for slot in session.slots:
        record: Presented | None = None
        if slot.paper is not None:
            record = catalogue.papers.get(f"{session.edition_key}/papers/{slot.paper}")
        elif slot.talk is not None:
            record = catalogue.talks.get(f"{session.edition_key}/talks/{slot.talk}")
        elif slot.panel is not None:
            record = catalogue.panels.get(f"{session.edition_key}/panels/{slot.panel}")
        slots.append(TimedSlot(slot, catalogue.interval(session, slot), record))
    return tuple(slots)
