"""Metadata for a deposit of an archive at Zenodo, in the words of the format `zenodo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_proceedings.exporting.formats.registries import zenodo

if TYPE_CHECKING:
    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.records.editions import Edition

NAME = "zenodo.json"


def deposit(subject: Subject) -> tuple[bytes, list[str]]:
    """Return the request body of a new deposit, and what a person must still add to it."""
    missing, published = [], subject.published
    metadata: dict[str, Any] = {
        "upload_type": "publication",
        "publication_type": "proceeding" if published else "other",
        "title": subject.title,
        "publication_date": subject.date.isoformat(),
        "description": subject.overview_html or zenodo.paragraphs(subject.description),
        "creators": [zenodo.creator(agent) for agent in subject.agents],
        "access_right": "open",
        "keywords": list(subject.keywords),
    }
    if not subject.agents:
        missing.append("creators: neither editors nor organizers are on record")
    licence = zenodo.licence_id(published.licence if published else None)
    if licence is not None:
        metadata["license"] = licence
    else:
        missing.append("license: no licence of the whole is on record")
    if subject.doi:
        metadata["doi"] = subject.doi
    if subject.url:
        metadata["related_identifiers"] = [
            {"identifier": subject.url, "relation": "isIdenticalTo", "resource_type": "publication"}
        ]
    if published:
        further = {
            **zenodo.event(published, _website(published.edition)),
            **zenodo.imprint(published),
        }
        metadata |= {key: value for key, value in further.items() if value}
    return zenodo.document(metadata), missing


def _website(edition: Edition) -> str | None:
    return next((str(link.url) for link in edition.links if link.type.value == "website"), None)
