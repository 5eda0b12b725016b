"""What reference managers, indexers and previews read from the heads of pages."""

from __future__ import annotations

import json
import re
from typing import ClassVar
from urllib.parse import parse_qs

import lxml.html
import pytest

from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.publication.cited_names import cited_names
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.sphinx.head.meta_tags import citation_name

ADDRESS = "https://proceedings.example/site/"


class ZoteroItem:
    """A page as Zotero's "Embedded Metadata" imports it; the rules are those of that translator.

    The last tag that says so sets the type; a field is what its tags say, joined; authors are
    taken apart at semicolons, and at commas between names of several words.
    """

    TYPES: ClassVar = {
        "citation_journal_title": "journalArticle",
        "citation_technical_report_institution": "report",
        "citation_conference_title": "conferencePaper",
        "citation_conference": "conferencePaper",
        "citation_book_title": "bookSection",
        "citation_inbook_title": "bookSection",
        "citation_dissertation_institution": "thesis",
    }
    FIELDS: ClassVar = {
        "citation_title": "title",
        "citation_publication_date": "date",
        "citation_date": "date",
        "citation_inbook_title": "proceedingsTitle",
        "citation_conference_title": "conferenceName",
        "citation_volume": "volume",
        "citation_publisher": "publisher",
        "citation_isbn": "ISBN",
        "citation_abstract": "abstractNote",
        "citation_doi": "DOI",
        "citation_public_url": "url",
        "citation_language": "language",
        "citation_issn": "ISSN",
    }

    def __init__(self, tree):
        self.tags = [
            (meta.get("name") or meta.get("property"), meta.get("content"))
            for meta in tree.xpath("/html/head/meta[@name or @property]")
        ]
        self.from_coins = bool(tree.xpath("//span[contains(@class, 'Z3988')]"))
        self.type = None
        self.fields: dict[str, str] = {}
        for name, content in self.tags:
            if content and name in self.TYPES:
                self.type = self.TYPES[name]
        for name, field in self.FIELDS.items():
            if value := ", ".join(self.all(name)).strip():
                self.fields[field] = " ".join(value.split())
        self.authors = list(self._creators("citation_author"))
        first, last = self.all("citation_firstpage"), self.all("citation_lastpage")
        self.pages = "-".join((*first, *last))
        self.pdf = next(iter(self.all("citation_pdf_url")), None)
        self.keywords = [
            word.strip()
            for text in self.all("citation_keywords")
            for word in text.split(";")
            if word.strip()
        ]

    def all(self, name):
        return [content for tag, content in self.tags if tag == name and content]

    def _creators(self, tag):
        last = None
        for text in self.all(tag):
            names = re.split(r"\s*;\s*", text)
            parts = re.split(r"\s*,\s*", text)
            if len(names) == 1 and len(parts) > 1 and " " in parts[0] and " " in parts[1]:
                names = parts
            for name in names:
                if name != last:
                    yield self._clean(name)
                last = name

    @staticmethod
    def _clean(name):
        """(first, last) name; what is all capitals, or has none, is written anew."""

        def cased(part):
            return part.title() if part in {part.upper(), part.lower()} else part

        if "," in name:
            last, _, first = name.partition(",")
        else:
            first, _, last = name.rpartition(" ")
        return (cased(first.strip()), cased(last.strip())) if first.strip() else ("", last.strip())


def papers(built):
    catalogue = built.app.env.domains["proc"].catalogue
    assert catalogue.papers
    return [(paper, catalogue) for paper in catalogue.papers.values()]


def expected_date(paper, edition):
    day = paper.date or (edition.volume.date if edition.volume else None) or edition.start_date
    return day.strftime("%Y/%m/%d") if day else edition.year[:4]


