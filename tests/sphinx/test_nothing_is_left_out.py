"""What the data says of an edition stands on its pages: every field that readers are to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.sphinx.conftest import Built

from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Contribution, Person
from sphinx_proceedings.model.records.volumes import Volume
from sphinx_proceedings.sphinx.domain import ProceedingsDomain

MARKUP = re.compile(r"\]\([^)]*\)|\{\w+\}`[^`]*`|[`$*<>\\\[\]~^_&\n\"'’“”]|--|\.\.\.")

LANGUAGES = {"nb": "Norwegian Bokmål"}


def plain(text: object) -> str:
    """Return the longest stretch without markup: the page shows it as it is in the source."""
    source = getattr(text, "source", None)
    if source is None:
        return " ".join(str(text or "").split())
    pieces = (" ".join(piece.split()).strip(" -") for piece in MARKUP.split(source))
    return max(pieces, key=len)


def names(contributions: tuple[Contribution, ...]) -> Iterator[str]:
    for c in contributions:
        yield c.name.display
        yield from (affiliation.name for affiliation in c.affiliations)


def of_edition(edition: Edition) -> Iterator[object]:
    yield from (edition.overview, *edition.announcements, *edition.editorial_notes)
    yield from (link.title or link.url for link in (*edition.links, *edition.sources))
    yield edition.theme
    yield from edition.keywords
    yield edition.licence and edition.licence.label
    if edition.archival is not None:
        yield "Archival publications" if edition.archival else "Non-archival presentations"
    yield {"en": ""}.get(edition.language, LANGUAGES.get(edition.language, "no name for it"))
    if edition.newer_edition:
        yield edition.newer_edition.title
    if edition.venue:
        yield from (edition.venue.room, edition.venue.name, edition.venue.city)
        yield edition.venue.region
    if edition.start_date:
        yield from (f"{edition.start_date.day}", f"{edition.start_date:%B %Y}")
    if edition.host_event:
        yield edition.host_event.short_title or edition.host_event.title
    for committee in edition.committees:
        yield from names(committee.members)
    yield from names(edition.speakers)
    yield from (tier.title for tier in edition.sponsor_tiers)
    for sponsor in edition.sponsors:
        yield from (sponsor.name, sponsor.url)
    for award in edition.awards:
        yield from (award.title, award.description, award.sponsor)
    if edition.volume:
        yield from of_volume(edition.volume)
    yield from of_call(edition)
    yield from of_programme(edition)


def of_volume(volume: Volume) -> Iterator[object]:
    yield from (volume.title, volume.publisher, volume.place, volume.number, volume.preface)
    yield from (volume.isbn, volume.issn, volume.doi, volume.file, *names(volume.editors))
    if volume.date:
        yield f"{volume.date.day} {volume.date:%B %Y}"
    yield volume.licence and volume.licence.label


def of_series(series: Series) -> Iterator[object]:
    yield from (series.url, series.issn, series.doi, series.publisher, *series.keywords)
    yield from (link.title or link.url for link in series.links)


def of_call(edition: Edition) -> Iterator[object]:
    if edition.call is None:
        return
    yield from (edition.call.overview, edition.call.instructions)
    for group in edition.call.topic_groups:
        yield from (group.title, group.description, *group.topics)
    for date in edition.call.dates:
        yield from (date.title, f"{date.date.day} {date.date:%B %Y}", date.time_zone, date.note)


def of_programme(edition: Edition) -> Iterator[object]:
    if edition.sessions:
        yield edition.time_zone
    for session in edition.sessions:
        yield from (session.title, session.room, session.description, session.url)
        yield f"{session.start:%H:%M}–{session.end:%H:%M}"
        yield from (chair.name.display for chair in session.chairs)
        for slot in session.slots:
            yield from (slot.title, slot.note)
            if slot.start and slot.end:
                yield f"{slot.start:%H:%M}–{slot.end:%H:%M}"
    for panel in edition.panels:
        yield from (panel.title, panel.abstract, *names(panel.panelists))
        yield from names(panel.moderators)
    for talk in edition.talks:  # on the page of the speakers
        yield from (talk.title, talk.abstract, *(speaker.bio for speaker in talk.speakers))
    yield from (paper.title for paper in edition.papers)


def of_record(record: Paper | Talk) -> Iterator[object]:
    yield from (record.title, record.abstract, *record.keywords)
    yield from (resource.title or resource.url for resource in record.resources)
    if isinstance(record, Talk):
        yield from names(record.speakers)
        yield from (speaker.bio for speaker in record.speakers)
        return
    yield from (record.subtitle, record.doi, record.source, *names(record.authors))
    yield from (notice.text for notice in record.notices)
    if record.pages:
        yield f"{record.pages.first}–{record.pages.last}"


def of_person(person: Person) -> Iterator[object]:
    yield from (person.name.display, person.bio, person.url, person.orcid)
    yield from (affiliation.name for affiliation in person.affiliations)
    yield from (link.url for link in person.links)


def shown(built: Built, page: str) -> str:
    """Return the text of a page, with where its links lead, outside menus and bibliographies."""
    tree = built.tree(page)
    (body,) = tree.xpath("//article[contains(@class, 'bd-article')] | //div[@class='body']")
    for element in body.xpath(".//*[@id='cite']/.. | .//script"):
        element.drop_tree()
    text = " ".join(body.text_content().split())
    return " ".join([text, *body.xpath(".//a/@href"), *body.xpath(".//abbr/@title")])


def missing(text: str, wanted: Iterator[object]) -> list[str]:
    return [piece for piece in map(plain, wanted) if piece and piece not in text]


@pytest.mark.parametrize("which", ["published", "site"])
def test_pages_say_what_the_data_says(request, which):
    built: Built = request.getfixturevalue(which)
    catalogue = ProceedingsDomain.of(built.app.env).catalogue
    for edition in catalogue.editions.values():
        folder = built.folder / edition.key
        pages = sorted(path for path in folder.glob("*.html"))
        text = " ".join(shown(built, f"{edition.key}/{page.name}") for page in pages)
        assert missing(text, of_edition(edition)) == [], edition.key
        for award in edition.awards:
            page = built.tree(f"{edition.key}/awards.html")
            section = page.get_element_by_id(f"award-{award.id}")
            winners = [catalogue.papers[f"{edition.key}/papers/{i}"].title for i in award.papers]
            winners_text = " ".join(section.text_content().split())
            assert missing(winners_text, iter([*winners, *names(award.people)])) == []
    for series in catalogue.series.values():  # written or made
        assert missing(shown(built, f"{series.key}/index.html"), of_series(series)) == []
        assert missing(shown(built, "index.html"), iter([series.title, series.description])) == []
    records: list[Paper | Talk] = [*catalogue.papers.values(), *catalogue.talks.values()]
    for record in records:
        assert missing(shown(built, f"{record.key}.html"), of_record(record)) == [], record.key
    for person in catalogue.people.values():
        text = shown(built, f"people/{person.id}.html")
        assert missing(text, of_person(person)) == [], person.id
