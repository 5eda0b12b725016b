"""Find times that cannot be: ends before starts, missing days and zones, gaps of summer time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.loading.codes import Code, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.editions import Edition
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.programme import Session


def time_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the impossible times of all editions. Overlaps are doubts, not errors: see checks."""
    for edition in catalogue.editions.values():
        yield from _edition(catalogue, edition)
        for session in edition.sessions:
            yield from _session(catalogue, edition, session)


def _problem(
    catalogue: Catalogue, key: str, steps: tuple[str | int, ...], message: str, hint: str
) -> Problem:
    place = catalogue.locate(key, *steps)
    return error(place, Code.IMPOSSIBLE_TIME, message, hint)


def _edition(catalogue: Catalogue, edition: Edition) -> Iterator[Problem]:
    first, last = edition.start_date, edition.end_date
    if last is not None and (first is None or last < first):
        message = f"the edition ends ({last}) before it starts ({first or 'no start_date'})"
        yield _problem(catalogue, edition.key, ("end_date",), message, "correct one of the dates")
    if edition.sessions and edition.time_zone is None:
        message = "the edition has sessions but no time_zone"
        hint = "add time_zone with an IANA name, such as America/Chicago"
        yield _problem(catalogue, edition.key, ("sessions",), message, hint)
    for index, date in enumerate(edition.call.dates if edition.call else ()):
        if date.time is not None and (date.time_zone or edition.time_zone) is None:
            message = f"{date.title!r} has a time but no time_zone"
            steps = ("call", "dates", index, "time")
            yield _problem(catalogue, edition.key, steps, message, "add time_zone: AoE, UTC …")


def _session(catalogue: Catalogue, edition: Edition, session: Session) -> Iterator[Problem]:
    first, last = edition.start_date, edition.end_date or edition.start_date
    day = session.date or first
    if day is None:
        message = "neither the session has a date nor the edition a start_date"
        yield _problem(catalogue, session.key, (), message, "add date: to the session")
        return
    if first and last and not first <= day <= last:
        message = f"session {str(session.id)!r} is on {day}, outside the edition ({first} – {last})"
        yield _problem(catalogue, session.key, ("date",), message, "correct the date")
    if edition.time_zone is None:
        return
    end_day = session.end_date or day
    if (end_day, session.end) <= (day, session.start):
        message = f"the session ends ({session.end:%H:%M}) before it starts ({session.start:%H:%M})"
        hint = "correct the times; across midnight add end_date"
        yield _problem(catalogue, session.key, ("end",), message, hint)
        return
    try:
        catalogue.interval(session)
    except ValueError as error:
        yield _problem(catalogue, session.key, ("start",), str(error), "correct the time")
    for index, slot in enumerate(session.slots):
        steps = ("slots", index)
        if (slot.start is None) != (slot.end is None):
            message = "a slot has both start and end, or neither"
            yield _problem(catalogue, session.key, steps, message, "add the other time")
        if slot.start is None or slot.end is None:
            continue
        if slot.end <= slot.start and session.end_date is None:
            message = f"the slot ends ({slot.end:%H:%M}) before it starts ({slot.start:%H:%M})"
            yield _problem(catalogue, session.key, (*steps, "end"), message, "correct the times")
            continue
        try:
            catalogue.interval(session, slot)
        except ValueError as error:
            yield _problem(catalogue, session.key, steps, str(error), "correct the time")
