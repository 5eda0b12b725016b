"""The Catalogue: all records, resolved, with every look-up that pages and exports need.

It is made once, after validation, and never changes. Keys are the page names of `addresses`:
``enlsp``, ``enlsp/2022``, ``enlsp/2022/papers/5``, ``people/song-han``, ``keywords/quantization``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, overload

from sphinx_proceedings.model.appearances import (
    Appearance,
    Interval,
    interval_of,
    presentation_status,
)
from sphinx_proceedings.model.credited_roles import credited_role
from sphinx_proceedings.model.current_names import with_current_names
from sphinx_proceedings.model.directory import Directory, Unresolved
from sphinx_proceedings.model.keywords import Keyword, Subjects
from sphinx_proceedings.model.publication.published_edition import (
    PublishedEdition,
    published_edition,
)
from sphinx_proceedings.model.publication.published_record import PublishedRecord
from sphinx_proceedings.model.publication.published_records import (
    PublishedPanel,
    PublishedPaper,
    PublishedTalk,
    published_record,
)
from sphinx_proceedings.model.recorded_pages import with_recorded_pages
from sphinx_proceedings.model.records.editions import Award, Edition, Series
from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
from sphinx_proceedings.model.records.people import Affiliation, Contribution, Organization, Person
from sphinx_proceedings.model.records.programme import Session, Slot
from sphinx_proceedings.model.traversal import contributions, rich_texts
from sphinx_proceedings.model.values.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_proceedings.model.problems import Location
    from sphinx_proceedings.model.records.editions import Role
    from sphinx_proceedings.model.records.people import Part

Presented: TypeAlias = Paper | Talk | Panel
Credited: TypeAlias = Paper | Talk | Panel | Session | Edition
Entry: TypeAlias = Series | Edition | Paper | Talk | Panel | Session | Person | Keyword


class Places(Protocol):
    """Tells where a record, or a value inside it, stands in the data files."""

    def locate(self, key: str, *steps: str | int) -> Location | None:
        """Return the position of the value that *steps* lead to from the record *key*."""


class Credit(NamedTuple):
    """What a person did, on which record, and how they are printed there."""

    role: Role | Part
    record: Credited
    contribution: Contribution


class Catalogue:
    """All records and their relations; nothing in it changes after ``__init__``."""

    def __init__(
        self,
        *,
        series: Iterable[Series],
        editions: Iterable[Edition],
        people: Iterable[Person] = (),
        organizations: Iterable[Organization] = (),
        places: Places | None = None,
    ) -> None:
        self.series: Mapping[str, Series] = {s.id: s for s in sorted(series, key=lambda s: s.id)}
        self.directory = Directory(people)
        self.editions: Mapping[str, Edition] = {
            e.key: with_current_names(with_recorded_pages(e), self.directory)
            for e in sorted(editions, key=lambda e: (e.series_id, e.year))
        }
        self.organizations: Mapping[str, Organization] = {o.id: o for o in organizations}
        self._places = places
        self.unresolved: list[tuple[str, tuple[str | int, ...], Unresolved]] = []
        self.papers: dict[str, Paper] = {}
        self.talks: dict[str, Talk] = {}
        self.panels: dict[str, Panel] = {}
        self.sessions: dict[str, Session] = {}
        self._appearances: dict[str, list[Appearance]] = defaultdict(list)
        self._credits: dict[str, list[Credit]] = defaultdict(list)
        self._people_of: dict[str, Person | None] = {}
        self._referrers: dict[str, dict[str, None]] = defaultdict(dict)
        self._awards: dict[str, list[Award]] = defaultdict(list)
        self._organization_of: dict[str, Organization] = {}
        self._published_editions: dict[str, PublishedEdition] = {}
        self._published: dict[str, PublishedRecord] = {}
        for organization in self.organizations.values():
            for name in (organization.name, *organization.variants):
                self._organization_of.setdefault(fold(name), organization)
        for edition in self.editions.values():
            self._index(edition)
        self._subjects = Subjects(self.editions.values())
        self.keywords: Mapping[str, Keyword] = self._subjects.keywords
        for edition in self.editions.values():
            self._credit(edition)
        self._index_references()

    # Building

    def _index(self, edition: Edition) -> None:
        self.papers.update((r.key, r) for r in edition.papers)
        self.talks.update((r.key, r) for r in edition.talks)
        self.panels.update((r.key, r) for r in edition.panels)
        self.sessions.update((r.key, r) for r in edition.sessions)
        for session in edition.sessions:
            for slot in session.slots:
                if slot.record_key is not None:
                    place = f"{edition.key}/{slot.record_key}"
                    self._appearances[place].append(Appearance(edition, session, slot))
            for poster in session.posters:
                place = f"{edition.key}/papers/{poster.paper}"
                found = Appearance(edition, session, None, poster.board)
                self._appearances[place].append(found)
        for award in edition.awards:
            for key in (f"{edition.key}/papers/{paper_id}" for paper_id in award.papers):
                if key not in self.papers or not self.papers[key].withdrawn:
                    self._awards[key].append(award)

    def _credit(self, edition: Edition) -> None:
        records: Iterable[Credited] = (
            *edition.papers,
            *edition.talks,
            *edition.panels,
            *edition.sessions,
        )
        for record in records:
            for steps, contribution in contributions(record):
                self._enter(record, steps, contribution)
        for steps, contribution in contributions(edition, "papers", "talks", "panels", "sessions"):
            self._enter(edition, steps, contribution)

    def _enter(
        self,
        record: Credited,
        steps: tuple[str | int, ...],
        contribution: Contribution,
    ) -> None:
        found = self.directory.register(contribution)
        if isinstance(found, Unresolved):
            self.unresolved.append((record.key, steps, found))
            return
        self._people_of.setdefault(contribution.identity, found)
        if found is not None:
            role = credited_role(record, steps)
            self._credits[found.id].append(Credit(role, record, contribution))

    def _index_references(self) -> None:
        inner = ("papers", "talks", "panels", "sessions")
        for edition in self.editions.values():
            records: Iterable[Credited] = (
                edition,
                *edition.papers,
                *edition.talks,
                *edition.panels,
                *edition.sessions,
            )
            for record in records:
                skip = inner if record is edition else ()
                for _, text in rich_texts(record, *skip):
                    self._refer(record.key, text.references, edition.key)
        sources: Iterable[Series | Person] = (*self.series.values(), *self.people.values())
        for source in sources:
            for _, text in rich_texts(source):
                self._refer(source.key, text.references, None)

    def _refer(self, key: str, references: Iterable[object], edition_key: str | None) -> None:
        for reference in references:
            role, target = getattr(reference, "role", ""), getattr(reference, "target", "")
            entry = self.resolve(role, target, edition_key)
            if entry is not None and entry.key != key:
                self._referrers[entry.key].setdefault(key)

    # Looking up

    @property
    def people(self) -> Mapping[str, Person]:
        """Persons by id: those with records and those known by a printed name alone."""
        return self.directory.people

    def get(self, key: str) -> Entry | None:
        """Return the record with *key* (see the module's docstring), or None."""
        head, _, tail = key.partition("/")
        if head == "people":
            return self.people.get(tail)
        if head == "keywords":
            return self.keywords.get(tail)
        for table in (self.papers, self.talks, self.sessions, self.panels):
            if key in table:
                return table[key]
        return self.editions.get(key) or self.series.get(key)

    def resolve(self, role: str, target: str, edition_key: str | None = None) -> Entry | None:
        """Return what ``{role}`target``` means inside the edition *edition_key*.

        Roles: paper, talk, panel, session (``id`` or ``series/year/id``), person, edition
        (``series/year``), series, keyword. None when there is no such record.
        """
        if role == "person":
            return self.people.get(target)
        if role == "keyword":
            return self.keywords.get(slug(target))
        if role == "edition":
            return self.editions.get(target)
        if role == "series":
            return self.series.get(target)
        owner, _, identifier = target.rpartition("/")
        return self.get(f"{owner or edition_key}/{role}s/{identifier}")

    def edition_of(self, record: Presented | Session) -> Edition:
        """Return the edition that *record* belongs to."""
        return self.editions[record.edition_key]

    def series_of(self, edition: Edition) -> Series:
        """Return the series of *edition*."""
        return self.series[edition.series_id]

    def editions_of(self, series: Series) -> tuple[Edition, ...]:
        """Return the editions of *series*, newest first."""
        found = [e for e in self.editions.values() if e.series_id == series.id]
        return tuple(reversed(found))

    def newest_edition(self, edition: Edition) -> Edition:
        """Return the newest edition of the same series, which may be *edition* itself."""
        return self.editions_of(self.series_of(edition))[0]

    def person(self, contribution: Contribution) -> Person | None:
        """Return who a printed name stands for; None for consortia and anonymous authors."""
        if contribution.identity in self._people_of:  # asked for many times a page
            return self._people_of[contribution.identity]
        return self.directory.person(contribution)

    def organization(self, affiliation: Affiliation) -> Organization | None:
        """Return the organization that a printed affiliation stands for, if there is a record."""
        return self._organization_of.get(fold(affiliation.name))

    def credits_of(self, person: Person) -> tuple[Credit, ...]:
        """Return all that *person* did, editions in order, papers first within each."""
        return tuple(self._credits.get(person.id, ()))

    def records_of(self, keyword: Keyword) -> tuple[Paper | Talk, ...]:
        """Return the papers and talks with *keyword*."""
        return tuple(self._subjects.records.get(keyword.id, ()))

    def editions_about(self, keyword: Keyword) -> tuple[Edition, ...]:
        """Return the editions that have *keyword* among their own subjects."""
        return tuple(self._subjects.editions.get(keyword.id, ()))

    def keyword(self, word: str) -> Keyword:
        """Return the entry of the keyword index for a spelling."""
        return self.keywords[slug(word)]

    def published_edition(self, edition: Edition) -> PublishedEdition:
        """Return what is known of *edition* and its volume, with all that is inherited."""
        if edition.key not in self._published_editions:
            found = published_edition(self, edition, self.series_of(edition))
            self._published_editions[edition.key] = found
        return self._published_editions[edition.key]

    @overload
    def published(self, record: Paper) -> PublishedPaper: ...
    @overload
    def published(self, record: Talk) -> PublishedTalk: ...
    @overload
    def published(self, record: Panel) -> PublishedPanel: ...
    @overload
    def published(self, record: Presented) -> PublishedPaper | PublishedTalk | PublishedPanel: ...

    def published(self, record: Presented) -> PublishedRecord:
        """Return what is known of *record* in its edition, with all that it inherits."""
        if record.key not in self._published:
            edition = self.published_edition(self.edition_of(record))
            awards = self.awards_of(record) if isinstance(record, Paper) else ()
            places = self.appearances(record)
            times = (place.time_or_session for place in places)
            day = min((time.start.date() for time in times if time), default=None)
            status = presentation_status(self.edition_of(record), record, places)
            made = published_record(self, record, edition, awards, (day, status))
            self._published[record.key] = made
        return self._published[record.key]

    def appearances(self, record: Presented) -> tuple[Appearance, ...]:
        """Return where *record* stands in the programme."""
        return tuple(self._appearances.get(record.key, ()))

    def awards_of(self, paper: Paper) -> tuple[Award, ...]:
        """Return the awards that *paper* won."""
        return tuple(self._awards.get(paper.key, ()))

    def referrers(self, key: str) -> tuple[Entry, ...]:
        """Return the records whose texts refer to the record *key*, in order of the data."""
        found = (self.get(source) for source in self._referrers.get(key, ()))
        return tuple(entry for entry in found if entry is not None)

    def interval(self, session: Session, slot: Slot | None = None) -> Interval | None:
        """Return when a session or slot takes place; None when that is not known."""
        return interval_of(self.edition_of(session), session, slot)

    def locate(self, key: str, *steps: str | int) -> Location | None:
        """Return where a record, or a value inside it, stands in the data files."""
        return self._places.locate(key, *steps) if self._places is not None else None
