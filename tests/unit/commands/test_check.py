"""``proceedings check``: what it prints, as text and JSON, and what it returns."""

from __future__ import annotations

import io
import json
import sys

from tests.unit.commands.running import BAD, QUESTIONABLE, run

from sphinx_proceedings import cli


def test_check_of_good_data(make_data, capsys):
    make_data({})
    assert run("check", capsys=capsys) == (
        0,
        "No problems; read 1 edition, 0 papers, 0 talks, 0 people\n",
        "",
    )


def test_check_prints_an_error_a_line_and_fails(make_data, capsys):
    make_data(BAD)
    status, out, err = run("check", capsys=capsys)
    first, last = out.splitlines()
    assert status == 1
    assert first.startswith("data/demo/2022/papers.yaml:2:54: PP107 'doi': 'x' is not a DOI")
    assert last == (
        "1 error in 1 file; references to what could not be read, and other warnings, are looked "
        "for when there are no errors"
    )
    assert err == ""


def test_check_passes_with_warnings_unless_it_is_strict(make_data, capsys):
    make_data(QUESTIONABLE)
    status, out, _ = run("check", capsys=capsys)
    assert status == 0
    assert "data/demo/2022/papers.yaml:2:22: PP230 paper '1' has no abstract" in out
    assert out.endswith("\n1 warning in 1 file; read 1 edition, 1 paper, 0 talks, 1 person\n")
    assert run("check", "--strict", capsys=capsys)[0] == 1


def test_check_as_json(make_data, capsys):
    make_data(QUESTIONABLE)
    status, out, _ = run("check", "--format=json", capsys=capsys)
    assert status == 0
    assert json.loads(out) == [
        {
            "path": "data/demo/2022/papers.yaml",
            "line": 2,
            "column": 22,
            "code": "PP230",
            "severity": "warning",
            "message": "paper '1' has no abstract",
            "hint": "add abstract",
        }
    ]


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_check_at_a_terminal_groups_by_file_in_colour(make_data, monkeypatch):
    make_data(
        {**QUESTIONABLE, "demo/2021/edition.yaml": "title: T\nshort_title: S\nmode: virtual\n"}
    )
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    cli.main(["check"])
    text = terminal.getvalue()
    assert "\x1b[33mPP230\x1b[0m" in text
    assert text.index("data/demo/2021/edition.yaml") < text.index("data/demo/2022/papers.yaml")
    assert text.count("data/demo/2022/papers.yaml\x1b[0m") == 1


def test_what_data_says_cannot_steer_a_terminal(make_data, monkeypatch):
    files = {"demo/2022/papers.yaml": '"\\e[31mkey": x\n"[red]key[/red]": x\n'}
    make_data(files)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    cli.main(["check"])
    assert "\x1b[31mkey" not in terminal.getvalue()
    assert "[red]key[/red]" in terminal.getvalue()
