"""What a build may replace, and how it says that a disk is full."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from sphinx_proceedings import cli
from sphinx_proceedings.commands import build
from sphinx_proceedings.commands.output_folders import fresh
from sphinx_proceedings.folders.exchange import rescue_folder
from sphinx_proceedings.folders.full_disk import FULL

NO_SPACE = f"[Errno {errno.ENOSPC}] {os.strerror(errno.ENOSPC)}"
CRASH = f"""\
WARNING: error writing file /site/index.html: {NO_SPACE}: '/site/index.html'
Exception occurred:
  File "/lib/pickle.py", line 1, in dump
OSError: {NO_SPACE}
The full traceback has been saved in:
/tmp/sphinx-err-abc.log
"""


@pytest.fixture
def project(make_data, tmp_path):
    make_data({})
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/conf.py").write_text("")
    return tmp_path


@pytest.fixture
def sphinx(monkeypatch):
    """Let something else than Sphinx write a site."""

    def write(arguments):
        new = Path(arguments[-1])
        (new / "a").mkdir(parents=True)
        for name in (".buildinfo", "index.html", "a/b.html"):
            (new / name).write_text("built")
        return 0

    monkeypatch.setattr(build, "_sphinx", write)


def said(capsys, *arguments: str) -> str:
    assert cli.main(arguments) == 1
    return capsys.readouterr().err


@pytest.mark.usefixtures("sphinx")
def test_a_build_over_another_replaces_it(project):
    assert cli.main(["build", "html"]) == 0
    (project / "build/html/a/b.html").write_text("changed")
    assert cli.main(["build", "html"]) == 0
    assert (project / "build/html/a/b.html").read_text() == "built"


@pytest.mark.usefixtures("sphinx")
@pytest.mark.parametrize("listed", [True, False], ids=["listed", "of an earlier release"])
@pytest.mark.parametrize("name", ["CNAME", ".git/config", ".well-known/a/b"])
def test_a_file_of_somebodys_own_in_a_site_is_not_replaced(project, capsys, name, listed):
    assert cli.main(["build", "html"]) == 0
    site = project / "build/html"
    if not listed:
        (site / ".built-files").unlink()
    mine = site / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine")
    shown = Path("build/html") / name.partition("/")[0]
    assert said(capsys, "build", "html") == (
        f"proceedings: {shown}: not made by a build, which would delete it; move it away, or let "
        "conf.py add it to each site (html_extra_path)\n"
    )
    assert mine.read_text() == "mine"


@pytest.mark.usefixtures("sphinx")
def test_many_such_files_are_counted(project, capsys):
    assert cli.main(["build", "html"]) == 0
    for number in range(5):
        (project / f"build/html/a/{number}.txt").write_text("mine")
    assert f"{Path('build/html/a/2.txt')} and 2 more: not made by" in said(capsys, "build", "html")


@pytest.mark.parametrize(
    "command",
    [
        ["build", "html", "--output=docs/_build"],
        ["build", "html", "--output=data/html"],
        ["build", "html", "--output=data/demo/2022/html"],
        ["build", "pdf", "--output=data/pdf"],
        ["build", "archive", "--output=data/archive"],
        ["build", "archive", "--output=docs/archive"],
        ["export", "bibtex", "--output=data/exports"],
    ],
)
def test_nothing_is_built_into_what_it_is_built_from(project, capsys, command):
    output = Path(command[-1].partition("=")[2])
    start = f"proceedings: {output} cannot be the output: it lies in "
    assert said(capsys, *command).startswith(start)
    assert not (project / output).exists()


def test_a_project_whose_pages_lie_at_its_top_may_be_built_into_a_folder_of_it(project):
    with fresh(project / "build/html", project):
        pass


def test_a_site_that_was_lost_is_back_before_anything_else(project):
    dead = project / ".proceedings-html-abcdefgh"
    (dead / "old").mkdir(parents=True)
    (dead / "old/index.html").write_text("old")
    (project / "html").mkdir()
    rescue_folder(project / "html", dead)
    assert (dead / "old").is_dir(), "there is a newer one"
    (project / "html").rmdir()
    (dead / "old/.buildinfo").write_text("")
    with fresh(project / "html"):
        assert (project / "html/index.html").read_text() == "old"
    assert not dead.exists()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("status", [1, 2])
def test_a_full_disk_is_one_sentence_and_no_crash_report(monkeypatch, capsys, status):
    def full(_):
        sys.stderr.write(CRASH)
        return status

    monkeypatch.setattr("sphinx.cmd.build.build_main", full)
    assert said(capsys, "build", "html") == f"proceedings: {FULL}\n"


@pytest.mark.usefixtures("project")
def test_a_disk_that_is_full_elsewhere(monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "html")

    monkeypatch.setattr(build, "replace", full)
    monkeypatch.setattr(build, "_sphinx", lambda _: 0)
    assert said(capsys, "build", "html") == f"proceedings: {FULL}\n"


@pytest.mark.usefixtures("project")
def test_what_sphinx_says_is_shown(monkeypatch, capsys):
    def warned(_):
        sys.stderr.write("WARNING: something else\n")
        return 1

    monkeypatch.setattr("sphinx.cmd.build.build_main", warned)
    assert said(capsys, "build", "html").startswith("WARNING: something else\nproceedings: the sit")