@pytest.mark.parametrize("which", ["site", "published"])
def test_zotero_imports_every_paper_as_it_is_in_the_data(request, which):
    built = request.getfixturevalue(which)
    for paper, catalogue in papers(built):
        edition = catalogue.edition_of(paper)
        item = ZoteroItem(built.tree(f"{paper.key}.html"))
        fields = item.fields
        assert item.type == "conferencePaper", paper.key
        assert not item.from_coins, paper.key
        title = fields["title"]
        if paper.retracted_or_withdrawn:
            assert title.startswith(("RETRACTED: ", "WITHDRAWN: "))
            title = title.partition(": ")[2]
        if "$" not in str(paper.title):
            plain = " ".join(re.sub(r"[*`]|\{nocase\}", "", str(paper.title)).split())
            assert title == plain, paper.key
        volume = edition.volume
        printed_in = volume.title if volume else edition.title.removeprefix("The ")
        if catalogue.published(paper).in_proceedings:
            assert fields["proceedingsTitle"].endswith(printed_in)
        assert fields["conferenceName"] == edition.title
        assert fields["date"] == expected_date(paper, edition), paper.key
        assert item.pages.removesuffix(f"-{item.pages}") == (
            str(paper.pages) if paper.pages and catalogue.published(paper).in_proceedings else ""
        )
        assert fields.get("DOI") == (str(paper.doi) if paper.doi else None)
        assert fields["language"] == str(paper.language or edition.language)
        assert set(item.keywords) >= set(paper.keywords)
        assert len(item.authors) == len(paper.authors)
        for (given, family), cited in zip(
            item.authors, catalogue.published(paper).names, strict=True
        ):
            if cited.literal:
                whole = " ".join(cited.literal.replace(",", "").split())
                assert f"{given} {family}".strip().casefold() == whole.casefold()
            else:
                assert family.casefold() == cited.full_family.casefold()
                wanted = f"{cited.given} {cited.suffix}".replace(",", "").split()
                assert given.casefold().split() == [part.casefold() for part in wanted]


def test_no_tag_is_empty_and_none_sets_another_type(published):
    for paper, catalogue in papers(published):
        item = ZoteroItem(published.tree(f"{paper.key}.html"))
        citation = [(name, content) for name, content in item.tags if name.startswith("citation_")]
        assert all(content.strip() for _, content in citation)
        names = [name for name, _ in citation]
        assert "citation_journal_title" not in names
        assert "citation_book_title" not in names
        if catalogue.published(paper).in_proceedings:
            assert names.index("citation_inbook_title") < names.index("citation_conference_title")


def test_addresses_are_absolute_where_the_site_has_one(published, project):
    for paper, _ in papers(published):
        fields = ZoteroItem(published.tree(f"{paper.key}.html")).fields
        assert fields["url"] == f"{ADDRESS}{paper.key}.html"
    built = project(html_baseurl=ADDRESS)
    item = ZoteroItem(built.tree("forum/2031/papers/12.html"))
    assert item.pdf == f"{ADDRESS}forum/2031/papers/12.pdf"


def test_pdf_is_named_from_the_page_where_the_site_has_no_address(site):
    item = ZoteroItem(site.tree("forum/2031/papers/12.html"))
    assert "url" not in item.fields
    place = (site.folder / "forum/2031/papers" / item.pdf).resolve()
    assert place == (site.folder / "forum/2031/papers/12.pdf").resolve()


def test_retracted_paper_says_so_and_stays_findable(site):
    tree = site.tree("forum/2031/papers/B7.html")
    tags = dict(ZoteroItem(tree).tags)
    assert tags["citation_title"] == "RETRACTED: Main content"
    assert tags["og:title"] == "RETRACTED: Main content"
    assert tags["description"].startswith("RETRACTED: ")
    assert "robots" not in tags


def test_zotero_imports_every_talk_as_a_presentation(published):
    catalogue = published.app.env.domains["proc"].catalogue
    for talk in catalogue.talks.values():
        item = ZoteroItem(published.tree(f"{talk.key}.html"))
        assert item.type is None
        assert not item.from_coins
        assert item.all("z:itemType") == ["presentation"]
        speakers = item.all("z:presenters")
        names = catalogue.published(talk).names
        assert speakers == [name.inverted for name in names]
        assert len(item.all("DC.title")) == 1


def test_listings_offer_each_paper_in_coins(published):
    catalogue = published.app.env.domains["proc"].catalogue
    for edition in catalogue.editions.values():
        if not edition.papers:
            continue
        tree = published.tree(f"{edition.key}/papers.html")
        spans = [parse_qs(s.get("title")) for s in tree.xpath("//span[@class='Z3988']")]
        assert {s["rft_id"][0] for s in spans} == {
            f"info:doi/{p.doi}" if p.doi else f"{ADDRESS}{p.key}.html" for p in edition.papers
        }
        by_title = {" ".join(s["rft.atitle"][0].split()): s for s in spans}
        paper = next(p for p in edition.papers if not set("${*") & set(str(p.title)))
        found = by_title[str(paper.title)]
        assert found["rft.au"] == [name.inverted for name in catalogue.published(paper).names]
        assert found["rft.genre"] == ["proceeding"]


