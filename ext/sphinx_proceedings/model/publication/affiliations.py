"""Number the affiliations of a paper, so that two hundred authors share a short list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.publication.cited_names import CitedName
    from sphinx_proceedings.model.records.people import Affiliation

    Numbered = tuple[tuple[CitedName, tuple[int, ...]], ...]


def numbered_affiliations(
    names: Iterable[CitedName],
) -> tuple[Numbered, tuple[Affiliation, ...]]:
    """Return each name with the numbers of its affiliations, and these, from 1.

    Affiliations are one when they are printed the same; they are numbered as they first appear.
    """
    numbers: dict[Affiliation, int] = {}
    found = []
    for name in names:
        own = (numbers.setdefault(a, len(numbers) + 1) for a in name.contribution.affiliations)
        found.append((name, tuple(dict.fromkeys(own))))
    return tuple(found), tuple(numbers)
