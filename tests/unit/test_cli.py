"""The command line: what each subcommand says, writes and returns."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sphinx_proceedings import cli
from sphinx_proceedings.commands import CommandError, build, check
from sphinx_proceedings.commands.output_folders import fresh, replace
from sphinx_proceedings.loading import load
from sphinx_proceedings.phase_times import PHASES

BAD = {
    "demo/2022/papers.yaml": 'papers:\n  - {id: "1", title: One, authors: [{name: A}], doi: x}\n'
}
QUESTIONABLE = {
    "demo/2022/papers.yaml": 'papers:\n  - {id: "1", title: One, authors: [{name: Ada B}]}\n'
}


def run(*arguments, capsys):
    """Run the command line in this process: (status, standard output, standard error)."""
    status = cli.main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# check


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


# build html


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


# init


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
    assert "{proc:editions}" in texts["docs/index.md"]
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
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    job_keys = {"runs-on", "timeout-minutes", "steps", "if", "needs", "permissions", "environment"}
    for job in jobs.values():
        assert {"runs-on", "steps"} <= set(job) <= job_keys
        assert job.get("needs", "build") in jobs
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert set(step) <= {"id", "if", "uses", "with", "run"}
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


# new-edition

RICH = {
    "demo/2022/people.yaml": (
        "# yaml-language-server: $schema=../../schema/edition.schema.json\n"
        "# In order of the alphabet.\n"
        "committees:\n"
        "  - role: organizer # since the first edition\n"
        "    members:\n"
        "      - {name: Ada Lovelace}\n"
        "sponsor_tiers: [{id: gold, title: Gold}]\n"
        "sponsors: [{name: Acme, tier: gold}]\n"
    ),
    "demo/2022/call.yaml": (
        "call:\n"
        "  # What is wanted.\n"
        "  overview: As in {paper}`1` and {talk}`the keynote <k>`.\n"
        "  dates: [{title: Submission, date: 2022-09-01, time_zone: AoE}]\n"
        "  links: [{type: submission, url: 'https://example.org/2022'}]\n"
    ),
    "demo/2022/programme.yaml": (
        "number: 2\n"
        "papers: [{id: '1', title: One, authors: [{name: Ada Lovelace}]}]\n"
        "talks: [{id: k, title: Key, speakers: [{name: Ada Lovelace}]}]\n"
    ),
}


def test_a_new_edition_has_the_people_and_structure_of_the_last(make_data, capsys):
    root = make_data(RICH)
    before = tree(root)
    status, out, _ = run("new-edition", "demo", "2023", capsys=capsys)
    assert status == 0
    assert "data/demo/2023 is begun, after demo/2022" in out.replace(os.sep, "/")
    after = tree(root)
    assert {name: after[name] for name in before} == before
    catalogue = load(root).catalogue
    assert catalogue is not None
    edition = catalogue.editions["demo/2023"]
    assert (edition.short_title, edition.number, edition.status.value) == ("DEMO 2023", 3, "call")
    assert edition.title == "Third Workshop on Demonstrations"
    assert str(edition.time_zone) == "America/Chicago"
    assert not edition.papers
    assert not edition.talks
    assert not edition.sponsors
    assert edition.start_date is None
    assert [tier.id for tier in edition.sponsor_tiers] == ["gold"]
    assert edition.call is not None
    assert not edition.call.dates
    assert not edition.call.links
    assert str(edition.call.overview) == (
        "As in {paper}`demo/2022/1` and {talk}`the keynote <demo/2022/k>`."
    )
    people = after["demo/2023/people.yaml"].decode()
    assert "# In order of the alphabet.\ncommittees:" in people
    assert "# since the first edition" in people
    assert "(was 2022-09-01), time_zone: AoE" in after["demo/2023/call.yaml"].decode()
    new = {name: text for name, text in after.items() if name.startswith("demo/2023/")}
    assert all(text.startswith(b"# yaml-language-server: $schema=../../") for text in new.values())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("demo", "2022"), "is there already"),
        (("dmo", "2023"), "did you mean 'demo'?"),
        (("demo", "2023", "--from=1999"), "there is no edition demo/1999; there are: 2022"),
        (("demo", "next"), "write a year"),
        (("demo", "2023/../../x"), "must be 1 to 100 ASCII letters"),
    ],
)
def test_a_new_edition_that_cannot_be(make_data, capsys, arguments, reason):
    root = make_data({})
    before = tree(root)
    status, _, err = run("new-edition", *arguments, capsys=capsys)
    assert status == 1
    assert reason in err
    assert tree(root) == before


@pytest.mark.parametrize(
    ("one", "two"),
    [("", "    "), ("    ", ""), ("  ", "  ")],
    ids=["further in", "further out", "alike"],
)
def test_a_list_in_several_files_becomes_one(make_data, capsys, one, two):
    first = f"tracks:\n{one}- id: one\n{one}  title: One\n"
    second = f"tracks:\n# Later.\n{two}- id: two\n\n{two}  title: Two\n"
    root = make_data({"demo/2022/a.yaml": first, "demo/2022/b.yaml": second})
    assert run("new-edition", "demo", "2023", capsys=capsys)[0] == 0
    catalogue = load(root).catalogue
    assert catalogue is not None
    tracks = catalogue.editions["demo/2023"].tracks
    assert [(track.id, str(track.title)) for track in tracks] == [("one", "One"), ("two", "Two")]


def test_a_key_with_nothing_behind_it_gives_way_to_another_file(make_data, capsys):
    root = make_data({"demo/2022/a.yaml": "licence:\n", "demo/2022/b.yaml": "licence: CC-BY-4.0\n"})
    assert run("new-edition", "demo", "2023", capsys=capsys)[0] == 0
    catalogue = load(root).catalogue
    assert catalogue is not None
    assert catalogue.editions["demo/2023"].licence == "CC-BY-4.0"


BLOCK = "tracks:\n  - {id: one, title: One}\n"
IN_BRACKETS = "tracks: [\n  {id: two, title: Two}\n]\n"
SEVERAL = "the list 'tracks' stands in several files"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a": BLOCK, "b": IN_BRACKETS}, f"b.yaml:1:9: {SEVERAL}"),
        ({"a": IN_BRACKETS, "b": BLOCK}, f"a.yaml:1:9: {SEVERAL}"),
        ({"a": "{tracks: [{id: one, title: One}]}\n"}, "a.yaml:1:2: 'tracks' stands in { }"),
        ({"a": "call: {\n  overview: All.,\n}\n"}, "a.yaml:2:3: 'overview' stands in { }"),
        ({"a": "{\n  call: {overview: All.}\n}\n"}, "a.yaml:2:10: 'overview' stands in { }"),
    ],
)
def test_what_cannot_be_cut_out_is_named(make_data, capsys, files, reason):
    root = make_data({f"demo/2022/{name}.yaml": text for name, text in files.items()})
    before = tree(root)
    status, _, err = run("new-edition", "demo", "2023", capsys=capsys)
    assert status == 1
    assert err.startswith(f"proceedings: data/demo/2022/{reason}")
    assert err.endswith("; nothing was written\n")
    assert tree(root) == before


def test_what_is_not_copied_may_be_written_in_any_way(make_data, capsys):
    root = make_data(
        {"demo/2022/a.yaml": "{sponsors: [{name: Acme}]}\n", "demo/2022/b.yaml": BLOCK}
    )
    assert run("new-edition", "demo", "2023", capsys=capsys)[0] == 0
    catalogue = load(root).catalogue
    assert catalogue is not None
    assert [track.id for track in catalogue.editions["demo/2023"].tracks] == ["one"]


# The command line as a whole


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
