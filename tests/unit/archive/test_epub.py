"""What stands in the EPUB of an edition's abstracts."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from sphinx_proceedings.archive.epub.epub_book import write_epub
from sphinx_proceedings.archive.subject import of_edition
from sphinx_proceedings.loading import load

DATA = Path(__file__).parents[2] / "roots" / "test-proceedings" / "data"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    """The pages of forum/2031 without their markup, by name."""
    catalogue = load(DATA).catalogue
    assert catalogue is not None
    edition = catalogue.editions["forum/2031"]
    book = tmp_path_factory.mktemp("epub") / "book.epub"
    write_epub(book, catalogue, edition, of_edition(catalogue, edition, None), None)
    with ZipFile(book) as opened:
        names = [name for name in opened.namelist() if name.endswith(".xhtml")]
        texts = {name.removeprefix("book/"): opened.read(name).decode() for name in names}
    body = re.compile(r"(?s).*<body[^>]*>|<[^>]+>")
    return {name: " ".join(body.sub(" ", text).split()) for name, text in texts.items()}


def test_a_retracted_paper_is_marked_wherever_it_is_named(pages):
    named = {name for name, text in pages.items() if "Main content" in text}
    assert named == {"nav.xhtml", "authors.xhtml", "papers/12.xhtml", "papers/B7.xhtml"}
    own = pages["papers/B7.xhtml"]
    assert "Retracted, 1 June 2031" in own
    for name in named - {"papers/B7.xhtml"}:
        assert pages[name].count("RETRACTED: Main content") == pages[name].count("Main content")
