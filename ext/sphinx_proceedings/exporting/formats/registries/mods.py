"""MODS 3.7 of the Library of Congress: the record that library catalogues and Zotero read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, Format, Scope, Selection
from sphinx_proceedings.exporting.requirements import cited_records
from sphinx_proceedings.exporting.xml import (
    XLINK,
    XSI,
    root,
    write_around,
    xml_id,
)
from sphinx_proceedings.exporting.xml_lines import XmlLines

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.papers import Paper

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
    lines = XmlLines(depth=1)
    for citation in cited_records(context, selection, "MODS"):
        _record(lines, citation)
    return str(lines)


@memoized
def _part(context: ExportContext, selection: Selection) -> str:
    """Return the records of an edition, which stand among those of the site too."""
    return _records(context, selection)


def _entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    return (_records(context, Selection.of_record(context.catalogue, paper)).encode(),)


def _record(lines: XmlLines, citation: Citation) -> None:
    lines.begin("mods", {"ID": xml_id(citation.key), "version": "3.7"})
    lines.inside("titleInfo", "title", citation.plain_marked_title)
    for name in citation.authors:
        _name(lines, name, "author" if citation.is_paper else "speaker")
    lines.add("typeOfResource", "text" if citation.is_paper else "sound recording-nonmusical")
    genre = "conference publication" if citation.is_paper else "conference presentation"
    lines.add("genre", genre, {"authority": "marcgt"} if citation.is_paper else {})
    if not citation.is_paper:
        lines.inside("originInfo", "dateOther", _date(citation), {"type": "presented"})
    attributes = {"type": "code", "authority": "rfc5646"}
    lines.inside("language", "languageTerm", str(citation.language), attributes)
    if citation.plain_abstract:
        lines.paragraphs("abstract", citation.plain_abstract)
    for remark in citation.remarks:
        kind = "status" if citation.mark and remark == citation.remarks[0] else None
        lines.add("note", remark, {"type": kind})
    for keyword in citation.keywords:
        lines.inside("subject", "topic", keyword)
    if citation.is_paper:
        _host(lines, citation)
    lines.add_if("identifier", citation.doi, {"type": "doi"})
    lines.add_if("identifier", citation.arxiv, {"type": "arxiv"})
    lines.add_if("identifier", citation.url, {"type": "uri"})
    location = [u for u in (citation.url, citation.pdf_url) if u]
    if location:
        lines.begin("location")
        for address in location:
            access = "object in context" if address == citation.url else "raw object"
            lines.add("url", address, {"access": access})
        lines.end()
    if citation.licence:
        use = {"type": "use and reproduction", "xlink:href": citation.licence.url}
        lines.add("accessCondition", citation.licence.full_name, use)
    lines.end()


def _name(lines: XmlLines, name: CitedName, role: str) -> None:
    lines.begin("name", {"type": "personal" if name.contribution.is_person else "corporate"})
    if name.literal:
        lines.add("namePart", name.literal)
    else:
        lines.add_if("namePart", name.given, {"type": "given"})
        lines.add("namePart", name.full_family, {"type": "family"})
        lines.add_if("namePart", name.suffix, {"type": "termsOfAddress"})
    lines.inside("role", "roleTerm", role, {"type": "text", "authority": "marcrelator"})
    lines.add_if("nameIdentifier", name.orcid, {"type": "orcid"})
    for affiliation in name.affiliations:
        lines.add("affiliation", affiliation.name)
    lines.end()


def _host(lines: XmlLines, citation: Citation) -> None:
    lines.begin("relatedItem", {"type": "host"})
    lines.inside("titleInfo", "title", citation.proceedings_title)
    lines.begin("name", {"type": "conference"})
    lines.add("namePart", citation.edition.title)
    lines.end()
    for editor in citation.editors:
        _name(lines, editor, "editor")
    lines.begin("originInfo")
    if citation.publisher_place:
        lines.inside("place", "placeTerm", citation.publisher_place, {"type": "text"})
    lines.add_if("publisher", citation.publisher)
    lines.add("dateIssued", _date(citation), {"encoding": "w3cdtf", "keyDate": "yes"})
    lines.end()
    lines.add_if("identifier", citation.isbn, {"type": "isbn"})
    lines.add_if("identifier", citation.container.doi, {"type": "doi"})
    if citation.issn or citation.volume_number:
        lines.begin("relatedItem", {"type": "series"})
        lines.begin("titleInfo")
        lines.add("title", citation.series.title)
        lines.add_if("partNumber", citation.volume_number)
        lines.end()
        lines.add_if("identifier", citation.issn, {"type": "issn"})
        lines.end()
    if citation.article_number:
        lines.begin("part")
        lines.begin("detail", {"type": "article-number"})
        lines.add("number", citation.article_number)
        lines.end()
        lines.end()
    if citation.pages:
        lines.begin("part")
        lines.begin("extent", {"unit": "pages"})
        lines.add("start", citation.pages.first)
        lines.add_if("end", citation.pages.end)
        lines.end()
        lines.end()
    lines.end()


def _date(citation: Citation) -> str:
    return citation.date.isoformat() if citation.date else citation.year


MODS = Format(
    name="mods",
    title="MODS",
    media_type="application/mods+xml",
    suffix=".mods.xml",
    scopes=ALL_SCOPES,
    write=_write,
    entries=_entries,
)
"""The exporter of MODS."""
