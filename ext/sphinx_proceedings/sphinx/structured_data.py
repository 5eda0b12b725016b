"""What a page is about, in the words of schema.org, as JSON-LD in its head."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from sphinx_proceedings.model.editions import Edition, Mode, Series
from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.papers import Paper, Talk
from sphinx_proceedings.model.people import Person
from sphinx_proceedings.sphinx.domain import title_of
from sphinx_proceedings.sphinx.metadata import (
    Shown,
    description,
    full_title,
    pdf_url,
    plain_line,
    proceedings_title,
    published,
)
from sphinx_proceedings.sphinx.words import WORDS

if TYPE_CHECKING:
    from sphinx_proceedings.model.people import Affiliation, Contribution
    from sphinx_proceedings.sphinx.site import Page

Thing: TypeAlias = dict[str, Any]

_MODES = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.VIRTUAL: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def structured_data(page: Page, record: Shown, part: str = "") -> Markup:
    """Return the script element that describes a record and where it stands.

    *part* is the title of a page of an edition other than its first; there the edition is
    described on its own page, and only the way to this one is told.
    """
    things = [] if part else [_thing(page, record)]
    graph = [_pruned(thing) for thing in (*things, _breadcrumbs(page, record, part)) if thing]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return Markup('<script type="application/ld+json">{}</script>').format(json_in_html(text))


def json_in_html(text: str) -> Markup:
    """Return JSON so that nothing in it can end the script element or begin a comment."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    # These two end a line in JavaScript, though not in JSON.
    return Markup(safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def _thing(page: Page, record: Shown) -> Thing | None:
    match record:
        case Paper():
            return _article(page, record)
        case Talk():
            return _talk(page, record)
        case Person():
            return _person(page, record)
        case Edition():
            return _event(page, record)
        case Series():
            return _series(page, record)
        case Keyword():
            return {"@type": "DefinedTerm", "@id": _url(page, record), "name": record.word}


def _url(page: Page, record: Shown) -> str:
    """Return an address that names a record: absolute where the site's own is known."""
    name = record.key if not isinstance(record, Edition | Series) else f"{record.key}/index"
    return page.site.absolute(name) or page.url(record)


def _article(page: Page, paper: Paper) -> Thing:
    catalogue = page.site.catalogue
    edition = catalogue.edition_of(paper)
    date = published(page, paper)
    licence = paper.licence or edition.licence
    notice = paper.withdrawn
    return {
        "@type": "ScholarlyArticle",
        "@id": _url(page, paper),
        "url": page.site.absolute(page.name),
        "headline": full_title(page, paper),
        "name": full_title(page, paper),
        "author": [_contributor(page, c) for c in paper.authors],
        "datePublished": date.isoformat() if date else edition.year[:4],
        "abstract": plain_line(page, paper.abstract),
        "keywords": list(paper.keywords),
        "inLanguage": str(paper.language or edition.language),
        "pageStart": paper.pages.first if paper.pages else None,
        "pageEnd": paper.pages.last if paper.pages else None,
        "pagination": str(paper.pages) if paper.pages else None,
        "license": licence.url if licence else None,
        "sameAs": [u for u in (_address(paper.doi), _address(paper.arxiv)) if u],
        "identifier": _identifier("DOI", paper.doi),
        "award": [plain_line(page, award.title) for award in catalogue.awards_of(paper)],
        "creativeWorkStatus": WORDS[notice.type.value] if notice else None,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": plain_line(page, entry.text),
                "datePublished": entry.date.isoformat(),
                "url": entry.url or _address(entry.doi),
            }
            for entry in paper.notices
        ],
        "encoding": _pdf(page, paper),
        "isPartOf": _volume(page, edition),
    }


