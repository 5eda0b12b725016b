"""A site that takes over what is unchanged is, byte for byte, the one that is made anew."""

from __future__ import annotations

import json
import os
import random
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sphinx_proceedings import cli
from sphinx_proceedings.commands import build as build_command
from sphinx_proceedings.loading.reading_cache import VARIABLE
from sphinx_proceedings.sphinx.updating import surroundings
from sphinx_proceedings.sphinx.updating.kept_build import KeptBuild

CONF = """
project = "Demo"
extensions = ["sphinx_proceedings"]
html_theme = "alabaster"
html_baseurl = "https://demo.example.org/"
templates_path = ["_templates"]
proceedings_formats = ["jats"]
"""
TEXTS = (
    "Sparse *gradients* of $x^2$ reduce {cost}.",
    "A single word: zebra.",
    "Ünïcödé “quotes”, <tags> & ampersands; 100%.\n\n- one\n- two",
    "Attention is not all that we need, as Ålesund shows.",
    "=1+1",
    "王小云 wrote of pre-training.",
)


def _author(name: str, place: str) -> dict[str, Any]:
    return {"name": name, "affiliations": [{"name": place, "country": "CA"}]}


def _edition(year: int) -> dict[str, Any]:
    """Return an edition with papers in slots, at a poster session and nowhere, and a talk."""
    people = ("Ada Lovelace", "Bea Cole", "Çelik Öz")
    papers = [
        {
            "id": name,
            "title": f"On the {name} of things {year}",
            "authors": [_author(people[n % 3], f"University {n % 2}")],
            "keywords": [("sparsity", "learning", "speech")[n % 3]],
            "abstract": f"Our paper {name} of {year} has words. {{paper}}`{'b' if n else 'c'}`.",
        }
        for n, name in enumerate("abcdef")
    ]
    del papers[4]["abstract"]
    notice = {"type": "withdrawal", "date": f"{year}-12-09", "text": "Taken back."}
    papers[5]["notices"] = [notice]
    slots = [
        {"start": "09:00", "end": "09:20", "paper": "a"},
        {"start": "09:20", "end": "09:40", "paper": "b"},
        {"start": "09:40", "end": "10:00", "talk": "key"},
    ]
    posters = {"id": "posters", "title": "Posters", "type": "poster", "papers": ["c", "d"]}
    times = {"date": f"{year}-12-02", "start": "11:00", "end": "12:00"}
    morning = {"date": f"{year}-12-02", "start": "09:00", "end": "10:00"}
    return {
        "title": f"Demo {year}",
        "short_title": f"D{year}",
        "start_date": f"{year}-12-02",
        "time_zone": "Europe/Berlin",
        "papers": papers,
        "talks": [{"id": "key", "title": "Key", "speakers": [{"name": "Dana Ek"}]}],
        "sessions": [
            {"id": "one", "title": "Session", **morning, "slots": slots},
            {**posters, **times},
        ],
    }


