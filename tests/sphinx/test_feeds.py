"""Feeds: what is new, by whom, and when, as a feed reader understands it."""

from __future__ import annotations

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest

ADDRESS = "https://proceedings.example/site/"


def read(built, name):
    found = feedparser.parse((built.folder / name).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.fixture(scope="module")
def hosted(project):
    return project(html_baseurl=ADDRESS)


def test_feed_of_the_site_has_papers_and_talks_with_their_authors(hosted):
    found = read(hosted, "atom.xml")
    entries = {entry.link: entry for entry in found.entries}
    paper = entries[f"{ADDRESS}forum/2031/papers/12.html"]
    assert [author.name for author in paper.authors] == ["Ana Šarić", "王小云", "محمد علي"]
    assert paper.title.startswith('<script>alert("x")</script> & ') or "&lt;script" in paper.title
    assert paper.id == paper.link
    assert paper.published == "2031-03-29T00:00:00Z"
    assert [tag.term for tag in paper.tags] == ["Category theory", "graphs"]
    assert f"{ADDRESS}forum/2031/talks/opening.html" in entries


def test_notice_brings_a_paper_back_to_the_top(hosted):
    first = read(hosted, "forum/atom.xml").entries[0]
    assert first.title == "RETRACTED: Main content"
    assert first.updated == "2031-06-01T00:00:00Z"
    assert first.published == "2031-03-29T00:00:00Z"


def test_feed_of_a_series_has_its_own_entries_alone(hosted):
    found = read(hosted, "forum/atom.xml")
    assert found.feed.id == f"{ADDRESS}forum/atom.xml"
    assert {entry.link.removeprefix(ADDRESS).split("/")[0] for entry in found.entries} == {"forum"}
    assert found.feed.updated == found.entries[0].updated


def test_every_page_names_the_feeds(hosted):
    link = "//link[@type='application/atom+xml']/@href"
    page = hosted.tree("forum/2031/papers/12.html")
    assert page.xpath(link) == [f"{ADDRESS}forum/atom.xml", f"{ADDRESS}atom.xml"]
    assert hosted.tree("plain.html").xpath(link) == [f"{ADDRESS}atom.xml"]


def test_entries_lead_to_pages_that_exist(published):
    catalogue = published.app.env.domains["proc"].catalogue
    found = read(published, "atom.xml")
    expected = len(catalogue.papers) + len(catalogue.talks) + len(catalogue.editions)
    expected += sum(
        len(edition.call.dates) for edition in catalogue.editions.values() if edition.call
    )
    assert len(found.entries) == min(expected, 100)
    for entry in found.entries:
        page, _, anchor = entry.link.removeprefix(ADDRESS).partition("#")
        assert (published.folder / page).is_file()
        assert not anchor or published.tree(page).get_element_by_id(anchor) is not None


def test_without_an_address_there_is_no_feed(site):
    assert not list(site.folder.rglob("atom.xml"))
    assert not site.tree("index.html").xpath("//link[@type='application/atom+xml']")
