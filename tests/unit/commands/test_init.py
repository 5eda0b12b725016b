"""``proceedings init``: a project that checks and builds as it is, on the hosts it names."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.unit.commands.running import run, tree

from sphinx_proceedings import cli
from sphinx_proceedings.phase_times import PHASES


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("init") / "my site"
    assert cli.main(["init", str(folder), "--year=2026", "--series=loom"]) == 0
    return folder


def test_init_makes_a_project_without_a_warning(site, monkeypatch, capsys):
    monkeypatch.chdir(site)
    assert run("check", "--strict", capsys=capsys)[0] == 0
    names = set(tree(site))
    assert {
        "README.md",
        "noxfile.py",
        "requirements.txt",
        "docs/conf.py",
        "docs/index.md",
        ".github/workflows/site.yml",
        ".readthedocs.yaml",
        ".gitignore",
        "data/schema/edition.schema.json",
        "data/loom/2026/papers.yaml",
    } <= names
    texts = {name: content.decode() for name, content in tree(site).items()}
    assert not any("@series@" in text or "@year@" in text for text in texts.values())
    assert "{proc:home}" in texts["docs/index.md"]
    data = [n for n in names if n.endswith(".yaml") and n.startswith("data/")]
    for name in data:
        schema = texts[name].split("\n")[0].partition("$schema=")[2]
        assert (site / name).parent.joinpath(schema).is_file(), name


def test_init_builds_as_it_is(site, monkeypatch):
    monkeypatch.chdir(site)
    made = subprocess.run(
        [sys.executable, "-m", "sphinx_proceedings", "build", "html", "--jobs=1", "--timings"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert (site / "build/html/loom/2026/papers/1.html").is_file()
    shown = dict(re.findall(r"^(\w+) +([\d.]+) s CPU", made.stdout, re.MULTILINE))
    assert list(shown) == [*PHASES, "other", "all"]
    seconds = [float(text) for text in shown.values()]
    assert sum(seconds[:-1]) == pytest.approx(seconds[-1], abs=0.1)


def test_init_tells_how_to_begin_next_year(site, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(shutil.copytree(site, tmp_path / "copy"))
    (command,) = re.findall(r"^\$ proceedings (.+)$", Path("README.md").read_text(), re.MULTILINE)
    assert command == "new-edition loom 2027"
    assert run(*command.split(), capsys=capsys)[0] == 0
    assert run("check", capsys=capsys)[0] == 0


def _sessions(site, commands):
    """Return the sessions that *commands* run, once it is certain that the noxfile has them."""
    found = re.findall(r"python -m nox -s (\w+)", "\n".join(commands))
    for session in found:
        assert f"\ndef {session}(session" in (site / "noxfile.py").read_text()
    return found


def test_init_makes_a_workflow_that_github_takes(site):
    """Keys: GitHub's "Workflow syntax"; publication: the README of actions/deploy-pages."""
    # To YAML 1.1, which PyYAML reads, the key `on` is true.
    workflow = yaml.safe_load((site / ".github/workflows/site.yml").read_text())
    assert set(workflow) == {"name", True, "permissions", "jobs"}
    assert set(workflow[True]) == {"push", "pull_request"}
    assert workflow["permissions"] == {"contents": "read", "pages": "read"}
    jobs = workflow["jobs"]
    job_keys = {"runs-on", "timeout-minutes", "steps", "if", "needs", "permissions", "environment"}
    for job in jobs.values():
        assert {"runs-on", "steps"} <= set(job) <= job_keys
        assert job.get("needs", "build") in jobs
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert set(step) <= {"id", "if", "uses", "with", "run", "env"}
            assert re.fullmatch(r"actions/[a-z-]+@v[0-9]+", step.get("uses", "actions/some@v1"))
    steps = jobs["build"]["steps"]
    assert _sessions(site, [step.get("run", "") for step in steps]) == ["html"]
    (uploaded,) = (
        s for s in steps if s.get("uses", "").startswith("actions/upload-pages-artifact")
    )
    assert uploaded["with"] == {"path": "build/html"}
    publish = jobs["publish"]
    assert publish["if"] == uploaded["if"] == "github.ref == 'refs/heads/main'"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["environment"]["name"] == "github-pages"
    (deployed,) = publish["steps"]
    assert f"steps.{deployed['id']}.outputs.page_url" in publish["environment"]["url"]


def test_init_makes_a_file_that_read_the_docs_takes(site):
    """Keys: Read the Docs' "Configuration file reference", version 2."""
    config = yaml.safe_load((site / ".readthedocs.yaml").read_text())
    assert set(config) == {"version", "build"}
    assert config["version"] == 2
    build = config["build"]
    assert set(build) == {"os", "tools", "jobs"}
    assert build["os"] in {"ubuntu-22.04", "ubuntu-24.04", "ubuntu-lts-latest"}
    assert re.fullmatch(r"3\.[0-9]+", build["tools"]["python"])
    # Without the key `sphinx` nothing is done but what stands here.
    assert set(build["jobs"]) == {"install", "build"}
    html = build["jobs"]["build"]["html"]
    assert all(isinstance(command, str) for command in [*build["jobs"]["install"], *html])
    assert _sessions(site, html) == ["html"]
    assert html[-1] == 'cp -R build/html "$READTHEDOCS_OUTPUT/html"'


@pytest.mark.parametrize("given", [".", "absolute", "link"])
def test_init_fills_an_empty_folder_and_leaves_it_in_its_place(
    tmp_path, monkeypatch, capsys, given
):
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    before = folder.stat().st_ino
    monkeypatch.chdir(folder)
    name = {".": ".", "absolute": str(folder), "link": str(tmp_path / "link")}[given]
    assert cli.main(["init", name, "--year=2040"]) == 0, capsys.readouterr().err
    assert folder.stat().st_ino == before  # whoever stands in it still does
    assert (folder / "data/engines/2040/papers.yaml").is_file()
    names = {entry.name for entry in folder.iterdir()}
    assert names >= {"README.md", "data", "docs", "noxfile.py"}
    assert not [name for name in names if name.startswith("tmp")]


def test_init_leaves_what_is_there(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    status, _, err = run("init", tmp_path, capsys=capsys)
    assert status == 1
    assert "is not empty" in err
    assert sorted(tree(tmp_path)) == ["notes.txt"]


@pytest.mark.parametrize(
    "option", ["--series=../x", "--series=search", "--series=Index", "--year=next", "--year=20266"]
)
def test_init_takes_no_odd_names(tmp_path, capsys, option):
    status, _, err = run("init", tmp_path / "new", option, capsys=capsys)
    assert status == 1
    assert err.startswith("proceedings: --")
    assert not (tmp_path / "new").exists()
