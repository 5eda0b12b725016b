"""``proceedings build pdf``, as it is typed."""

from __future__ import annotations

import sys

import pikepdf
import pytest

from sphinx_proceedings.cli import main

from .conftest import EDITION
from .pdf_text import words


@pytest.fixture
def build(project, tmp_path):
    def run(*arguments: str) -> int:
        output = ["--data", str(project.data), "--output", str(tmp_path / "out")]
        return main(["build", "pdf", *arguments, *output])

    return run


def test_it_writes_the_volume_and_says_what_it_is(build, tmp_path, capsys):
    assert build() == 0
    with pikepdf.open(tmp_path / "out" / "tw-2024.pdf") as pdf:
        assert pdf.docinfo.Title == "Proceedings of the Test Workshop"
    said = capsys.readouterr()
    assert "PDF/A-2a and PDF/UA-1" in said.out
    assert said.err == ""


def test_it_names_a_broken_paper_and_makes_the_volume(build, project, pdfs, tmp_path, capsys):
    project.file("pdf/a.pdf", pdfs.whole()[:700])
    project.papers(project.paper("a", "pdf/a.pdf"))
    assert build("tw/2024") == 0
    assert "papers.yaml:7:35: PP205 file 'pdf/a.pdf' is cut off" in capsys.readouterr().err
    assert (tmp_path / "out" / "tw-2024.pdf").exists()


def test_it_records_pages_and_writes_each_paper(build, project, pdfs, tmp_path, capsys):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(project.paper("a", "pdf/a.pdf"), project.paper("b"))
    assert build("--record-pages", "--per-paper") == 0
    assert "pages.yaml: commit it" in capsys.readouterr().out
    assert str(project.catalogue().papers["tw/2024/papers/a"].pages) == "1-3"
    written = sorted(p.relative_to(tmp_path / "out").as_posix() for p in tmp_path.glob("out/**/*"))
    assert written == ["tw-2024", "tw-2024.pdf", "tw-2024/a.pdf"]


def test_pages_are_not_recorded_before_the_pdf_is_there(build, project, pdfs, capsys):
    project.file("pdf/c.pdf", pdfs.whole(3))
    waiting = project.paper("a", pdf="awaited"), project.paper("b", "pdf/b.pdf")
    project.papers(*waiting, project.paper("c", "pdf/c.pdf"))
    assert build("--record-pages") == 0
    said = capsys.readouterr().err
    assert "PP205 the PDF of paper a is still awaited" in said
    assert "PP205 file 'pdf/b.pdf' does not exist yet; add it" in said
    recorded = project.catalogue().editions["tw/2024"].volume_pages
    assert [(entry.paper, str(entry.pages)) for entry in recorded] == [("c", "1-3")]
    # They come, longer than what stood in their place, and nothing has to move.
    project.file("pdf/a.pdf", pdfs.whole(5))
    project.file("pdf/b.pdf", pdfs.whole(4))
    named = [project.paper(name, f"pdf/{name}.pdf") for name in "abc"]
    project.papers(*named)
    assert build("--record-pages", "--strict") == 0
    papers = project.catalogue().papers
    assert [str(papers[f"tw/2024/papers/{name}"].pages) for name in "cab"] == ["1-3", "4-8", "9-12"]


def test_a_published_edition_without_a_pdf_fails_when_strict(build, project):
    project.papers(project.paper("a", pdf="awaited"))
    assert build() == 0
    assert build("--strict") == 1
    project.edition(EDITION.replace("short_title", "status: programme\nshort_title"))
    assert build("--strict") == 0


def test_a_character_without_a_font_costs_that_character(build, project, tmp_path, capsys):
    project.papers(project.paper("a", title="'\ue0a5 Tools'", abstract="'So \ue0a5 it is'"))
    assert build() == 0
    assert "PP303" in capsys.readouterr().err
    with pikepdf.open(tmp_path / "out/tw-2024.pdf") as pdf:
        text = " ".join(run.text for page in pdf.pages for run in words(page))
    assert "□ Tools" in text
    assert "□ it is" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tw/1999",), "there is no edition 'tw/1999'; there are: tw/2024"),
        (("--fonts", "nowhere"), "there is no folder nowhere"),
    ],
)
def test_it_says_what_it_does_not_know(build, arguments, message, capsys):
    assert build(*arguments) == 1
    assert message in capsys.readouterr().err


def test_without_the_extra_it_says_how_to_install_it(build, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "typst", None)
    assert build() == 1
    assert "pip install 'sphinx-proceedings[pdf]'" in capsys.readouterr().err


def test_an_undated_volume_is_of_the_moment_that_the_environment_names(
    build, project, tmp_path, monkeypatch, capsys
):
    project.edition("title: Undated\nshort_title: U 2024\n")
    dates = []
    for epoch in ("1700000000", "", "soon"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        status = build()
        if status == 0:
            with pikepdf.open(tmp_path / "out" / "tw-2024.pdf") as pdf:
                dates.append(str(pdf.docinfo.CreationDate)[:10])
    assert dates == ["D:20231114", "D:20240101"]
    assert status == 1
    assert "SOURCE_DATE_EPOCH is 'soon'" in capsys.readouterr().err
