"""Warnings about organizations: affiliations that are none's, names that are those of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.checks.people_rules import printed
from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.model.values.text import did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.people import Organization

    Steps = tuple[str | int, ...]


class AffiliationWithoutRecord(Rule):
    """An affiliation as printed belongs to no organization, though organizations are recorded."""

    code = "PP226"
    title = "Affiliation without a record"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        if not catalogue.organizations:
            return
        known = [
            name
            for organization in catalogue.organizations.values()
            for name in (organization.name, *organization.variants)
        ]
        places: dict[str, list[tuple[str, Steps, str]]] = {}
        for key, steps, contribution in printed(catalogue):
            for index, affiliation in enumerate(contribution.affiliations):
                if catalogue.organization(affiliation) is None:
                    at = (key, (*steps, "affiliations", index), affiliation.name)
                    places.setdefault(fold(affiliation.name), []).append(at)
        for found in places.values():
            key, steps, name = found[0]
            times = f" ({len(found)} times)" if len(found) > 1 else ""
            near = did_you_mean(name, known)
            hint = (
                f"did you mean {near!r}? If so, make it a variant of that"
                if near
                else ("add it to organizations in people.yaml, or to the variants of one")
            )
            place = catalogue.locate(key, *steps)
            yield self.warning(place, f"no organization has the name {name!r}{times}", hint)


class NameOfTwoOrganizations(Rule):
    """Two organizations have a name in common; the first gets all that is printed so."""

    code = "PP229"
    title = "Name of two organizations"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        first: dict[str, tuple[Organization, Steps]] = {}
        for organization in catalogue.organizations.values():
            variants = enumerate(organization.variants)
            names: list[tuple[Steps, str]] = [(("name",), organization.name)]
            names += [(("variants", index), name) for index, name in variants]
            for steps, name in names:
                other, its = first.setdefault(fold(name), (organization, steps))
                if other is not organization:
                    where = catalogue.locate(f"organizations/{other.id}", *its)
                    message = f"{name!r} is a name of organization {str(other.id)!r} too ({where})"
                    hint = "keep one of the two, or tell their names apart"
                    place = catalogue.locate(f"organizations/{organization.id}", *steps)
                    yield self.warning(place, message, hint)


RULES = (AffiliationWithoutRecord(), NameOfTwoOrganizations())
