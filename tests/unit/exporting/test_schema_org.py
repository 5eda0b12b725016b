"""schema.org: JSON-LD that says what the data says and cannot leave the page's script element."""

from __future__ import annotations

import json
import warnings

import pytest
import rdflib
from lxml import html
from rdflib.namespace import RDF, SDO

from sphinx_proceedings.exporting.formats.web import schema_org
from sphinx_proceedings.exporting.protocol import Selection


@pytest.fixture(scope="module")
def graph(context, site):
    document = json.loads(schema_org.SCHEMA_ORG.export(context, site))
    assert document["@context"] == "https://schema.org"
    return document["@graph"]


@pytest.fixture(scope="module")
def triples(context, site):
    """The file as a reader of linked data has it; the vocabulary's address stands for its file."""
    document = json.loads(schema_org.SCHEMA_ORG.export(context, site))
    document["@context"] = {"@vocab": str(SDO)}
    with warnings.catch_warnings():  # of rdflib about itself
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_every_word_is_one_of_schema_org(triples):
    own = [node for triple in triples for node in triple[1:] if str(node).startswith(str(SDO))]
    assert {node for node in own if node not in SDO} == set()
    assert {SDO.ScholarlyArticle, SDO.author, SDO.datePublished} <= set(own)


def test_articles_come_back_as_linked_data(triples, citations):
    found = {str(triples.value(a, SDO.name)): a for a in triples[: RDF.type : SDO.ScholarlyArticle]}
    assert len(found) == len(citations)
    for c in citations:
        article = found[c.plain_marked_title]
        names = {str(triples.value(author, SDO.name)) for author in triples[article : SDO.author]}
        # Somebody known stands for all the forms of the name, so a set may have one of those too.
        assert {a.display for a in c.authors} <= names
        abstract = triples.value(article, SDO.abstract)
        assert (str(abstract) if abstract else None) == c.plain_abstract
        pages = triples.value(article, SDO.pagination)
        assert (str(pages) if pages else None) == (str(c.pages) if c.pages else None)
        date = c.date.isoformat() if c.date else c.year
        assert str(triples.value(article, SDO.datePublished)) == date
        told = [
            str(triples.value(one, SDO.value))
            for one in triples[article : SDO.identifier]
            if str(triples.value(one, SDO.propertyID)) == "doi"
        ]
        assert told == ([c.doi] if c.doi else [])


def test_every_paper_is_an_article(graph, citations):
    articles = [thing for thing in graph if thing["@type"] == "ScholarlyArticle"]
    assert len(articles) == len(citations)
    for article, c in zip(articles, citations, strict=True):
        assert article["name"] == c.plain_marked_title
        assert [author["name"] for author in article["author"]] == [a.display for a in c.authors]
        assert article.get("abstract") == c.plain_abstract
        assert article.get("pagination") == (str(c.pages) if c.pages else None)
        assert article["datePublished"] == (c.date.isoformat() if c.date else c.year)
        dois = [i["value"] for i in article.get("identifier", []) if i["propertyID"] == "doi"]
        assert dois == ([c.doi] if c.doi else [])
        assert article.get("license") == (c.licence.url if c.licence else None)
        assert article["inLanguage"] == c.language
        whole = c.in_proceedings and c.container.licence
        assert ("isPartOf" in article) is c.in_proceedings
        assert article.get("isPartOf", {}).get("license") == (whole.url if whole else None)


def test_groups_are_organizations(nasty):
    paper = nasty.catalogue.papers["edge/2025/papers/names"]
    kinds = {a["name"]: a["@type"] for a in schema_org.article(nasty, paper)["author"]}
    assert kinds["Barnes and Noble, Inc."] == "Organization"
    assert kinds["Sukarno"] == "Person"


def test_editions_are_events(graph, site):
    events = [t for t in graph if t["@type"] == "Event" and "performer" not in t]
    assert [e["name"] for e in events[: len(site.editions)]] == [e.title for e in site.editions]
    for event, edition in zip(events, site.editions, strict=False):
        assert event.get("startDate") == (str(edition.start_date) if edition.start_date else None)


def test_talks_have_instants(nasty):
    talk = schema_org.talk(nasty, nasty.catalogue.talks["edge/2025/talks/across-the-change"])
    assert talk["startDate"] == "2025-10-25T23:30:00+02:00"
    assert talk["endDate"] == "2025-10-26T00:30:00+02:00"


def test_status_and_awards(nasty):
    papers = nasty.catalogue.papers
    retracted = schema_org.article(nasty, papers["edge/2025/papers/retracted"])
    assert retracted["creativeWorkStatus"] == ["Retracted"]
    assert len(retracted["correction"]) == 2
    assert schema_org.article(nasty, papers["edge/2025/papers/maths"])["award"] == [
        "Best Paper Award & {Prize}"
    ]
    assert schema_org.article(nasty, papers["edge/2025/papers/emoji"])["creativeWorkStatus"] == [
        "Non-archival"
    ]


def test_nothing_ends_the_script_element(nasty):
    paper = nasty.catalogue.papers["edge/2025/papers/braces"]
    thing = schema_org.document(schema_org.article(nasty, paper))
    assert "<script>" in thing["abstract"]
    page = f"<html><body><script>{schema_org.script(thing)}</script><p>after</p></body></html>"
    tree = html.fromstring(page)
    assert len(tree.findall(".//script")) == 1
    assert json.loads(tree.findtext(".//script") or "") == thing
    assert tree.findtext(".//p") == "after"


def test_persons_have_their_links(nasty):
    person = schema_org.person(nasty, nasty.catalogue.people["sukarno"])
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert person["url"] == "https://proceedings.example.org/site/people/sukarno.html"


def test_one_paper_is_one_thing(nasty):
    paper = nasty.catalogue.papers["edge/2025/papers/names"]
    selection = Selection.of_record(nasty.catalogue, paper)
    document = json.loads(schema_org.SCHEMA_ORG.export(nasty, selection))
    assert document["@type"] == "ScholarlyArticle"
