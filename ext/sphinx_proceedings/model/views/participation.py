"""Who took part, seen from the pages: speakers with their talks, a person's work by edition."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.records.people import Part

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue, Credit
    from sphinx_proceedings.model.records.editions import Role
    from sphinx_proceedings.model.records.papers import Talk
    from sphinx_proceedings.model.records.people import Contribution, Person
    from sphinx_proceedings.model.richtext import RichText


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker of an edition; no talks when only the name was announced."""

    contribution: Contribution
    talks: tuple[Talk, ...]
    bio: RichText | None


def speakers_of(catalogue: Catalogue, edition: Edition) -> tuple[Speaker, ...]:
    """Return everybody who speaks or was announced, announced ones in their order first."""
    found: dict[str, tuple[Contribution, list[Talk]]] = {}
    for contribution in edition.speakers:
        found.setdefault(_identity(catalogue, contribution), (contribution, []))
    for talk in edition.talks:
        for contribution in talk.speakers:
            entry = found.setdefault(_identity(catalogue, contribution), (contribution, []))
            entry[1].append(talk)
    speakers = []
    for key, (contribution, talks) in found.items():
        own = [s for talk in talks for s in talk.speakers if _identity(catalogue, s) == key]
        person = catalogue.person(contribution)
        bio = next((c.bio for c in (contribution, *own) if c.bio), None)
        speakers.append(
            Speaker(contribution, tuple(talks), bio or (person.bio if person else None))
        )
    return tuple(speakers)


def _identity(catalogue: Catalogue, contribution: Contribution) -> str:
    person = catalogue.person(contribution)
    return person.key if person else contribution.name.display


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """People with one role in an edition; the role's own word is the heading without a title.

    Attributes: ``id`` is the role, with a number from the second group of that role on.
    """

    id: str
    role: Role | Part
    title: str | None
    members: tuple[Contribution, ...]


_WORKS = (Part.AUTHOR, Part.SPEAKER)
PANEL_ROLES = (Part.PANELIST, Part.MODERATOR)
"""Roles that come from the panels of an edition, not from its committees."""


def people_groups(edition: Edition) -> tuple[PeopleGroup, ...]:
    """Return the committees in their order, then who was on panels; none without members."""
    found: list[tuple[Role | Part, str | None, tuple[Contribution, ...]]] = [
        (c.role, c.title, c.members) for c in edition.committees
    ]
    for part, names in zip(
        PANEL_ROLES,
        ([p.panelists for p in edition.panels], [p.moderators for p in edition.panels]),
        strict=True,
    ):
        found.append((part, None, tuple(dict.fromkeys(chain.from_iterable(names)))))
    groups: list[PeopleGroup] = []
    seen: Counter[str] = Counter()
    for role, title, members in found:
        if members:
            seen[role] += 1
            number = f"-{seen[role]}" if seen[role] > 1 else ""
            groups.append(PeopleGroup(f"{role}{number}", role, title, members))
    return tuple(groups)


def credits_by_edition(
    catalogue: Catalogue, person: Person
) -> tuple[tuple[Edition, tuple[Credit, ...]], ...]:
    """Return what *person* did, newest edition first.

    An announcement is left out where the talk itself is on record.
    """
    found: dict[str, list[Credit]] = {}
    for credit in catalogue.credits_of(person):
        record = credit.record
        key = record.key if isinstance(record, Edition) else record.edition_key
        found.setdefault(key, []).append(credit)
    editions = sorted(found, key=lambda key: (key.partition("/")[2], key), reverse=True)
    result = []
    for key in editions:
        items = found[key]
        if any(credit.role is Part.SPEAKER for credit in items):
            items = [credit for credit in items if credit.role is not Part.ANNOUNCED_SPEAKER]
        result.append((catalogue.editions[key], tuple(items)))
    return tuple(result)


def coauthors(catalogue: Catalogue, person: Person) -> tuple[tuple[Person, int], ...]:
    """Return the persons who share papers with *person* and how many, most first."""
    counts: Counter[str] = Counter()
    for credit in catalogue.credits_of(person):
        if credit.role is Part.AUTHOR and isinstance(credit.record, Paper):
            names = catalogue.published(credit.record).names
            others = {n.person.id for n in names if n.person and n.person.id != person.id}
            counts.update(others)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((catalogue.people[i], count) for i, count in ranked)


def printed_forms(catalogue: Catalogue, person: Person) -> tuple[str, ...]:
    """Return how else the name of *person* was printed, each once."""
    forms = (name.display for name in catalogue.directory.printed(person.id))
    return tuple(form for form in dict.fromkeys(forms) if form != person.name.display)


def roles_and_works(
    found: tuple[Credit, ...],
) -> tuple[tuple[Credit, ...], tuple[Credit, ...]]:
    """Divide what somebody did into roles, and papers and talks."""
    roles = tuple(credit for credit in found if credit.role not in _WORKS)
    return roles, tuple(credit for credit in found if credit.role in _WORKS)
