"""Warnings about people who would have to be in two places at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.checks.programme_rules import is_off
from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.model.appearances import status_of
from sphinx_proceedings.model.publication.published_records import people_of
from sphinx_proceedings.model.records.papers import Panel, Paper, Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.appearances import Interval
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location, Problem
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.people import Contribution
    from sphinx_proceedings.model.records.programme import Session


class _Presence(NamedTuple):
    """Somebody who chairs or presents in a session, from when to when."""

    times: Interval
    session: Session
    what: str
    place: Location | None
    who: Contribution


class InTwoPlaces(Rule):
    """Somebody chairs, speaks or presents a paper in two sessions that are on at the same time."""

    code = "PP216"
    title = "In two places at the same time"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            found: dict[str, list[_Presence]] = {}
            for presence in _presences(catalogue, edition):
                person = catalogue.person(presence.who)
                if person is not None:
                    found.setdefault(person.key, []).append(presence)
            for presences in found.values():
                yield from self._of_one(sorted(presences, key=lambda one: one.times))

    def _of_one(self, presences: list[_Presence]) -> Iterator[Problem]:
        before: list[_Presence] = []
        for one in presences:
            before = [other for other in before if other.times.end > one.times.start]
            other = next((other for other in before if other.session is not one.session), None)
            if other is not None:
                message = (
                    f"{one.who.name.display} {one.what} from {one.times.start:%H:%M}, "
                    f"and {other.what} in session {str(other.session.id)!r} "
                    f"until {other.times.end:%H:%M}"
                )
                yield self.warning(one.place, message, "move one of them, or name somebody else")
            before.append(one)


def _presences(catalogue: Catalogue, edition: Edition) -> Iterator[_Presence]:
    for session in edition.sessions:
        times = None if is_off(catalogue, session) else catalogue.interval(session)
        for index, chair in enumerate(session.chairs):
            place = catalogue.locate(session.key, "chairs", index)
            if times and not chair.cancelled:
                yield _Presence(times, session, "chairs", place, chair)
    records: tuple[Paper | Talk | Panel, ...] = (*edition.papers, *edition.talks, *edition.panels)
    for record in records:
        for at in catalogue.appearances(record):
            status = status_of(edition, at.session, at.slot, record)
            if status is not None and status.is_off:
                continue
            for person in people_of(record):
                presents = person.presenter or not isinstance(record, Paper)
                if at.time_or_session and presents and not person.cancelled:
                    what, place = f"presents {str(record.id)!r}", catalogue.locate(record.key)
                    yield _Presence(at.time_or_session, at.session, what, place, person)


RULES = (InTwoPlaces(),)
