"""A Catalogue of one edition alone: its records, and the people and organizations that they name.

What the texts say of other editions is not lost: a reference to a record outside still resolves,
and whoever renders it asks `Catalogue.get` whether the record has a page here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.catalogue import Catalogue, Entry
from sphinx_proceedings.model.traversal import contributions

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Edition, Series
    from sphinx_proceedings.model.records.people import Organization, Person


class RestrictedCatalogue(Catalogue):
    """What `restricted` makes; nothing outside the edition changes it, but titles referred to."""

    def __init__(
        self,
        whole: Catalogue,
        edition: Edition,
        *,
        series: Series,
        people: tuple[Person, ...],
        organizations: tuple[Organization, ...],
    ) -> None:
        self.whole = whole
        super().__init__(
            series=[series],
            editions=[edition],
            people=people,
            organizations=organizations,
            places=whole,
        )

    def resolve(self, role: str, target: str, edition_key: str | None = None) -> Entry | None:
        """Return what a reference means, inside the edition or else outside it."""
        found = super().resolve(role, target, edition_key)
        return found if found is not None else self.whole.resolve(role, target, edition_key)


def restricted(whole: Catalogue, edition: Edition) -> RestrictedCatalogue:
    """Return the Catalogue of *edition* alone."""
    return RestrictedCatalogue(
        whole,
        edition,
        series=whole.series_of(edition),
        people=people_of(whole, edition),
        organizations=organizations_of(whole, edition),
    )


def people_of(whole: Catalogue, edition: Edition) -> tuple[Person, ...]:
    """Return the records of the people whom *edition* names, and of those they are not.

    Somebody known by a printed name alone has no record and becomes a person again from that name,
    unless another edition printed it and this one asks for the person by id.
    """
    recorded = {person.id: person for person in whole.directory.records}
    wanted: dict[str, Person] = {}
    waiting = []
    for _, contribution in contributions(edition):
        person = whole.person(contribution)
        if person is not None and (person.id in recorded or contribution.person is not None):
            waiting.append(person)
    while waiting:
        person = waiting.pop()
        if person.id not in wanted:
            wanted[person.id] = person
            waiting += [whole.people[other] for other in person.not_same_as]
    order = {identifier: place for place, identifier in enumerate(whole.people)}
    return tuple(sorted(wanted.values(), key=lambda person: order[person.id]))


def organizations_of(whole: Catalogue, edition: Edition) -> tuple[Organization, ...]:
    """Return the records of the organizations that *edition* and its people are affiliated with."""
    affiliations = [a for _, c in contributions(edition) for a in c.affiliations]
    affiliations += [a for person in people_of(whole, edition) for a in person.affiliations]
    wanted = {found.id for a in affiliations if (found := whole.organization(a)) is not None}
    return tuple(o for o in whole.organizations.values() if o.id in wanted)
