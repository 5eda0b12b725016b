"""ACL Anthology XML: one volume with its papers, and the event with its invited talks.

Rule: schema.rnc of the Anthology. Files are told by address: a ``<pdf>`` there wants the checksum
of a file that the Anthology already holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.acl_markup import to_acl
from sphinx_proceedings.exporting.iso_639 import three_letters
from sphinx_proceedings.exporting.protocol import ExportError, Format, Scope
from sphinx_proceedings.exporting.requirements import one_edition, only_papers
from sphinx_proceedings.exporting.xml import add, add_if, fill, root, write
from sphinx_proceedings.model.records.papers import NoticeType, ResourceType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.editions import Edition

_VENUE: Final = re.compile(r"[a-z][a-z0-9]+")
_VOLUME: Final = re.compile(r"[a-z0-9]+")
_TAKEN_BACK: Final = {NoticeType.RETRACTION: "retracted", NoticeType.WITHDRAWAL: "removed"}


def _write(context: ExportContext, selection: Selection) -> bytes:
    edition = one_edition(selection)
    cited = only_papers(context, selection, "A volume of the ACL Anthology")
    venue = context.options.get("acl_venue") or re.sub("[^a-z0-9]", "", edition.series_id.lower())
    number = context.options.get("acl_volume", "1")
    for option, value, shape in (
        ("acl_venue", venue, _VENUE),
        ("acl_volume", number, _VOLUME),
    ):
        if not shape.fullmatch(value):
            raise ExportError(
                f"{option} {value!r} is no id of the ACL Anthology; give small letters and digits"
            )
    year = edition.year[:4]
    collection = root(None, "collection", None, {"id": f"{year}.{venue}"})
    volume = add(collection, "volume", None, {"id": number, "type": "proceedings"})
    _meta(volume, cited[0], venue)
    keys: set[str] = set()
    for place, citation in enumerate(cited, 1):
        key = slug(citation.key.replace(":", " "))
        key = f"{key}-{place}" if key in keys else key
        keys.add(key)
        _paper(volume, citation, str(place), key)
    _event(collection, context, edition, f"{venue}-{year}")
    return write(collection)


def _meta(volume: Element, citation: Citation, venue: str) -> None:
    edition = citation.edition
    meta = add(volume, "meta")
    add(meta, "booktitle", citation.edition_volume.title)
    for editor in citation.edition_volume.editors:
        _name(meta, "editor", editor)
    add_if(meta, "publisher", citation.edition_volume.publisher)
    add_if(meta, "address", citation.event_place)
    date = citation.edition_volume.date
    if date:
        add(meta, "month", format_date_range(date).split()[1])  # "2 December 2022"
    add(meta, "year", citation.edition_volume.year)
    add_if(meta, "isbn", citation.edition_volume.isbn)
    add_if(meta, "url", citation.context.url(edition))
    add_if(meta, "doi", citation.edition_volume.doi)
    add(meta, "venue", venue)


def _paper(volume: Element, citation: Citation, number: str, key: str) -> None:
    record = citation.record
    paper = add(volume, "paper", None, {"id": number})
    fill(add(paper, "title"), to_acl(citation.title, citation.links, fixed_case=True))
    for name in citation.authors:
        _name(paper, "author", name)
    if citation.pages:
        first, last = citation.pages
        add(paper, "pages", first if first == last else f"{first}–{last}")
    if citation.abstract:
        fill(add(paper, "abstract"), to_acl(citation.abstract, citation.links))
    add_if(paper, "url", citation.context.url(record))
    add_if(paper, "url", citation.pdf_url, {"type": "pdf"})
    add_if(paper, "doi", citation.doi)
    if not citation.language.startswith("en"):
        add_if(paper, "language", three_letters(citation.language))
    for resource in citation.resources:
        if resource.type is ResourceType.VIDEO and resource.url:
            add(paper, "video", None, {"href": str(resource.url)})
    notes = list(citation.remarks)
    for notice in citation.notices:
        if notice.type in _TAKEN_BACK:
            text = to_plain(notice.text, citation.links)
            attributes = {"date": notice.date.isoformat()}
            add(paper, _TAKEN_BACK[notice.type], text, dict(attributes))
            break
    if notes:
        add(paper, "note", " ".join(notes))
    for award in citation.awards:
        add(paper, "award", None, {"name": to_plain(award.title, citation.links)})
    add(paper, "bibkey", key)


def _name(parent: Element, tag: str, name: CitedName) -> None:
    made = add(parent, tag)
    if name.literal:
        add(made, "last", name.literal)
    else:
        add_if(made, "first", name.given)
        # The Anthology writes a suffix after the family name.
        add(made, "last", " ".join(part for part in (name.full_family, name.suffix) if part))
    add_if(made, "affiliation", "; ".join(affiliation.name for affiliation in name.affiliations))


def _event(collection: Element, context: ExportContext, edition: Edition, name: str) -> None:
    event = add(collection, "event", None, {"id": name})
    meta = add(event, "meta")
    add(meta, "title", edition.title)
    first = cite(context, edition.papers[0])
    add_if(meta, "location", first.event_place)
    if edition.start_date:
        add(meta, "dates", format_date_range(edition.start_date, edition.end_date))
    website = context.url(edition)
    if website:
        add(add(event, "links"), "url", website, {"type": "website"})
    for record in edition.talks:
        citation = cite(context, record)
        talk = add(event, "talk", None, {"type": record.type.value} if record.type else {})
        fill(add(talk, "title"), to_acl(record.title, citation.links))
        for speaker in citation.authors:
            _name(talk, "speaker", speaker)
        add_if(talk, "url", context.url(record))


ACL_ANTHOLOGY = Format(
    name="acl-anthology",
    title="ACL Anthology XML",
    media_type="application/xml",
    suffix=".acl.xml",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    options={
        "acl_venue": "the Anthology's id of the venue; made from the series' id when absent",
        "acl_volume": "id of the volume; 1 when absent",
    },
)
"""The exporter of the ACL Anthology's XML."""
