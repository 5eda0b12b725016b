"""OAI-PMH static repository: one file that a gateway offers to all harvesters.

Rule: Specification for an OAI Static Repository, 2004-04-23; meant for up to some 5,000 records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sphinx_proceedings.exporting.formats.registries.dublin_core import (
    DC,
    OAI_DC,
    OAI_DC_SCHEMA,
    add_elements,
)
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import (
    address_wanted,
    mail_problems,
    only_papers,
    require_valid,
)
from sphinx_proceedings.exporting.xml import XSI, add, root, write
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.values.reduced_dates import first_day

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element

STATIC: Final = "http://www.openarchives.org/OAI/2.0/static-repository"
OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_SUFFIX: Final = ".oai.xml"


def _validation_errors(context: ExportContext, _selection: Selection) -> list[str]:
    problems = []
    if not context.base_url:
        problems.append(address_wanted("OAI-PMH identifies records by the site's host"))
    return problems + mail_problems(
        context, "OAI-PMH wants an address to write to", "contact_email"
    )


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_validation_errors(context, selection))
    cited = only_papers(context, selection, "An OAI-PMH repository")
    repository = root(
        STATIC,
        "Repository",
        {"oai": OAI, "oai_dc": OAI_DC, "dc": DC, "xsi": XSI},
        {f"{{{XSI}}}schemaLocation": f"{STATIC} {OAI}static-repository.xsd"},
    )
    stamps = {citation.record.key: _datestamp(citation) for citation in cited}
    _identify(repository, context, selection, min(stamps.values()))
    formats = add(repository, "ListMetadataFormats")
    described = add(formats, _oai("metadataFormat"))
    add(described, _oai("metadataPrefix"), "oai_dc")
    add(described, _oai("schema"), OAI_DC_SCHEMA)
    add(described, _oai("metadataNamespace"), OAI_DC)
    records = add(repository, "ListRecords", None, {"metadataPrefix": "oai_dc"})
    for citation in cited:
        record = add(records, _oai("record"))
        header = add(record, _oai("header"))
        add(header, _oai("identifier"), _identifier(context, citation))
        add(header, _oai("datestamp"), stamps[citation.record.key])
        about = add(add(record, _oai("metadata")), f"{{{OAI_DC}}}dc")
        about.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
        add_elements(about, citation)
    return write(repository)


def _identify(
    repository: Element, context: ExportContext, selection: Selection, earliest: str
) -> None:
    identify = add(repository, "Identify")
    names = dict.fromkeys(edition.short_title for edition in selection.editions)
    add(identify, _oai("repositoryName"), f"Proceedings: {', '.join(names)}")
    # Where the site has the file: beside the pages about metadata.
    folder, _, name = selection.stem.rpartition("/")
    inside = "metadata" if selection.scope is Scope.SITE else f"{folder}/metadata"
    own = context.absolute(f"{inside}/{name}{_SUFFIX}")
    add(identify, _oai("baseURL"), context.options.get("oai_base_url") or own)
    add(identify, _oai("protocolVersion"), "2.0")
    add(identify, _oai("adminEmail"), context.options["contact_email"])
    add(identify, _oai("earliestDatestamp"), earliest)
    add(identify, _oai("deletedRecord"), "no")
    add(identify, _oai("granularity"), "YYYY-MM-DD")


def _identifier(context: ExportContext, citation: Citation) -> str:
    """Return ``oai:host:path/key``; sites that share a host differ in the path."""
    site = urlsplit(context.base_url or "")
    path = site.path.strip("/")
    return f"oai:{site.hostname}:{f'{path}/' if path else ''}{citation.record.key}"


def _datestamp(citation: Citation) -> str:
    """Return the day of the last change that the data know: publication, or a notice."""
    record = citation.record
    notices = record.notices if isinstance(record, Paper) else ()
    known = [*([citation.date] if citation.date else []), *(notice.date for notice in notices)]
    return first_day(max(known)).isoformat() if known else f"{citation.year}-01-01"


def _oai(name: str) -> str:
    return f"{{{OAI}}}{name}"


OAI_STATIC = Format(
    name="oai",
    title=N_("OAI-PMH static repository"),
    media_type="text/xml",
    suffix=_SUFFIX,
    scopes=frozenset({Scope.EDITION, Scope.SITE}),
    write=_write,
    validate=_validation_errors,
    options={
        "contact_email": "where harvesters write to (needed)",
        "oai_base_url": "address that a gateway gives to the repository; the file's when absent",
    },
)
"""The exporter of OAI-PMH static repositories."""
