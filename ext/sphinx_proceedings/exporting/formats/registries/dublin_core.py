"""Dublin Core (the fifteen elements, as OAI-PMH has them) for one paper or talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import cited_records
from sphinx_proceedings.exporting.xml import XML_LANG, XSI, add, add_if, root, write
from sphinx_proceedings.model.records.papers import Paper

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element

OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC: Final = "http://purl.org/dc/elements/1.1/"


def _write(context: ExportContext, selection: Selection) -> bytes:
    document = root(
        OAI_DC,
        "dc",
        {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI},
        {f"{{{XSI}}}schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}"},
    )
    add_elements(document, cited_records(context, selection, "Dublin Core")[0])
    return write(document)


def add_elements(parent: Element, citation: Citation) -> None:
    """Append the elements of one record to *parent*, an ``oai_dc:dc``."""
    language = {XML_LANG: str(citation.language)}
    add(parent, _dc("title"), citation.plain_marked_title, dict(language))
    for name in citation.authors:
        add(parent, _dc("creator"), name.inverted)
    for keyword in citation.keywords:
        add(parent, _dc("subject"), keyword)
    add_if(parent, _dc("description"), citation.plain_abstract, dict(language))
    for remark in citation.remarks:
        add(parent, _dc("description"), remark)
    add_if(parent, _dc("publisher"), citation.edition_volume.publisher)
    for editor in citation.editors if citation.is_paper else ():
        add(parent, _dc("contributor"), editor.inverted)
    add(parent, _dc("date"), citation.date.isoformat() if citation.date else citation.year)
    add(parent, _dc("type"), "Text" if citation.is_paper else "Event")
    kind = "conferenceObject" if citation.is_paper else "lecture"
    add(parent, _dc("type"), f"info:eu-repo/semantics/{kind}")
    if citation.pdf_url:
        add(parent, _dc("format"), "application/pdf")
    page = citation.context.url(citation.record)
    for identifier in (page, citation.doi.url if citation.doi else None, citation.pdf_url):
        add_if(parent, _dc("identifier"), identifier)
    if citation.is_paper:
        pages = f", pages {citation.pages}" if citation.pages else ""
        add(parent, _dc("source"), f"{citation.proceedings_title}{pages}")
    add(parent, _dc("language"), str(citation.language))
    for relation in _relations(citation):
        add(parent, _dc("relation"), relation)
    if citation.licence:
        add(parent, _dc("rights"), citation.licence.url)
        if citation.licence.spdx:
            add(parent, _dc("rights"), citation.licence.full_name)


def _relations(citation: Citation) -> list[str]:
    found = [] if citation.arxiv is None else [citation.arxiv.url]
    if citation.container.doi:
        found.append(citation.container.doi.url)
    if citation.isbn:
        found.append(f"urn:isbn:{citation.isbn}")
    record = citation.record
    for notice in record.notices if isinstance(record, Paper) else ():
        target = notice.doi.url if notice.doi else notice.url
        found += [str(target)] if target else []
    return found


def _dc(name: str) -> str:
    return f"{{{DC}}}{name}"


DUBLIN_CORE = Format(
    name="dublin-core",
    title="Dublin Core",
    media_type="application/xml",
    suffix=".dc.xml",
    scopes=frozenset({Scope.PAPER}),
    write=_write,
)
"""The exporter of Dublin Core."""
