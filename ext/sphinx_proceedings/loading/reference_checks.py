"""Check that every reference leads somewhere and every printed name to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.loading.deferred_problems import DeferredProblems
from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.model.traversal import rich_texts
from sphinx_proceedings.model.values.text import did_you_mean
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic import BaseModel

    from sphinx_proceedings.loading.data_sources import Sources
    from sphinx_proceedings.loading.validation import Records
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location, Problem
    from sphinx_proceedings.model.records.editions import Edition

    Steps = tuple[str | int, ...]

_RECORDS = ("papers", "talks", "panels", "sessions")
_LOCAL = frozenset({"paper", "talk", "panel", "session"})
_WITH_KEYWORDS = ("papers", "talks")


def reference_problems(
    catalogue: Catalogue, records: Records, sources: Sources
) -> Iterator[Problem]:
    """Yield dangling references and unresolved names; all must be asked for.

    A reference to a record that exists but is itself wrong is no problem of its own, nor is one
    that what could not be read may answer: any list of an edition may stand in any of its files,
    and persons and keywords may be known from a paper of any edition alone. One that a questionable
    file or folder may answer makes an error of that warning, once for all that do.
    """
    checker = _Checker(catalogue, records, sources)
    for edition in catalogue.editions.values():
        yield from checker.ids(edition)
        yield from checker.texts(edition)
    yield from checker.people(records)
    yield from checker.names()
    checker.deferred.escalate(sources.problems)


class _Checker:
    def __init__(self, catalogue: Catalogue, records: Records, sources: Sources) -> None:
        self.catalogue = catalogue
        self.broken = records.broken
        self.made_up = records.made_up
        self.sources = sources
        self.deferred = DeferredProblems(sources.root, sources.warnings)

    def _dangling(
        self, place: Location | None, what: str, target: str, known: Iterable[str]
    ) -> Problem:
        guess = did_you_mean(target, known)
        hint = f"did you mean {guess!r}?" if guess else f"add the {what} or correct the id"
        return error(place, Code.DANGLING, f"there is no {what} {shown(target)}", hint)

    def _is_broken(self, owner: str, table: str, target: str) -> bool:
        names = (owner, f"{owner}/{table}", f"{owner}/{table}/{target}")
        if any(name in self.broken for name in names) or self._is_lost(owner):
            return True
        return self.deferred.attribute(owner, table, known=owner in self.catalogue.editions)

    def _is_lost(self, edition: str) -> bool:
        series = edition.partition("/")[0]
        lost = self.sources.lost
        if edition in lost or series in lost:
            return True
        # A folder was refused for its name, and another letter of it is what is referred to.
        return series not in self.catalogue.series and did_you_mean(series, lost) is not None

    def _is_broken_person(self, target: str) -> bool:
        if f"people/{target}" in self.broken or "people" in self.broken | self.sources.lost:
            return True
        # A printed name makes a person.
        return self._may_be_in(_RECORDS) or self.deferred.attribute("people", *_RECORDS)

    def _may_be_in(self, lists: Collection[str]) -> bool:
        """Whether an edition is broken, or in one any of *lists*, or a record in those."""
        return bool(self.sources.lost - {"people"}) or any(
            name in self.sources.editions or any(part in lists for part in name.split("/")[2:3])
            for name in self.broken
        )

    def ids(self, edition: Edition) -> Iterator[Problem]:
        known: dict[str, frozenset[str]] = {}
        for steps, table, target in _references(edition):
            if table not in known:
                known[table] = frozenset(str(record.id) for record in getattr(edition, table))
            if str(target) in known[table] or self._is_broken(edition.key, table, target):
                continue
            what = table.removesuffix("s").replace("_", " ")
            place = self.catalogue.locate(edition.key, *steps)
            yield self._dangling(place, what, target, known[table])

    def texts(self, edition: Edition) -> Iterator[Problem]:
        yield from self._texts(edition.key, (), edition, edition.key, *_RECORDS)
        for table in _RECORDS:
            for index, record in enumerate(getattr(edition, table)):
                yield from self._texts(edition.key, (table, index), record, edition.key)

    def people(self, records: Records) -> Iterator[Problem]:
        """Check what persons and series refer to."""
        ids = self.catalogue.people
        for person in records.people:
            for index, other in enumerate(person.not_same_as):
                if other not in ids and not self._is_broken_person(other):
                    place = self.catalogue.locate(person.key, "not_same_as", index)
                    yield self._dangling(place, "person", other, ids)
            yield from self._texts(person.key, (), person, None)
        for series in records.series:
            yield from self._texts(series.key, (), series, None)

    def names(self) -> Iterator[Problem]:
        for key, steps, unresolved in self.catalogue.unresolved:
            contribution = unresolved.contribution
            if contribution.person is not None:
                if not self._is_broken_person(contribution.person):
                    place = self.catalogue.locate(key, *steps, "person")
                    wanted = contribution.person
                    yield self._dangling(place, "person", wanted, self.catalogue.people)
                continue
            if not self.made_up.isdisjoint(unresolved.candidates):
                continue  # the record without an id of its own is the problem
            several = ", ".join(unresolved.candidates)
            name = contribution.name.display
            place = self.catalogue.locate(key, *steps)
            if len(unresolved.candidates) == 1:
                message = f"{name!r} would have the id {several!r}, which is another person's"
                hint = f"add person: {several} if it is the same, else a record with another id"
            else:
                message = f"{name!r} may be one of these persons: {several}"
                hint = "add person: <id>, or a record in people.yaml for somebody else of that name"
            yield error(place, Code.AMBIGUOUS_NAME, message, hint)

    def _texts(
        self, key: str, before: Steps, record: BaseModel, edition: str | None, *skip: str
    ) -> Iterator[Problem]:
        for steps, text in rich_texts(record, *skip):
            for reference in text.references:
                role, target = reference.role, reference.target
                if self.catalogue.resolve(role, target, edition) is not None:
                    continue
                owner, _, identifier = target.rpartition("/")
                owner = owner or edition or ""
                place = self.sources.find(
                    self.catalogue.locate(key, *before, *steps),
                    f"{{{role}}}`{target}`",
                    f"<{target}>`",
                )
                if not owner and role in _LOCAL:
                    what = f"{role} {shown(target)}"
                    message = f"{what} is looked for in an edition, and this text is in none"
                    hint = f"write its edition too: {{{role}}}`series/year/{target}`"
                    yield error(place, Code.DANGLING, message, hint)
                elif not self._is_excused(role, target, owner, identifier):
                    yield self._dangling(place, role, target, self._known(role, owner))

    def _is_excused(self, role: str, target: str, owner: str, identifier: str) -> bool:
        if role in _LOCAL:
            return self._is_broken(owner, f"{role}s", identifier)
        if role == "person":
            return self._is_broken_person(target)
        if role == "keyword":
            return self._may_be_in(_WITH_KEYWORDS) or self.deferred.attribute("", *_WITH_KEYWORDS)
        return (
            target in self.broken
            or self._is_lost(target)
            or self.deferred.attribute(target, known=False)
        )

    def _known(self, role: str, owner: str) -> Iterable[str]:
        if role == "person":
            return self.catalogue.people
        if role == "edition":
            return self.catalogue.editions
        if role == "keyword":
            return [keyword.word for keyword in self.catalogue.keywords.values()]
        edition = self.catalogue.editions.get(owner)
        return [str(record.id) for record in getattr(edition, f"{role}s", ())]


def _recorded(edition: Edition) -> Iterator[tuple[Steps, str, str]]:
    """Yield the same for the papers whose pages or references are on record."""
    for i, entry in enumerate(edition.volume_pages):
        yield ("volume_pages", i, "paper"), "papers", entry.paper
    for i, references in enumerate(edition.references):
        yield ("references", i, "paper"), "papers", references.paper


def _references(edition: Edition) -> Iterator[tuple[Steps, str, str]]:
    """Yield (steps, table, id) for each reference by id inside an edition."""
    for i, session in enumerate(edition.sessions):
        here: Steps = ("sessions", i)
        for j, slot in enumerate(session.slots):
            for name in ("paper", "talk", "panel"):
                target = getattr(slot, name)
                if target is not None:
                    yield (*here, "slots", j, name), f"{name}s", target
        for j, poster in enumerate(session.papers):
            yield (*here, "papers", j), "papers", poster.paper
        if session.track is not None:
            yield (*here, "track"), "tracks", session.track
    for i, paper in enumerate(edition.papers):
        if paper.track is not None:
            yield ("papers", i, "track"), "tracks", paper.track
    for i, award in enumerate(edition.awards):
        for j, target in enumerate(award.papers):
            yield ("awards", i, "papers", j), "papers", target
    yield from _recorded(edition)
    for i, sponsor in enumerate(edition.sponsors):
        if sponsor.tier is not None:
            yield ("sponsors", i, "tier"), "sponsor_tiers", sponsor.tier
    for i, group in enumerate(edition.call.topic_groups if edition.call else ()):
        if group.track is not None:
            yield ("call", "topic_groups", i, "track"), "tracks", group.track
