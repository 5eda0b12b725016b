"""What an archive is about, in the words that labels, crates and deposits share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.exporting.record_links import RecordLinks
from sphinx_proceedings.model.richtext import to_html, to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.publication.cited_names import CitedName
    from sphinx_proceedings.model.publication.published_edition import PublishedEdition
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.richtext import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The facts of an archive's label; what is not on record is None or empty."""

    name: str
    """File name without ending: ``enlsp-2022``, ``site``."""
    key: str
    """``enlsp/2022``; empty for the whole site."""
    title: str
    description: str
    overview_html: str | None = None
    """The edition's overview, its references with titles, and links where there is an address."""
    date: dt.date
    """Day of publication: the only date that anything in the archive carries."""
    agents: tuple[CitedName, ...] = ()
    """Whom the title page names."""
    publisher: str | None = None
    licence_name: str | None = None
    licence_url: str | None = None
    doi: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    language: str = "en"
    published: PublishedEdition | None = None
    """The edition; None for the whole site."""


def of_edition(catalogue: Catalogue, edition: Edition, base_url: str | None) -> Subject:
    """Return the subject of an edition's archive."""
    published = catalogue.published_edition(edition)
    licence = published.licence
    context = ExportContext(catalogue=catalogue, base_url=base_url)
    links = RecordLinks(context, edition.key)
    return Subject(
        name=edition.key.replace("/", "-"),
        key=edition.key,
        title=published.title,
        description=_description(edition, links),
        overview_html=to_html(edition.overview, links) if edition.overview else None,
        date=published.day,
        agents=published.responsible,
        publisher=published.publisher,
        licence_name=licence.full_name if licence else None,
        licence_url=licence.url if licence else None,
        doi=published.doi,
        url=f"{base_url.rstrip('/')}/{edition.key}/index.html" if base_url else None,
        keywords=edition.keywords,
        language=published.language,
        published=published,
    )


def of_site(catalogue: Catalogue, title: str, base_url: str | None) -> Subject:
    """Return the subject of the archive of all editions."""
    editions = tuple(map(catalogue.published_edition, catalogue.editions.values()))
    licences = {published.licence for published in editions}
    licence = licences.pop() if len(licences) == 1 else None
    agents: dict[str, CitedName] = {}
    for published in editions:
        for agent in published.responsible:
            agents.setdefault(agent.display, agent)
    names = ", ".join(published.edition.short_title for published in editions)
    return Subject(
        name="site",
        key="",
        title=title,
        description=f"Proceedings of {names}: pages, metadata and data." if names else title,
        date=max((published.day for published in editions), default=dt.date(1980, 1, 1)),
        agents=tuple(agents.values()),
        licence_name=licence.full_name if licence else None,
        licence_url=licence.url if licence else None,
        url=base_url or None,
        keywords=tuple(dict.fromkeys(word for e in editions for word in e.edition.keywords)),
    )


def _description(edition: Edition, links: Links) -> str:
    counts = [
        f"{len(items)} {noun}{'' if len(items) == 1 else 's'}"
        for items, noun in ((edition.papers, "paper"), (edition.talks, "talk"))
        if items
    ]
    place = [edition.venue.city] if edition.venue and edition.venue.city else []
    event = edition.host_event
    host = [event.short_title or event.title] if event else []
    facts = "; ".join([" and ".join(counts), *host, *place] if counts else [*host, *place])
    overview = f"\n\n{to_plain(edition.overview, links)}" if edition.overview else ""
    return f"{edition.title}{f' ({facts})' if facts else ''}.{overview}"
