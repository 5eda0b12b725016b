"""Crossref deposits, by Crossref's own schema and read back with lxml."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.registries.crossref import CROSSREF_DEPOSIT
from sphinx_proceedings.exporting.protocol import ExportError, Selection

SCHEMA = "crossref-5.3.1/crossref5.3.1.xsd"
OPTIONS = {"depositor_name": "The editors", "depositor_email": "editors@example.org"}
NS = {
    "c": "http://www.crossref.org/schema/5.3.1",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "rel": "http://www.crossref.org/relations.xsd",
}


@pytest.fixture(scope="module")
def volume(depositing_nasty):
    return Selection.of_edition(
        depositing_nasty.catalogue, depositing_nasty.catalogue.editions["edge/2025"]
    )


@pytest.fixture(scope="module")
def batch(depositing_nasty, volume):
    return etree.fromstring(CROSSREF_DEPOSIT.export(depositing_nasty, volume))


@pytest.fixture(scope="module")
def papers(batch):
    found = batch.findall(".//c:conference_paper", NS)
    return {paper.findtext("c:doi_data/c:doi", None, NS): paper for paper in found}


def test_valid(batch, xml_schema):
    xml_schema(SCHEMA).assertValid(batch)


def test_one_paper_is_valid_on_its_own(depositing_nasty, xml_schema):
    catalogue = depositing_nasty.catalogue
    for identifier in ("braces", "maths", "names", "retracted"):
        paper = catalogue.papers[f"edge/2025/papers/{identifier}"]
        selection = Selection.of_record(catalogue, paper)
        exported = CROSSREF_DEPOSIT.export(depositing_nasty, selection)
        xml_schema(SCHEMA).assertValid(etree.fromstring(exported))


def test_every_paper_with_a_doi_and_none_without(depositing_nasty, volume, papers):
    with_doi = [str(paper.doi) for paper in volume.papers if paper.doi]
    assert list(papers) == with_doi
    left_out = CROSSREF_DEPOSIT.validation_errors(depositing_nasty, volume)
    assert len(left_out) == len(volume.papers) - len(with_doi)
    assert any("edge/2025/papers/cjk: Crossref registers DOIs; add doi" in s for s in left_out)
    assert all("papers.yaml:" in sentence for sentence in left_out)


def _contributor(element):
    if element.tag.endswith("}anonymous"):
        return "anonymous"
    if element.tag.endswith("}organization"):
        return element.text
    parts = (element.findtext(f"c:{p}", None, NS) for p in ("given_name", "surname", "suffix"))
    return " ".join(filter(None, parts))


def test_facts_come_back(depositing_nasty, volume, papers):
    for record in volume.papers:
        if record.doi is None:
            continue
        paper = papers[str(record.doi)]
        citation: Any = cite(depositing_nasty, record)
        assert [_contributor(c) for c in paper.find("c:contributors", NS)] == [
            n.literal or " ".join(filter(None, (n.given, n.full_family, n.suffix)))
            for n in citation.authors
        ]
        pages = [paper.findtext(f"c:pages/c:{p}_page", None, NS) for p in ("first", "last")]
        if citation.pages:
            first, last = citation.pages
            assert pages == [first, None if first == last else last]
        date = paper.find("c:publication_date", NS)
        parts = [date.findtext(f"c:{part}", None, NS) for part in ("year", "month", "day")]
        assert "-".join(parts) == citation.date.isoformat()
        if "$" not in record.title.source:
            titles = paper.find("c:titles", NS)
            original = titles.find("c:original_language_title", NS)
            own = titles.find("c:title", NS) if original is None else original
            title = "".join(own.itertext())
            assert title == citation.plain_marked_title
        abstract = paper.find("jats:abstract", NS)
        text = re.sub(r"\W+", " ", "".join(abstract.itertext())).strip()
        if "$" not in record.abstract.source:
            assert text == re.sub(r"\W+", " ", citation.plain_abstract).strip()
        address = paper.findtext("c:doi_data/c:resource", None, NS)
        assert address == depositing_nasty.url(record)
        licences = {e.text for e in paper.findall("ai:program/ai:license_ref", NS)}
        assert licences == {citation.licence.url}
        assert paper.get("language") == citation.language


def test_titles_keep_faces_and_formulas(papers):
    title = papers["10.5555/edge.2025.2"].find("c:titles/c:title", NS)
    kinds = [etree.QName(element).localname for element in title]
    assert kinds == ["math", "math", "math", "sub", "sup", "i", "tt"]
    plain = papers["10.5555/edge.2025.1_(a)<b>"].findtext("c:titles/c:title", None, NS)
    assert (
        plain
        == """Unbalanced } and { braces, \\commands\\, 100% of $5 & #1_a~b^c "quoted" 'single'"""
    )


def test_names_orcid_affiliation_and_groups(papers):
    authors = papers["10.5555/edge.2025.1_(a)<b>"].findall("c:contributors/c:person_name", NS)
    assert authors[0].findtext("c:ORCID", None, NS) == "https://orcid.org/0000-0001-5109-3700"
    institution = authors[0].find("c:affiliations/c:institution", NS)
    assert institution.findtext("c:institution_name", None, NS) == "Univ. of the Edge"
    # Its organization is on record under another form of the name.
    ror = institution.find("c:institution_id[@type='ror']", NS)
    assert ror.text == "https://ror.org/02mhbdp94"
    assert institution.findtext("c:institution_department", None, NS) == "R&D {Lab}"
    names = papers["10.5555/edge.2025.3"].find("c:contributors", NS)
    groups = [element.text for element in names.findall("c:organization", NS)]
    assert groups == ["Barnes and Noble, Inc.", "The AI & Law Consortium"]
    assert names.find("c:person_name[@name-style='given-only']/c:surname", NS).text == "Sukarno"


