"""Names as they are printed and cited: in their parts or whole, with who they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_proceedings.model.records.people import Affiliation, Contribution, Organization, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.values.identifiers import Orcid


class WhoIsWho(Protocol):
    """Tells who a printed name or affiliation stands for; the Catalogue is one."""

    def person(self, contribution: Contribution) -> Person | None:
        """Return who a printed name stands for; None for consortia and anonymous authors."""

    def organization(self, affiliation: Affiliation) -> Organization | None:
        """Return what a printed affiliation stands for, if there is a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedName:
    """A name in a list of authors: in its parts, or whole (``literal``) where it has none.

    Consortia and anonymous authors are always whole: "The X Group" has no family name.
    """

    contribution: Contribution
    person: Person | None
    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    """As printed, each with the ROR id of the organization that it stands for."""

    @property
    def display(self) -> str:
        """The name in its natural order."""
        return self.contribution.name.display

    @property
    def full_family(self) -> str:
        """The family name with its particle; the whole of a literal name."""
        return self.literal or self.contribution.name.full_family

    @property
    def inverted(self) -> str:
        """``van der Berg, Anna, III``; a literal name as it is."""
        return self.literal or self.contribution.name.inverted()

    @property
    def affiliation_names(self) -> str:
        """Names of the affiliations in one line; empty for none."""
        return "; ".join(affiliation.name for affiliation in self.affiliations)

    @property
    def orcid(self) -> Orcid | None:
        """ORCID iD, as printed or as on record for the person."""
        return self.contribution.orcid or (self.person.orcid if self.person else None)


def cited_names(
    directory: WhoIsWho, contributions: Iterable[Contribution]
) -> tuple[CitedName, ...]:
    """Return names as they are cited, in order."""
    found = []
    for contribution in contributions:
        name = contribution.name
        whole = name.literal or ("" if contribution.is_person else name.display)
        found.append(
            CitedName(
                contribution=contribution,
                person=directory.person(contribution),
                given="" if whole else name.given,
                particle="" if whole else name.particle,
                family="" if whole else name.family,
                suffix="" if whole else name.suffix,
                literal=whole,
                affiliations=tuple(_identified(directory, a) for a in contribution.affiliations),
            )
        )
    return tuple(found)


def _identified(directory: WhoIsWho, affiliation: Affiliation) -> Affiliation:
    organization = directory.organization(affiliation)
    if affiliation.ror or organization is None or organization.ror is None:
        return affiliation
    return affiliation.model_copy(update={"ror": organization.ror})
