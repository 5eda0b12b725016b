"""The tables of papers, people and talks that CSV and XLSX share: a header, then rows of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.citation import Citation, cite
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ExportContext, Scope, Selection
from sphinx_proceedings.exporting.remarks import joined
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.richtext import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.catalogue import Credit
    from sphinx_proceedings.model.records.people import Affiliation, Person

BETWEEN = "; "
"""Between several values in one cell."""

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns in order, and what fills them."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[ExportContext, Selection], Rows]


def _papers(context: ExportContext, selection: Selection) -> Rows:
    return [_paper(context, paper) for paper in selection.papers]


@memoized
def _paper(context: ExportContext, paper: Paper) -> dict[str, str]:
    c = cite(context, paper)
    track = next((t.title for t in c.edition.tracks if t.id == paper.track), None)
    return {
        "edition": c.edition.key,
        "id": paper.id,
        "title": c.plain_marked_title,
        "authors": BETWEEN.join(author.display for author in c.authors),
        "affiliations": _affiliations(c),
        "type": paper.type or "",
        "track": to_plain(track, c.links) if track else "",
        "status": c.mark.status if c.mark else "",
        "remarks": joined(c.remarks),
        "awards": BETWEEN.join(to_plain(award.title, c.links) for award in c.awards),
        # Two columns, as spreadsheets take 1-8 for the eighth of January.
        "first_page": c.pages.first if c.pages else "",
        "last_page": c.pages.last if c.pages else "",
        "doi": c.doi or "",
        "arxiv": c.arxiv or "",
        "date": c.date.isoformat() if c.date else "",
        "year": c.year,
        "language": c.language,
        "licence": c.licence or "",
        "archival": {True: "yes", False: "no", None: ""}[c.archival],
        "number": paper.number or "",
        "keywords": BETWEEN.join(c.published.keywords),
        "url": c.url or "",
        "pdf": c.pdf_url or "",
        "abstract": c.plain_abstract or "",
    }


def _affiliations(c: Citation) -> str:
    names = (a.name for author in c.authors for a in author.affiliations)
    return BETWEEN.join(dict.fromkeys(names))


def _talks(context: ExportContext, selection: Selection) -> Rows:
    rows = []
    for talk in selection.talks:
        c = cite(context, talk)
        place = next(iter(context.catalogue.appearances(talk)), None)
        time = place.interval if place else None
        rows.append(
            {
                "edition": c.edition.key,
                "id": talk.id,
                "title": c.plain_title,
                "speakers": BETWEEN.join(speaker.display for speaker in c.authors),
                "affiliations": _affiliations(c),
                "type": talk.type or "",
                "session": to_plain(place.session.title, c.links) if place else "",
                "room": (place.room if place else None) or "",
                "start": time.start.isoformat() if time else "",
                "end": time.end.isoformat() if time else "",
                "time_zone": str((place.zone if place else c.edition.time_zone) or ""),
                "status": c.published.event_status or "",
                "language": c.language,
                "keywords": BETWEEN.join(talk.keywords),
                "url": c.url or "",
                "abstract": c.plain_abstract or "",
            }
        )
    return rows


def _people(context: ExportContext, selection: Selection) -> Rows:
    if selection.scope is Scope.PAPER:
        return _people_rows(context, selection)
    return _shared_people_rows(context, selection)


@memoized
def _shared_people_rows(context: ExportContext, selection: Selection) -> Rows:
    """Return the rows that the tables and the workbook of an edition or the site share."""
    return _people_rows(context, selection)


def _people_rows(context: ExportContext, selection: Selection) -> Rows:
    keys = {edition.key for edition in selection.editions}
    rows = []
    for person in context.catalogue.people.values():
        credits_here = [
            credit
            for credit in context.catalogue.credits_of(person)
            if credit.record.edition_key in keys
        ]
        if not credits_here:
            continue
        kinds = [type(c.record) for c in credits_here if c.role in {"author", "speaker"}]
        name = person.name
        rows.append(
            {
                "id": person.id,
                "name": name.display,
                "given": name.given,
                "particle": name.particle,
                "family": name.literal or name.family,
                "suffix": name.suffix,
                "orcid": person.orcid or "",
                "affiliations": BETWEEN.join(
                    a.name for a in _affiliations_of(person, credits_here)
                ),
                "roles": BETWEEN.join(dict.fromkeys(c.role for c in credits_here)),
                "papers": str(kinds.count(Paper)),
                "talks": str(kinds.count(Talk)),
                "editions": BETWEEN.join(dict.fromkeys(c.record.edition_key for c in credits_here)),
                "url": context.url(person) or "",
            }
        )
    return rows


def _affiliations_of(person: Person, credits_here: Iterable[Credit]) -> tuple[Affiliation, ...]:
    """Return those on record, or as printed where first there are any."""
    printed = (credit.contribution.affiliations for credit in credits_here)
    return person.affiliations or next((found for found in printed if found), ())


PAPERS = Table(
    "papers",
    tuple(
        """
        edition id title authors affiliations type track status remarks awards first_page
        last_page doi arxiv date year language licence archival number keywords url pdf abstract
        """.split()
    ),
    _papers,
)
TALKS = Table(
    "talks",
    tuple(
        """
        edition id title speakers affiliations type session room start end time_zone status
        language keywords url abstract
        """.split()
    ),
    _talks,
)
PEOPLE = Table(
    "people",
    tuple(
        """
        id name given particle family suffix orcid affiliations roles papers talks editions url
        """.split()
    ),
    _people,
)
TABLES = (PAPERS, TALKS, PEOPLE)
