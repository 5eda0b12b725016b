"""Homes: of the site, of a series and of an edition; their look, and where they lead."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from lxml import html as lxml_html

pytestmark = pytest.mark.browser

PAINTED = """() => {
    const picture = document.querySelector(".proc-masthead .proc-banner-picture");
    const box = picture.getBoundingClientRect();
    return [picture.complete, picture.naturalWidth > 0, box.width, box.height];
}"""


def colour(page, selector: str, name: str = "color") -> str:
    return page.eval_on_selector(selector, f"e => getComputedStyle(e)['{name}']")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["index.html", "lab/index.html", "lab/2030/index.html"])
def test_each_home_has_a_banner(opened, path, width):
    complete, has_picture, wide, high = opened(path, width=width).evaluate(PAINTED)
    assert (complete, has_picture) == (True, True)
    assert wide > 0.6 * width
    assert 60 <= high <= 150


def test_the_banner_of_the_data_stands_where_there_is_one_and_the_pattern_elsewhere(site):
    source = {}
    for path in ("index.html", "lab/2030/index.html"):
        tree = lxml_html.parse(str(site.folder / path))
        (source[path],) = tree.xpath("//div[starts-with(@class, 'proc-masthead')]/img/@src")
    assert source["lab/2030/index.html"].endswith(".webp")
    assert source["index.html"] == "_static/brand/site.svg"
    drawn = etree.parse(str(site.folder / source["index.html"]))
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}svg")) == 32


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_have_a_readable_shade_of_the_brand(opened, scheme):
    page = opened("lab/2030/index.html", color_scheme=scheme)
    red, green, blue = map(int, re.findall(r"\d+", colour(page, ".proc-card strong"))[:3])
    assert red < green  # a shade of #00b3b3
    assert abs(green - blue) < 40
    plain = opened("lab/2030/index.html", color_scheme=scheme, java_script_enabled=False)
    assert colour(plain, ".proc-card strong") == colour(page, ".proc-card strong")


def test_searching_from_the_home_finds(opened):
    page = opened("index.html")
    page.get_by_role("main").get_by_role("searchbox").fill("counting")
    page.keyboard.press("Enter")
    page.wait_for_selector("#proc-search-results li")
    assert "q=counting" in page.url


def test_the_home_tells_newest_papers_and_dates_to_come(opened):
    page = opened("index.html")
    headings = page.locator("main h2").all_inner_texts()
    assert [text.strip("#") for text in headings] == [
        "Dates of LAB 2031",
        "Laboratory Conference",
        "Papers of LAB 2030",
    ]
    first = page.locator("#newest-papers + ul > li").first
    assert first.locator(".proc-badge-award").count() == 1


def test_an_edition_tells_when_and_what_before_buttons(opened):
    page = opened("lab/2030/index.html")
    places = [
        page.locator(selector).first.bounding_box()["y"]
        for selector in (".proc-facts", ".proc-cards", "main .proc-buttons")
    ]
    assert places == sorted(places)


def test_no_banner_leads_nowhere_and_nothing_is_said_of_nothing(editions):
    texts = {path: path.read_text("utf-8") for path in (editions.folder / "enlsp").rglob("*.html")}
    assert not [path for path, text in texts.items() if "a newer edition is out" in text]
    assert not (editions.folder / "enlsp/2022/sponsors.html").exists()
    assert "not known" not in texts[editions.folder / "enlsp/2022/awards.html"]


def test_pages_about_the_software_are_reached_from_the_foot_and_not_from_the_menu(editions):
    tree = lxml_html.parse(str(editions.folder / "index.html"))
    menus = tree.xpath("//header//a/@href")
    assert "people/index.html" in menus
    assert not [href for href in menus if href.startswith(("guide", "contributing", "about"))]
    (about,) = tree.xpath("//footer//a[contains(@href, 'about-this-software')]/@href")
    leads = lxml_html.parse(str(editions.folder / about)).xpath("//main//a/@href")
    assert {"guide/index.html", "contributing/index.html"} <= set(leads)


def test_a_summary_by_the_editors_is_called_one(editions):
    folder = editions.folder / "enlsp/2022"
    tree = lxml_html.parse(str(folder / "papers/10.html"))
    assert tree.xpath("string(//h2[@id='abstract'])").startswith("Summary")
    assert "not the abstract of the authors" in tree.xpath("string(//main)")
    assert not tree.xpath("//meta[@name='citation_abstract']")
    assert "abstract" not in (folder / "papers/10.bib").read_text("utf-8")
    assert "\nAB  -" not in (folder / "papers/10.ris").read_text("utf-8")


def test_authors_beyond_twenty_unfold(opened):
    page = opened("lab/2030/papers/5.html")
    assert page.locator(".proc-author:visible").count() == 20
    page.get_by_text("Show all 200 authors").click()
    assert page.locator(".proc-author:visible").count() == 200
