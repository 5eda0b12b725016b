"""The ACL Anthology's XML, by its schema and read back with its own library."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.acl_anthology import ACL_ANTHOLOGY
from sphinx_proceedings.exporting.protocol import ExportError, Selection

acl_anthology = pytest.importorskip("acl_anthology")


def _export(context):
    editions = [e for e in context.catalogue.editions.values() if e.papers]
    assert len(editions) == 1
    selection = Selection.of_edition(context.catalogue, editions[0])
    return selection, ACL_ANTHOLOGY.export(context, selection)


@pytest.fixture(scope="module")
def anthology(depositing, tmp_path_factory):
    """A minimal Anthology that holds nothing but the exported collection."""
    folder = tmp_path_factory.mktemp("anthology")
    (folder / "xml").mkdir()
    (folder / "yaml" / "venues").mkdir(parents=True)
    (folder / "yaml" / "sigs").mkdir()
    (folder / "yaml" / "people.yaml").write_text("{}\n", encoding="utf-8")
    (folder / "yaml" / "name_variants.yaml").write_text("[]\n", encoding="utf-8")
    selection, exported = _export(depositing)
    series = selection.editions[0].series_id
    venue = f"acronym: {series.upper()}\nname: A workshop\n"
    (folder / "yaml" / "venues" / f"{series}.yaml").write_text(venue, encoding="utf-8")
    year = selection.editions[0].year
    (folder / "xml" / f"{year}.{series}.xml").write_bytes(exported)
    schema = Path(acl_anthology.__file__).parent / "data" / "schema.rnc"
    shutil.copy(schema, folder / "xml" / "schema.rnc")
    return selection, acl_anthology.Anthology(folder)


def test_valid(depositing):
    schema = Path(acl_anthology.__file__).parent / "data" / "schema.rnc"
    grammar = etree.RelaxNG.from_rnc_string(schema.read_text(encoding="utf-8"))
    grammar.assertValid(etree.fromstring(_export(depositing)[1]))


def test_facts_come_back(anthology, depositing):
    selection, read = anthology
    edition = selection.editions[0]
    volume = read.get(f"{edition.year}.{edition.series_id}-1")
    papers = list(volume.papers())
    assert len(papers) == len(selection.papers)
    for found, record in zip(papers, selection.papers, strict=True):
        citation: Any = cite(depositing, record)
        names = [(spec.name.first or "", spec.name.last) for spec in found.authors]
        assert names == [
            ("", name.literal)
            if name.literal
            else (name.given, " ".join(filter(None, (name.full_family, name.suffix))))
            for name in citation.authors
        ]
        if "$" not in record.title.source:
            assert str(found.title) == citation.plain_title
        assert (found.abstract is None) == (citation.abstract is None)
        if citation.abstract and not set("$*`[>") & set(citation.abstract.source):
            text = found.abstract.as_text().split()
            assert text == citation.plain_abstract.split()
        pages = found.pages and found.pages.replace("–", "-")
        assert pages == (citation.pages and str(citation.pages))
        assert found.doi == (citation.doi and str(citation.doi))
        assert [award.name for award in found.awards] == [
            str(award.title) for award in citation.awards
        ]
    assert str(volume.title) == citation.edition_volume.title
    issued = (edition.volume and edition.volume.date) or edition.start_date
    assert volume.year == f"{issued.year}"


def test_taken_back_papers_are_marked(depositing_nasty):
    tree: Any = etree.fromstring(_export(depositing_nasty)[1])
    retracted = [p for p in tree.iter("paper") if p.find("retracted") is not None]
    assert [p.findtext("title") for p in retracted] == ["A Result That Was Too Good"]
    assert retracted[0].find("retracted").get("date") == "2026-01-15"
    removed = [p for p in tree.iter("paper") if p.find("removed") is not None]
    assert [p.findtext("title") for p in removed] == ["Why Did We Send This? A Withdrawal"]
    concern = [p for p in tree.iter("paper") if "Expression" in (p.findtext("note") or "")]
    assert len(concern) == 1


def test_capitals_and_formulas(depositing_nasty):
    tree: Any = etree.fromstring(_export(depositing_nasty)[1])
    title = next(t for t in tree.iter("title") if "Norms" in "".join(t.itertext()))
    assert [e.text for e in title.findall("fixed-case")] == ["Escherichia coli", "BERT", "mRNA"]
    formulas = [e.text for e in title.findall("tex-math")]
    assert formulas == [r"\ell_0", r"\mathcal{O}(n \log n)", r"\{x \mid x < 1\}"]


def test_languages(depositing_nasty):
    tree: Any = etree.fromstring(_export(depositing_nasty)[1])
    assert [e.text for e in tree.iter("language")] == ["zho", "ara", "deu"]


def test_an_id_that_the_anthology_cannot_have_is_refused(depositing_nasty):
    options = {**depositing_nasty.options, "acl_venue": "Edge!"}
    with pytest.raises(ExportError, match="acl_venue 'Edge!' is no id of the ACL Anthology"):
        _export(replace(depositing_nasty, options=options))
