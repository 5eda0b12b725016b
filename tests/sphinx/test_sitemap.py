"""The sitemap: every page once, in files of a size that is allowed."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_proceedings.sphinx.publishing.sitemap import sitemap_files

ADDRESS = "https://proceedings.example/site/"
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(data):
    return [element.text for element in etree.fromstring(data).iter(LOCATION)]


def test_sitemap_names_every_page_that_is_meant_to_be_found(published):
    found = locations((published.folder / "sitemap.xml").read_bytes())
    assert len(found) == len(set(found))
    named = {url.removeprefix(ADDRESS) for url in found}
    on_disk = {
        path.relative_to(published.folder).as_posix()
        for path in published.folder.rglob("*.html")
        if not {"_static"} & set(path.parts)
        and not path.name.endswith(".ceur.html")  # an export, made for another site
    }
    hidden = {
        path
        for path in on_disk
        if published.tree(path).xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    }
    by_sphinx = {"genindex.html", "py-modindex.html"}
    assert named == on_disk - hidden - by_sphinx


def test_old_addresses_are_not_in_it(project):
    built = project(html_baseurl=ADDRESS)
    found = locations((built.folder / "sitemap.xml").read_bytes())
    assert f"{ADDRESS}forum/2031/papers/12.html" in found
    assert not [url for url in found if "old-12" in url or "b-li" in url]


def test_robots_may_read_everything_and_are_told_of_the_sitemap(published):
    lines = (published.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert f"Sitemap: {ADDRESS}sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_without_an_address_there_is_neither(site):
    assert not (site.folder / "sitemap.xml").exists()
    assert not (site.folder / "robots.txt").exists()


@pytest.mark.parametrize(("pages", "files"), [(3, 1), (4, 3), (7, 4)])
def test_large_sitemap_is_an_index_of_parts(pages, files):
    paths = [f"papers/{n}.html" for n in range(pages)]
    found = sitemap_files(ADDRESS, paths, most=3)
    assert len(found) == files
    if files == 1:
        assert locations(found["sitemap.xml"]) == [ADDRESS + path for path in paths]
        return
    parts = [url.removeprefix(ADDRESS) for url in locations(found["sitemap.xml"])]
    assert etree.fromstring(found["sitemap.xml"]).tag.endswith("sitemapindex")
    assert [url for part in parts for url in locations(found[part])] == [
        ADDRESS + path for path in paths
    ]


def test_addresses_are_written_as_urls():
    found = sitemap_files(ADDRESS, ["papers/a b&c.html"])
    assert locations(found["sitemap.xml"]) == [f"{ADDRESS}papers/a%20b%26c.html"]
