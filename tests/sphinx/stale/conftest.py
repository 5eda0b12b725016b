"""A project that is changed and built again in the same place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.sphinx.shells import shell_writing

CONF = """\
project = "Lab"
extensions = ["sphinx_proceedings"]
exclude_patterns = ["data", "extra", "_build"]
html_theme = "alabaster"
html_baseurl = "https://lab.example/"
proceedings_data = "data"
proceedings_exports = True
proceedings_cards = 1
"""
EDITION = """\
title: Conference of {year}
short_title: LAB {year}
start_date: {year}-05-03
time_zone: Europe/Berlin
mode: virtual
status: published
"""
PAPERS = """\
papers:
  - id: first
    title: The first paper
    authors: [{name: Ada Long, person: ada-long}]
    keywords: [measuring]
    resources: [{type: pdf, file: first.pdf}]
  - id: second
    title: The second paper
    authors: [{name: Bo Short}]
"""
PEOPLE = """\
people:
  - {id: ada-long, name: Ada Long, photo: ada.png}
"""


class Project:
    """A project that is changed and built again in the same place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.site = folder / "_build" / "html"
        self.doctrees = folder / "_build" / "doctrees"
        self.write("conf.py", CONF)
        self.write("index.rst", "Lab\n===\n\n.. proc:editions::\n")
        self.write("data/lab/series.yaml", "title: Laboratory\nshort_title: LAB\n")
        for year in (2030, 2031):
            self.write(f"data/lab/{year}/edition.yaml", EDITION.format(year=year))
            self.write(f"data/lab/{year}/papers.yaml", PAPERS)
            self.write(f"data/lab/{year}/first.pdf", f"%PDF-1.4\n%{year}\nstartxref\n0\n%%EOF\n")
        self.write("data/people.yaml", PEOPLE)
        Image.new("RGB", (120, 120), "#7a6").save(self.data / "ada.png")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.folder.joinpath(name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, builder: str = "html", *, change=None, status: int = 0, **options) -> set[str]:
        """Build; return the files of the site. `change` is given the app before it builds."""
        app = SphinxTestApp(builder, srcdir=self.folder, **options)
        try:
            if change:
                change(app)
            app.build()
            assert app.statuscode == status, app.warning.getvalue()
        finally:
            app.cleanup()
        return self.files(Path(app.outdir))

    def files(self, site: Path | None = None) -> set[str]:
        site = site or self.site
        found = {p.relative_to(site).as_posix() for p in site.rglob("*") if not p.is_dir()}
        return found - {".buildinfo.bak"}  # of builds over others, with other settings

    def anew(self) -> set[str]:
        """Return the files of a build that knows of no other."""
        kept = self.folder.with_name("kept")
        self.folder.joinpath("_build").rename(kept)
        try:
            return self.build()
        finally:
            shutil.rmtree(self.folder / "_build")
            kept.rename(self.folder / "_build")

    def lists(self) -> list[Path]:
        return sorted(self.doctrees.glob("proceedings-*"))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "lab")


@pytest.fixture(params=[1, 2], ids=["serial", "parallel"])
def processes(request, monkeypatch):
    monkeypatch.setattr(shell_writing, "PARALLEL_FROM", 1)
    return request.param


def rename_a_paper(project):
    project.replace("data/lab/2031/papers.yaml", "id: first", "id: renamed")


def remove_a_file(project):
    text = "\n    resources: [{type: pdf, file: first.pdf}]"
    project.replace("data/lab/2031/papers.yaml", text, "")


def delete_an_edition(project):
    shutil.rmtree(project.data / "lab" / "2030")
