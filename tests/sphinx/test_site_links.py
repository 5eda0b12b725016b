"""Every page of the project's own site: links lead somewhere, ids are unique, names are known."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

ADDRESS = "https://proceedings.example/site/"
LINKS = ("href", "src", "poster", "action", "data-src")
BY_ID = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")


class Page:
    """What other pages may want of a page, and what it wants of them."""

    def __init__(self, root, name):
        self.name = name
        tree: Any = html.document_fromstring((root / name).read_bytes())
        self.ids = [element for element in tree.xpath("//@id") if element]
        self.anchors = {*self.ids, *tree.xpath("//a/@name")}
        self.links = set()
        for attribute in LINKS:
            self.links.update(tree.xpath(f"//*[not(self::base)]/@{attribute}"))
        for srcset in tree.xpath("//@srcset"):
            self.links.update(part.split()[0] for part in srcset.split(",") if part.split())
        for content in tree.xpath("//meta[@property='og:image' or @property='og:url']/@content"):
            self.links.add(content)
        for content in tree.xpath("//meta[@http-equiv='refresh']/@content"):
            self.links.add(content.partition("url=")[2])
        self.named = {
            (attribute, one)
            for attribute in BY_ID
            for value in tree.xpath(f"//@{attribute}")
            for one in value.split()
        }


@pytest.fixture(scope="module")
def pages(published):
    root = published.folder
    found = {
        path.relative_to(root).as_posix(): Page(root, path.relative_to(root).as_posix())
        for path in sorted(root.rglob("*.html"))
        if not {"_static", "_sources"} & set(path.parts)
        and not path.name.endswith(".ceur.html")  # an export, made for another site
    }
    assert len(found) > 300
    return found


def test_no_link_within_the_site_is_broken(published, pages):
    root: Path = published.folder
    is_file = cache(lambda path: (root / path).is_file())
    broken, files, anchors = [], 0, 0
    for page in pages.values():
        # The page for addresses that do not exist is shown under any of them.
        base = urljoin(ADDRESS, "" if page.name == "404.html" else page.name)
        for link in page.links:
            url, anchor = urldefrag(urljoin(base, link))
            if not url.startswith(ADDRESS):
                continue
            path = unquote(urlsplit(url).path.removeprefix(urlsplit(ADDRESS).path))
            path = f"{path}index.html" if not path or path.endswith("/") else path
            anchor = unquote(anchor)
            files += 1
            anchors += bool(anchor)
            if not is_file(path):
                broken.append(f"{page.name}: {link} (no such file)")
            elif anchor and path in pages and anchor not in pages[path].anchors:
                broken.append(f"{page.name}: {link} (no such anchor)")
    assert broken == []
    assert files > 20 * len(pages)
    assert anchors > len(pages)


def test_every_id_is_unique_on_its_page(pages):
    twice = {
        page.name: again
        for page in pages.values()
        if (again := [name for name, count in Counter(page.ids).items() if count > 1])
    }
    assert twice == {}


def test_elements_that_are_named_by_id_exist(pages):
    missing = [
        f"{page.name}: {attribute}={one}"
        for page in pages.values()
        for attribute, one in page.named
        if one not in page.anchors
    ]
    assert missing == []


def test_nothing_is_loaded_from_another_host(published, pages):
    foreign = []
    for page in pages.values():
        tree = published.tree(page.name)
        loaded = tree.xpath(
            "//script/@src | //img/@src | //source/@src | //iframe/@src | //video/@src"
            " | //link[contains(@rel, 'stylesheet') or contains(@rel, 'preload')"
            " or contains(@rel, 'icon')]/@href"
        )
        foreign += [f"{page.name}: {url}" for url in loaded if "//" in url]
    assert foreign == []


def test_every_written_page_has_one_way_back_and_in_the_same_form(published):
    for name in ("guide/sphinx", "people/index", "enlsp/index", "enlsp/2022/call"):
        (trail,) = published.tree(f"{name}.html").xpath("//nav[@aria-label='Breadcrumbs']")
        steps = [" ".join(step.text_content().split()) for step in trail.xpath(".//li")]
        assert steps[0] == "Home", name
        assert len(trail.xpath(".//*[@aria-current='page']")) == 1, name
        assert len(set(steps)) == len(steps) > 1, name
