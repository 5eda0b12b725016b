"""Papers that a reader of a paper may want next, each with the reason: shared people or words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from sphinx_proceedings.model.papers import Paper

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.people import Person

MOST = 5
"""Related papers that are shown."""

WIDEST = 150
"""A keyword or an author of more papers than this says nothing about any two of them."""

AUTHOR_WEIGHT = 6.0
"""What a shared author counts; a shared keyword counts log2(papers / papers that have it)."""


@dataclass(frozen=True, slots=True)
class RelatedPaper:
    """A related paper and what the two have in common."""

    paper: Paper
    people: tuple[Person, ...]
    keywords: tuple[Keyword, ...]


def related_papers(catalogue: Catalogue, paper: Paper) -> tuple[RelatedPaper, ...]:
    """Return at most `MOST` papers that share authors or keywords with *paper*, closest first.

    Rare keywords count more than common ones. Retracted papers are not recommended. The cost is
    that of the papers which share something, not of all papers.
    """
    people: dict[str, list[Person]] = defaultdict(list)
    keywords: dict[str, list[Keyword]] = defaultdict(list)
    scores: dict[str, float] = defaultdict(float)
    for person in dict.fromkeys(map(catalogue.person, paper.authors)):
        if person is None:
            continue
        written = {
            credit.record.key: None
            for credit in catalogue.credits_of(person)
            if credit.role == "author" and credit.record.key != paper.key
        }
        if len(written) < WIDEST:
            for key in written:
                people[key].append(person)
                scores[key] += AUTHOR_WEIGHT
    for keyword in dict.fromkeys(map(catalogue.keyword, paper.keywords)):
        records = catalogue.records_of(keyword)
        if len(records) >= WIDEST:
            continue
        weight = log2((len(catalogue.papers) + 1) / len(records))
        for record in records:
            if isinstance(record, Paper) and record.key != paper.key:
                keywords[record.key].append(keyword)
                scores[record.key] += weight
    ranked = sorted(scores, key=lambda key: (-round(scores[key], 6), key))
    found = (catalogue.papers[key] for key in ranked)
    kept = [other for other in found if other.withdrawn is None][:MOST]
    return tuple(
        RelatedPaper(other, tuple(people[other.key]), tuple(keywords[other.key])) for other in kept
    )
