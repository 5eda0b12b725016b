"""A build removes what it no longer makes; one that fails removes nothing and forgets nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError, SphinxError
from tests.sphinx.stale.conftest import delete_an_edition, remove_a_file, rename_a_paper

from sphinx_proceedings.sphinx.output.build_manifest import BuildManifest, register_file
from sphinx_proceedings.sphinx.publishing.file_kinds import FileJob
from sphinx_proceedings.sphinx.shells import shell_writing


def delete_a_person(project):
    project.replace("data/lab/2031/papers.yaml", "Bo Short", "Ada Long, person: ada-long")


def remove_a_photo(project):
    project.replace("data/people.yaml", ", photo: ada.png", "")


def make_no_exports(project):
    project.replace("conf.py", "exports = True", "exports = False")
    project.replace("conf.py", "cards = 1", "cards = 0")


def take_it_off_the_web(project):
    project.replace("conf.py", "html_baseurl", "unknown")


CHANGES = {
    rename_a_paper: {
        *(f"lab/2031/papers/first.{end}" for end in ("html", "bib", "ris", "csl.json")),
        *(f"lab/2031/papers/first.{end}" for end in ("md", "linkset.json")),
        "api/v1/lab/2031/papers/first.json",
    },
    delete_an_edition: {
        "lab/2030/index.html",
        "lab/2030/first.pdf",
        "lab/2030/card.png",
        "_static/brand/lab-2030.svg",
    },
    delete_a_person: {"people/bo-short.html", "api/v1/people/bo-short.json"},
    remove_a_photo: {"_images/people/"},
    remove_a_file: {"lab/2031/first.pdf"},
    make_no_exports: {"api/v1/index.json", "metadata/site.bib", "lab/2031/card.png"},
    take_it_off_the_web: {"sitemap.xml", "robots.txt", "atom.xml", "lab/atom.xml"},
}


def test_builds_over_others_leave_what_one_from_nothing_makes(project, processes):
    files = project.build(parallel=processes)
    for change, names in CHANGES.items():
        gone = {name for name in files if name.startswith(tuple(names))}
        assert len(gone) >= len(names)
        change(project)
        files = project.build(parallel=processes)
        assert not gone & files, change.__name__
    assert files == project.anew()
    assert [p for p in project.site.rglob("*") if p.is_dir() and not any(p.iterdir())] == []
    assert [path.suffix for path in project.lists()] == [".files"]


def test_a_build_without_a_change_removes_nothing(project, processes):
    before = project.build(parallel=processes)
    assert project.build(parallel=processes) == before
    assert project.build(parallel=processes, freshenv=True) == before


def test_an_app_that_builds_twice_keeps_its_pictures(project):
    files = project.build(change=lambda app: app.build())
    assert any(name.startswith("_images/people/") for name in files)


def test_folders_of_one_doctree_keep_to_themselves(project):
    html = project.build()
    dirhtml = project.build("dirhtml")
    rename_a_paper(project)
    assert "lab/2031/papers/first/index.html" in dirhtml - project.build("dirhtml")
    assert project.files() == html
    assert "lab/2031/papers/first.html" in html - project.build()


class TestFailure:
    @pytest.fixture
    def built(self, project):
        """A site with a paper that the data no longer has."""
        project.old = project.build()
        rename_a_paper(project)
        return project

    def test_warnings_that_are_errors(self, built):
        warn = ".. unknown::\n"
        built.write("wrong.rst", f":orphan:\n\nWrong\n=====\n\n{warn}")
        assert built.build(status=1, warningiserror=True) >= built.old
        built.folder.joinpath("wrong.rst").unlink()
        # Sphinx leaves the page of a document that is gone, whoever builds.
        gone = built.old - built.build()
        assert gone == CHANGES[rename_a_paper]

    @pytest.mark.parametrize("event", ["html-collect-pages", "build-finished", "write-started"])
    def test_errors_and_what_was_made_before_them(self, built, event):
        def fail(*_):
            raise SphinxError("no luck")

        def failing(app):
            app.connect(event, fail, priority=600)

        with pytest.raises((SphinxError, ExtensionError), match="no luck"):
            built.build(change=failing)
        assert built.files() >= built.old
        # Another id again: what the failed build has made goes too.
        built.replace("data/lab/2031/papers.yaml", "id: renamed", "id: third")
        assert built.build() == built.anew()

    def test_a_process_that_is_killed(self, built, monkeypatch):
        def killed(*_):
            os._exit(9)

        monkeypatch.setattr(shell_writing, "PARALLEL_FROM", 1)
        with monkeypatch.context() as patch:
            patch.setattr(FileJob, "files", killed)
            with pytest.raises(SphinxError, match="ended early"):
                built.build(parallel=2)
        assert built.files() >= built.old
        assert built.build(parallel=2) == built.anew()

    def test_bad_data(self, built):
        built.replace("data/lab/2031/papers.yaml", "id: renamed", "identity: x")
        with pytest.raises(SystemExit):
            built.build()
        assert built.files() == built.old

    def test_a_file_that_cannot_be_removed(self, built, monkeypatch):
        def refuse(path, **options):
            if path.name.startswith("first"):
                raise PermissionError(13, "Permission denied", str(path))
            unlink(path, **options)

        unlink = Path.unlink

        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", refuse)
            with pytest.raises(SphinxError, match=r"papers/first\.\S+: Permission denied"):
                built.build()
        assert built.build() == built.anew()


def test_files_are_noted_between_begin_and_end_alone(tmp_path):
    files = BuildManifest(tmp_path / "site", tmp_path, "html")
    register_file(f"{files.outdir}/early", 1)
    files.begin()
    register_file(f"{files.outdir}/a b\nc", 2)
    register_file(f"{files.outdir}/a b\nc", 3)
    register_file("/elsewhere/late", 4)
    register_file(f"{files.outdir}-2/late", 4)
    assert files.end()
    assert not files.end()
    register_file(f"{files.outdir}/late", 5)
    assert files.now() == {"a b\nc": 3}
    assert files.before() == {}
    files.commit(files.now())
    assert files.before() == {"a b\nc": 3}


def test_a_list_that_cannot_be_written_says_so(tmp_path):
    files = BuildManifest(tmp_path / "site", tmp_path / "nowhere", "html")
    with pytest.raises(SphinxError, match=r"cannot write \S+\.journal: No such file"):
        files.begin()