class Project:
    """A project that is edited and built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.editions = {year: _edition(year) for year in (2021, 2022)}
        self.new = count()
        self.chance = random.Random(7)  # noqa: S311 - the same for the same seed
        series = {"title": "Demo", "short_title": "D"}
        self.write("data/demo/series.yaml", json.dumps(series))
        self.write("docs/conf.py", CONF)
        self.write(
            "docs/index.rst", "Demo\n====\n\n.. proc:editions::\n\n.. proc:papers:: demo/2021\n"
        )
        self.write_data()

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def write_data(self) -> None:
        for year, edition in self.editions.items():
            text = json.dumps(edition, ensure_ascii=False, indent=1)
            self.write(f"data/demo/{year}/edition.yaml", text)

    def paper(self, *, abstract: bool = False) -> dict[str, Any]:
        """Return a paper; one with an abstract if that is wanted."""
        papers = self.editions[self.chance.choice((2021, 2022))]["papers"]
        return self.chance.choice([p for p in papers if "abstract" in p or not abstract])


def _abstract(project: Project) -> None:
    """Change the text of an abstract, but not what it refers to."""
    paper = project.paper(abstract=True)
    text = project.chance.choice(TEXTS)
    kept = " and ".join(re.findall(r"\{paper\}`\w+`", paper["abstract"]))
    paper["abstract"] = f"{text}\n\n{next(project.new)}, as in {kept}."


def _two_abstracts(project: Project) -> None:
    _abstract(project)
    _abstract(project)


def _reference(project: Project) -> None:
    project.paper(abstract=True)["abstract"] = f"See {{paper}}`d` {next(project.new)}."


def _title(project: Project) -> None:
    project.paper()["title"] = f"Another title {next(project.new)}"


def _author_name(project: Project) -> None:
    project.paper()["authors"].append({"name": f"Eva Neu{'abcdefgh'[next(project.new) % 8]}"})


def _affiliation(project: Project) -> None:
    project.paper()["authors"][0]["affiliations"][0]["name"] = f"Place {next(project.new)}"


def _session(project: Project) -> None:
    session = project.editions[project.chance.choice((2021, 2022))]["sessions"][0]
    session["title"] = f"Session {next(project.new)}"


def _new_paper(project: Project) -> None:
    number = next(project.new)
    project.editions[project.chance.choice((2021, 2022))]["papers"].append(
        {
            "id": f"n{number}",
            "title": f"New {number}",
            "authors": [{"name": "Ada Lovelace"}],
            "abstract": "New words.",
        }
    )


def _removed_paper(project: Project) -> None:
    papers = project.editions[project.chance.choice((2021, 2022))]["papers"]
    papers.remove(
        project.chance.choice(
            [p for p in papers if p["id"] == "e" or p["id"][0] == "n"] or [papers[-1]]
        )
    )


def _renamed_paper(project: Project) -> None:
    papers = project.editions[2022]["papers"]
    fit = [p for p in papers if p["id"] not in "abcd"]
    paper = project.chance.choice(fit or papers[-1:])
    paper["former_ids"] = [*paper.get("former_ids", ()), paper["id"]]
    paper["id"] = f"r{next(project.new)}"


def _template(project: Project) -> None:
    text = f"<p>{next(project.new)} {{{{ record.key }}}}</p>"
    project.write("docs/_templates/proceedings/body/keyword.html", text)


def _no_template(project: Project) -> None:
    project.folder.joinpath("docs/_templates/proceedings/body/keyword.html").unlink(missing_ok=True)


def _option(project: Project) -> None:
    project.write("docs/conf.py", f"{CONF}\nhtml_title = 'Demo {next(project.new)}'\n")


def _written_page(project: Project) -> None:
    project.write("docs/about.rst", f":orphan:\n\nAbout {next(project.new)}\n=========\n")


def _harm(project: Project) -> None:
    """Change a published file, as nobody should."""
    file = project.folder / "build/html/demo/2021/papers/a.html"
    file.write_text("harmed", encoding="utf-8")


def _loss(project: Project) -> None:
    (project.folder / "build/html/demo/2021/papers/b.ris").unlink()


def _nothing(project: Project) -> None:
    pass


UPDATES = (_abstract, _two_abstracts, _nothing)
WHOLE = (
    *(_reference, _title, _author_name, _affiliation, _session, _new_paper, _removed_paper),
    *(_renamed_paper, _template, _option, _written_page, _harm, _loss),
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return Project(tmp_path)


def _build(capsys, *options: str) -> str:
    capsys.readouterr()
    status = cli.main(["build", "html", "--jobs", "1", *options])
    said = capsys.readouterr()
    assert status == 0, said.err
    return said.out


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _compare(project: Project, capsys) -> None:
    _build(capsys, "--anew", "--output", "build/anew")
    made, wanted = (_files(project.folder / "build" / name) for name in ("html", "anew"))
    assert made.keys() == wanted.keys()
    assert [path for path in wanted if made[path] != wanted[path]] == []


@pytest.mark.parametrize("seed", range(3))
def test_a_site_after_random_edits_is_the_one_that_is_made_anew(project, capsys, seed):
    chance = project.chance
    chance.seed(seed)
    edits = [*UPDATES, _abstract, *chance.sample(WHOLE, 5)]
    chance.shuffle(edits)
    assert "changed file" not in _build(capsys)
    for edit in edits:
        edit(project)
        project.write_data()
        said = _build(capsys)
        own = (project.folder / "docs/_templates/proceedings/body/keyword.html").exists()
        assert ("changed file" in said) is (edit in UPDATES and not own), edit
        _compare(project, capsys)
        _no_template(project)


@pytest.mark.parametrize("edit", WHOLE)
def test_whatever_else_is_edited_the_whole_is_built(project, capsys, edit):
    _build(capsys)
    for one in (edit, _abstract):
        one(project)
    project.write_data()
    assert "changed file" not in _build(capsys)


def test_a_site_is_made_anew_with_another_version_of_a_package(project, capsys, monkeypatch):
    _build(capsys)
    monkeypatch.setattr(surroundings, "_installed", lambda: ["jinja2-99.dist-info"])
    _abstract(project)
    project.write_data()
    assert "changed file" not in _build(capsys)
    _abstract(project)
    project.write_data()
    assert "changed file" in _build(capsys)
    _compare(project, capsys)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied here")
@pytest.mark.parametrize("place", [(build_command, "replace"), (KeptBuild, "keep")])
def test_a_build_that_was_killed_leaves_nothing_wrong(project, capsys, monkeypatch, place):
    """Before the new site is in its place, and before it is known to be there."""
    _build(capsys)
    for _ in range(2):
        _abstract(project)
        project.write_data()
        process = os.fork()
        if not process:
            monkeypatch.setattr(*place, lambda *_: os._exit(9))
            os._exit(cli.main(["build", "html", "--jobs", "1"]))
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    _abstract(project)
    project.write_data()
    _build(capsys)
    _compare(project, capsys)


def test_without_its_cache_a_site_is_made_anew(project, capsys):
    _build(capsys)
    _abstract(project)
    project.write_data()
    for entry in (project.folder / "cache").iterdir():
        entry.unlink()
    assert "changed file" not in _build(capsys)
    _compare(project, capsys)


def test_what_was_published_stays_when_an_edit_is_wrong(project, capsys):
    _build(capsys)
    before = _files(project.folder / "build/html")
    project.editions[2021]["papers"][0]["abstract"] = "See {paper}`c` and <b>."
    project.editions[2022]["papers"][0]["abstract"] = "See {paper}`nowhere`."
    project.write_data()
    assert cli.main(["build", "html", "--jobs", "1"]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert _files(project.folder / "build/html") == before
