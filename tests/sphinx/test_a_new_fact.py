"""A fact that is added to the model's list is shown by every output that readers have."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from sphinx_proceedings.archive.epub.epub_book import write_epub
from sphinx_proceedings.archive.subject import of_edition
from sphinx_proceedings.model.publication import displayed_facts
from sphinx_proceedings.model.publication.displayed_facts import Fact
from sphinx_proceedings.volume.pages import paper_pages
from sphinx_proceedings.volume.plan import make_plan
from sphinx_proceedings.volume.typst_text import VolumeLinks

FUNDING = Fact("Funding", "Grant 42 of the Moon Fund")
PAPER = "forum/2031/papers/12"


@pytest.fixture(scope="module")
def funded(project):
    """The test project where every paper has a fact that nobody has heard of, and its data."""
    known = displayed_facts._facts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(displayed_facts, "_facts", lambda paper: (*known(paper), FUNDING))
        built = project(finish=False)
        yield built, built.app.env.get_domain("proc").catalogue
        built.app.cleanup()


def test_its_page_has_it(funded):
    site, _ = funded
    facts = site.tree(f"{PAPER}.html").find_class("proc-fact")
    texts = ["".join(fact.itertext()) for fact in facts]
    assert texts[-1] == "FundingGrant 42 of the Moon Fund"


def test_the_search_has_it(funded):
    site, _ = funded
    documents = [path.read_text("utf-8") for path in site.folder.glob("search-index/d*.js")]
    assert any("Moon Fund" in text for text in documents)


def test_the_epub_has_it(funded, tmp_path):
    _, catalogue = funded
    edition = catalogue.editions["forum/2031"]
    book = tmp_path / "book.epub"
    write_epub(book, catalogue, edition, of_edition(catalogue, edition, None), None)
    with ZipFile(io.BytesIO(book.read_bytes())) as opened:
        assert "Funding Grant 42 of the Moon Fund" in opened.read("book/papers/12.xhtml").decode()


def test_the_volume_has_it(funded):
    _, catalogue = funded
    edition = catalogue.editions["forum/2031"]
    plan = make_plan(catalogue, edition, {}, {})
    pieces = dict(paper_pages.papers(plan, VolumeLinks(catalogue, edition)))
    assert "[Funding\\: Grant 42 of the Moon Fund]" in pieces[PAPER]
