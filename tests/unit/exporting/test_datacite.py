"""DataCite, by its XML schema and by the JSON Schema that Invenio's client brings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from datacite import schema45  # type: ignore[import-untyped]  # it has no types
from lxml import etree

from sphinx_proceedings.exporting.formats.registries.datacite import DATACITE_JSON, DATACITE_XML
from sphinx_proceedings.exporting.protocol import ExportError, Selection

NS = {"d": "http://datacite.org/schema/kernel-4"}
SCHEMA = "datacite-4.7/metadata.xsd"


@pytest.fixture(scope="module")
def citations_with_doi(deposited):
    return [citation for citation in deposited if citation.doi]


def _select(context, citation):
    return Selection.of_record(context.catalogue, citation.record)


def _facts_of_xml(exported):
    tree: Any = etree.fromstring(exported)
    item = tree.find("d:relatedItems/d:relatedItem", NS)
    described = tree.findall("d:descriptions/d:description", NS)
    return {
        "title": tree.findtext("d:titles/d:title", None, NS),
        "names": [e.text for e in tree.findall("d:creators/d:creator/d:creatorName", NS)],
        "abstract": next(
            (e.text for e in described if e.get("descriptionType") == "Abstract"), None
        ),
        "remarks": [e.text for e in described if e.get("descriptionType") == "Other"],
        "pages": item is not None
        and (item.findtext("d:firstPage", None, NS), item.findtext("d:lastPage", None, NS)),
        "doi": tree.findtext("d:identifier", None, NS),
        "date": tree.findtext("d:dates/d:date[@dateType='Issued']", None, NS),
        "language": tree.findtext("d:language", None, NS),
        "licence": tree.find("d:rightsList/d:rights", NS).get("rightsURI"),
    }


def _facts_of_json(exported):
    record = json.loads(exported)["data"]["attributes"]
    item = next(iter(record["relatedItems"]), None)
    described = record["descriptions"]
    return {
        "title": record["titles"][0]["title"],
        "names": [creator["name"] for creator in record["creators"]],
        "abstract": next(
            (d["description"] for d in described if d["descriptionType"] == "Abstract"), None
        ),
        "remarks": [d["description"] for d in described if d["descriptionType"] == "Other"],
        "pages": item is not None and (item.get("firstPage"), item.get("lastPage")),
        "doi": record["doi"],
        "date": next(d["date"] for d in record["dates"] if d["dateType"] == "Issued"),
        "language": record["language"],
        "licence": record["rightsList"][0]["rightsUri"],
    }


@pytest.mark.parametrize("read", [_facts_of_xml, _facts_of_json])
def test_facts_come_back(depositing, citations_with_doi, read):
    exporter = DATACITE_XML if read is _facts_of_xml else DATACITE_JSON
    for citation in citations_with_doi:
        assert read(exporter.export(depositing, _select(depositing, citation))) == {
            "title": citation.plain_marked_title,
            "names": [name.inverted for name in citation.authors],
            "abstract": citation.plain_abstract,
            "remarks": list(citation.remarks),
            "pages": citation.in_proceedings
            and ((citation.pages.first, citation.pages.end) if citation.pages else (None, None)),
            "doi": str(citation.doi),
            "date": citation.date.isoformat(),
            "language": str(citation.language),
            "licence": citation.licence.url,
        }


def test_xml_is_valid(depositing, citations_with_doi, xml_schema):
    for citation in citations_with_doi:
        exported = DATACITE_XML.export(depositing, _select(depositing, citation))
        xml_schema(SCHEMA).assertValid(etree.fromstring(exported))


def test_json_is_valid(depositing, citations_with_doi):
    for citation in citations_with_doi:
        exported = DATACITE_JSON.export(depositing, _select(depositing, citation))
        schema45.validator.validate(json.loads(exported)["data"]["attributes"])


def test_volume_lists_what_is_in_it(depositing_nasty, xml_schema):
    catalogue = depositing_nasty.catalogue
    selection = Selection.of_edition(catalogue, catalogue.editions["edge/2025"])
    tree: Any = etree.fromstring(DATACITE_XML.export(depositing_nasty, selection))
    xml_schema(SCHEMA).assertValid(tree)
    assert tree.findtext("d:identifier", None, NS) == "10.5555/edge.2025"
    kind = tree.find("d:resourceType", NS).get("resourceTypeGeneral")
    assert kind == "ConferenceProceeding"
    rights = tree.find("d:rightsList/d:rights", NS)
    assert rights.get("rightsIdentifier") == "cc-by-sa-4.0", "the volume's own, not the papers'"
    related = tree.findall("d:relatedIdentifiers/d:relatedIdentifier", NS)
    parts = [e.text for e in related if e.get("relationType") == "HasPart"]
    assert parts == [str(paper.doi) for paper in selection.papers if paper.doi]


def test_a_retraction_obsoletes(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    paper = catalogue.papers["edge/2025/papers/retracted"]
    selection = Selection.of_record(catalogue, paper)
    tree: Any = etree.fromstring(DATACITE_XML.export(depositing_nasty, selection))
    path = "d:relatedIdentifiers/d:relatedIdentifier[@relationType='IsObsoletedBy']"
    assert tree.findtext(path, None, NS) == "10.5555/edge.2025.4r"
    assert tree.findtext("d:dates/d:date[@dateType='Withdrawn']", None, NS) == "2026-01-15"


def test_without_doi_or_publisher_it_is_refused(depositing_nasty, real):
    catalogue = depositing_nasty.catalogue
    selection = Selection.of_record(catalogue, catalogue.papers["edge/2025/papers/cjk"])
    with pytest.raises(ExportError, match="edge/2025/papers/cjk: DataCite wants a DOI; add doi"):
        DATACITE_JSON.export(depositing_nasty, selection)
    selection = Selection.of_record(real.catalogue, real.catalogue.papers["enlsp/2022/papers/5"])
    with pytest.raises(ExportError, match="DataCite wants a publisher"):
        DATACITE_XML.export(real, selection)
