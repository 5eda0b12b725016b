"""``proceedings import`` of a folder with nothing but PDFs."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.importer_registry import detect, importer
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.pdf_audit.comparing.printed_authors import printed_authors
from sphinx_proceedings.pdf_audit.reading.letters import letters
from sphinx_proceedings.pdf_audit.reading.paper_head import head_of
from sphinx_proceedings.pdf_audit.reading.pdf_reading import read_pdf

from .conftest import made_papers
from .typeset_papers import LAYOUTS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_authors_are_read_from_each_layout(tmp_path, layout):
    for made in made_papers().values():
        path = tmp_path / "x.pdf"
        path.write_bytes(made.changed(layout=layout).pdf())
        assert printed_authors(head_of(read_pdf(path))) == list(made.authors)


def test_a_folder_of_pdfs_is_an_edition(tmp_path):
    papers = made_papers()
    for name in ("1", "2", "3"):
        (tmp_path / f"{name}.pdf").write_bytes(papers[name].pdf())
    (tmp_path / "4.pdf").write_bytes(papers["4"].changed(review=True).pdf())
    (tmp_path / "5.pdf").write_bytes(papers["5"].pdf()[:-900])
    source = Source.open([tmp_path])
    assert detect(source).importer.name == "pdf"
    edition = importer("pdf").read(source, Answers())
    assert [paper.key for paper in edition.papers] == ["1", "2", "3", "4"]
    for paper in edition.papers:
        made = papers[paper.key]
        assert letters(paper.title) == letters(made.title)
        assert letters(paper.abstract) == letters(made.abstract)
        assert paper.resources[0].file == f"{paper.key}.pdf"
    names = [[author.name for author in paper.authors] for paper in edition.papers]
    assert names[:3] == [list(papers[key].authors) for key in "123"]
    assert edition.papers[3].authors[0].kind == "anonymous"
    assert edition.excluded == {"not readable": 1}
    said = [(str(note.outcome), note.record, note.field) for note in edition.notes]
    assert said == [("left out", "4", "authors"), ("left out", "5.pdf", "")]


def test_a_folder_with_other_files_is_none(tmp_path):
    (tmp_path / "1.pdf").write_bytes(made_papers()["1"].pdf())
    (tmp_path / "papers.yaml").write_text("papers: []")
    assert importer("pdf").detect(Source.open([tmp_path])).score == 0
