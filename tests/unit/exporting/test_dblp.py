"""dblp submissions, by the content model that dblp publishes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from lxml import etree

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.registries.dblp import DBLP
from sphinx_proceedings.exporting.protocol import ExportError, Selection

# What dblpsubmission.dtd allows in proceedings; every element without children holds text.
MODEL = {
    "dblpsubmission": "(proceedings)*",
    "proceedings": "(key?,editor*,title,publisher?,year,isbn*,doi?,conf,series?,toc)",
    "conf": "(acronym?,number?,location,date,url?,partof?)",
    "series": "(key?,title,number?)",
    "toc": "(section|subsection|subsubsection|text|publ)*",
    "publ": "(author*,title,pages?,doi?,ee?)",
}
TEXTS = """acronym author date doi editor ee isbn key location number pages partof publisher section
    subsection subsubsection text title url year""".split()
DTD = "\n".join(
    [f"<!ELEMENT {name} {model}>" for name, model in MODEL.items()]
    + [f"<!ELEMENT {name} (#PCDATA)>" for name in TEXTS]
)


def _editions(context):
    editions = context.catalogue.editions.values()
    return [Selection.of_edition(context.catalogue, e) for e in editions if e.papers]


def test_valid_and_complete(depositing):
    dtd = etree.DTD(io.StringIO(DTD))
    for selection in _editions(depositing):
        exported = DBLP.export(depositing, selection)
        assert b'SYSTEM "https://dblp.org/xml/subm/dblpsubmission.dtd"' in exported
        tree: Any = etree.fromstring(exported)
        assert dtd.validate(tree), dtd.error_log
        publications = list(tree.iter("publ"))
        assert len(publications) == len(selection.papers)
        for publication, paper in zip(publications, selection.papers, strict=True):
            citation = cite(depositing, paper)
            assert [author.text for author in publication.findall("author")] == [
                name.display for name in citation.authors if name.contribution.kind != "anonymous"
            ]
            assert publication.findtext("title") == citation.plain_marked_title
            pages = publication.findtext("pages")
            assert pages == (citation.pages and str(citation.pages))
            assert publication.findtext("doi") == (citation.doi and str(citation.doi))


def test_volume_and_event(depositing_nasty):
    tree: Any = etree.fromstring(DBLP.export(depositing_nasty, _editions(depositing_nasty)[0]))
    texts = {
        path: tree.findtext(f"proceedings/{path}")
        for path in ("title", "publisher", "year", "isbn", "conf/location", "conf/date")
    }
    assert texts == {
        "title": "Proceedings of EDGE 2025: {Hard} Data & 100% Coverage",
        "publisher": "Müller & Söhne {Verlag}",
        "year": "2025",
        "isbn": "978-1-955917-21-6",
        "conf/location": "Köln, DE",
        "conf/date": "25–26 October 2025",
    }


def test_without_date_and_place_it_is_refused(real):
    edition = real.catalogue.editions["enlsp/2021"]
    with pytest.raises(ExportError, match=r"edition\.yaml:1:1: enlsp/2021: dblp wants the dates"):
        DBLP.export(real, Selection.of_edition(real.catalogue, edition))
