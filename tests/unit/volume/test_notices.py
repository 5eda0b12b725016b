"""What became of a paper later: withdrawn, retracted or corrected, no page number moves."""

from __future__ import annotations

import io

import pikepdf
import pytest

from sphinx_proceedings.volume import stamped_papers

from .pdf_text import text_of

RETRACTION = "{type: retraction, date: 2024-07-01, text: The data was wrong.}"
WITHDRAWAL = "{type: withdrawal, date: 2024-07-01, text: It was not ours to give.}"
ERRATUM = (
    "{type: erratum, date: 2024-08-02, text: Equation 2 lacks a *minus*., doi: 10.1000/erratum}"
)
REVISION = "{type: revision, date: 2024-09-01, text: A proof was added.}"


def made(project):
    """The volume: pages of the papers, and by label the text of each page."""
    volume = project.volume()
    assert [str(problem) for problem in volume.problems] == []
    with pikepdf.open(io.BytesIO(volume.pdf)) as pdf:
        texts = {page.label: text_of(page) for page in pdf.pages}
        assert len(texts) == len(pdf.pages), "two pages have the same label"
    return {name: str(pages) for name, pages in volume.pages.items()}, texts


def contents_of(texts):
    """The pages with roman numbers."""
    return " ".join(text for label, text in texts.items() if label.strip("ivx") == "")


def test_a_retracted_paper_keeps_its_pages_and_each_is_marked(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(project.paper("a", "pdf/a.pdf", notices=f"[{RETRACTION}]"), project.paper("b"))
    pages, texts = made(project)
    assert pages == {"a": "1-3", "b": "4"}
    for label in ("1", "2", "3"):
        assert "RETRACTED" in texts[label].split()
    assert "RETRACTED" not in texts["4"].split()
    assert "The data was wrong." in texts["3a"]
    assert "RETRACTED: Paper a" in contents_of(texts)


def test_each_page_of_its_own_pdf_is_marked(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(
        project.paper("a", "pdf/a.pdf", notices=f"[{RETRACTION}]"),
        project.paper("b", "pdf/a.pdf"),
    )
    catalogue = project.catalogue()
    edition = catalogue.editions["tw/2024"]
    (_, marked), (_, plain) = stamped_papers(catalogue, edition, project.data, {})
    for made, wanted in ((marked, 3), (plain, 0)):
        with pikepdf.open(io.BytesIO(made)) as pdf:
            found = [
                page for page in pdf.pages if "/Watermark" in page.resources.get("/XObject", {})
            ]
            assert len(found) == wanted


def test_a_retracted_abstract_is_marked(project):
    project.papers(project.paper("a", notices=f"[{RETRACTION}]"), project.paper("b"))
    pages, texts = made(project)
    assert pages == {"a": "1", "b": "2"}
    assert texts["1"].split().count("RETRACTED") == 1
    assert "What the paper says." in texts["1"]
    assert "The data was wrong." in texts["1a"]


def test_a_withdrawn_paper_leaves_title_authors_notice_and_doi(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(
        project.paper("a", "pdf/a.pdf", notices=f"[{WITHDRAWAL}]", pages="4-6", doi="10.1000/a"),
        project.paper("b", pages="7"),
    )
    pages, texts = made(project)
    assert pages == {"a": "4", "b": "7"}
    for kept in ("WITHDRAWN: Paper a", "Ada Lovelace", "not ours to give", "10.1000/a", "4–6"):
        assert kept in texts["4"]
    assert "What the paper says." not in texts["4"]
    assert "testing" not in texts["4"]
    assert "What the paper says." in texts["7"]
    assert "4a" not in texts


@pytest.mark.parametrize("recorded", [False, True])
def test_an_erratum_is_a_leaf_behind_its_paper(project, pdfs, recorded):
    def at(pages):
        return {"pages": pages} if recorded else {}

    project.file("pdf/a.pdf", pdfs.whole(2))
    project.papers(
        project.paper("a", "pdf/a.pdf", notices=f"[{ERRATUM}, {REVISION}]", **at("1-2")),
        project.paper("b", notices=f"[{ERRATUM}]", **at("3")),
        project.paper("c", **at("4")),
    )
    pages, texts = made(project)
    assert pages == {"a": "1-2", "b": "3", "c": "4"}
    assert list(texts)[list(texts).index("1") :] == ["1", "2", "2a", "3", "3a", "4", "5", "6"]
    assert "Authors" in texts["5"]
    assert texts["5"].endswith(" 5")
    for told in ("Paper a", "Ada Lovelace", "Equation 2 lacks a", "10.1000/erratum", "A proof"):
        assert told in texts["2a"]
    assert texts["2a"].endswith("2a")
    assert "Equation 2" in texts["3a"]
    assert "Equation 2" not in texts["3"]
    assert "Erratum, Revised, p. 2a" in contents_of(texts)
    assert "Erratum, p. 3a" in contents_of(texts)


def test_a_long_erratum_has_several_leaves(project):
    text = "word " * 1500
    long = f"{{type: correction, date: 2024-08-02, text: {text}}}"
    project.papers(project.paper("a", notices=f"[{long}]"), project.paper("b"))
    pages, texts = made(project)
    assert pages == {"a": "1", "b": "2"}
    assert list(texts)[list(texts).index("1") :][:4] == ["1", "1a", "1b", "1c"]
