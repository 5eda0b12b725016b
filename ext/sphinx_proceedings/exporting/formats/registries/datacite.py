"""DataCite metadata 4.7 as XML and as the JSON of its REST interface, from one record for both.

A paper's record says what it is part of; an edition's record is that of its volume and lists what
has a DOI in it. Needed are a DOI and a publisher.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.registries.datacite_record import (
    SCHEMA,
    of_citation,
    of_volume,
)
from sphinx_proceedings.exporting.protocol import ExportError, Format, Scope
from sphinx_proceedings.exporting.requirements import missing, one_edition, require_valid
from sphinx_proceedings.exporting.xml import XML_LANG, XSI, add, root, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element

_LOCATION: Final = f"{SCHEMA} https://schema.datacite.org/meta/kernel-4.7/metadata.xsd"
Fields = dict[str, Any]


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    edition = one_edition(selection)
    if selection.talks and not selection.papers and selection.scope is Scope.PAPER:
        return ["DataCite records are made for papers and volumes; a talk has no DOI"]
    published = context.catalogue.published_edition(edition)
    problems = []
    if not published.publisher:
        wants = "DataCite wants a publisher"
        problems.append(missing(context, edition.key, wants, "add publisher to volume or series"))
    if selection.scope is Scope.EDITION:
        if published.doi is None:
            wants = "DataCite wants the DOI of the volume"
            problems.append(missing(context, edition.key, wants, "add doi to volume"))
        elif not published.editors:
            wants = "DataCite wants a creator of the volume"
            problems.append(missing(context, edition.key, wants, "add editors to volume"))
    else:
        problems += [
            missing(context, paper.key, "DataCite wants a DOI", "add doi to the paper")
            for paper in selection.papers
            if paper.doi is None
        ]
    return problems


def record_of(context: ExportContext, selection: Selection) -> Fields:
    """Return the attributes of the record, named as in DataCite's JSON; `ExportError` if none."""
    require_valid(_validation_errors(context, selection))
    if selection.scope is Scope.EDITION:
        if not selection.papers:
            raise ExportError(f"{selection.label} has no papers, so it has no volume to describe")
        return of_volume(tuple(cite(context, paper) for paper in selection.papers))
    return of_citation(cite(context, selection.papers[0]))


def _write_json(context: ExportContext, selection: Selection) -> bytes:
    attributes = record_of(context, selection)
    data = {"id": attributes["doi"], "type": "dois", "attributes": attributes}
    text = json.dumps({"data": data}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _write_xml(context: ExportContext, selection: Selection) -> bytes:
    record = record_of(context, selection)
    resource = root(SCHEMA, "resource", {"xsi": XSI}, {f"{{{XSI}}}schemaLocation": _LOCATION})
    add(resource, "identifier", record["doi"], {"identifierType": "DOI"})
    _people(resource, "creator", record["creators"])
    _titles(resource, record["titles"])
    add(resource, "publisher", record["publisher"]["name"])
    add(resource, "publicationYear", record["publicationYear"])
    types = record["types"]
    general = {"resourceTypeGeneral": types["resourceTypeGeneral"]}
    add(resource, "resourceType", types["resourceType"], dict(general))
    _list(resource, "subjects", "subject", record["subjects"], "subject")
    _people(resource, "contributor", record["contributors"])
    _list(resource, "dates", "date", record["dates"], "date")
    add(resource, "language", record["language"])
    kind = "alternateIdentifier"
    _list(resource, f"{kind}s", kind, record[f"{kind}s"], kind)
    kind = "relatedIdentifier"
    _list(resource, f"{kind}s", kind, record[f"{kind}s"], kind)
    _list(resource, "formats", "format", [{"format": f} for f in record["formats"]], "format")
    _list(resource, "rightsList", "rights", record["rightsList"], "rights")
    _list(resource, "descriptions", "description", record["descriptions"], "description")
    if "fundingReferences" in record:
        _funding(add(resource, "fundingReferences"), record["fundingReferences"])
    for item in record["relatedItems"]:
        _related_item(add(resource, "relatedItems"), item)
    return write(resource)


_ATTRIBUTES: Final = {"lang": XML_LANG, "rightsUri": "rightsURI", "schemeUri": "schemeURI"}


def _element(parent: Element, name: str, fields: Mapping[str, str], content: str) -> Element:
    """Append an element whose text is the field *content* and whose attributes are the others."""
    attributes: dict[str, str | None] = {
        _ATTRIBUTES.get(key, key): value for key, value in fields.items() if key != content
    }
    made = add(parent, name, None, attributes)
    made.text = fields[content]
    return made


def _list(
    resource: Element, name: str, one: str, entries: list[Mapping[str, str]], content: str
) -> None:
    if entries:
        parent = add(resource, name)
        for fields in entries:
            _element(parent, one, fields, content)


def _titles(parent: Element, titles: list[Mapping[str, str]]) -> None:
    _list(parent, "titles", "title", titles, "title")


def _people(parent: Element, role: str, people: list[Fields]) -> None:
    if not people:
        return
    group = add(parent, f"{role}s")
    for person in people:
        kind = {"contributorType": person["contributorType"]} if role == "contributor" else {}
        made = add(group, role, None, dict(kind))
        add(made, f"{role}Name", person["name"], {"nameType": person["nameType"]})
        for part in ("givenName", "familyName"):
            if part in person:
                add(made, part, person[part])
        for identifier in person.get("nameIdentifiers", ()):
            _element(made, "nameIdentifier", identifier, "nameIdentifier")
        for affiliation in person.get("affiliation", ()):
            _element(made, "affiliation", affiliation, "name")


def _funding(parent: Element, references: list[Fields]) -> None:
    for reference in references:
        made = add(parent, "fundingReference")
        add(made, "funderName", reference["funderName"])
        if "funderIdentifier" in reference:
            kinds = ("funderIdentifier", "funderIdentifierType")
            identifier = {kind: reference[kind] for kind in kinds}
            _element(made, "funderIdentifier", identifier, "funderIdentifier")
        if "awardNumber" in reference:
            add(made, "awardNumber", reference["awardNumber"])


def _related_item(parent: Element, item: Fields) -> None:
    kinds = ("relatedItemType", "relationType")
    made = add(parent, "relatedItem", None, {kind: item[kind] for kind in kinds})
    identifier = item.get("relatedItemIdentifier")
    if identifier:
        _element(made, "relatedItemIdentifier", identifier, "relatedItemIdentifier")
    _titles(made, item["titles"])
    for name in ("publicationYear", "volume", "number", "firstPage", "lastPage", "publisher"):
        if name in item:
            kind = {"numberType": item["numberType"]} if name == "number" else {}
            add(made, name, item[name], dict(kind))
    _people(made, "contributor", item["contributors"])


_SCOPES: Final = frozenset({Scope.PAPER, Scope.EDITION})
DATACITE_XML = Format(
    name="datacite-xml",
    title="DataCite XML",
    media_type="application/vnd.datacite.datacite+xml",
    suffix=".datacite.xml",
    scopes=_SCOPES,
    write=_write_xml,
    validate=_validation_errors,
)
"""The exporter of DataCite's XML."""
DATACITE_JSON = Format(
    name="datacite-json",
    title="DataCite JSON",
    media_type="application/vnd.api+json",
    suffix=".datacite.json",
    scopes=_SCOPES,
    write=_write_json,
    validate=_validation_errors,
)
"""The exporter of DataCite's JSON."""
