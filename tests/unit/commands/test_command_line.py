"""The command line as a whole: what it says when something is wrong, and what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.unit.commands.running import QUESTIONABLE, run

from sphinx_proceedings import cli
from sphinx_proceedings.commands import CommandError, check


def test_no_traceback_for_what_is_not_expected(monkeypatch, capsys):
    def fail(_):
        raise RuntimeError("the disk\nis on fire")

    monkeypatch.setattr(check, "run", fail)
    status, out, err = run("check", capsys=capsys)
    assert (status, out) == (70, "")
    assert err.startswith("proceedings: this should not have happened: RuntimeError: the disk is")
    assert "Traceback" not in err
    _, _, err = run("--debug", "check", capsys=capsys)
    assert "Traceback" in err


def test_what_a_person_can_put_right_is_one_line(monkeypatch, capsys):
    def fail(_):
        raise CommandError("there is no data")

    monkeypatch.setattr(check, "run", fail)
    assert run("check", capsys=capsys) == (1, "", "proceedings: there is no data\n")


def test_a_reader_that_has_seen_enough_is_no_error(make_data):
    make_data(QUESTIONABLE)
    command = f'"{sys.executable}" -m sphinx_proceedings check | head -c 1'
    if sys.platform == "win32":
        pytest.skip("no head here")
    done = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602 - ours
    assert (done.stdout, done.stderr) == (b"d", b"")


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("schema", "--output", "schema"), ("export", "all", "--output", "out")],
)
def test_what_builds_nothing_works_without_sphinx(make_data, tmp_path, arguments):
    make_data({})
    code = (
        "import sys; sys.modules.update(sphinx=None, docutils=None, myst_parser=None); "
        f"from sphinx_proceedings.cli import main; sys.exit(main({arguments!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_subcommand_describes_itself(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    for name in ("init", "check", "build", "new-edition", "schema"):
        assert name in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "bibtex", "--output", "out", "demo/2022"),
        ("export", "--output", "out", "bibtex", "demo/2022"),
        ("export", "bibtex", "demo/2022", "--output", "out"),
    ],
)
def test_options_may_stand_anywhere(make_data, tmp_path, capsys, arguments):
    make_data(QUESTIONABLE)
    assert run(*arguments, capsys=capsys)[0] == 0
    assert (tmp_path / "out/demo/2022/demo-2022.bib").is_file()


def test_what_is_no_option_is_still_refused(make_data, capsys):
    make_data({})
    with pytest.raises(SystemExit) as ended:
        run("check", "--stricter", capsys=capsys)
    assert ended.value.code == 2
    with pytest.raises(SystemExit):
        run("check", "one", "two", "three", capsys=capsys)
