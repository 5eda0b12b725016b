"""Warnings about the programme: overlaps, papers without a place in it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.model.appearances import status_of
from sphinx_proceedings.model.records.papers import PaperType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.appearances import Interval
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.records.programme import Session, Slot


def is_off(catalogue: Catalogue, session: Session, slot: Slot | None = None) -> bool:
    """Whether a session or slot was cancelled or postponed, and so takes up no time."""
    status = status_of(catalogue.edition_of(session), session, slot)
    return status is not None and status.is_off


class OverlappingSlots(Rule):
    """A slot begins before the one above it in the same session has ended."""

    code = "PP210"
    title = "Slots overlap"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for session in catalogue.sessions.values():
            before: dict[str | None, Interval] = {}
            for index, slot in enumerate(session.slots):
                times = catalogue.interval(session, slot)
                if times is None or is_off(catalogue, session, slot):
                    continue
                room = session.room_of(slot)
                if room in before and times.start < before[room].end:
                    place = catalogue.locate(session.key, "slots", index, "start")
                    message = (
                        f"the slot starts at {times.start:%H:%M}, "
                        f"the one above ends at {before[room].end:%H:%M}"
                    )
                    yield self.warning(place, message, "correct one of the times")
                before[room] = times


class OverlappingSessions(Rule):
    """Two sessions of the same track, or in the same room, are on at the same time."""

    code = "PP211"
    title = "Sessions overlap"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            held = [s for s in edition.sessions if not is_off(catalogue, s)]
            timed = [(s, t) for s in held if (t := catalogue.interval(s)) is not None]
            timed.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].id))
            running: list[tuple[Session, Interval]] = []
            for session, times in timed:
                running = [(other, its) for other, its in running if its.end > times.start]
                for other, its in running:
                    why = _conflict(session, other)
                    if why:
                        place = catalogue.locate(session.key, "start")
                        message = (
                            f"session {str(session.id)!r} starts at {times.start:%H:%M}, while "
                            f"{str(other.id)!r} {why} goes on until {its.end:%H:%M}"
                        )
                        hint = "correct a time, or give parallel sessions tracks or rooms"
                        yield self.warning(place, message, hint)
                running.append((session, times))


def _conflict(one: Session, other: Session) -> str:
    """Say what two sessions share that they cannot; empty when they may be parallel."""
    if one.room and other.room:
        return f"in the same room ({one.room})" if one.room == other.room else ""
    if one.track != other.track:
        return ""
    return f"of the same track ({one.track})" if one.track else "(neither has a track or room)"


class SlotOutsideSession(Rule):
    """A slot begins before its session or ends after it."""

    code = "PP212"
    title = "Slot outside its session"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for session in catalogue.sessions.values():
            whole = catalogue.interval(session)
            for index, slot in enumerate(session.slots):
                times = catalogue.interval(session, slot)
                if whole is None or times is None:
                    continue
                if times.start < whole.start or times.end > whole.end:
                    place = catalogue.locate(session.key, "slots", index, "start")
                    message = (
                        f"the slot ({times.start:%H:%M}–{times.end:%H:%M}) is not within its "
                        f"session ({whole.start:%H:%M}–{whole.end:%H:%M})"
                    )
                    after = whole.end.date() > whole.start.date()
                    hint = (
                        f"correct the slot or the session; after midnight add date: "
                        f"{whole.end.date()} to the slot"
                        if after
                        else "correct the slot or the session"
                    )
                    yield self.warning(place, message, hint)


class PaperWithoutSession(Rule):
    """The programme names papers, but not this one."""

    code = "PP213"
    title = "Paper in no session"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            if not _names_posters(edition):
                continue
            for paper in edition.papers:
                absent = paper.retracted_or_withdrawn or paper.type is PaperType.FRONT_MATTER
                oral = paper.type is PaperType.ORAL  # these are PP214
                if not (absent or oral or catalogue.appearances(paper)):
                    place = catalogue.locate(paper.key, "id")
                    message = f"paper {str(paper.id)!r} is in no session"
                    yield self.warning(place, message, "add it to the papers or slots of a session")


def _names_posters(edition: Edition) -> bool:
    """Whether the programme lists papers other than orals, so that one may be missing."""
    orals = {paper.id for paper in edition.papers if paper.type is PaperType.ORAL}
    listed = {paper for session in edition.sessions for paper in session.paper_ids}
    return bool(listed - orals)


class OralWithoutSlot(Rule):
    """An oral paper has no time in a programme that gives times to others."""

    code = "PP214"
    title = "Oral paper without a slot"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            if not any(session.slots for session in edition.sessions):
                continue
            for paper in edition.papers:
                timed = any(at.slot is not None for at in catalogue.appearances(paper))
                if paper.type is PaperType.ORAL and not timed and not paper.retracted_or_withdrawn:
                    place = catalogue.locate(paper.key, "type")
                    message = f"oral paper {str(paper.id)!r} has no slot in the programme"
                    yield self.warning(place, message, "add a slot, or correct its type")


class PaperTwiceInProgramme(Rule):
    """A paper has two slots, or a talk is given twice."""

    code = "PP215"
    title = "Two slots for one presentation"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        records: tuple[Paper | Talk, ...] = (
            *catalogue.papers.values(),
            *catalogue.talks.values(),
        )
        for record in records:
            slots = [at for at in catalogue.appearances(record) if at.slot is not None]
            for one, other in list(combinations(slots, 2))[:1]:
                session = other.session
                index = next(i for i, own in enumerate(session.slots) if own is other.slot)
                place = catalogue.locate(session.key, "slots", index)
                message = f"{record.key} already has a slot in session {str(one.session.id)!r}"
                yield self.warning(place, message, "remove one, or correct its id")


RULES = (
    OverlappingSlots(),
    OverlappingSessions(),
    SlotOutsideSession(),
    PaperWithoutSession(),
    OralWithoutSlot(),
    PaperTwiceInProgramme(),
)
