"""Papers that a reader of a paper may want next, each with the reason: shared people or words."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.papers import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.records.people import Person

MOST = 5
"""Related papers that are shown."""

WIDEST = 150
"""A keyword or an author of more papers than this says nothing about any two of them."""

_BIT = 1_000_000  # whole numbers, for sums of them do not depend on their order

AUTHOR_WEIGHT = 6 * _BIT
"""What a shared author counts; a shared keyword counts log2(papers / papers that have it)."""


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
    weight: int


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
        names = catalogue.published(paper).names
        people = {name.person.key: name.person for name in names if name.person is not None}
        keywords = {k.key: k for k in map(catalogue.keyword, paper.keywords)}
        by_person = [(person, self._of_person(person)) for person in people.values()]
        by_keyword = [(keyword, self._of_keyword(keyword)) for keyword in keywords.values()]
        scores: dict[str, int] = {}
        for _, bond in (*by_person, *by_keyword):
            for key in bond.papers:
                scores[key] = scores.get(key, 0) + bond.weight
        scores.pop(paper.key, None)
        if not scores:
            return ()
        # Many are alike, and few are shown: only these are put in order.
        least = sorted(scores.values(), reverse=True)[:MOST][-1]
        best = [key for key, score in scores.items() if score > least]
        best.sort(key=lambda key: (-scores[key], key))
        best += sorted(key for key, score in scores.items() if score == least)[: MOST - len(best)]
        return tuple(
            RelatedPaper(
                catalogue.papers[key],
                tuple(person for person, bond in by_person if key in bond.papers),
                tuple(keyword for keyword, bond in by_keyword if key in bond.papers),
            )
            for key in best
        )

    def _of_person(self, person: Person) -> _Bond:
        if person.key not in self._bonds:
            of_person = self._catalogue.credits_of(person)
            written = [credit.record for credit in of_person if credit.role == "author"]
            self._bonds[person.key] = _bond(written, AUTHOR_WEIGHT)
        return self._bonds[person.key]

    def _of_keyword(self, keyword: Keyword) -> _Bond:
        if keyword.key not in self._bonds:
            records = self._catalogue.records_of(keyword)
            rarity = log2((len(self._catalogue.papers) + 1) / len(records))
            self._bonds[keyword.key] = _bond(records, round(rarity * _BIT))
        return self._bonds[keyword.key]


def _bond(records: Sequence[object], weight: int) -> _Bond:
    papers = [r.key for r in records if isinstance(r, Paper) and r.retracted_or_withdrawn is None]
    return _Bond(dict.fromkeys(papers) if len(records) <= WIDEST else {}, weight)
