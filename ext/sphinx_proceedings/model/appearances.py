"""When and where: instants of sessions and slots, and a record's place in the programme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.model.records.event_status import EventStatus, gravest
from sphinx_proceedings.model.values.dates import combine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
    from sphinx_proceedings.model.records.programme import Session, Slot
    from sphinx_proceedings.model.values.dates import Zone
    from sphinx_proceedings.model.values.identifiers import WebUrl

    Presented = Paper | Talk | Panel


class Interval(NamedTuple):
    """Start and end as instants in the event's own time zone."""

    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True)
class Appearance:
    """A record's place in the programme; no slot when it is listed without a time."""

    edition: Edition
    session: Session
    slot: Slot | None
    board: str | None = None
    """Number of the poster board."""

    @property
    def room(self) -> str | None:
        """Where it takes place."""
        return self.session.room_of(self.slot)

    @property
    def url(self) -> WebUrl | None:
        """Where it is followed online."""
        return self.session.url_of(self.slot)

    @property
    def zone(self) -> Zone | None:
        """The zone of its times."""
        return zone_of(self.edition, self.session)

    @cached_property
    def status(self) -> EventStatus | None:
        """Set when its slot, session or edition does not take place as announced."""
        return status_of(self.edition, self.session, self.slot)

    @cached_property
    def interval(self) -> Interval | None:
        """When its slot takes place, or the session it is listed with; None if not known."""
        return interval_of(self.edition, self.session, self.slot)

    @property
    def own_interval(self) -> Interval | None:
        """When its slot takes place; None for what has no time of its own, as a poster."""
        return self.interval if self.slot is not None else None

    @cached_property
    def time_or_session(self) -> Interval | None:
        """When its slot takes place, or its session where the slot's time is not known."""
        return self.interval or interval_of(self.edition, self.session)


def zone_of(edition: Edition, session: Session) -> Zone | None:
    """Return the zone of a session's times: its own or the edition's."""
    return session.time_zone or edition.time_zone


def interval_of(edition: Edition, session: Session, slot: Slot | None = None) -> Interval | None:
    """Return when a session of *edition* or a slot of it takes place; None if not known."""
    day, zone = session.date or edition.start_date, zone_of(edition, session)
    if day is None or zone is None:
        return None
    start, end, last = session.start, session.end, session.end_date or day
    if slot is not None:
        if slot.start is None or slot.end is None:
            return None
        start, end = slot.start, slot.end
        day = session.day_of(slot, day)
        last = max(last, day) if end < start else day
    return Interval(combine(day, start, zone), combine(last, end, zone))


def status_of(
    edition: Edition,
    session: Session | None = None,
    slot: Slot | None = None,
    record: Presented | None = None,
) -> EventStatus | None:
    """Return what became of a slot, a session or an edition: what befalls the whole, befalls it."""
    return gravest(
        (
            edition.event_status,
            session.status if session else None,
            slot.status if slot else None,
            getattr(record, "status", None),
        )
    )


def presentation_status(
    edition: Edition, record: Presented, appearances: Iterable[Appearance]
) -> EventStatus | None:
    """Return what became of a presentation that was announced; None when all is as planned.

    What stands in the programme several times takes place as long as one of these remains.
    """
    places = [appearance.status for appearance in appearances]
    return gravest((status_of(edition, record=record), gravest(places) if all(places) else None))


def changes_of(
    edition: Edition,
    session: Session | None = None,
    slot: Slot | None = None,
    record: Presented | None = None,
) -> tuple[dt.date, ...]:
    """Return the days on which a slot, its session, its edition or what it holds was changed."""
    parts = (edition, session, slot, record)
    return tuple(sorted(day for part in parts for day in getattr(part, "changed", ())))
