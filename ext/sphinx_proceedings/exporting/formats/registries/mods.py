"""MODS 3.7 of the Library of Congress: the record that library catalogues and Zotero read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, Format, Scope
from sphinx_proceedings.exporting.requirements import cited_records
from sphinx_proceedings.exporting.xml import (
    XLINK,
    XSI,
    add,
    add_if,
    add_paragraphs,
    inside,
    root,
    write_around,
    xml_id,
)

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element

_MODS: Final = "http://www.loc.gov/mods/v3"
_SCHEMA: Final = f"{_MODS} http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"


def _write(context: ExportContext, selection: Selection) -> bytes:
    if selection.scope is Scope.PAPER or not selection.records:
        return write_around(_collection(), [_records(context, selection)])
    parts = [part for part in selection.parts(context.catalogue) if part.records]
    texts = [_part(context, part) for part in parts]
    return write_around(_collection(), texts)


def _collection() -> Element:
    return root(
        _MODS,
        "modsCollection",
        {"xlink": XLINK, "xsi": XSI},
        {f"{{{XSI}}}schemaLocation": _SCHEMA},
    )


def _records(context: ExportContext, selection: Selection) -> str:
    # What is inside says nothing of a namespace: without one, elements are made in half the time.
    collection = root(None, "modsCollection", {"xlink": XLINK})
    for citation in cited_records(context, selection, "MODS"):
        _record(collection, citation)
    return inside(collection)


@memoized
def _part(context: ExportContext, selection: Selection) -> str:
    """Return the records of an edition, which stand among those of the site too."""
    return _records(context, selection)


def _record(collection: Element, citation: Citation) -> None:
    record = add(collection, "mods", None, {"ID": xml_id(citation.key), "version": "3.7"})
    add(add(record, "titleInfo"), "title", citation.plain_marked_title)
    for name in citation.authors:
        _name(record, name, "author" if citation.is_paper else "speaker")
    add(record, "typeOfResource", "text" if citation.is_paper else "sound recording-nonmusical")
    genre = "conference publication" if citation.is_paper else "conference presentation"
    add(record, "genre", genre, {"authority": "marcgt"} if citation.is_paper else {})
    if not citation.is_paper:
        add(add(record, "originInfo"), "dateOther", _date(citation), {"type": "presented"})
    language = add(record, "language")
    attributes = {"type": "code", "authority": "rfc5646"}
    add(language, "languageTerm", str(citation.language), attributes)
    add_paragraphs(record, "abstract", citation.plain_abstract)
    for remark in citation.remarks:
        kind = "status" if citation.mark and remark == citation.remarks[0] else None
        add(record, "note", remark, {"type": kind})
    for keyword in citation.keywords:
        add(add(record, "subject"), "topic", keyword)
    if citation.is_paper:
        _host(record, citation)
    add_if(record, "identifier", citation.doi, {"type": "doi"})
    add_if(record, "identifier", citation.arxiv, {"type": "arxiv"})
    add_if(record, "identifier", citation.url, {"type": "uri"})
    location = [u for u in (citation.url, citation.pdf_url) if u]
    if location:
        place = add(record, "location")
        for address in location:
            access = "object in context" if address == citation.url else "raw object"
            add(place, "url", address, {"access": access})
    if citation.licence:
        use = {"type": "use and reproduction", f"{{{XLINK}}}href": citation.licence.url}
        add(record, "accessCondition", citation.licence.full_name, use)


def _name(parent: Element, name: CitedName, role: str) -> None:
    kind = "personal" if name.contribution.is_person else "corporate"
    made = add(parent, "name", None, {"type": kind})
    if name.literal:
        add(made, "namePart", name.literal)
    else:
        add_if(made, "namePart", name.given, {"type": "given"})
        add(made, "namePart", name.full_family, {"type": "family"})
        add_if(made, "namePart", name.suffix, {"type": "termsOfAddress"})
    add(add(made, "role"), "roleTerm", role, {"type": "text", "authority": "marcrelator"})
    if name.orcid:
        add(made, "nameIdentifier", name.orcid, {"type": "orcid"})
    for affiliation in name.affiliations:
        add(made, "affiliation", affiliation.name)


def _host(record: Element, citation: Citation) -> None:
    host = add(record, "relatedItem", None, {"type": "host"})
    add(add(host, "titleInfo"), "title", citation.proceedings_title)
    event = add(host, "name", None, {"type": "conference"})
    add(event, "namePart", citation.edition.title)
    for editor in citation.editors:
        _name(host, editor, "editor")
    origin = add(host, "originInfo")
    if citation.publisher_place:
        place = add(origin, "place")
        add(place, "placeTerm", citation.publisher_place, {"type": "text"})
    add_if(origin, "publisher", citation.publisher)
    add(origin, "dateIssued", _date(citation), {"encoding": "w3cdtf", "keyDate": "yes"})
    add_if(host, "identifier", citation.isbn, {"type": "isbn"})
    add_if(host, "identifier", citation.container.doi, {"type": "doi"})
    if citation.issn or citation.volume_number:
        series = add(host, "relatedItem", None, {"type": "series"})
        title = add(series, "titleInfo")
        add(title, "title", citation.series.title)
        add_if(title, "partNumber", citation.volume_number)
        add_if(series, "identifier", citation.issn, {"type": "issn"})
    if citation.pages:
        extent = add(add(host, "part"), "extent", None, {"unit": "pages"})
        add(extent, "start", citation.pages.first)
        add_if(extent, "end", citation.pages.end)


def _date(citation: Citation) -> str:
    return citation.date.isoformat() if citation.date else citation.year


MODS = Format(
    name="mods",
    title="MODS",
    media_type="application/mods+xml",
    suffix=".mods.xml",
    scopes=ALL_SCOPES,
    write=_write,
)
"""The exporter of MODS."""
