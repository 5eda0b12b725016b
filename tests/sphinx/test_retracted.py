"""On pages too a paper that was taken back is never offered for citing without its mark."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from sphinx.util.inventory import InventoryFile

TITLE = "Main content"
MARKED = f"RETRACTED: {TITLE}"
PAGE = "forum/2031/papers/B7.html"
LISTINGS = ("forum/2031/papers.html", "people/bo-li.html", "keywords/category-theory.html")


def test_every_form_of_the_citation_has_it(site):
    tree = site.tree(PAGE)
    shown = [
        "".join(element.itertext())
        for element in tree.iter("pre", "p", "blockquote")
        if element.xpath("ancestor-or-self::*[contains(@class, 'proc-cit')]")
        and TITLE in "".join(element.itertext()).replace("{", "").replace("}", "")
    ]
    assert len(shown) >= 3, shown  # BibTeX, APA, IEEE
    for text in shown:
        plain = text.replace("{", "").replace("}", "")
        assert plain.count(MARKED) == plain.count(TITLE)


@pytest.mark.parametrize("suffix", [".bib", ".ris", ".csl.json"])
def test_so_have_the_files_beside_the_page(site, suffix):
    text = site.text(PAGE.replace(".html", suffix)).replace("{", "").replace("}", "")
    assert text.count(MARKED) == text.count(TITLE) == 1


@pytest.mark.parametrize("page", LISTINGS)
def test_so_has_what_listings_offer_to_reference_managers(site, page):
    spans = [
        parse_qs(span.get("title")) for span in site.tree(page).xpath("//span[@class='Z3988']")
    ]
    titles = [span["rft.atitle"][0] for span in spans if TITLE in span["rft.atitle"][0]]
    assert titles == [MARKED]


def test_so_has_what_search_engines_read(site):
    (script,) = site.tree(PAGE).xpath("//script[@type='application/ld+json']/text()")
    things = {thing["@type"]: thing for thing in json.loads(script)["@graph"]}
    article = things["ScholarlyArticle"]
    assert article["name"] == article["headline"] == MARKED
    assert article["creativeWorkStatus"] == ["Retracted"]
    assert len(article["correction"]) == 1


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("forum/2031/papers/12.html", "//section[@aria-labelledby='abstract']"),
        ("forum/2031/papers/12.html", "//nav[@class='proc-neighbours']"),
        ("index.html", "//p[starts-with(., 'Not to be relied on')]"),
    ],
)
def test_so_has_every_mention(site, page, place):
    texts = [" ".join("".join(found.itertext()).split()) for found in site.tree(page).xpath(place)]
    assert any(MARKED in text for text in texts), texts
    assert all(text.count(MARKED) == text.count(TITLE) for text in texts), texts


def test_so_has_what_other_projects_link_to(site):
    inventory = InventoryFile.loads((site.folder / "objects.inv").read_bytes(), uri="")
    assert inventory.data["proc:paper"]["forum/2031/B7"].display_name == MARKED
