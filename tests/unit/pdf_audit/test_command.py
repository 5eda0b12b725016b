"""``proceedings check --pdfs`` as it is called: lines, JSON, annotations, exit status."""

from __future__ import annotations

import json
import sys

import pytest

from sphinx_proceedings.cli import main


@pytest.fixture
def swapped(edition):
    """An edition in which the PDFs of two papers are swapped, and a third has none."""
    one, two = edition.made["1"].pdf(), edition.made["2"].pdf()
    edition.write("123", {"1.pdf": two, "2.pdf": one}, {"3": {"resources": None}})
    (edition.folder / "pdf" / "3.pdf").unlink()
    return edition


@pytest.mark.usefixtures("swapped")
def test_findings_are_lines_with_file_line_and_column(capsys):
    assert main(["check", "--pdfs", "tw/2024"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "data/tw/2024/papers.yaml:6:41: PP402 'pdf/1.pdf' is the PDF of paper 2 "
    )
    assert lines[-2].startswith("2 errors, 1 warning in 1 file; held 2 PDFs against 3 records in ")


@pytest.mark.usefixtures("swapped")
def test_all_editions_are_meant_when_none_is_named(capsys):
    assert main(["check", "--pdfs"]) == 1
    assert "PP402" in capsys.readouterr().out


def test_warnings_fail_only_when_strict(edition, capsys):
    edition.write("12", records={"2": {"resources": None}})
    (edition.folder / "pdf" / "2.pdf").unlink()
    assert main(["check", "--pdfs"]) == 0
    assert main(["check", "--pdfs", "--strict"]) == 1
    assert capsys.readouterr().out.count("PP405") == 2


@pytest.mark.usefixtures("swapped")
def test_findings_as_json(capsys):
    main(["check", "--pdfs", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert [(entry["code"], entry["severity"], entry["line"]) for entry in found] == [
        ("PP402", "error", 6),
        ("PP402", "error", 11),
        ("PP405", "warning", 12),
    ]


@pytest.mark.usefixtures("swapped")
def test_findings_as_annotations(capsys):
    main(["check", "--pdfs", "--format", "github"])
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(
        "::error file=data/tw/2024/papers.yaml,line=6,col=41,title=PP402::'pdf/1.pdf' is the PDF"
    )


def test_an_edition_without_pdfs_says_so(edition, capsys):
    edition.write("1", records={"1": {"resources": None}})
    (edition.folder / "pdf" / "1.pdf").unlink()
    assert main(["check", "--pdfs", "tw/2024"]) == 0
    assert "there are no PDFs in tw/2024" in capsys.readouterr().err


def test_without_the_reader_it_says_how_to_install_it(edition, capsys, monkeypatch):
    edition.write("1")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert main(["check", "--pdfs"]) == 1
    assert "pip install 'sphinx-proceedings[pdf]'" in capsys.readouterr().err


def test_the_cache_is_below_build_and_never_in_the_data(swapped):
    before = sorted(swapped.data.rglob("*"))
    main(["check", "--pdfs"])
    assert sorted(swapped.data.rglob("*")) == before
    assert list((swapped.root / "build" / "check" / "cache").rglob("*.gz"))
