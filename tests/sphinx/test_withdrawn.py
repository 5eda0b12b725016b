"""A paper that was withdrawn leaves a page that says so, and is found, cited and read no more."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.archive.verification.archive_verification import verify
from sphinx_proceedings.cli import main
from sphinx_proceedings.sphinx.search.search_documents import documents
from sphinx_proceedings.sphinx.site.site import Site

from .conftest import ROOTS, Built

PAGE = "forum/2031/papers/12.html"
LISTING = "forum/2031/papers.html"
NOTICE = "  notices:\n  - {{type: {}, date: 2031-06-01, text: Not ours to give.}}\n"


def project_with(notice: str, folder: Path) -> Path:
    """Copy the test project, with a notice on a paper that has all that a paper can have."""
    source = Path(shutil.copytree(ROOTS / "test-proceedings", folder / "p"))
    papers = source / "data/forum/2031/papers.yaml"
    text = papers.read_text(encoding="utf-8")
    assert "  former_ids: [old-12]\n" in text
    text = text.replace("  former_ids: [old-12]\n", NOTICE.format(notice))
    papers.write_text(text, encoding="utf-8")
    return source


@pytest.fixture(scope="module", params=["withdrawal", "retraction"])
def built(request, tmp_path_factory):
    source = project_with(request.param, tmp_path_factory.mktemp("project"))
    app = SphinxTestApp("html", srcdir=source, freshenv=True)
    app.build()
    found = {document.url: document for document in documents(Site.of(app))}
    app.cleanup()
    return request.param == "withdrawal", Built(app), found


def test_its_page_says_what_became_of_it(built):
    _, site, _ = built
    tree = site.tree(PAGE)
    (notice,) = tree.find_class("proc-notice")
    assert "Not ours to give." in notice.text_content()
    assert "theory" in tree.xpath("string(//h1)")
    assert "Ana Šarić" in tree.find_class("proc-authors")[0].text_content()


def test_its_text_and_files_are_gone(built):
    withdrawn, site, _ = built
    # Other records' pages may tell of it; the words of its abstract stood in these.
    pages = [PAGE, LISTING, PAGE.replace(".html", ".jats.xml")]
    texts = [site.text(page) for page in pages if (site.folder / page).is_file()]
    assert any("holds for" in text for text in texts) is not withdrawn
    assert (site.folder / "forum/2031/papers/12.pdf").is_file() is not withdrawn
    links = {a.get("href") for page in (PAGE, LISTING) for a in site.tree(page).iter("a")}
    assert ("https://example.org/code" in links) is not withdrawn
    assert any(link and link.endswith("papers/12.pdf") for link in links) is not withdrawn


def test_it_is_not_to_be_cited(built):
    withdrawn, site, _ = built
    tree = site.tree(PAGE)
    assert bool(tree.find_class("proc-cite")) is not withdrawn
    assert bool(tree.xpath("//meta[starts-with(@name, 'citation_')]")) is not withdrawn
    for suffix in (".bib", ".ris", ".csl.json"):
        assert (site.folder / PAGE.replace(".html", suffix)).is_file() is not withdrawn
    listed = [span.get("title") for span in site.tree(LISTING).find_class("Z3988")]
    assert len(listed) == (2 if withdrawn else 3)
    bib = site.text("forum/2031/metadata/forum-2031.bib")
    assert ("10.1234/ABC" in bib) is not withdrawn


def test_it_is_not_found(built):
    withdrawn, site, found = built
    assert (PAGE in found) is not withdrawn
    assert "forum/2031/papers/c3.html" in found
    robots = site.tree(PAGE).xpath("//meta[@name='robots']/@content")
    assert robots == (["noindex"] if withdrawn else [])


def test_its_archive_tells_of_it_and_keeps_neither_text_nor_file(tmp_path, monkeypatch):
    monkeypatch.chdir(project_with("withdrawal", tmp_path))
    assert main(["build", "archive", "forum/2031", "--source", ".", "--output", "out"]) == 0
    archive = Path("out/forum-2031.zip")
    assert verify(archive) == []
    with ZipFile(archive) as opened:
        data = {n.removeprefix("forum-2031/data/"): opened.read(n) for n in opened.namelist()}
    assert not [name for name in data if name.endswith("12.pdf")]
    assert b"10.1234/ABC" not in data["metadata/bibtex.bib"]
    assert b"Not ours to give." in data["html/forum/2031/papers/12.html"]
    with ZipFile(io.BytesIO(data["epub/forum-2031.epub"])) as book:
        page = book.read("book/papers/12.xhtml").decode()
    assert "Not ours to give." in page
    assert "This paper was withdrawn." in page
    assert "holds for" not in page