def test_pages_of_people_and_keywords_offer_their_papers_in_coins(site):
    coins = "//span[@class='Z3988']/@title"
    for page in ("people/ana-saric.html", "keywords/category-theory.html"):
        found = [parse_qs(title) for title in site.tree(page).xpath(coins)]
        assert any("Šarić, Ana" in one["rft.au"] for one in found), page


def graph(tree):
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    assert not re.search("[<>&]", script.text)
    found = json.loads(script.text)
    assert found["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in found.get("@graph", [found])}


def test_article_in_the_words_of_schema_org(published):
    for paper, catalogue in papers(published):
        found = graph(published.tree(f"{paper.key}.html"))
        article = found["ScholarlyArticle"]
        assert article["@id"] == f"{ADDRESS}{paper.key}.html"
        assert [a["name"] for a in article["author"]] == [c.name.display for c in paper.authors]
        crumbs = found["BreadcrumbList"]["itemListElement"]
        assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
        assert crumbs[-2]["name"] == "Papers"
        assert crumbs[-3]["name"] == catalogue.edition_of(paper).short_title
        assert crumbs[-1]["item"] == article["@id"]


def test_event_person_and_series_in_the_words_of_schema_org(project):
    built = project(html_baseurl=ADDRESS)
    event = graph(built.tree("forum/2031/index.html"))["Event"]
    assert event["startDate"] == "2031-03-29"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    person = graph(built.tree("people/ana-saric.html"))["Person"]
    assert person["familyName"] == "Šarić"
    assert "https://orcid.org/0000-0002-1825-0097" in person["sameAs"]
    assert graph(built.tree("forum/index.html"))["EventSeries"]["name"]


def test_hostile_title_stays_text_in_every_head(site):
    tree = site.tree("forum/2031/papers/12.html")
    tags = dict(ZoteroItem(tree).tags)
    assert tags["citation_title"].startswith('<script>alert("x")</script> & ')
    assert graph(tree)["ScholarlyArticle"]["name"].startswith('<script>alert("x")</script> & ')
    assert not [s for s in tree.xpath("//script[not(@src)]/text()") if s.startswith("alert")]


def test_each_record_page_has_one_canonical_address_and_one_description(published):
    catalogue = published.app.env.domains["proc"].catalogue
    keys = (
        *catalogue.papers,
        *catalogue.talks,
        *(person.key for person in catalogue.people.values()),
        *(keyword.key for keyword in catalogue.keywords.values()),
    )
    for key in keys:
        tree = published.tree(f"{key}.html")
        assert tree.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}{key}.html"]
        (text,) = tree.xpath("//meta[@name='description']/@content")
        assert 1 < len(text) <= 240
        (title,) = tree.xpath("//meta[@property='og:title']/@content")
        assert title


@pytest.mark.parametrize(
    ("data", "tag", "read"),
    [
        ({"name": "Gabriel García"}, "García, Gabriel", ("Gabriel", "García")),
        (
            {"name": {"given": "Gabriel José", "family": "García Márquez"}},
            "García Márquez, Gabriel José",
            ("Gabriel José", "García Márquez"),
        ),
        ({"name": "van der Berg, Jan"}, "van der Berg, Jan", ("Jan", "van der Berg")),
        (
            {"name": "King, Jr., Martin Luther"},
            "King, Martin Luther Jr.",
            ("Martin Luther Jr.", "King"),
        ),
        ({"name": "Sukarno"}, "Sukarno", ("", "Sukarno")),
        (
            {"name": "Barnes and Noble, Inc.", "kind": "organization"},
            "Barnes and Noble Inc.",
            ("Barnes and Noble", "Inc."),
        ),
    ],
)
def test_names_are_read_in_their_parts(data, tag, read):
    (cited,) = cited_names(Catalogue(series=(), editions=()), [Contribution.model_validate(data)])
    written = citation_name(cited)
    assert written.replace("\N{NO-BREAK SPACE}", " ") == tag
    head = lxml.html.fromstring(
        f'<html><head><meta name="citation_author" content="{written}"></head></html>'
    )
    ((given, family),) = ZoteroItem(head).authors
    assert (given.replace("\N{NO-BREAK SPACE}", " "), family) == read


def test_pages_carry_typed_links_that_lead_somewhere(published):
    for paper, _ in papers(published):
        tree = published.tree(f"{paper.key}.html")
        links = {
            (a.get("rel"), a.get("href"))
            for a in tree.xpath("/html/head/link[@rel='describedby' or @rel='linkset']")
        }
        assert bool(links) is not bool(paper.withdrawn)
        for _, href in links:
            assert (published.folder / href.removeprefix(ADDRESS)).is_file(), href
    assert (published.folder / "llms.txt").is_file()
