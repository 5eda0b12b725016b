"""Number the affiliations of a paper, so that two hundred authors share a short list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.records.people import Affiliation, Contribution

    Numbered = tuple[tuple[Contribution, tuple[int, ...]], ...]


def numbered_affiliations(
    contributions: Iterable[Contribution],
) -> tuple[Numbered, tuple[Affiliation, ...]]:
    """Return each contribution with the numbers of its affiliations, and these, from 1.

    Affiliations are one when they are printed the same; they are numbered as they first appear.
    """
    numbers: dict[Affiliation, int] = {}
    found = []
    for contribution in contributions:
        own = (numbers.setdefault(a, len(numbers) + 1) for a in contribution.affiliations)
        found.append((contribution, tuple(dict.fromkeys(own))))
    return tuple(found), tuple(numbers)
