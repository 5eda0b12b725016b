"""Papers that a reader of a paper may want next, each with the reason: shared people or words."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import log2
from typing import TYPE_CHECKING

from sphinx_proceedings.model.papers import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.people import Person

MOST = 5
"""Related papers that are shown."""

WIDEST = 150
"""A keyword or an author of more papers than this says nothing about any two of them."""

AUTHOR_WEIGHT = 6.0
"""What a shared author counts; a shared keyword counts log2(papers / papers that have it)."""


_SAME = 1e-6  # sums of weights that differ by less are the same


@dataclass(frozen=True, slots=True)
class RelatedPaper:
    """A related paper and what the two have in common."""

    paper: Paper
    people: tuple[Person, ...]
    keywords: tuple[Keyword, ...]


@dataclass(frozen=True, slots=True)
class _Bond:
    """What an author or a keyword makes of its papers: their keys, and what sharing it counts."""

    papers: dict[str, None]
    weight: float


class RelatedPapers:
    """The related papers of each paper of a Catalogue.

    Rare keywords count more than common ones. Retracted papers are not recommended. The cost of a
    paper is that of the papers which share something with it, not of all.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._bonds: dict[str, _Bond] = {}

    def of(self, paper: Paper) -> tuple[RelatedPaper, ...]:
        """Return at most `MOST` papers that share authors or keywords with *paper*, best first."""
        catalogue = self._catalogue
        authors = (person for c in paper.authors if (person := catalogue.person(c)) is not None)
        people = {person: self._of_person(person) for person in authors}
        keywords = {
            keyword: self._of_keyword(keyword) for keyword in map(catalogue.keyword, paper.keywords)
        }
        scores: dict[str, float] = {}
        for bond in (*people.values(), *keywords.values()):
            for key in bond.papers:
                scores[key] = scores.get(key, 0.0) + bond.weight
        scores.pop(paper.key, None)
        if not scores:
            return ()
        # Few are worth sorting: those that count as much as the last that is shown.
        least = nlargest(MOST, scores.values())[-1] - _SAME
        close = [key for key, score in scores.items() if score >= least]
        close.sort(key=lambda key: (-round(scores[key], 6), key))
        return tuple(
            RelatedPaper(
                catalogue.papers[key],
                tuple(person for person, bond in people.items() if key in bond.papers),
                tuple(keyword for keyword, bond in keywords.items() if key in bond.papers),
            )
            for key in close[:MOST]
        )

    def _of_person(self, person: Person) -> _Bond:
        return self._bond(
            person.key,
            (c.record for c in self._catalogue.credits_of(person) if c.role == "author"),
            AUTHOR_WEIGHT,
        )

    def _of_keyword(self, keyword: Keyword) -> _Bond:
        records = self._catalogue.records_of(keyword)
        weight = log2((len(self._catalogue.papers) + 1) / len(records))
        return self._bond(keyword.key, records, weight)

    def _bond(self, key: str, records: Iterable[object], weight: float) -> _Bond:
        if key not in self._bonds:
            found = list(records)
            papers = [r.key for r in found if isinstance(r, Paper) and r.withdrawn is None]
            self._bonds[key] = _Bond({} if len(found) > WIDEST else dict.fromkeys(papers), weight)
        return self._bonds[key]
