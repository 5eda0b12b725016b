"""Names as a citation has them: in their parts or whole, with who they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.records.editions import Edition, Role
from sphinx_proceedings.model.records.people import Affiliation, Contribution, Person

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext

_ORGANIZERS: Final = (Role.GENERAL_CHAIR, Role.PROGRAMME_CHAIR, Role.ORGANIZER, Role.CHAIR)


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
    def orcid(self) -> str | None:
        """ORCID iD, as printed or as on record for the person."""
        found = self.contribution.orcid or (self.person.orcid if self.person else None)
        return str(found) if found else None


def names(context: ExportContext, contributions: tuple[Contribution, ...]) -> tuple[CitedName, ...]:
    """Return names as they are cited, in order."""
    found = []
    for contribution in contributions:
        name, person = contribution.name, context.catalogue.person(contribution)
        whole = name.literal or ("" if contribution.is_person else name.display)
        found.append(
            CitedName(
                contribution=contribution,
                person=person,
                given="" if whole else name.given,
                particle="" if whole else name.particle,
                family="" if whole else name.family,
                suffix="" if whole else name.suffix,
                literal=whole,
                affiliations=tuple(_identified(context, a) for a in contribution.affiliations),
            )
        )
    return tuple(found)


def _identified(context: ExportContext, affiliation: Affiliation) -> Affiliation:
    organization = context.catalogue.organization(affiliation)
    if affiliation.ror or organization is None or organization.ror is None:
        return affiliation
    return affiliation.model_copy(update={"ror": organization.ror})


def editors_of(context: ExportContext, edition: Edition) -> tuple[CitedName, ...]:
    """Return the editors of the edition's volume, its organizers where none are named."""
    if edition.volume is None:
        return ()
    return names(context, edition.volume.editors) or organizers_of(context, edition)


def organizers_of(context: ExportContext, edition: Edition) -> tuple[CitedName, ...]:
    """Return chairs and organizers, in the order of the data, nobody twice."""
    members = [
        member
        for committee in edition.committees
        if committee.role in _ORGANIZERS
        for member in committee.members
    ]
    first: dict[object, Contribution] = {}
    for member in members:
        person = context.catalogue.person(member)
        first.setdefault(person.id if person else member.name, member)
    return names(context, tuple(first.values()))
