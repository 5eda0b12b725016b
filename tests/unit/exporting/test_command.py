"""``proceedings export``: files where they belong, sentences where they cannot be written."""

from __future__ import annotations

import pytest

from sphinx_proceedings.cli import main
from sphinx_proceedings.exporting.formats.citations.bibtex import BIBTEX
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.exporting.registry import exporters

EPOCH = "1893456000"  # 2030


@pytest.fixture
def export(repository, tmp_path, capfd, monkeypatch):
    """Run the command on the nasty edition; return status, lines of both streams."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    data = repository / "tests" / "data" / "exporting" / "nasty"

    def run(*arguments, base="https://proceedings.example.org/site/"):
        given = ["export", *arguments, "--data", str(data), "--output", str(tmp_path)]
        status = main([*given, "--base-url", base] if base else given)
        captured = capfd.readouterr()
        return status, captured.out.splitlines(), captured.err.splitlines()

    return run


def test_one_format_of_one_edition(export, nasty, tmp_path):
    status, out, err = export("bibtex", "edge/2025")
    file = tmp_path / "edge" / "2025" / "edge-2025.bib"
    assert (status, out, err) == (0, [str(file)], [])
    edition = nasty.catalogue.editions["edge/2025"]
    assert file.read_bytes() == BIBTEX.export(nasty, Selection.of_edition(nasty.catalogue, edition))


def test_without_a_selection_the_site_and_every_edition(export, tmp_path):
    status, out, _ = export("ris")
    assert status == 0
    assert out == [str(tmp_path / "site/site.ris"), str(tmp_path / "edge/2025/edge-2025.ris")]


def test_a_paper_and_a_talk(export, tmp_path):
    status, out, _ = export("csl-json", "edge/2025/papers/names", "edge/2025/talks/unscheduled")
    assert status == 0
    assert out == [
        str(tmp_path / "edge/2025/papers/edge-2025-names.csl.json"),
        str(tmp_path / "edge/2025/talks/edge-2025-unscheduled.csl.json"),
    ]


def test_every_format_at_once(export, tmp_path):
    status, out, err = export("all")
    assert status == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 60
    *formats, total = out
    assert [line.split()[0] for line in formats] == list(exporters())
    assert sum(int(line.split()[1]) for line in formats) == len(files)
    assert total.startswith(f"{len(files)} files in ")
    assert not [line for line in err if "Traceback" in line]


def test_a_format_of_single_papers_writes_each_of_them(export, nasty, tmp_path):
    expected = {
        str(tmp_path / f"edge/2025/papers/edge-2025-{paper.id}.jats.xml")
        for paper in nasty.catalogue.papers.values()
    }
    for selection in ([], ["edge/2025"], ["site"], ["edge/2025/papers"]):
        status, out, err = export("jats", *selection)
        assert (status, set(out), err) == (0, expected, [])
        assert len(out) == len(expected)


def test_every_talk_of_an_edition(export, nasty):
    status, out, _ = export("mods", "edge/2025/talks")
    assert status == 0
    assert len(out) == len(nasty.catalogue.talks) == 2


def test_to_standard_output(export, tmp_path):
    status, out, _ = export("endnote", "edge/2025/papers/crowd", "--stdout")
    assert status == 0
    assert sum(line.startswith("%A ") for line in out) == 200
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_said_is_told(export):
    status, out, err = export("icalendar", "edge/2025/talks/unscheduled")
    assert (status, out) == (1, [])
    (line,) = err
    assert line.startswith("icalendar, edge/2025/talks/unscheduled: ")
    assert "give it a slot" in line


def test_what_is_written_differently_is_told(export):
    status, _, err = export("bibtex-ascii", "edge/2025/papers/cjk")
    assert status == 0
    assert err[0].endswith("have no name in LaTeX and are transliterated")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bibtxe"], "did you mean bibtex?"),
        (["bibtex", "edge/2052"], "did you mean edge/2025?"),
        ([], "which format?"),
        (["bibtex", "--stdout"], "--stdout prints one file"),
        (["all", "edge/2025", "--stdout"], "--stdout prints one file"),
        (["pretalx-json", "edge/2025", "--stdout"], ""),
        (["oai", "--option", "contact_emial=a@example.org"], "did you mean contact_email?"),
        (["oai", "--option", "x=1"], "OAI-PMH static repository; there are contact_email, oai_"),
        (["ris", "--option", "x=1"], "'x' is no option of RIS; it takes none"),
        (["all", "--option", "xyzzy=1"], "'xyzzy' is no option of any format; there are acl_venue"),
    ],
)
def test_misuse(export, arguments, said):
    status, out, err = export(*arguments, base=None)
    assert (status, out) == (1, [])
    (line,) = err
    assert line.startswith("proceedings: ")
    assert said in line


@pytest.mark.parametrize(
    "bad",
    [["--base-url", "javascript:alert(1)"], ["--option", "novalue"], ["--option", "a=\x1b[31m"]],
)
def test_bad_options_are_refused(export, bad, capfd):
    with pytest.raises(SystemExit) as stop:
        export("bibtex", *bad, base=None)
    assert stop.value.code == 2
    assert "Traceback" not in capfd.readouterr().err


def test_the_moment_of_making_comes_from_outside(export, monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert export("icalendar", "edge/2025")[0] == 0
    assert b"DTSTAMP:20300101T000000Z" in (tmp_path / "edge/2025/edge-2025.ics").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    status, _, err = export("icalendar", "edge/2025")
    assert status == 1
    assert "SOURCE_DATE_EPOCH is 'soon'" in err[0]


def test_the_list(export):
    status, out, _ = export("--list")
    assert status == 0
    assert any(line.split()[:2] == ["bibtex", "BibTeX"] for line in out)
    assert any(line.strip().startswith("--option contact_email=… where") for line in out)


def test_bad_data_is_reported_not_exported(tmp_path, capfd):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "series.yaml").write_text("titel: X\n")
    assert main(["export", "bibtex", "--data", str(tmp_path)]) == 1
    err = capfd.readouterr().err
    assert "series.yaml:1:1" in err
    assert "nothing was exported" in err


def test_a_folder_that_is_a_file(export, tmp_path):
    (tmp_path / "site").write_text("in the way")
    status, _, err = export("bibtex", "site")
    assert status == 1
    assert "it cannot be written" in err[0]
