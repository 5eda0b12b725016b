"""The programme as a reader follows it: days, sessions, those at the same time side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.appearances import status_of

if TYPE_CHECKING:
    import datetime as dt

    from sphinx_proceedings.model.appearances import Interval
    from sphinx_proceedings.model.catalogue import Catalogue, Presented
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.event_status import EventStatus
    from sphinx_proceedings.model.records.programme import Session, Slot


@dataclass(frozen=True, slots=True)
class TimedSlot:
    """A slot with its instants and the record it holds (None for an opening and the like)."""

    slot: Slot
    interval: Interval | None
    record: Presented | None
    status: EventStatus | None
    """Set when it does not take place as announced."""


@dataclass(frozen=True, slots=True)
class TimedSession:
    """A session with its instants and slots in order of time."""

    session: Session
    interval: Interval
    slots: tuple[TimedSlot, ...]
    status: EventStatus | None = None
    """Set when it does not take place as announced."""

    @property
    def key(self) -> str:
        """The key of the session."""
        return self.session.key

    def repeats(self, slot: TimedSlot) -> bool:
        """Whether a slot fills the session by itself: its times have been said then."""
        return len(self.slots) == 1 and slot.interval == self.interval


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the event's own time zone; sessions of a row overlap, each in its own column."""

    date: dt.date
    rows: tuple[tuple[TimedSession, ...], ...]
    columns: tuple[str, ...] = ()
    """What stands side by side on this day: ids of tracks, else rooms; empty when nothing does."""

    def column(self, row: tuple[TimedSession, ...], timed: TimedSession) -> int | None:
        """Return the column of a session of *row*, from 1; None for what concerns everybody."""
        name = _place(timed) if len(row) > 1 else timed.session.track
        return self.columns.index(name) + 1 if name in self.columns else None


def timetable(catalogue: Catalogue, edition: Edition) -> tuple[Day, ...]:
    """Arrange the sessions of *edition*; empty when the programme is not known."""
    ranks: dict[str, int] = {track.id: place for place, track in enumerate(edition.tracks)}

    def order(timed: TimedSession) -> tuple[object, ...]:
        rank = ranks.get(timed.session.track or "", -1)
        return (timed.interval.start, rank, timed.session.room or "", timed.interval.end)

    timed = [found for s in edition.sessions if (found := timed_session(catalogue, s)) is not None]
    days: dict[dt.date, list[TimedSession]] = {}
    for item in sorted(timed, key=order):
        days.setdefault(item.interval.start.date(), []).append(item)
    return tuple(_day(date, items, ranks) for date, items in days.items())


def _day(date: dt.date, items: list[TimedSession], ranks: dict[str, int]) -> Day:
    """Put sessions that run at the same time into rows, and name the columns of the day."""
    rows: list[list[TimedSession]] = []
    for item in items:
        if rows and _parallel(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    beside = [timed.session for row in rows if len(row) > 1 for timed in row]
    names = {name for s in beside if (name := s.track or s.room) is not None}
    columns = sorted(names, key=lambda name: (ranks.get(name, len(ranks)), name))
    return Day(date, tuple(tuple(row) for row in rows), tuple(columns))


def timed_session(catalogue: Catalogue, session: Session) -> TimedSession | None:
    """Return *session* with its instants and slots; None when its time is not known."""
    interval = catalogue.interval(session)
    if interval is None:
        return None
    status = status_of(catalogue.edition_of(session), session)
    return TimedSession(session, interval, _slots(catalogue, session), status)


def _parallel(row: list[TimedSession], item: TimedSession) -> bool:
    """Whether a session runs beside those of a row: all in tracks or rooms, before they end."""
    places = [_place(other) for other in (*row, item)]
    return (
        None not in places
        and len(set(places)) > 1
        and item.interval.start < max(other.interval.end for other in row)
    )


def _place(timed: TimedSession) -> str | None:
    """Return what sets a session apart from those beside it; None for what everybody goes to."""
    return timed.session.track or timed.session.room


def _slots(catalogue: Catalogue, session: Session) -> tuple[TimedSlot, ...]:
    edition, slots = catalogue.edition_of(session), []
    for slot in session.slots:
        key = f"{session.edition_key}/{slot.record_key}"
        record = catalogue.papers.get(key) or catalogue.talks.get(key) or catalogue.panels.get(key)
        status = status_of(edition, session, slot, record)
        slots.append(TimedSlot(slot, catalogue.interval(session, slot), record, status))
    return tuple(slots)
