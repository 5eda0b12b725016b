"""What an archive is about, in the words that labels, crates and deposits share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.exporting.record_links import RecordLinks
from sphinx_proceedings.model.records.editions import Role
from sphinx_proceedings.model.richtext import to_html, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.people import Contribution
    from sphinx_proceedings.model.richtext import Links

_RESPONSIBLE = (
    Role.PUBLICATION_CHAIR,
    Role.GENERAL_CHAIR,
    Role.PROGRAMME_CHAIR,
    Role.CHAIR,
    Role.ORGANIZER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who is responsible: an editor, an organizer or a body."""

    name: str
    inverted: str
    """``Family, Given``."""
    is_person: bool = True
    orcid: str | None = None
    affiliation: str | None = None


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
    agents: tuple[Agent, ...] = ()
    publisher: str | None = None
    licence_name: str | None = None
    licence_url: str | None = None
    doi: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    language: str = "en"


def of_edition(catalogue: Catalogue, edition: Edition, base_url: str | None) -> Subject:
    """Return the subject of an edition's archive."""
    volume, series = edition.volume, catalogue.series_of(edition)
    licence = edition.volume_licence
    context = ExportContext(catalogue=catalogue, base_url=base_url)
    links = RecordLinks(context, edition.key)
    return Subject(
        name=edition.key.replace("/", "-"),
        key=edition.key,
        title=volume.title if volume else f"Proceedings of {edition.title}",
        description=_description(edition, links),
        overview_html=to_html(edition.overview, links) if edition.overview else None,
        date=date_of(edition),
        agents=agents_of(catalogue, edition),
        publisher=(volume.publisher if volume else None) or series.publisher,
        licence_name=licence.full_name if licence else None,
        licence_url=licence.url if licence else None,
        doi=str(volume.doi) if volume and volume.doi else None,
        url=f"{base_url.rstrip('/')}/{edition.key}/index.html" if base_url else None,
        keywords=edition.keywords,
        language=str(edition.language),
    )


def of_site(catalogue: Catalogue, title: str, base_url: str | None) -> Subject:
    """Return the subject of the archive of all editions."""
    editions = tuple(catalogue.editions.values())
    licences = {edition.volume_licence for edition in editions}
    licence = licences.pop() if len(licences) == 1 else None
    agents: dict[str, Agent] = {}
    for edition in editions:
        for agent in agents_of(catalogue, edition):
            agents.setdefault(agent.name, agent)
    names = ", ".join(edition.short_title for edition in editions)
    return Subject(
        name="site",
        key="",
        title=title,
        description=f"Proceedings of {names}: pages, metadata and data." if names else title,
        date=max((date_of(edition) for edition in editions), default=dt.date(1980, 1, 1)),
        agents=tuple(agents.values()),
        licence_name=licence.full_name if licence else None,
        licence_url=licence.url if licence else None,
        url=base_url or None,
        keywords=tuple(dict.fromkeys(word for e in editions for word in e.keywords)),
    )


def date_of(edition: Edition) -> dt.date:
    """Return the day of publication, as exports have it: the volume's, or the event's first."""
    volume = edition.volume.date if edition.volume else None
    return volume or edition.start_date or dt.date(int(edition.year[:4]), 1, 1)


def agents_of(catalogue: Catalogue, edition: Edition) -> tuple[Agent, ...]:
    """Return the editors of the volume; without them, those who led or organized the edition."""
    if edition.volume and edition.volume.editors:
        return tuple(_agents(catalogue, edition.volume.editors))
    for role in _RESPONSIBLE:
        members = [c for m in edition.committees if m.role is role for c in m.members]
        if members:
            return tuple(_agents(catalogue, members))
    return ()


def _agents(catalogue: Catalogue, contributions: Iterable[Contribution]) -> Iterable[Agent]:
    for contribution in contributions:
        person = catalogue.person(contribution)
        orcid = contribution.orcid or (person.orcid if person else None)
        yield Agent(
            name=contribution.name.display,
            inverted=contribution.name.inverted(),
            is_person=contribution.is_person,
            orcid=str(orcid) if orcid else None,
            affiliation="; ".join(a.name for a in contribution.affiliations) or None,
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
