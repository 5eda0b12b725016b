"""Metadata for a deposit at Zenodo, as its REST API takes it (developers.zenodo.org, deposit)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.model.values.dates import format_date_range

if TYPE_CHECKING:
    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.records.editions import Edition

NAME = "zenodo.json"


def deposit(subject: Subject, edition: Edition | None) -> tuple[bytes, list[str]]:
    """Return the request body of a new deposit, and what a person must still add to it."""
    missing = []
    metadata: dict[str, Any] = {
        "upload_type": "publication",
        "publication_type": "proceeding" if edition else "other",
        "title": subject.title,
        "publication_date": subject.date.isoformat(),
        "description": _description(subject),
        "creators": [
            {
                "name": agent.inverted,
                **({"affiliation": agent.affiliation} if agent.affiliation else {}),
                **({"orcid": agent.orcid} if agent.orcid else {}),
            }
            for agent in subject.agents
        ],
        "access_right": "open",
        "keywords": list(subject.keywords),
    }
    if not subject.agents:
        missing.append("creators: neither editors nor organizers are on record")
    licence = edition.volume_licence if edition else None
    spdx = licence.spdx if licence else None
    if spdx is not None:
        metadata["license"] = spdx.lower()
    else:
        missing.append("license: no licence of the whole is on record")
    if subject.doi:
        metadata["doi"] = subject.doi
    if subject.url:
        metadata["related_identifiers"] = [
            {"identifier": subject.url, "relation": "isIdenticalTo", "resource_type": "publication"}
        ]
    if edition:
        metadata |= _event(edition)
        metadata |= _imprint(subject, edition)
    text = json.dumps({"metadata": metadata}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode(), missing


def _description(subject: Subject) -> str:
    if subject.overview_html is None:
        paragraph = subject.description.replace("&", "&amp;").replace("<", "&lt;")
        return f"<p>{paragraph}</p>"
    return subject.overview_html


def _event(edition: Edition) -> dict[str, Any]:
    event: dict[str, Any] = {
        "conference_title": edition.title,
        "conference_acronym": edition.short_title,
    }
    if edition.start_date:
        last = edition.end_date or edition.start_date
        event["conference_dates"] = format_date_range(edition.start_date, last)
    if edition.venue and (edition.venue.city or edition.venue.country):
        venue = edition.venue
        place = [venue.city, venue.region, venue.country]
        event["conference_place"] = ", ".join(str(part) for part in place if part)
    website = next((link.url for link in edition.links if link.type.value == "website"), None)
    if website:
        event["conference_url"] = str(website)
    return event


def _imprint(subject: Subject, edition: Edition) -> dict[str, Any]:
    imprint: dict[str, Any] = {}
    if subject.publisher:
        imprint["imprint_publisher"] = subject.publisher
    if edition.volume and edition.volume.isbn:
        imprint["imprint_isbn"] = str(edition.volume.isbn)
    if edition.volume and edition.volume.place:
        imprint["imprint_place"] = edition.volume.place
    return imprint
