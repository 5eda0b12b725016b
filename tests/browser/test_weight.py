"""What a page costs a reader: bytes over the wire, messages on the console, no icon font."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

PAPER = "enlsp/2022/papers/10.html"
MOST = 130_000
MOST_HTML = 8_000
PACKED = (".html", ".css", ".js", ".svg", ".json")


def sent(site, address: str) -> int:
    """Return the size of a file as servers send it."""
    path = urlsplit(address).path.partition("/made/up/")[2]
    data = (site.folder / path).read_bytes()
    return len(gzip.compress(data, 6)) if path.endswith(PACKED) else len(data)


@pytest.fixture
def visited(editions, chromium):
    """Give a function that opens a page for the first time: what was asked for, and said."""

    def go(path: str):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(editions.address + path, wait_until="networkidle")
        return page, asked, said

    return go


def test_a_paper_is_light_and_quiet(visited, editions):
    page, asked, said = visited(PAPER)
    sizes = {address: sent(editions, address) for address in asked}
    page.context.close()
    assert said == []
    assert sum(sizes.values()) < MOST, sizes
    assert sent(editions, editions.address + PAPER) < MOST_HTML
    assert not [
        a for a in asked if "awesome" in a or a.endswith((".woff2", "sphinx-design.min.css"))
    ]


def test_icons_are_drawn(visited):
    page, *_ = visited(PAPER)
    switch = page.locator(".theme-switch-button:visible svg.theme-switch:visible")
    box = switch.bounding_box()
    assert 12 < box["width"] < 32
    page.locator(".theme-switch-button:visible").click()
    page.locator(".theme-change-button[data-mode='dark']:visible").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.context.close()


def test_a_dark_page_is_dark_from_the_start(editions, chromium):
    page = chromium.new_page(color_scheme="dark")
    # The theme's script does not come: what is left is the one in the head.
    page.route("**/pydata-sphinx-theme*.js*", lambda route: route.abort())
    page.goto(editions.address + PAPER)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.close()
