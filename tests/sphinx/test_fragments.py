"""A line of a listing, made once for many pages, is right on each of them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from sphinx_proceedings.sphinx.templating.renderer import Renderer

LINE = {
    "edition": False,
    "abstract": False,
    "with_coins": False,
    "typed": True,
    "citing": False,
    "board": None,
}
PAPER = "forum/2031/papers/12"


@pytest.mark.parametrize("pages", [("awards", "programme"), ("programme", "awards")])
def test_it_leads_to_an_award_whichever_page_asks_first(site, pages):
    asked = Renderer.from_app(site.app)
    for name in pages:
        page = asked.page(f"forum/2031/{name}")
        line: Any = html.fromstring(
            asked.fragment(page, "paper", asked.site.catalogue.papers[PAPER], **LINE)
        )
        (badge,) = line.xpath(".//a[contains(@class, 'proc-badge-award')]")
        assert badge.get("href") == "../../forum/2031/awards.html#award-best"


@pytest.mark.parametrize("asking", ["people/index", "forum/2031/papers", "other/2031/papers"])
def test_short_ids_are_meant_in_the_edition_of_its_record(site, asking, monkeypatch):
    asked = Renderer.from_app(site.app)
    page = asked.page(asking).in_edition(asking.rpartition("/")[0])
    seen = []
    render = asked.render

    def rendered(template, page, **more):
        seen.append(page.edition_key)
        return render(template, page, **more)

    monkeypatch.setattr(asked, "render", rendered)
    asked.fragment(page, "paper", asked.site.catalogue.papers[PAPER], **LINE)
    assert set(seen) == {"forum/2031"}
