"""What symbolic links lead to gets into no archive, and counts as no record of a freeze."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zipfile import ZipFile

import pytest

from sphinx_proceedings.archive.archive_error import ArchiveError
from sphinx_proceedings.archive.folder_packing import pack
from sphinx_proceedings.archive.site_build import written_pages
from sphinx_proceedings.archive.source_files import write_edition_sources, write_site_sources
from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.frozen_editions import archival

FOREIGN = "not for you"
EDITION = "title: First\nshort_title: F\nstart_date: 2030-01-01\ntime_zone: UTC\n"


def link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target)
    except OSError:  # Windows, without the right to
        pytest.skip("no symbolic links here")


@pytest.fixture
def outside(tmp_path):
    """A folder that is nobody's business, with a file in it."""
    folder = tmp_path / "outside"
    folder.mkdir()
    folder.joinpath("secret.json").write_text(FOREIGN)
    return folder


@pytest.fixture
def data(tmp_path):
    root = tmp_path / "data"
    root.joinpath("forum/2030").mkdir(parents=True)
    root.joinpath("forum/series.yaml").write_text("title: Forum\nshort_title: F\n")
    root.joinpath("forum/2030/edition.yaml").write_text(EDITION)
    return root


def contents(folder: Path) -> set[str]:
    return {path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_the_sources_of_an_edition_have_no_file_from_outside(data, outside, tmp_path):
    link(data / "forum/2030/secret.json", outside / "secret.json")
    loaded = load(data)
    assert loaded.catalogue is not None
    (edition,) = loaded.catalogue.editions.values()
    alone = archival(loaded.catalogue, edition, data)
    write_edition_sources(tmp_path / "one", loaded.sources, alone, tmp_path / "docs")
    write_site_sources(tmp_path / "all", loaded.sources, loaded.catalogue)
    assert EDITION in contents(tmp_path / "one") & contents(tmp_path / "all")
    assert FOREIGN not in contents(tmp_path / "one") | contents(tmp_path / "all")


def test_written_pages_are_no_links(outside, tmp_path):
    docs = tmp_path / "docs"
    docs.joinpath("forum/2030").mkdir(parents=True)
    docs.joinpath("forum/2030/index.md").write_text("# One\n")
    assert [path.name for path in written_pages(docs, "forum/2030")] == ["index.md"]
    link(docs / "forum/2030/more", outside)
    with pytest.raises(ArchiveError, match="more is a symbolic link; put the file or folder itse"):
        list(written_pages(docs, "forum/2030"))


def test_what_is_packed_are_no_links(outside, tmp_path):
    staging = tmp_path / "staging"
    staging.mkdir()
    staging.joinpath("a.txt").write_text("a")
    link(staging / "b.txt", outside / "secret.json")
    link(staging / "c", outside)
    pack(staging, tmp_path / "it.zip", dt.date(2030, 1, 1))
    with ZipFile(tmp_path / "it.zip") as archive:
        assert archive.namelist() == ["it/a.txt"]


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_record_of_a_freeze_is_no_link(data, outside, there):
    place = outside / ("secret.json" if there else "new.json")
    link(data / "forum/2030/frozen.json", place)
    (problem,) = load(data).problems
    assert problem.code == "PP113"
    assert problem.message == "is a symbolic link; put the file itself here"
