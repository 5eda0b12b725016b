"""When and where: instants of sessions and slots, and a record's place in the programme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.model.values.dates import combine

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.programme import Session, Slot


class Interval(NamedTuple):
    """Start and end as instants in the event's own time zone."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Appearance:
    """A record's place in the programme; no slot when it is listed without a time."""

    edition: Edition
    session: Session
    slot: Slot | None

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


def interval_of(edition: Edition, session: Session, slot: Slot | None = None) -> Interval | None:
    """Return when a session of *edition* or a slot of it takes place; None if not known."""
    day = session.date or edition.start_date
    if day is None or edition.time_zone is None:
        return None
    start, end, last = session.start, session.end, session.end_date or day
    if slot is not None:
        if slot.start is None or slot.end is None:
            return None
        start, end = slot.start, slot.end
        day = slot.date or day
        last = last if end < start else day
    zone = edition.time_zone
    return Interval(combine(day, start, zone), combine(last, end, zone))
