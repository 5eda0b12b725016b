"""CEUR-WS: the index page read by an HTML5 parser through CEUR's classes, and ceur-make's files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import html5lib  # type: ignore[import-untyped]  # it has no types
import pytest
from lxml import etree

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.ceur import CEUR
from sphinx_proceedings.exporting.formats.publishers.ceur_make import CEUR_MAKE
from sphinx_proceedings.exporting.protocol import ExportError, Selection


def _volume(context):
    edition = next(e for e in context.catalogue.editions.values() if e.papers)
    return Selection.of_edition(context.catalogue, edition)


def _page(context):
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True
    )
    return parser.parse(CEUR.export(context, _volume(context)).decode())


def _texts(tree, kind):
    return ["".join(e.itertext()) for e in tree.iterfind(f".//span[@class='{kind}']")]


def test_facts_come_back(depositing):
    page, selection = _page(depositing), _volume(depositing)
    entries = page.findall(".//div[@class='CEURTOC']/ul/li")
    assert len(entries) == len(selection.papers)
    for number, (entry, record) in enumerate(zip(entries, selection.papers, strict=True), 1):
        citation = cite(depositing, record)
        assert _texts(entry, "CEURTITLE") == [citation.plain_marked_title]
        assert _texts(entry, "CEURAUTHOR") == [name.display for name in citation.authors]
        assert _texts(entry, "CEURPAGES") == ([str(citation.pages)] if citation.pages else [])
        assert entry.find("a").get("href") == f"paper{number}.pdf"
        assert _texts(entry, "unobtrusive") == list(citation.remarks)


def test_every_class_of_the_template_is_there(depositing):
    page = _page(depositing)
    once = """CEURVOLNR CEURURN CEURPUBYEAR CEURVOLACRONYM CEURVOLTITLE CEURFULLTITLE CEURLOCTIME
        CEURPUBDATE CEURCOLOCATED""".split()
    assert {kind: len(_texts(page, kind)) for kind in once} == dict.fromkeys(once, 1)
    first = cite(depositing, _volume(depositing).papers[0])
    editors = first.editors or first.organizers
    assert _texts(page, "CEURVOLEDITOR") == [name.display for name in editors]
    assert _texts(page, "CEURFULLTITLE") == [first.edition_volume.title]


def test_creative_commons_is_claimed_only_where_all_papers_have_it(depositing_nasty):
    exported = CEUR.export(depositing_nasty, _volume(depositing_nasty)).decode()
    assert "CEURCCBY" not in exported
    others = CEUR.validation_errors(depositing_nasty, _volume(depositing_nasty))
    assert [sentence.split(": ")[1] for sentence in others] == [
        "edge/2025/papers/rtl",
        "edge/2025/papers/corrected",
    ]
    selection = _volume(depositing_nasty)
    free = tuple(paper for paper in selection.papers if paper.licence is None)
    edition = selection.editions[0].model_copy(update={"papers": free})
    catalogue = type(depositing_nasty.catalogue)(
        series=depositing_nasty.catalogue.series.values(), editions=[edition]
    )
    context = replace(depositing_nasty, catalogue=catalogue)
    exported = CEUR.export(context, Selection.of_edition(catalogue, edition)).decode()
    assert "CEURCCBY" in exported


def test_number_of_the_volume(depositing_nasty):
    numbered = replace(depositing_nasty, options={"ceur_volume": "3456"})
    assert _texts(_page(numbered), "CEURVOLNR") == ["Vol-3456"]
    wrong = replace(depositing_nasty, options={"ceur_volume": "<b>"})
    with pytest.raises(ExportError, match="ceur_volume is the number of a volume"):
        CEUR.export(wrong, _volume(wrong))


def test_ceur_make(depositing, shared):
    exported = CEUR_MAKE.export(depositing, _volume(depositing))
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        trees = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    for name, tree in trees.items():
        sample = etree.parse(str(shared / "samples" / "ceur-make-xml" / name))
        known = {etree.QName(e).localname for e in sample.iter("*")} | {"from", "to", "pubyear"}
        assert {etree.QName(e).localname for e in tree.iter("*")} <= known
    papers = trees["toc.xml"].findall(".//paper")
    for paper, record in zip(papers, _volume(depositing).papers, strict=True):
        citation = cite(depositing, record)
        assert paper.findtext("title") == citation.plain_marked_title
        authors = [author.text for author in paper.findall("authors/author")]
        assert authors == [name.display for name in citation.authors]


def test_without_dates_it_is_refused(real):
    edition = real.catalogue.editions["enlsp/2021"]
    with pytest.raises(ExportError, match="enlsp/2021: CEUR-WS wants the dates of the event"):
        CEUR.export(real, Selection.of_edition(real.catalogue, edition))
