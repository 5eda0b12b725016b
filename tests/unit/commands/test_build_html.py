"""``proceedings build html``: a new site takes the place of the old one whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.running import run, tree

from sphinx_proceedings.commands import build
from sphinx_proceedings.commands.output_folders import fresh, replace


@pytest.fixture
def sphinx_stand_in(monkeypatch):
    """Put something in Sphinx's place that writes one page, or fails as told."""

    class StandIn:
        status = 0

        def __call__(self, arguments):
            self.arguments = arguments
            new = Path(arguments[-1])
            new.mkdir()
            (new / ".buildinfo").write_text("")
            (new / "index.html").write_text("new")
            return self.status

    stand_in = StandIn()
    monkeypatch.setattr(build, "_sphinx", stand_in)
    return stand_in


@pytest.fixture
def project(make_data, tmp_path):
    make_data({})
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/conf.py").write_text("")
    return tmp_path


def test_a_build_replaces_the_old_one_whole(project, sphinx_stand_in, capsys):
    old = project / "build/html"
    old.mkdir(parents=True)
    (old / ".buildinfo").write_text("")
    (old / "deleted-since.html").write_text("old")
    status, out, _ = run("build", "html", capsys=capsys)
    assert status == 0
    assert "\n1 page in " in out
    assert sorted(tree(old)) == [".buildinfo", ".built-files", "index.html"]
    assert [path.name for path in (project / "build").iterdir()] == ["html"]
    assert {"-W", "-n", "--keep-going"} <= set(sphinx_stand_in.arguments)


@pytest.mark.parametrize("there", [True, False], ids=["after a build", "the first"])
def test_a_build_that_fails_leaves_everything_as_it_was(project, sphinx_stand_in, capsys, there):
    old = project / "build/html"
    if there:
        old.mkdir(parents=True)
        (old / ".buildinfo").write_text("")
        (old / "index.html").write_text("old")
    sphinx_stand_in.status = 1
    status, _, err = run("build", "html", capsys=capsys)
    assert status == 1
    assert ("unchanged" in err) == there
    assert old.exists() == there
    assert not there or (old / "index.html").read_text() == "old"
    assert [path.name for path in (project / "build").iterdir()] == ["html"] * there


@pytest.mark.parametrize("output", [".", "docs", "data", "..", "mine", "file"])
def test_a_build_never_replaces_what_it_did_not_make(project, sphinx_stand_in, capsys, output):
    (project / "mine").mkdir()
    (project / "mine/thesis.txt").write_text("two years of work")
    (project / "file").write_text("x")
    before = tree(project)
    status, _, err = run("build", "html", "--data=data", f"--output={output}", capsys=capsys)
    assert status == 1
    assert err.startswith("proceedings: ")
    assert tree(project) == before
    assert not hasattr(sphinx_stand_in, "arguments")


def test_there_is_nothing_to_build(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    status, _, err = run("build", "html", capsys=capsys)
    assert status == 1
    assert err == (
        f"proceedings: there is no {Path('docs/conf.py')}; name the folder that has it: "
        "--source DIR\n"
    )


def test_a_replacement_that_fails_puts_the_old_site_back(tmp_path):
    output = tmp_path / "html"
    output.mkdir()
    (output / ".buildinfo").write_text("")
    with pytest.raises(OSError, match="new"), fresh(output) as scratch:
        replace(output, scratch)  # nothing was built
    assert tree(output) == {".buildinfo": b""}
