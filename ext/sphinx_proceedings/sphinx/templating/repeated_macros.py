"""Macros that say the same again and again: each is rendered once for what it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.people import Contribution
    from sphinx_proceedings.sphinx.site.page import Page


def _arguments(*values: Hashable) -> Hashable:
    return values


def _name(page: Page, contribution: Contribution) -> Hashable:
    """Return what a linked name depends on: its letters, whose they are, and the way to pages."""
    person = page.site.catalogue.person(contribution)
    return page.root, contribution.name.display, person and person.key


def _trail(page: Page, edition: Edition, trail: Any = (), here: str = "") -> Hashable:
    return page.root, edition.key, tuple(trail), here


def _site_trail(page: Page, trail: Any = (), here: str = "") -> Hashable:
    return page.root, tuple(trail), here


REPEATED: Mapping[str, Callable[..., Hashable]] = {
    "affiliation": _arguments,
    "breadcrumbs": _trail,
    "icon": _arguments,
    "licence": _arguments,
    "linked_affiliation": _arguments,
    "orcid_drawing": _arguments,
    "person_name": _name,
    "site_breadcrumbs": _site_trail,
}
"""Each with what tells two of its texts apart."""


def once(macro: Callable[..., Any], key: Callable[..., Hashable]) -> Callable[..., Any]:
    """Return a macro that is rendered once for each *key* of what it is given."""
    made: dict[Hashable, Any] = {}

    def rendered(*values: Any, **named: Any) -> Any:
        known = key(*values, **named)
        if known not in made:
            made[known] = macro(*values, **named)
        return made[known]

    return rendered
