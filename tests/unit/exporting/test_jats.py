"""JATS, by the XML schema of its Publishing tag set, which comes with Crossref's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from sphinx_proceedings.exporting.formats.registries.jats import JATS
from sphinx_proceedings.exporting.protocol import ExportError, Selection
from sphinx_proceedings.model.richtext import to_plain

SCHEMA = "crossref-5.3.1/JATS-journalpublishing1-3d2-mathml3.xsd"
NAMESPACE = "http://www.ncbi.nlm.nih.gov/JATS1"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.fixture(scope="module")
def articles(depositing, deposited):
    catalogue = depositing.catalogue
    return [
        (c, JATS.export(depositing, Selection.of_record(catalogue, c.record))) for c in deposited
    ]


def test_valid(articles, xml_schema):
    schema = xml_schema(SCHEMA)
    for citation, exported in articles:
        tree: Any = etree.fromstring(exported)
        # The schema at hand is Crossref's copy: a draft of 1.3 in a namespace of its own, and of
        # the Publishing tag set, which differs here in that a series has to have an ISSN.
        tree.set("dtd-version", "1.3d2")
        if citation.issn is None:
            title = tree.find("front/journal-meta/journal-title-group")
            title.addnext(etree.fromstring("<issn>0000-0000</issn>"))
        for element in tree.iter("*"):
            if not element.tag.startswith("{"):
                element.tag = f"{{{NAMESPACE}}}{element.tag}"
        schema.assertValid(etree.fromstring(etree.tostring(tree)))


def test_what_authors_declare_stands_where_jats4r_wants_it(articles):
    (exported,) = [text for c, text in articles if c.record.id == "corrected"] or [None]
    if exported is None:
        pytest.skip("the real editions have no declarations")
    tree: Any = etree.fromstring(exported)
    data = tree.find("back/sec[@sec-type='data-availability']/p")
    assert "".join(data.itertext()) == "Beim Archiv unter <b>42</b> & auf Anfrage."
    assert data.findtext("italic") == "Archiv"
    assert tree.findtext("back/fn-group/fn[@fn-type='coi-statement']/p") == "Keine."
    others = [etree.fromstring(text) for c, text in articles if c.record.id != "corrected"]
    assert not [
        other for other in others if other.findall("back/sec") + other.findall("back/fn-group")
    ]


def _text(element):
    """The text of an element, each formula as its TeX."""
    parts = []

    def walk(node):
        if node.tag == f"{MATHML}math":
            parts.append(f"${node.get('alttext')}$")
        else:
            parts.append(node.text or "")
            for child in node:
                walk(child)
                parts.append(child.tail or "")

    walk(element)
    return "".join(parts)


def _names(group):
    found = []
    for contributor in group.findall("contrib"):
        name = contributor.find("name")
        if name is not None:
            parts = ("given-names", "surname", "suffix")
            found.append(" ".join(filter(None, (name.findtext(part) for part in parts))))
        elif contributor.find("anonymous") is not None:
            found.append("Anonymous")
        else:
            found.append(contributor.findtext("collab") or contributor.findtext("string-name"))
    return found


def _printed(name):
    if name.literal:
        return name.literal
    return " ".join(filter(None, (name.given, name.full_family, name.suffix)))


def test_facts_come_back(articles):
    for citation, exported in articles:
        meta: Any = etree.fromstring(exported).find("front/article-meta")
        assert _names(meta.find("contrib-group")) == [_printed(n) for n in citation.authors]
        doi = meta.findtext("article-id[@pub-id-type='doi']")
        assert doi == (citation.doi and str(citation.doi))
        assert (meta.findtext("fpage"), meta.findtext("lpage")) == (citation.pages or (None, None))
        date = "-".join(meta.findtext(f"pub-date/{part}") for part in ("year", "month", "day"))
        assert date == meta.find("pub-date").get("iso-8601-date")
        assert date == (citation.date and citation.date.isoformat())
        title = _text(meta.find("title-group/article-title"))
        if "$" not in citation.title.source:
            assert _unscripted(title) == _unscripted(citation.plain_marked_title)
        abstract = meta.find("abstract")
        assert (abstract is None) == (citation.abstract is None)
        if abstract is not None:
            words = re.findall(r"\w+", _unscripted(_text(abstract)))
            plain = to_plain(citation.abstract, citation.links)
            if "$" not in plain and "$" not in citation.abstract.source:
                assert words == re.findall(r"\w+", _unscripted(plain))
        remarks = [e.text for e in meta.findall("custom-meta-group/custom-meta/meta-value")]
        assert remarks == list(citation.remarks)


def _unscripted(text):
    """Unicode's raised and lowered digits as digits, since markup raises and lowers here."""
    return text.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "01234567890123456789-"))


def test_maths_is_mathml_with_its_tex(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    paper = catalogue.papers["edge/2025/papers/maths"]
    exported = JATS.export(depositing_nasty, Selection.of_record(catalogue, paper))
    title: Any = etree.fromstring(exported).find(".//article-title")
    assert _text(title) == (
        r"On $\ell_0$-Norms, $\mathcal{O}(n \log n)$ Sorting, $\{x \mid x < 1\}$ and H2O in "
        "Escherichia coli: BERT vs. mRNA at 10-3: In Vivo and in_silico"
    )


def test_a_retraction_is_in_title_history_and_links(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    paper = catalogue.papers["edge/2025/papers/retracted"]
    exported = JATS.export(depositing_nasty, Selection.of_record(catalogue, paper))
    meta: Any = etree.fromstring(exported).find("front/article-meta")
    assert meta.findtext("title-group/article-title").startswith("RETRACTED: ")
    event = meta.find("pub-history/event[@event-type='retraction']")
    assert event.find("date").get("iso-8601-date") == "2026-01-15"
    related = meta.find("related-article[@related-article-type='retraction-forward']")
    assert related.get("{http://www.w3.org/1999/xlink}href") == "10.5555/edge.2025.4r"


def test_a_talk_is_refused(nasty):
    talk = next(iter(nasty.catalogue.talks.values()))
    with pytest.raises(ExportError, match="choose a paper"):
        JATS.export(nasty, Selection.of_record(nasty.catalogue, talk))


def test_references_are_published_when_that_is_asked_for(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    paper = catalogue.papers["edge/2025/papers/braces"]
    exported = JATS.export(depositing_nasty, Selection.of_record(catalogue, paper))
    cited = [
        ("".join(map(str, one.itertext())), one.findtext("pub-id"))
        for one in etree.fromstring(exported).iterfind("back/ref-list/ref/mixed-citation")
    ]
    assert cited == [
        ("Ada Lovelace. 1843. Notes & more <of them>.", None),
        (
            "Grace Hopper. 1952. The Education. doi: 10.1145/609784.609818.",
            "10.1145/609784.609818",
        ),
    ]
    published = catalogue.published(paper)
    asked = published.edition.model_copy(update={"publish_references": False})
    assert published.references
    assert replace(published.container, edition=asked).references == {}
