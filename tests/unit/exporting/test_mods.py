"""MODS, by the schema of the Library of Congress and read back with lxml."""

from __future__ import annotations

from typing import Any

from lxml import etree

from sphinx_proceedings.exporting.formats.registries.mods import MODS
from sphinx_proceedings.exporting.protocol import Selection

NS = {"m": "http://www.loc.gov/mods/v3", "xlink": "http://www.w3.org/1999/xlink"}


def _name(element):
    parts = {part.get("type"): part.text for part in element.findall("m:namePart", NS)}
    return parts.get(None), parts.get("given"), parts.get("family"), parts.get("termsOfAddress")


def test_valid_and_complete(depositing, deposited, xml_schema):
    exported = MODS.export(depositing, Selection.of_site(depositing.catalogue))
    tree: Any = etree.fromstring(exported)
    xml_schema("mods/mods-3-7.xsd").assertValid(tree)
    records = tree.findall("m:mods", NS)
    assert len(records) == len(deposited)
    for record, citation in zip(records, deposited, strict=True):
        assert record.findtext("m:titleInfo/m:title", None, NS) == citation.plain_marked_title
        assert [_name(n) for n in record.findall("m:name", NS)] == [
            (n.literal, None, None, None)
            if n.literal
            else (None, n.given or None, n.full_family, n.suffix or None)
            for n in citation.authors
        ]
        assert record.findtext("m:abstract", None, NS) == citation.plain_abstract
        host = record.find("m:relatedItem[@type='host']", NS)
        first, last = (host.findtext(f".//m:extent/m:{p}", None, NS) for p in ("start", "end"))
        pages = citation.pages
        assert (first, last) == ((pages.first, pages.end) if pages else (None, None))
        doi = record.findtext("m:identifier[@type='doi']", None, NS)
        assert doi == (citation.doi and str(citation.doi))
        date = citation.date.isoformat() if citation.date else citation.year
        assert host.findtext("m:originInfo/m:dateIssued", None, NS) == date
        assert record.findtext("m:language/m:languageTerm", None, NS) == str(citation.language)
        assert [n.text for n in record.findall("m:note", NS)] == list(citation.remarks)
        licence = record.find("m:accessCondition", NS)
        href = None if licence is None else licence.get(f"{{{NS['xlink']}}}href")
        assert href == (citation.licence and citation.licence.url)


def test_a_talk_is_one_too(nasty, xml_schema):
    talk = next(iter(nasty.catalogue.talks.values()))
    tree: Any = etree.fromstring(MODS.export(nasty, Selection.of_record(nasty.catalogue, talk)))
    xml_schema("mods/mods-3-7.xsd").assertValid(tree)
    assert tree.findtext("m:mods/m:genre", None, NS) == "conference presentation"


def test_same_data_same_bytes(nasty):
    selection = Selection.of_site(nasty.catalogue)
    assert MODS.export(nasty, selection) == MODS.export(nasty, selection)
