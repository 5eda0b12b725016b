"""A small archive, made without Sphinx, and ways to spoil it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zipfile import ZipFile

import pytest

from sphinx_proceedings.archive.bag import make_bag
from sphinx_proceedings.archive.crate import write_crate
from sphinx_proceedings.archive.folder_packing import pack
from sphinx_proceedings.archive.subject import Subject
from sphinx_proceedings.model.publication.cited_names import CitedName
from sphinx_proceedings.model.records.people import Affiliation, Contribution
from sphinx_proceedings.model.values.names import PersonName


def _named(name, **facts):
    printed = Contribution(name=PersonName.parse(name), **facts)
    return CitedName(contribution=printed, person=None, affiliations=printed.affiliations)


SUBJECT = Subject(
    name="forum-2031",
    key="forum/2031",
    title="Proceedings & more",
    description="All of it.",
    date=dt.date(2031, 3, 30),
    agents=(
        _named("Ana Šarić", orcid="0000-0002-1825-0097"),
        _named("Bo Li", affiliations=(Affiliation(name="North & South"),)),
    ),
    publisher="The Press",
    licence_name="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    doi="10.5555/a<b",
    keywords=("graphs", "trees"),
)
FILES = {
    "html/index.html": '<!DOCTYPE html><p id="a"><a href="b/c.html#x">c</a> <a href="#a">a</a></p>',
    "html/b/c.html": '<p id="x"><a href="../index.html">i</a><img src="../p%20q.png"></p>',
    "html/p q.png": "not a picture",
    "html/_static/s.css": "p { background: url(../p%20q.png) }",
    "metadata/100%.txt": "a percent sign is written %25 in a manifest",
    "source/Größe.yaml": "a: b",
}


class Made:
    """An archive that can be changed behind the back of its manifests."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def spoiled(self, change) -> Path:
        """Return a copy in which `change` has changed the names and contents."""
        with ZipFile(self.path) as archive:
            content = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        change(content)
        spoiled = self.path.with_name("spoiled.zip")
        with ZipFile(spoiled, "w") as archive:
            for name, data in content.items():
                archive.writestr(name, data)
        return spoiled


def archive_of(folder: Path, files: dict[str, str]) -> Path:
    """Make an archive of files in its payload."""
    staging = folder / "staging"
    for name, text in files.items():
        path = staging / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    staging.joinpath("README.txt").write_text("Read me.\n", encoding="utf-8")
    write_crate(staging / "data", SUBJECT)
    make_bag(staging, [("External-Description", "On two\nlines")])
    target = folder / "forum-2031.zip"
    pack(staging, target, SUBJECT.date)
    return target


@pytest.fixture
def made(tmp_path) -> Made:
    return Made(archive_of(tmp_path, FILES))
