"""Dublin Core and the OAI-PMH static repository, by the schema of OAI-PMH."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from sphinx_proceedings.exporting.formats.registries.dublin_core import DUBLIN_CORE
from sphinx_proceedings.exporting.formats.registries.oai import OAI_STATIC
from sphinx_proceedings.exporting.protocol import ExportError, Selection

NS = {
    "s": "http://www.openarchives.org/OAI/2.0/static-repository",
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# OAI-PMH.xsd validates what is inside a record strictly, so it has to know Dublin Core: its
# fifteen elements, each of text with a language, any number of times.
ELEMENTS = """title creator subject description publisher contributor date type format identifier
    source language relation coverage rights""".split()
DUBLIN_CORE_SCHEMA = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{NS["dc"]}"
    xmlns="{NS["dc"]}" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
  <xs:complexType name="text"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>
  {"".join(f'<xs:element name="{name}" type="text"/>' for name in ELEMENTS)}
</xs:schema>"""
OAI_DC_SCHEMA = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{NS["oai_dc"]}"
    xmlns:dc="{NS["dc"]}" elementFormDefault="qualified">
  <xs:import namespace="{NS["dc"]}" schemaLocation="dc.xsd"/>
  <xs:element name="dc"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    {"".join(f'<xs:element ref="dc:{name}"/>' for name in ELEMENTS)}
  </xs:choice></xs:complexType></xs:element>
</xs:schema>"""


@pytest.fixture(scope="module")
def schema(published, tmp_path_factory):
    """OAI-PMH with Dublin Core."""
    folder = tmp_path_factory.mktemp("oai")
    (folder / "dc.xsd").write_text(DUBLIN_CORE_SCHEMA, encoding="utf-8")
    (folder / "oai_dc.xsd").write_text(OAI_DC_SCHEMA, encoding="utf-8")
    (folder / "xml.xsd").write_bytes((published / "mods" / "xml.xsd").read_bytes())
    pmh = (published / "oai" / "OAI-PMH.xsd").as_uri()
    (folder / "all.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'<xs:import namespace="{NS["oai"]}" schemaLocation="{pmh}"/>'
        f'<xs:import namespace="{NS["oai_dc"]}" schemaLocation="oai_dc.xsd"/></xs:schema>',
        encoding="utf-8",
    )
    return etree.XMLSchema(etree.parse(str(folder / "all.xsd")))


@pytest.fixture(scope="module")
def repository_file(depositing):
    selection = Selection.of_site(depositing.catalogue)
    return etree.fromstring(OAI_STATIC.export(depositing, selection))


def _answer(repository_file, verb):
    """What a gateway makes of a part of a static repository: an answer of OAI-PMH."""
    answer = etree.Element(f"{{{NS['oai']}}}OAI-PMH", nsmap={"oai": NS["oai"]})
    etree.SubElement(answer, f"{{{NS['oai']}}}responseDate").text = "2026-01-01T00:00:00Z"
    request = etree.SubElement(answer, f"{{{NS['oai']}}}request", verb=verb)
    request.text = repository_file.findtext("s:Identify/oai:baseURL", None, NS)
    part = etree.SubElement(answer, f"{{{NS['oai']}}}{verb}")
    copy = etree.fromstring(etree.tostring(repository_file.find(f"s:{verb}", NS)))
    part.extend(list(copy))
    return etree.fromstring(etree.tostring(answer))


@pytest.mark.parametrize("verb", ["Identify", "ListMetadataFormats", "ListRecords"])
def test_answers_are_valid(repository_file, schema, verb):
    schema.assertValid(_answer(repository_file, verb))


def test_facts_come_back(repository_file, deposited, depositing):
    records = repository_file.findall("s:ListRecords/oai:record", NS)
    assert len(records) == len(deposited)
    identifiers = [r.findtext("oai:header/oai:identifier", None, NS) for r in records]
    assert len(set(identifiers)) == len(identifiers)
    assert identifiers[0] == f"oai:proceedings.example.org:site/{deposited[0].record.key}"
    for record, citation in zip(records, deposited, strict=True):
        about = record.find("oai:metadata/oai_dc:dc", NS)
        _same(about, citation, depositing)


def _same(about, citation, context):
    texts = {name: [e.text for e in about.findall(f"dc:{name}", NS)] for name in ELEMENTS}
    assert texts["title"] == [citation.plain_marked_title]
    assert texts["creator"] == [name.inverted for name in citation.authors]
    abstract = [" ".join(citation.plain_abstract.split())] if citation.plain_abstract else []
    assert [" ".join(t.split()) for t in texts["description"]] == [*abstract, *citation.remarks]
    assert texts["date"] == [citation.date.isoformat()]
    assert (citation.doi is None) or citation.doi.url in texts["identifier"]
    assert (
        context.url(citation.record) is None
        or context.url(citation.record) in (texts["identifier"])
    )
    assert (citation.pages is None) or texts["source"][0].endswith(f"pages {citation.pages}")
    assert texts["language"] == [str(citation.language)]
    assert (citation.licence is None) or texts["rights"][0] == citation.licence.url


def test_dublin_core_of_one_paper(context, citations):
    for citation in citations:
        selection = Selection.of_record(context.catalogue, citation.record)
        about: Any = etree.fromstring(DUBLIN_CORE.export(context, selection))
        assert about.tag == f"{{{NS['oai_dc']}}}dc"
        _same(about, citation, context)


def test_a_retraction_changes_the_datestamp(depositing_nasty):
    selection = Selection.of_site(depositing_nasty.catalogue)
    tree: Any = etree.fromstring(OAI_STATIC.export(depositing_nasty, selection))
    stamps = {
        header.findtext("oai:identifier", None, NS).rpartition("/")[2]: header.findtext(
            "oai:datestamp", None, NS
        )
        for header in tree.iter(f"{{{NS['oai']}}}header")
    }
    assert (stamps["retracted"], stamps["braces"]) == ("2026-01-15", "2025-11-03")
    assert tree.findtext("s:Identify/oai:earliestDatestamp", None, NS) == min(stamps.values())


def test_refuses_an_address_that_is_none(depositing_nasty):
    context = replace(depositing_nasty, options={"contact_email": "editors at example.org"})
    with pytest.raises(ExportError, match=r"'editors at example\.org' is no e-mail address"):
        OAI_STATIC.export(context, Selection.of_site(context.catalogue))


@pytest.mark.parametrize("change", [{"base_url": None}, {"options": {}}])
def test_refuses_without_address_and_contact(depositing_nasty, change):
    context = replace(depositing_nasty, **change)
    with pytest.raises(ExportError, match=r"set the site's base URL|give the option contact_email"):
        OAI_STATIC.export(context, Selection.of_site(context.catalogue))