def _pdf(page: Page, paper: Paper) -> Thing | None:
    url = pdf_url(page, paper)
    if url is None:
        return None
    return {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf"}


def _volume(page: Page, edition: Edition) -> Thing:
    series, volume = page.site.catalogue.series_of(edition), edition.volume
    publisher = (volume.publisher if volume else None) or series.publisher
    issn = (volume.issn if volume else None) or series.issn
    return {
        "@type": "Book" if volume and volume.isbn else "PublicationVolume",
        "name": proceedings_title(edition),
        "isbn": volume.isbn if volume else None,
        "volumeNumber": volume.number if volume and not volume.isbn else None,
        "editor": [_contributor(page, c) for c in (volume.editors if volume else ())],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "sameAs": _address(volume.doi) if volume else None,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": series.title, "issn": issn},
        "about": {"@id": _url(page, edition), "@type": "Event", "name": edition.title},
    }


def _event(page: Page, edition: Edition) -> Thing:
    end = edition.end_date or edition.start_date
    return {
        "@type": "Event",
        "@id": _url(page, edition),
        "url": page.site.absolute(f"{edition.key}/index"),
        "name": edition.title,
        "alternateName": edition.short_title,
        "description": description(page, edition),
        "startDate": edition.start_date.isoformat() if edition.start_date else None,
        "endDate": end.isoformat() if end else None,
        "eventAttendanceMode": _MODES[edition.mode] if edition.mode else None,
        "inLanguage": str(edition.language),
        "keywords": list(edition.keywords),
        "location": _places(page, edition),
        "organizer": [
            _contributor(page, member)
            for committee in edition.committees
            if committee.role.value in {"organizer", "general-chair"}
            for member in committee.members
        ],
        "sponsor": [
            {"@type": "Organization", "name": sponsor.name, "url": sponsor.url}
            for sponsor in edition.sponsors
        ],
        "superEvent": _larger_events(page, edition),
    }


def _larger_events(page: Page, edition: Edition) -> list[Thing]:
    series = page.site.catalogue.series_of(edition)
    found: list[Thing] = [{"@type": "EventSeries", "@id": _url(page, series), "name": series.title}]
    if host := edition.host_event:
        found.append(
            {
                "@type": "Event",
                "name": host.title,
                "url": host.url,
                "alternateName": host.short_title,
            }
        )
    return found


def _places(page: Page, edition: Edition) -> list[Thing]:
    """Return where an edition takes place; what is held on the network alone has no hall."""
    found: list[Thing] = []
    venue = edition.venue
    if venue is not None and edition.mode is not Mode.VIRTUAL:
        address = {
            "@type": "PostalAddress",
            "addressLocality": venue.city,
            "addressRegion": venue.region,
            "addressCountry": venue.country,
        }
        name = ", ".join(part for part in (venue.room, venue.name or venue.city) if part)
        place = {"@type": "Place", "name": name, "url": venue.url, "address": address}
        found.append(place)
    if edition.mode in {Mode.VIRTUAL, Mode.HYBRID}:
        streams = [link.url for link in edition.links if link.type.value == "stream"]
        own = page.site.absolute(f"{edition.key}/index") or page.url(edition)
        found.append({"@type": "VirtualLocation", "url": streams[0] if streams else own})
    return found


def _talk(page: Page, talk: Talk) -> Thing:
    catalogue = page.site.catalogue
    edition = catalogue.edition_of(talk)
    interval = next(
        (
            found
            for place in catalogue.appearances(talk)
            if (found := catalogue.interval(place.session, place.slot))
        ),
        None,
    )
    event = _event(page, edition)
    return {
        "@type": "Event",
        "@id": _url(page, talk),
        "url": page.site.absolute(page.name),
        "name": title_of(talk),
        "description": description(page, talk),
        "performer": [_contributor(page, c) for c in talk.speakers],
        "startDate": interval.start.isoformat() if interval else event["startDate"],
        "endDate": interval.end.isoformat() if interval else event["endDate"],
        "eventAttendanceMode": event["eventAttendanceMode"],
        "location": event["location"],
        "inLanguage": str(talk.language or edition.language),
        "superEvent": {"@type": "Event", "@id": _url(page, edition), "name": edition.title},
    }


def _series(page: Page, series: Series) -> Thing:
    return {
        "@type": "EventSeries",
        "@id": _url(page, series),
        "url": page.site.absolute(f"{series.key}/index"),
        "name": series.title,
        "alternateName": series.short_title,
        "description": description(page, series),
        "sameAs": [u for u in (series.url, _address(series.doi)) if u],
        "subEvent": [
            {"@type": "Event", "@id": _url(page, edition), "name": edition.title}
            for edition in page.site.catalogue.editions_of(series)
        ],
    }


def _person(page: Page, person: Person) -> Thing:
    names = page.site.catalogue.directory.printed(person.id)
    forms = dict.fromkeys(name.display for name in names)
    forms.pop(person.name.display, None)
    return {
        "@type": "Person",
        "@id": _url(page, person),
        "name": person.name.display,
        "givenName": person.name.given,
        "familyName": person.name.full_family if not person.name.is_literal else None,
        "alternateName": list(forms),
        "url": person.url or page.site.absolute(page.name),
        "identifier": _identifier("ORCID", person.orcid),
        "sameAs": [
            *([person.orcid.url] if person.orcid else []),
            *(link.url for link in person.links),
        ],
        "affiliation": [_organization(a) for a in person.affiliations],
    }


def _contributor(page: Page, contribution: Contribution) -> Thing:
    if contribution.kind == "organization":
        return {"@type": "Organization", "name": contribution.name.display}
    person = page.site.catalogue.person(contribution)
    orcid = contribution.orcid or (person.orcid if person else None)
    return {
        "@type": "Person",
        "@id": _url(page, person) if person else None,
        "name": contribution.name.display,
        "givenName": contribution.name.given,
        "familyName": None if contribution.name.is_literal else contribution.name.full_family,
        "sameAs": orcid.url if orcid else None,
        "affiliation": [_organization(a) for a in contribution.affiliations],
    }


def _organization(affiliation: Affiliation) -> Thing:
    place = {"addressLocality": affiliation.city, "addressCountry": affiliation.country}
    return {
        "@type": "Organization",
        "name": affiliation.name,
        "department": affiliation.department
        and {"@type": "Organization", "name": affiliation.department},
        "sameAs": affiliation.ror.url if affiliation.ror else None,
        "address": {"@type": "PostalAddress", **place} if any(place.values()) else None,
    }


def _identifier(kind: str, value: object) -> Thing | None:
    if not value:
        return None
    return {"@type": "PropertyValue", "propertyID": kind, "value": str(value)}


def _address(identifier: Any) -> str | None:
    """Return the web address of an identifier, if there is one."""
    return identifier.url if identifier else None


def _breadcrumbs(page: Page, record: Shown, part: str) -> Thing:
    site, catalogue = page.site, page.site.catalogue
    steps: list[tuple[str, str]] = [("Home", site.root_doc)]
    if isinstance(record, Person | Keyword):
        folder = "people" if isinstance(record, Person) else "keywords"
        steps.append(("Authors" if folder == "people" else "Keywords", f"{folder}/index"))
    else:
        edition = None if isinstance(record, Series) else record
        if isinstance(record, Paper | Talk):
            edition = catalogue.edition_of(record)
        series = record if isinstance(record, Series) else None
        if isinstance(edition, Edition):
            series = catalogue.series_of(edition)
        if series is not None and series is not record:
            steps.append((series.short_title, f"{series.key}/index"))
        if isinstance(edition, Edition) and (edition is not record or part):
            steps.append((edition.short_title, f"{edition.key}/index"))
        if isinstance(record, Paper):
            steps.append(("Papers", f"{record.edition_key}/papers"))
    steps.append((part or title_of(record), page.name))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": site.absolute(target) or page.to(target),
            }
            for number, (name, target) in enumerate(steps, 1)
        ],
    }


def _pruned(value: Any) -> Any:
    """Leave out what is not known: None, empty texts, lists and things without properties."""
    if isinstance(value, dict):
        kept = {key: _pruned(entry) for key, entry in value.items()}
        return {key: entry for key, entry in kept.items() if entry not in (None, "", [], {})}
    if isinstance(value, list):
        return [_pruned(entry) for entry in value]
    return str(value) if isinstance(value, str) else value
