"""A draft of a deposit at Zenodo, or another InvenioRDM repository, for one paper or talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.registries import inveniordm
from sphinx_proceedings.exporting.formats.registries.inveniordm import relation
from sphinx_proceedings.exporting.iso_639 import three_letters
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import cited_records, missing, require_valid
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.papers import NoticeType, Paper, PaperType, ResourceType
from sphinx_proceedings.model.richtext import to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.formats.registries.inveniordm import Fields
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection

_KINDS: Final = {
    ResourceType.SUPPLEMENT: "other",
    ResourceType.POSTER: "poster",
    ResourceType.SLIDES: "presentation",
    ResourceType.VIDEO: "video",
    ResourceType.CODE: "software",
    ResourceType.DATA: "dataset",
    ResourceType.MODEL: "model",
}
"""By the type of a resource, the id of InvenioRDM's resource type."""
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
    c = cited_records(context, selection, "A Zenodo deposit")[0]
    sessions = [
        to_plain(appearance.session.title, c.links)
        for appearance in context.catalogue.appearances(c.record)
    ]
    custom = {
        "meeting:meeting": inveniordm.meeting(
            c.container, context.url(c.edition), sessions[0] if sessions else ""
        ),
        "imprint:imprint": inveniordm.imprint(c.container, c.pages) if c.is_paper else {},
    }
    return inveniordm.draft(_metadata(c), custom, c.doi)


def _metadata(c: Citation) -> Fields:
    language = three_letters(c.language)
    # The description may be left out, but a record without one is hard to find there.
    description = inveniordm.paragraphs(c.plain_abstract or c.plain_marked_title)
    return {
        "resource_type": {"id": _kind(c)},
        "title": c.plain_marked_title,
        "publication_date": c.date.isoformat() if c.date else "",
        "creators": inveniordm.creators(c.authors),
        "contributors": inveniordm.creators(c.editors if c.is_paper else (), "editor"),
        "publisher": c.edition_volume.publisher or "",
        "description": description,
        "additional_descriptions": [
            {"description": inveniordm.paragraphs(remark), "type": {"id": "other"}}
            for remark in c.remarks
        ],
        "rights": inveniordm.rights(c.licence),
        "subjects": [{"subject": keyword} for keyword in c.keywords],
        "languages": [{"id": language}] if language else [],
        "dates": _dates(c),
        "related_identifiers": _related(c),
    }


def _kind(c: Citation) -> str:
    if not isinstance(c.record, Paper):
        return "presentation"
    poster = c.record.type is PaperType.POSTER and not c.in_proceedings
    return "poster" if poster else "publication-conferencepaper"


def _dates(c: Citation) -> list[Fields]:
    return [
        {
            "date": notice.date.isoformat(),
            "type": {"id": "withdrawn" if notice.type in _GONE else "updated"},
            "description": notice.type.value.replace("-", " "),
        }
        for notice in c.notices
    ]


def _related(c: Citation) -> list[Fields]:
    found = []
    volume = "publication-conferenceproceeding"
    if c.container.doi:
        found.append(relation(c.container.doi, "ispublishedin", "doi", volume))
    if c.isbn and c.is_paper:
        found.append(relation(c.isbn, "ispartof", "isbn", volume))
    if c.arxiv:
        found.append(relation(f"arXiv:{c.arxiv}", "isnewversionof", "arxiv"))
    if page := c.context.url(c.record):
        found.append(relation(page, "isidenticalto", "url"))
    for notice in c.notices:
        kind = "isobsoletedby" if notice.type in _GONE else "isdocumentedby"
        if notice.doi:
            found.append(relation(notice.doi, kind, "doi"))
        elif notice.url:
            found.append(relation(notice.url, kind, "url"))
    return found + [
        relation(resource.url, "issupplementedby", "url", _KINDS[resource.type])
        for resource in c.resources
        if resource.url and resource.type in _KINDS
    ]


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
