"""Find times that cannot be: ends before starts, missing days and zones, gaps of summer time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.model.values.dates import combine, format_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.programme import Session, Slot

    Steps = tuple[str | int, ...]


def time_problems(catalogue: Catalogue, broken: Collection[str]) -> Iterator[Problem]:
    """Yield the impossible times of all editions. Overlaps are warnings, not errors: see `checks`.

    What is not known because it is itself wrong (*broken*, as in `Records`) is not reported.
    """
    for edition in catalogue.editions.values():
        checker = _Checker(catalogue, edition, broken)
        yield from checker.days()
        yield from checker.call()
        for index, session in enumerate(edition.sessions):
            yield from checker.session(("sessions", index), session)
        yield from checker.undated()


class _Checker:
    """Checks the times of one edition."""

    def __init__(self, catalogue: Catalogue, edition: Edition, broken: Collection[str]) -> None:
        self._catalogue = catalogue
        self._edition = edition
        key = edition.key
        unread = key in broken
        self._has_zone = unread or f"{key}/time_zone" in broken or edition.time_zone is not None
        self._has_day = unread or f"{key}/start_date" in broken or edition.start_date is not None
        self._undated: list[Steps] = []

    def _problem(self, steps: Steps, message: str, hint: str = "correct the time") -> Problem:
        place = self._catalogue.locate(self._edition.key, *steps)
        return error(place, Code.IMPOSSIBLE_TIME, message, hint)

    def days(self) -> Iterator[Problem]:
        first, last = self._edition.start_date, self._edition.end_date
        if last is not None and not self._has_day:
            message = "the edition has an end_date but no start_date"
            yield self._problem(("end_date",), message, "add start_date")
        if first is not None and last is not None and last < first:
            message = f"the edition starts on {first} and ends on {last}"
            yield self._problem(("end_date",), message, "correct one of the dates")
        if not self._has_zone and any(s.time_zone is None for s in self._edition.sessions):
            message = "the edition has sessions but no time_zone"
            hint = "add time_zone with an IANA name, such as America/Chicago"
            yield self._problem(("sessions",), message, hint)

    def call(self) -> Iterator[Problem]:
        call = self._edition.call
        for index, date in enumerate(call.dates if call else ()):
            if date.time is None:
                continue
            steps = ("call", "dates", index, "time")
            zone = date.time_zone or self._edition.time_zone
            if zone is not None:
                try:
                    combine(date.date, date.time, zone)
                except ValueError as failure:
                    yield self._problem(steps, str(failure))
            elif not self._has_zone:
                message = f"{date.title!r} has a time but no time_zone"
                yield self._problem(steps, message, "add time_zone: AoE, UTC, America/Chicago …")

    def session(self, steps: Steps, session: Session) -> Iterator[Problem]:
        first = self._edition.start_date
        last = self._edition.end_date or first
        day = session.date or first
        if day is None:
            self._undated.append(steps)
            return
        if first and last and first <= last and not first <= day <= last:
            message = f"the session is on {day}, outside the edition ({first} – {last})"
            yield self._problem((*steps, "date"), message, "correct the date")
        if (session.end_date or day, session.end) <= (day, session.start):
            times = f"starts at {format_time(session.start)} and ends at {format_time(session.end)}"
            hint = "correct the times; across midnight add end_date"
            yield self._problem((*steps, "end"), f"the session {times}", hint)
        elif _lasts_days(day, session):
            message = f"the session lasts from {day} to {session.end_date}"
            hint = "write a session for each day, each with its own id, date and times"
            yield self._problem((*steps, "end_date"), message, hint)
        else:
            yield from self._gap((*steps, "start"), session, None)
            for index, slot in enumerate(session.slots):
                yield from self._slot((*steps, "slots", index), session, slot)

    def undated(self) -> Iterator[Problem]:
        """Report once what each of several sessions would say."""
        if not self._undated or self._has_day:
            return
        if len(self._undated) == 1:
            message = "neither the session has a date nor the edition a start_date"
            yield self._problem(self._undated[0], message, "add date: to the session")
        else:
            message = f"{len(self._undated)} sessions have no date, and the edition no start_date"
            yield self._problem(self._undated[0], message, "add start_date to the edition")

    def _slot(self, steps: Steps, session: Session, slot: Slot) -> Iterator[Problem]:
        if (slot.start is None) != (slot.end is None):
            missing = "start" if slot.start is None else "end"
            message = f"the slot has no {missing}"
            yield self._problem(steps, message, f"add {missing}, or leave out both times")
        if slot.start is None or slot.end is None:
            return
        if slot.end <= slot.start and (session.end_date is None or slot.end == slot.start):
            times = f"starts at {format_time(slot.start)} and ends at {format_time(slot.end)}"
            yield self._problem((*steps, "end"), f"the slot {times}", "correct the times")
        else:
            yield from self._gap((*steps, "start"), session, slot)

    def _gap(self, steps: Steps, session: Session, slot: Slot | None) -> Iterator[Problem]:
        try:
            interval = self._catalogue.interval(session, slot)
        except ValueError as failure:
            yield self._problem(steps, str(failure))
            return
        if interval is not None and interval.end <= interval.start:
            days = f"starts {interval.start:%Y-%m-%d %H:%M} and ends {interval.end:%Y-%m-%d %H:%M}"
            what = "the session" if slot is None else "the slot"
            yield self._problem(steps, f"{what} {days}", "correct the dates")


def _lasts_days(day: dt.date, session: Session) -> bool:
    """Whether a session goes on for a day or longer, which no format of schedules can say."""
    last = session.end_date or day
    span = dt.datetime.combine(last, session.end) - dt.datetime.combine(day, session.start)
    return span > dt.timedelta(days=1)
