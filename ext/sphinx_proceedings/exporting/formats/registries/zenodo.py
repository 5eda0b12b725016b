"""Zenodo deposit metadata (the JSON of its deposit interface) for one paper or talk.

A deposit without a licence would be given CC BY by Zenodo, which nobody granted; it is marked as
not open instead.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.exporting.iso_639 import three_letters
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import cited_records, missing, require_valid
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.papers import NoticeType, ResourceType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.model.publication.published_edition import PublishedEdition
    from sphinx_proceedings.model.values.identifiers import Licence

_NOT_OPEN: Final = "other-closed"
_KINDS: Final = {
    ResourceType.SUPPLEMENT: "other",
    ResourceType.POSTER: "poster",
    ResourceType.SLIDES: "presentation",
    ResourceType.VIDEO: "video",
    ResourceType.CODE: "software",
    ResourceType.DATA: "dataset",
    ResourceType.MODEL: "other",
}
_GONE: Final = (NoticeType.RETRACTION, NoticeType.WITHDRAWAL)


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    problems = []
    for citation in cited_records(context, selection, "A Zenodo deposit"):
        if citation.date is None:
            wants = "Zenodo wants the day of publication"
            add = "add date to the paper or the volume, or start_date to the edition"
            problems.append(missing(context, citation.record.key, wants, add))
    return problems


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_validation_errors(context, selection))
    citation = cited_records(context, selection, "A Zenodo deposit")[0]
    filled = {key: value for key, value in _metadata(citation).items() if value}
    return document(filled)


def _metadata(citation: Citation) -> dict[str, Any]:
    licence = citation.licence
    kind = (
        {"upload_type": "publication", "publication_type": "conferencepaper"}
        if citation.is_paper
        else {"upload_type": "presentation"}
    )
    notes = list(citation.remarks)
    if licence and not licence.spdx:
        notes.append(f"Licence: {licence.url}")
    sessions = _sessions(citation)
    return {
        **kind,
        "title": citation.plain_marked_title,
        "publication_date": citation.date.isoformat() if citation.date else "",
        "creators": [creator(name) for name in citation.authors],
        # The description is required; where there is no abstract the title has to do.
        "description": _description(citation),
        "access_right": "open",
        "license": licence_id(licence) or _NOT_OPEN,
        "doi": str(citation.doi or ""),
        "keywords": list(citation.keywords),
        "notes": "\n".join(notes),
        "language": three_letters(citation.language),
        "related_identifiers": _related(citation),
        "contributors": [
            {**creator(name), "type": "Editor"}
            for name in (citation.editors if citation.is_paper else ())
        ],
        **event(citation.container, citation.context.url(citation.edition)),
        "conference_session": sessions[0] if sessions else "",
        "partof_title": citation.proceedings_title
        if citation.is_paper and citation.in_proceedings
        else "",
        "partof_pages": str(citation.pages or ""),
        **imprint(citation.container),
    }


def _sessions(citation: Citation) -> list[str]:
    appearances = citation.context.catalogue.appearances(citation.record)
    return [to_plain(appearance.session.title, citation.links) for appearance in appearances]


def document(metadata: Mapping[str, Any]) -> bytes:
    """Return the request body of a new deposit."""
    return f"{json.dumps({'metadata': metadata}, ensure_ascii=False, indent=2)}\n".encode()


def creator(name: CitedName) -> dict[str, str]:
    """Return a name as a creator or contributor."""
    found = {"name": name.inverted, "affiliation": name.affiliation_names, "orcid": name.orcid}
    return {key: str(value) for key, value in found.items() if value}


def licence_id(licence: Licence | None) -> str | None:
    """Return the name that Zenodo has for a licence; None for one that it does not know."""
    return licence.spdx.lower() if licence and licence.spdx else None


def event(published: PublishedEdition, url: str | None) -> dict[str, str]:
    """Return what is said of the event, *url* being its address."""
    edition = published.edition
    start, end = edition.start_date, edition.last_day
    return {
        "conference_title": edition.title,
        "conference_acronym": edition.short_title,
        "conference_dates": format_date_range(start, end) if start else "",
        "conference_place": published.event_place or "",
        "conference_url": url or "",
    }


def imprint(published: PublishedEdition) -> dict[str, str]:
    """Return what is said of the volume's publication."""
    return {
        "imprint_publisher": published.publisher or "",
        "imprint_isbn": str(published.isbn or ""),
        "imprint_place": published.publisher_place or "",
    }


def paragraphs(text: str) -> str:
    """Return a plain text as HTML, its paragraphs apart."""
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def _description(citation: Citation) -> str:
    """Return HTML without MathML, which Zenodo drops: maths is in Unicode."""
    return paragraphs(citation.plain_abstract or citation.plain_marked_title)


def _related(citation: Citation) -> list[dict[str, str]]:
    found = []
    if citation.container.doi:
        kind = "publication-proceeding"
        found.append(_relation(str(citation.container.doi), "isPublishedIn", "doi", kind))
    if citation.isbn and citation.is_paper:
        found.append(_relation(str(citation.isbn), "isPartOf", "isbn"))
    if citation.arxiv:
        found.append(_relation(f"arXiv:{citation.arxiv}", "isNewVersionOf", "arxiv"))
    page = citation.context.url(citation.record)
    if page:
        found.append(_relation(page, "isIdenticalTo", "url"))
    for notice in citation.notices:
        relation = "isObsoletedBy" if notice.type in _GONE else "isDocumentedBy"
        if notice.doi:
            found.append(_relation(str(notice.doi), relation, "doi"))
        elif notice.url:
            found.append(_relation(str(notice.url), relation, "url"))
    for resource in citation.resources:
        if resource.url and resource.type in _KINDS:
            kind = _KINDS[resource.type]
            found.append(_relation(str(resource.url), "isSupplementedBy", "url", kind))
    return found


def _relation(target: str, relation: str, scheme: str, kind: str = "") -> dict[str, str]:
    made = {"identifier": target, "relation": relation, "scheme": scheme}
    return {**made, "resource_type": kind} if kind else made


ZENODO = Format(
    name="zenodo",
    title=N_("Zenodo deposit metadata"),
    media_type="application/json",
    suffix=".zenodo.json",
    scopes=frozenset({Scope.PAPER}),
    write=_write,
    validate=_validation_errors,
)
"""The exporter of Zenodo's metadata."""
