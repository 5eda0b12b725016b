"""Who did what and who paid, titles in other languages, article numbers: in each format's place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.bibtex import BIBLATEX
from sphinx_proceedings.exporting.formats.citations.csl import entry
from sphinx_proceedings.exporting.formats.citations.reference_styles import apa, ieee
from sphinx_proceedings.exporting.formats.citations.ris import RIS
from sphinx_proceedings.exporting.formats.registries.crossref import CROSSREF_DEPOSIT
from sphinx_proceedings.exporting.formats.registries.datacite import DATACITE_JSON, DATACITE_XML
from sphinx_proceedings.exporting.formats.registries.jats import JATS
from sphinx_proceedings.exporting.formats.web import schema_org
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.model.publication.displayed_facts import displayed_facts

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NS = {
    "c": "http://www.crossref.org/schema/5.3.1",
    "fr": "http://www.crossref.org/fundref.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "d": "http://datacite.org/schema/kernel-4",
}


@pytest.fixture(scope="module")
def exported(depositing_nasty):
    """What a format writes of the paper that has all of it."""
    catalogue = depositing_nasty.catalogue
    selection = Selection.of_record(catalogue, catalogue.papers["edge/2025/papers/corrected"])
    return lambda exporter: exporter.export(depositing_nasty, selection)


@pytest.fixture(scope="module")
def citation(depositing_nasty):
    return cite(depositing_nasty, depositing_nasty.catalogue.papers["edge/2025/papers/corrected"])


def test_jats(exported):
    tree: Any = etree.fromstring(exported(JATS))
    meta = tree.find("front/article-meta")
    first, second = meta.findall("contrib-group/contrib[@contrib-type='author']")
    assert first.get("equal-contrib") == second.get("equal-contrib") == "yes"
    assert [(role.text, role.get("vocab-term-identifier")) for role in first.findall("role")] == [
        ("Software", "https://credit.niso.org/contributor-roles/software/"),
        (
            "Writing – original draft",
            "https://credit.niso.org/contributor-roles/writing-original-draft/",
        ),
    ]
    grant, other = meta.findall("funding-group/award-group")
    assert grant.findtext("funding-source/institution-wrap/institution") == "Rat & <Tat>"
    assert [i.get("institution-id-type") for i in grant.iter("institution-id")] == ["ror", "doi"]
    assert [award.text for award in grant.findall("award-id")] == ["A & 1", "<2>"]
    assert other.findtext("funding-source/institution-wrap/institution") == "Fonds 7"
    titles = meta.findall("title-group/trans-title-group")
    assert [(t.get(XML_LANG), "".join(t.find("trans-title").itertext())) for t in titles] == [
        ("en", "A paper on quotes & <b>dashes</b>"),
        ("fr", "Un article"),
    ]
    abstracts = meta.findall("trans-abstract")
    assert [a.get(XML_LANG) for a in abstracts] == ["en", "fr"]
    assert "".join(abstracts[0].itertext()).strip() == "An overview of ß & <ä>."
    assert meta.findtext("elocation-id") == "e<1>2"
    assert meta.find("fpage") is None


def test_crossref(exported):
    paper: Any = etree.fromstring(exported(CROSSREF_DEPOSIT)).find(".//c:conference_paper", NS)
    assert "".join(paper.find("c:titles/c:title", NS).itertext()).startswith("A paper on quotes")
    original = paper.find("c:titles/c:original_language_title", NS)
    assert original.get("language") == "de"
    assert "".join(original.itertext()).startswith("Ein Aufsatz")
    abstracts = paper.findall("jats:abstract", NS)
    assert [a.get(XML_LANG) for a in abstracts] == ["de", "en", "fr"]
    number = paper.find("c:publisher_item/c:item_number", NS)
    assert (number.text, number.get("item_number_type")) == ("e<1>2", "article_number")
    assert paper.find("c:pages", NS) is None
    group, _ = paper.findall("fr:program/fr:assertion", NS)
    told = [(a.get("name"), (a.text or "").strip()) for a in group.iter("{*}assertion")]
    assert told[1:] == [
        ("funder_name", "Rat & <Tat>"),
        ("funder_identifier", "https://doi.org/10.13039/501100000780"),
        ("award_number", "A & 1"),
        ("award_number", "<2>"),
    ]


def test_datacite(exported):
    record = json.loads(exported(DATACITE_JSON))["data"]["attributes"]
    assert [(t.get("titleType"), t["lang"]) for t in record["titles"]] == [
        (None, "de"),
        ("TranslatedTitle", "en"),
        ("TranslatedTitle", "fr"),
    ]
    abstracts = [d for d in record["descriptions"] if d["descriptionType"] == "Abstract"]
    assert [d["lang"] for d in abstracts] == ["de", "en", "fr"]
    assert [(f["funderName"], f.get("awardNumber")) for f in record["fundingReferences"]] == [
        ("Rat & <Tat>", "A & 1"),
        ("Rat & <Tat>", "<2>"),
        ("Fonds 7", None),
    ]
    (item,) = record["relatedItems"]
    assert (item["number"], item["numberType"]) == ("e<1>2", "Article")
    tree: Any = etree.fromstring(exported(DATACITE_XML))
    identifier = tree.find("d:fundingReferences/d:fundingReference/d:funderIdentifier", NS)
    assert identifier.get("funderIdentifierType") == "ROR"
    assert identifier.text == "https://ror.org/02mhbdp94"
    assert tree.findtext("d:relatedItems/d:relatedItem/d:number", None, NS) == "e<1>2"


def test_citations(exported, citation):
    assert (
        "titleaddon = {A paper on \\emph{quotes} \\& <b>dashes</b>; Un article}"
        in exported(BIBLATEX).decode()
    )
    assert "  eid = {e<1>2}," in exported(BIBLATEX).decode()
    assert "C7  - e<1>2" in exported(RIS).decode()
    assert entry(citation)["number"] == "e<1>2"
    assert "(Article e<1>2)" in apa(citation)
    assert "Art. no. e<1>2" in ieee(citation)


def test_schema_org(citation):
    thing = schema_org.article(citation.context, citation.record)
    assert thing["alternativeHeadline"][1] == "Un article"
    assert thing["funder"][0]["sameAs"][0] == "https://ror.org/02mhbdp94"
    assert thing["identifier"][-1]["value"] == "e<1>2"


def test_readers_are_told(citation):
    told = {f.name: f.text(Language.of("de")) for f in displayed_facts(citation.published)}
    assert told["Equal contribution"] == "Jürgen Weiß, Anna O'Neil-Müller"
    assert told["Author contributions"] == (
        "Jürgen Weiß: Software, Verfassen – erster Entwurf; Anna O'Neil-Müller: Betreuung"
    )
    assert told["Funding"] == "Rat & <Tat> (A & 1, <2>); Fonds 7"
    assert told["Article number"] == "e<1>2"


@pytest.mark.parametrize(
    ("written", "article", "pages"),
    [
        ("e1234", "e1234", None),
        ('"12:1–12:20"', "12", "12:1-12:20"),
        ("1-8", None, "1-8"),
        ("S3", None, "S3"),
    ],
)
def test_pages_that_are_article_numbers(tmp_path, written, article, pages):
    folder = tmp_path / "s" / "2030"
    folder.mkdir(parents=True)
    (folder.parent / "series.yaml").write_text("title: S\nshort_title: S\n")
    (folder / "edition.yaml").write_text(
        "title: S\nshort_title: S 2030\nvolume: {title: V}\npapers:\n"
        f"  - {{id: a, title: A, authors: [{{name: A B}}], pages: {written}}}\n"
        '  - {id: b, title: B, authors: [{name: A B}], pages: "12:21"}\n',
        encoding="utf-8",
    )
    loaded = load(tmp_path)
    assert loaded.catalogue is not None, loaded.problems
    context = ExportContext(catalogue=loaded.catalogue)
    cited = cite(context, loaded.catalogue.papers["s/2030/papers/a"])
    assert cited.article_number == article
    assert (str(cited.pages) if cited.pages else None) == pages


def test_a_range_of_two_articles_is_none(tmp_path):
    folder = tmp_path / "s" / "2030"
    folder.mkdir(parents=True)
    (folder.parent / "series.yaml").write_text("title: S\nshort_title: S\n")
    (folder / "edition.yaml").write_text(
        "title: S\nshort_title: S\npapers:\n"
        '  - {id: a, title: A, authors: [{name: A B}], pages: "1:2-3:4"}\n'
    )
    assert any("of two articles" in str(problem) for problem in load(tmp_path).problems)
