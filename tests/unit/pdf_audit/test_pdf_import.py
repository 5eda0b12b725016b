"""``proceedings import`` of a folder with nothing but PDFs."""

from __future__ import annotations

import pytest

from sphinx_proceedings.cli import main
from sphinx_proceedings.importing.importer_registry import detect, importer
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.pdf_audit.comparing.printed_authors import printed_authors
from sphinx_proceedings.pdf_audit.reading.hyphens import rejoined
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
    assert said == [
        ("left out", "4", "authors"),
        ("left out", "5.pdf", ""),
        ("left out", "", "page count"),
    ]


def test_a_folder_with_other_files_is_none(tmp_path):
    (tmp_path / "1.pdf").write_bytes(made_papers()["1"].pdf())
    (tmp_path / "papers.yaml").write_text("papers: []")
    assert importer("pdf").detect(Source.open([tmp_path])).score == 0


PAPERS = """papers:
  - id: a1
    title: Efficient fine-tuning of multilingual transformers
    authors: [{name: Zoë Łukasiewicz}, {name: José García Márquez}]
    resources: [{type: video, url: "https://example.org/v"}]
  - id: a2
    title: A study of layer-wise pruning
    authors: [{name: Wei Li}, {name: Xin Wang}]
    abstract: Kept as it is.
    resources: [{type: pdf, file: own.pdf}]
  - id: a3
    title: Fast DistilBERT on CPUs
    authors: [{name: Anonymous, kind: anonymous}]
"""


def test_a_second_source_fills_what_records_lack_and_changes_nothing(edition):
    (edition.folder / "papers.yaml").write_text(PAPERS, encoding="utf-8")
    (edition.folder / "own.pdf").write_bytes(edition.made["2"].pdf())
    folder = edition.root / "handed-in"
    folder.mkdir()
    for name, number in (("x9", "1"), ("x7", "2"), ("x8", "3"), ("new", "4")):
        (folder / f"{name}.pdf").write_bytes(edition.made[number].pdf())
    assert main(["import", "handed-in", "--edition", "tw/2024"]) == 0
    papers = {paper.id: paper for paper in edition.catalogue().editions["tw/2024"].papers}
    assert set(papers) == {"a1", "a2", "a3", "new"}
    first, second, third = (papers[name] for name in ("a1", "a2", "a3"))
    assert first.title.source == "Efficient fine-tuning of multilingual transformers"
    assert letters(first.abstract.source) == letters(edition.made["1"].abstract)
    assert [(str(one.type), one.file) for one in first.resources] == [
        ("video", None),
        ("pdf", "x9.pdf"),
    ]
    assert second.title.source == "A study of layer-wise pruning"
    assert second.abstract.source == "Kept as it is."
    assert [one.file for one in second.resources] == ["own.pdf"]
    assert [author.name.display for author in third.authors] == list(edition.made["3"].authors)
    assert not (edition.folder / "x7.pdf").exists()
    # Once more, nothing is left to fill.
    before = (edition.folder / "papers.yaml").read_bytes()
    assert main(["import", "handed-in", "--edition", "tw/2024"]) == 0
    assert (edition.folder / "papers.yaml").read_bytes() == before


def test_pdfs_that_lie_in_the_edition_stay_where_they_are(edition, capsys):
    (edition.folder / "pdf").mkdir()
    (edition.folder / "pdf" / "1.pdf").write_bytes(edition.made["1"].pdf())
    assert main(["import", "data/tw/2024/pdf", "--edition", "tw/2024"]) == 0
    (paper,) = edition.catalogue().editions["tw/2024"].papers
    assert paper.resources[0].file == "pdf/1.pdf"
    assert not (edition.folder / "1.pdf").exists()
    assert "page count" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("broken", "elsewhere", "whole"),
    [
        ("atten\u00ad tion", "", "attention"),
        ("fine\u00ad tuning", "for fine-tuning them", "fine-tuning"),
        ("Wizard\u00ad of-Oz", "", "Wizard-of-Oz"),
        ("Fine\u00ad Tuning", "", "Fine-Tuning"),
        ("state-of\u00ad the-art", "", "state-of-the-art"),
        ("multi\u00ad lingual", "a multilingual one, multilingual", "multilingual"),
        ("a break\u00ad  two", "", "a break two"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_keeps_a_hyphen_of_its_own(broken, elsewhere, whole):
    assert rejoined(broken, [elsewhere]) == whole


@pytest.mark.parametrize(
    "name",
    [
        "Seth Flaxman",
        "Amit Sheth",
        "Le Song",
        "Bin Li",
        "Fang Du",
        "Ehsan Shareghi",
        "Erik Marchi",
        "Artur d’Avila Garcez",
        "Noah Smith",
        "Md Fahim",
        "Yee Whye Teh",
        "Jonathan Washington",
    ],
)
def test_names_with_the_letters_of_places_are_names(tmp_path, name):
    block = f"Anna van der Berg, {name}, and Wei Li"
    path = tmp_path / "x.pdf"
    path.write_bytes(made_papers()["1"].changed(layout="lncs", block=block).pdf())
    names = printed_authors(head_of(read_pdf(path)))
    assert names == ["Anna van der Berg", name, "Wei Li"]


def test_names_in_a_row_and_names_broken_at_a_line_are_apart(tmp_path):
    block = "Agniv Sharma#super[1] #h(0.3em) Jonas Geiping#super[2] #h(2em) Ada Li \\ "
    path = tmp_path / "x.pdf"
    paper = made_papers()["1"].changed(layout="lncs", block=block)
    path.write_bytes(paper.pdf())
    names = ["Agniv Sharma", "Jonas Geiping", "Ada Li"]
    assert printed_authors(head_of(read_pdf(path))) == names
    path.write_bytes(paper.changed(block="Jack McKinlay, Janina A. \\ Hoffmann, Wei Li").pdf())
    names = ["Jack McKinlay", "Janina A. Hoffmann", "Wei Li"]
    assert printed_authors(head_of(read_pdf(path))) == names


def test_the_kind_of_paper_is_no_part_of_its_title(tmp_path):
    title = "Sparse Mixtures at Scale"
    (tmp_path / "1.pdf").write_bytes(
        made_papers()["7"].changed(title=f"{title} (Demo Paper)").pdf()
    )
    (paper,) = importer("pdf").read(Source.open([tmp_path]), Answers()).papers
    assert paper.title == title
