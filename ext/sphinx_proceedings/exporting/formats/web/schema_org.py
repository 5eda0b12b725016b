"""schema.org as JSON-LD: articles, volumes, events and persons, for pages and for files.

Records that have a page are named by its address (``@id``), so that the graphs of all pages join.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx_proceedings.exporting.citation import (
    Citation,
    CitedName,
    RecordLinks,
    cite,
)
from sphinx_proceedings.exporting.formats.web.schema_org_events import (
    attendance_mode,
    compacted,
    event_status,
    location,
    place_of,
)
from sphinx_proceedings.exporting.json_text import compact, indented
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection
from sphinx_proceedings.exporting.remarks import joined, notice_remarks
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Funding, Paper, Talk
from sphinx_proceedings.model.records.people import Affiliation, Person
from sphinx_proceedings.model.richtext import to_plain

_CONTEXT: Final = "https://schema.org"
Thing = dict[str, Any]


@memoized
def article(context: ExportContext, paper: Paper) -> Thing:
    """Return a ScholarlyArticle: on the page of the paper, in the files of edition and site."""
    c = cite(context, paper)
    return compacted(
        {
            "@type": "ScholarlyArticle",
            "@id": _node(context, paper.key, c.url),
            "url": c.url,
            "name": c.plain_marked_title,
            "headline": c.plain_marked_title,
            "alternativeHeadline": [to_plain(t, c.links) for t in c.translated_titles.values()],
            "author": [_name(context, author) for author in c.authors],
            "editor": [_name(context, editor) for editor in c.editors],
            "datePublished": c.date.isoformat() if c.date else c.year,
            "inLanguage": str(c.language),
            "abstract": c.plain_abstract,
            "keywords": list(c.keywords),
            "license": c.licence.url if c.licence else None,
            "identifier": [
                *([_property("doi", c.doi)] if c.doi else []),
                *([_property("arxiv", c.arxiv)] if c.arxiv else []),
                *([_property("article-number", c.article_number)] if c.article_number else []),
            ],
            "sameAs": [link.url for link in (c.doi, c.arxiv) if link],
            "pagination": str(c.pages) if c.pages else None,
            "pageStart": c.pages.first if c.pages else None,
            "pageEnd": c.pages.end if c.pages else None,
            "publisher": _organization(c.publisher),
            "encoding": _pdf(c.pdf_url),
            "funder": [_funder(one) for one in c.funding],
            "award": [to_plain(award.title, c.links) for award in c.awards],
            "creativeWorkStatus": _status(c),
            "correction": _corrections(c, paper),
            "isPartOf": volume(context, c.edition) if c.in_proceedings else None,
            "recordedAt": _event_reference(context, c.edition),
        }
    )


def talk(context: ExportContext, record: Talk) -> Thing:
    """Return a talk as an Event with its performers and times."""
    c = cite(context, record)
    places = context.catalogue.appearances(record)
    first = next(filter(None, (place.interval for place in places)), None)
    return compacted(
        {
            "@type": "Event",
            "@id": _node(context, record.key, c.url),
            "url": c.url,
            "name": c.plain_title,
            "performer": [_name(context, speaker) for speaker in c.authors],
            "description": c.plain_abstract,
            "inLanguage": str(c.language),
            "keywords": list(c.keywords),
            "startDate": first.start.isoformat() if first else None,
            "endDate": first.end.isoformat() if first else None,
            "eventStatus": event_status(c.edition, c.published.event_status),
            "location": place_of(c.edition, places[0] if places else None),
            "superEvent": _event_reference(context, c.edition),
        }
    )


def event(context: ExportContext, edition: Edition) -> Thing:
    """Return an edition as an Event."""
    url = context.url(edition)
    host = edition.host_event
    published = context.catalogue.published_edition(edition)
    return compacted(
        {
            "@type": "Event",
            "@id": _node(context, edition.key, url),
            "url": url,
            "name": edition.title,
            "alternateName": edition.short_title,
            "description": to_plain(edition.overview, RecordLinks(context, edition.key))
            if edition.overview
            else None,
            "startDate": edition.start_date.isoformat() if edition.start_date else None,
            "endDate": edition.last_day.isoformat() if edition.last_day else None,
            "eventAttendanceMode": attendance_mode(edition),
            "eventStatus": event_status(edition, edition.event_status),
            "inLanguage": str(edition.language),
            "keywords": list(edition.keywords),
            "location": location(edition),
            "organizer": [_name(context, one) for one in published.organizers],
            "superEvent": compacted({"@type": "Event", "name": host.title, "url": host.url})
            if host
            else None,
            "sponsor": [
                compacted({"@type": "Organization", "name": sponsor.name, "url": sponsor.url})
                for sponsor in edition.sponsors
            ],
        }
    )


@memoized
def volume(context: ExportContext, edition: Edition) -> Thing:
    """Return the proceedings of an edition: a Book in a series, or a publication of its papers."""
    made, p = edition.volume, context.catalogue.published_edition(edition)
    return compacted(
        {
            "@type": "Book" if p.isbn else "PublicationVolume",
            "name": p.title,
            "editor": [_name(context, one) for one in p.editors],
            "isbn": p.isbn.compact if p.isbn else None,
            "volumeNumber": None if p.isbn else p.volume_number,
            "sameAs": p.doi.url if p.doi else None,
            "datePublished": made.date.isoformat() if made and made.date else None,
            "publisher": _organization(p.publisher),
            "license": p.licence.url if p.licence else None,
            "isPartOf": compacted({"@type": "Periodical", "name": p.series.title, "issn": p.issn}),
        }
    )


def person(context: ExportContext, record: Person) -> Thing:
    """Return a Person."""
    url = context.url(record)
    links = RecordLinks(context)
    return compacted(
        {
            "@type": "Person",
            "@id": _node(context, record.key, url),
            "url": url,
            "name": record.name.display,
            "givenName": record.name.given,
            "familyName": "" if record.name.literal else record.name.full_family,
            "honorificSuffix": record.name.suffix,
            "alternateName": [name.display for name in record.variants],
            "affiliation": [_affiliation(context, a) for a in record.affiliations],
            "description": to_plain(record.bio, links) if record.bio else None,
            "sameAs": [
                *([record.orcid.url] if record.orcid else []),
                *([str(record.url)] if record.url else []),
                *(str(link.url) for link in record.links),
            ],
        }
    )


def document(*things: Thing) -> Thing:
    """Return a JSON-LD document of one thing, or of a graph of several."""
    if len(things) == 1:
        return {"@context": _CONTEXT, **things[0]}
    return {"@context": _CONTEXT, "@graph": list(things)}


def script(thing: Thing) -> str:
    """Return JSON that is safe inside a ``<script>`` of a page, whatever the data holds."""
    text = compact(thing).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _node(context: ExportContext, key: str, url: str | None) -> str:
    return url if url and context.base_url else f"urn:x-proceedings:{key}"


def _name(context: ExportContext, cited: CitedName) -> Thing:
    if cited.contribution.kind == "organization":
        return {"@type": "Organization", "name": cited.display}
    page = context.url(cited.person) if cited.person else None
    return compacted(
        {
            "@type": "Person",
            "@id": _node(context, cited.person.key, page) if cited.person else None,
            "url": page,
            "name": cited.display,
            "givenName": cited.given,
            "familyName": "" if cited.literal else cited.full_family,
            "honorificSuffix": cited.suffix,
            "sameAs": f"https://orcid.org/{cited.orcid}" if cited.orcid else None,
            "affiliation": [_affiliation(context, a) for a in cited.affiliations],
        }
    )


def _affiliation(context: ExportContext, printed: Affiliation) -> Thing:
    known = context.catalogue.organization(printed)
    ror = printed.ror or (known.ror if known else None)
    return compacted(
        {"@type": "Organization", "name": printed.name, "sameAs": ror.url if ror else None}
    )


def _organization(name: str | None) -> Thing | None:
    return {"@type": "Organization", "name": name} if name else None


def _property(kind: str, value: str) -> Thing:
    return {"@type": "PropertyValue", "propertyID": kind, "value": str(value)}


def _funder(funding: Funding) -> Thing:
    # Grants and their numbers came into the vocabulary later than most readers of it.
    known = [found.url for found in (funding.ror, funding.doi) if found]
    return compacted({"@type": "Organization", "name": funding.funder, "sameAs": known})


def _pdf(url: str | None) -> Thing | None:
    if not url:
        return None
    return {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf"}


def _status(c: Citation) -> list[str]:
    """Tell what became of a paper, and that it does not count as published."""
    status = [c.mark.status.capitalize()] if c.mark else []
    return [*status, *(["Non-archival"] if c.archival is False else [])]


def _corrections(c: Citation, paper: Paper) -> list[Thing]:
    remarks = notice_remarks(paper, c.links)
    return [{"@type": "CorrectionComment", "text": joined([remark])} for remark in remarks]


def _event_reference(context: ExportContext, edition: Edition) -> Thing:
    url = context.url(edition)
    node = _node(context, edition.key, url)
    return compacted(
        {
            "@type": "Event",
            "@id": node,
            "name": edition.title,
            "startDate": edition.start_date.isoformat() if edition.start_date else None,
            "location": location(edition),
        }
    )


def _write(context: ExportContext, selection: Selection) -> bytes:
    things = [event(context, edition) for edition in selection.editions]
    things += [article(context, paper) for paper in selection.papers]
    things += [talk(context, record) for record in selection.talks]
    if selection.scope == "paper":
        things = things[1:]
    return indented(document(*things)) + b"\n"


def _entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    """Return a paper's node, in lines as deep as they are in the graph."""
    lines = indented({"": [article(context, paper)]}).splitlines()[2:-2]
    return (b"\n".join(lines),)


SCHEMA_ORG = Format(
    name="schema-org",
    title="schema.org (JSON-LD)",
    media_type="application/ld+json",
    suffix=".schema.jsonld",
    scopes=ALL_SCOPES,
    write=_write,
    entries=_entries,
)
