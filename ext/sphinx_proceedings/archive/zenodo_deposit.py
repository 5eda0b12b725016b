"""Metadata for a deposit of an archive at Zenodo, in the words of the format `zenodo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.formats.registries import inveniordm

if TYPE_CHECKING:
    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.records.editions import Edition

NAME = "zenodo.json"


def deposit(subject: Subject) -> tuple[bytes, list[str]]:
    """Return the request body of a new draft, and what a person must still add to it."""
    missing, published = [], subject.published
    if not subject.agents:
        missing.append("creators: neither editors nor organizers are on record")
    rights = inveniordm.rights(published.licence if published else None)
    if not rights:
        missing.append("rights: no licence of the whole is on record")
    kind = "publication-conferenceproceeding" if published else "other"
    same = [inveniordm.relation(subject.url, "isidenticalto", "url")] if subject.url else []
    metadata: inveniordm.Fields = {
        "resource_type": {"id": kind},
        "title": subject.title,
        "publication_date": subject.date.isoformat(),
        "description": subject.overview_html or inveniordm.paragraphs(subject.description),
        "creators": inveniordm.creators(subject.agents),
        "publisher": (published.publisher if published else None) or "",
        "subjects": [{"subject": word} for word in subject.keywords],
        "rights": rights,
        "related_identifiers": same,
    }
    custom: inveniordm.Fields = {}
    if published:
        custom["meeting:meeting"] = inveniordm.meeting(published, _website(published.edition))
        custom["imprint:imprint"] = inveniordm.imprint(published)
    return inveniordm.draft(metadata, custom, subject.doi), missing


def _website(edition: Edition) -> str | None:
    return next((str(link.url) for link in edition.links if link.type.value == "website"), None)
