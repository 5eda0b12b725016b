"""An author index that is too long for one page has a page a letter, and loses nobody."""

from __future__ import annotations

import pytest

from sphinx_proceedings.sphinx.site import site as site_module


@pytest.fixture(scope="module")
def short(site):
    """The authors as the index on one page has them: addresses below people/, by name."""
    tree = site.tree("people/index.html")
    found = tree.xpath("//*[@data-index]//ul[@class='proc-index']//a")
    return {a.text_content(): a.get("href").rpartition("/")[2] for a in found}


def test_a_short_index_is_one_page(site, short):
    assert len(short) > 3
    assert not list((site.folder / "people").glob("letter-*.html"))


def test_a_long_index_is_split_by_letter(project, short, monkeypatch):
    monkeypatch.setattr(site_module, "ONE_PAGE", 3)
    built = project()
    assert built.warnings == ""
    cards = built.tree("people/index.html").xpath("//a[@class='proc-card']/@href")
    pages = sorted((built.folder / "people").glob("letter-*.html"))
    assert sorted(href.rpartition("/")[2] for href in cards) == [page.name for page in pages]
    found = {}
    for page in pages:
        tree = built.tree(f"people/{page.name}")
        assert len(tree.xpath("//nav[@aria-label='Letters']//*[@aria-current]")) == 1
        for a in tree.xpath("//*[@data-index]//a"):
            assert a.text_content() not in found, "everybody has one letter"
            found[a.text_content()] = a.get("href").rpartition("/")[2]
    assert found == short
    for target in found.values():
        assert (built.folder / "people" / target).is_file()


def test_an_edition_has_letters_of_its_own(project, monkeypatch):
    monkeypatch.setattr(site_module, "ONE_PAGE", 1)
    built = project()
    pages = sorted((built.folder / "forum/2031/authors").glob("letter-*.html"))
    assert pages
    crumbs = built.tree(f"forum/2031/authors/{pages[0].name}").xpath(
        "//nav[@aria-label='Breadcrumbs']//a/@href"
    )
    assert crumbs[-1].endswith("forum/2031/authors.html")
