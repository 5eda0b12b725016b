"""An edition in figures: counts that a page draws and a table repeats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.people import Affiliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts under one heading, largest first where their order means nothing.

    kind: "type", "track", "authors", "organization", "country" or "keyword"; labels are plain
        text, for types and countries the codes of the model.
    of: how many papers the counts are about (a paper may count under several labels).
    """

    kind: str
    counts: tuple[tuple[str, int], ...]
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The statistics of an edition."""

    papers: int
    talks: int
    authors: int
    organizations: int
    countries: int
    keywords: int
    tallies: tuple[Tally, ...]


def statistics(catalogue: Catalogue, edition: Edition, most: int = 15) -> Figures:
    """Count the papers of *edition* and who wrote them; at most *most* labels a tally.

    An organization or country counts once a paper, however many of its authors come from there.
    Printed affiliations that are variants of one organization count as that organization.
    """
    papers = edition.papers
    authors: set[str] = set()
    types: Counter[str] = Counter(paper.type.value for paper in papers if paper.type)
    tracks: Counter[str] = Counter(paper.track for paper in papers if paper.track)
    sizes: Counter[int] = Counter()
    organizations: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    keywords: Counter[str] = Counter()
    names: dict[str, str] = {}
    placed = affiliated = 0
    for paper in papers:
        people = [author for author in paper.authors if author.kind != "anonymous"]
        authors.update(p.id if (p := catalogue.person(a)) else fold(a.name.display) for a in people)
        if people:
            sizes[len(people)] += 1
        affiliations = [a for author in people for a in author.affiliations]
        found = dict.fromkeys(_organization(catalogue, a, names) for a in affiliations)
        organizations.update(list(found))
        affiliated += bool(found)
        lands = dict.fromkeys(_countries(catalogue, affiliations))
        countries.update(list(lands))
        placed += bool(lands)
        keywords.update(list(dict.fromkeys(catalogue.keyword(w).word for w in paper.keywords)))
    titles = {str(track.id): to_plain(track.title) for track in edition.tracks}
    tallies = (
        Tally(kind="type", counts=_largest(types, most), of=len(papers)),
        Tally(
            kind="track",
            counts=tuple((t, tracks[i]) for i, t in titles.items() if tracks[i]),
            of=sum(tracks.values()),
        ),
        Tally(
            kind="authors",
            counts=tuple((str(n), sizes[n]) for n in sorted(sizes)),
            of=sum(sizes.values()),
        ),
        Tally(
            kind="organization",
            counts=tuple((names[key], n) for key, n in _largest(organizations, most)),
            of=affiliated,
        ),
        Tally(kind="country", counts=_largest(countries, most), of=placed),
        Tally(kind="keyword", counts=_largest(keywords, most), of=len(papers)),
    )
    return Figures(
        papers=len(papers),
        talks=len(edition.talks),
        authors=len(authors),
        organizations=len(organizations),
        countries=len(countries),
        keywords=len(keywords),
        tallies=tuple(t for t in tallies if len(t.counts) > 1),
    )


def _organization(catalogue: Catalogue, affiliation: Affiliation, names: dict[str, str]) -> str:
    known = catalogue.organization(affiliation)
    key = known.id if known else fold(affiliation.name)
    names.setdefault(key, known.name if known else affiliation.name)
    return key


def _countries(catalogue: Catalogue, affiliations: Iterable[Affiliation]) -> Iterable[str]:
    for affiliation in affiliations:
        known = catalogue.organization(affiliation)
        country = affiliation.country or (known.country if known else None)
        if country:
            yield str(country)


def _largest(counts: Counter[str], most: int) -> tuple[tuple[str, int], ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], fold(item[0]), item[0]))
    return tuple(ranked[:most])