def test_event_volume_and_head(batch, volume):
    edition = volume.editions[0]
    assert batch.findtext(".//c:conference_name", None, NS) == edition.title
    assert batch.findtext(".//c:proceedings_title", None, NS) == edition.volume.title
    assert batch.findtext(".//c:isbn", None, NS) == str(edition.volume.isbn)
    assert batch.findtext(".//c:issn", None, NS) == "2640-3498"
    front = ".//c:proceedings_series_metadata/c:doi_data"
    assert batch.findtext(f"{front}/c:doi", None, NS) == str(edition.volume.doi)
    assert batch.findtext(f"{front}/c:resource", None, NS).endswith("/site/edge/2025/index.html")
    assert batch.findtext("c:head/c:depositor/c:depositor_name", None, NS) == "Müller & Söhne"
    # The latest date of what is deposited, the retraction; and never the clock.
    assert batch.findtext("c:head/c:timestamp", None, NS) == "20260115000000"


def test_time_stamp_can_be_given(depositing_nasty, volume):
    options = {**depositing_nasty.options, "source_date_epoch": "1767225600"}
    exported = CROSSREF_DEPOSIT.export(replace(depositing_nasty, options=options), volume)
    stamp = etree.fromstring(exported).findtext("c:head/c:timestamp", None, NS)
    assert stamp == "20260101000000"


def test_time_stamp_of_the_environment(depositing_nasty, volume):
    made = dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    exported = CROSSREF_DEPOSIT.export(replace(depositing_nasty, generated_at=made), volume)
    stamp = etree.fromstring(exported).findtext("c:head/c:timestamp", None, NS)
    assert stamp == "20300102030405"


@pytest.mark.parametrize("epoch", ["soon", "99999999999999999"])
def test_what_is_no_time_is_refused(depositing_nasty, volume, epoch):
    options = {**depositing_nasty.options, "source_date_epoch": epoch}
    with pytest.raises(ExportError, match="source_date_epoch"):
        CROSSREF_DEPOSIT.export(replace(depositing_nasty, options=options), volume)


def test_a_retraction_is_told(papers):
    paper = papers["10.5555/edge.2025.4"]
    assert paper.findtext("c:titles/c:title", None, NS) == "RETRACTED: A Result That Was Too Good"
    relation = paper.find("rel:program/rel:related_item/rel:inter_work_relation", NS)
    assert relation.text == "10.5555/edge.2025.4r"


def test_notices_are_updates_when_there_is_a_policy(depositing_nasty, volume, xml_schema):
    options = {**depositing_nasty.options, "crossmark_policy": "10.5555/policy"}
    exported = CROSSREF_DEPOSIT.export(replace(depositing_nasty, options=options), volume)
    batch: Any = etree.fromstring(exported)
    xml_schema(SCHEMA).assertValid(batch)
    update = batch.find(".//c:update", NS)
    assert (update.text, update.get("type")) == ("10.5555/edge.2025.4", "retraction")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"options": {}}, r"give the option depositor_email \(--option depositor_email=…\)"),
        ({"options": {**OPTIONS, "depositor_email": "an editor"}}, "'an editor' is no e-mail"),
        ({"base_url": None}, r"set the site's base URL \(--base-url, or html_baseurl"),
    ],
)
def test_refuses_what_crossref_would(depositing_nasty, volume, change, says):
    with pytest.raises(ExportError, match=says):
        CROSSREF_DEPOSIT.export(replace(depositing_nasty, **change), volume)


def test_real_editions_without_dois_are_refused(real, depositing_nasty):
    context = replace(real, base_url="https://example.org", options=depositing_nasty.options)
    edition = real.catalogue.editions["enlsp/2022"]
    selection = Selection.of_edition(real.catalogue, edition)
    with pytest.raises(ExportError, match="wants a publisher; add publisher to volume or series"):
        CROSSREF_DEPOSIT.export(context, selection)
    without = [s for s in CROSSREF_DEPOSIT.validation_errors(context, selection) if "add doi" in s]
    assert len(without) == len(edition.papers)


def test_references_are_cited_by_of_others(papers, depositing_nasty):
    braces = depositing_nasty.catalogue.papers["edge/2025/papers/braces"]
    found = [
        [(etree.QName(part).localname, part.text) for part in one]
        for one in papers[str(braces.doi)].iterfind("c:citation_list/c:citation", NS)
    ]
    assert found == [
        [("unstructured_citation", "Ada Lovelace. 1843. Notes & more <of them>.")],
        [
            ("doi", "10.1145/609784.609818"),
            (
                "unstructured_citation",
                "Grace Hopper. 1952. The Education. doi: 10.1145/609784.609818.",
            ),
        ],
    ]
    others = [one for doi, one in papers.items() if doi != str(braces.doi)]
    assert all(one.find("c:citation_list", NS) is None for one in others)
