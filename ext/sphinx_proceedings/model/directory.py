"""Who is who: from names as printed to persons, without ever merging two people silently.

A contribution resolves by explicit id, by ORCID, or by a name that leads to one person only. A
name that nobody's record has makes an implicit person whose id comes from the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.people import Contribution, Person
from sphinx_proceedings.model.values.identifiers import RecordId
from sphinx_proceedings.model.values.names import PersonName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A contribution that fits several persons (``candidates``) or none (``person`` unknown)."""

    contribution: Contribution
    candidates: tuple[str, ...]


class Directory:
    """Persons with records and implicit ones, by id."""

    def __init__(self, records: Iterable[Person]) -> None:
        self._people: dict[str, Person] = {}
        self._by_orcid: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._printed: dict[str, dict[PersonName, None]] = {}
        self.records = tuple(records)
        """Those who have a record, in order of the data."""
        for person in self.records:
            self._enter(person)

    @property
    def people(self) -> Mapping[str, Person]:
        """All persons by id, records first, then implicit ones as they appeared."""
        return self._people

    def _enter(self, person: Person) -> None:
        self._people[person.id] = person
        self._printed[person.id] = dict.fromkeys((person.name, *person.variants))
        if person.orcid:
            self._by_orcid.setdefault(person.orcid, person.id)
        for name in (person.name, *person.variants, *person.former_names):
            for fold in name.folds:
                ids = self._by_name.setdefault(fold, [])
                if person.id not in ids:
                    ids.append(person.id)

    def candidates(self, contribution: Contribution) -> tuple[str, ...]:
        """Ids that the contribution may stand for; exactly one when it is resolved."""
        if contribution.person is not None:
            return (contribution.person,) if contribution.person in self._people else ()
        if contribution.orcid and contribution.orcid in self._by_orcid:
            return (self._by_orcid[contribution.orcid],)
        found = self._by_name.get(contribution.name.fold, ())
        if contribution.orcid:  # the same name under another ORCID is somebody else
            found = [i for i in found if not self._people[i].orcid]
        return tuple(found)

    def person(self, contribution: Contribution) -> Person | None:
        """Return the person of a contribution; None for consortia, anonymous or unresolved."""
        if not contribution.is_person:
            return None
        found = self.candidates(contribution)
        return self._people[found[0]] if len(found) == 1 else None

    def register(self, contribution: Contribution) -> Person | Unresolved | None:
        """Resolve a contribution as `person` does, making an implicit person for a new name."""
        if not contribution.is_person:
            return None
        found = self.candidates(contribution)
        if len(found) > 1 or (contribution.person is not None and not found):
            return Unresolved(contribution, found)
        if found:
            self._printed[found[0]].setdefault(contribution.name)
            return self._people[found[0]]
        slug = contribution.name.slug
        if slug in self._people:
            return Unresolved(contribution, (slug,))
        implicit = _ANYBODY.model_copy(  # unlike the constructor, it checks nothing again
            update={"id": RecordId(slug), "name": contribution.name, "orcid": contribution.orcid}
        )
        self._enter(implicit)
        return implicit

    def printed(self, person_id: str) -> tuple[PersonName, ...]:
        """All forms of a person's name: its own, its variants, then as printed."""
        return tuple(self._printed[person_id])


_ANYBODY = Person(id=RecordId("anybody"), name=PersonName(literal="Anybody"))
