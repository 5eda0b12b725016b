"""No build removes what somebody else has put into the site, or what lies outside of it."""

from __future__ import annotations

import os

import pytest
from tests.sphinx.stale.conftest import CONF, delete_an_edition, remove_a_file, rename_a_paper


class TestOthers:
    """Files that are in the list, or where one was, but are not ours to remove."""

    PAGE = "lab/2031/papers/first.html"

    def test_a_page_that_is_written_now(self, project):
        project.build()
        rename_a_paper(project)
        project.write("lab/2031/papers/first.rst", ":orphan:\n\nWritten\n=======\n")
        assert self.PAGE in project.build()
        project.replace("index.rst", "Lab\n===", "Laboratory\n==========")
        assert self.PAGE in project.build()
        assert "Written" in project.site.joinpath(self.PAGE).read_text("utf-8")

    @pytest.mark.parametrize("extra", ["extra", "extra/first.pdf"])
    def test_a_file_that_the_project_adds_with_the_same_bytes(self, project, extra):
        name = "first.pdf" if extra.endswith("pdf") else "lab/2031/first.pdf"
        project.build()
        pdf = project.data / "lab/2031/first.pdf"
        project.write(f"extra/{name}", pdf.read_text("utf-8"))
        project.write("conf.py", f"{CONF}html_extra_path = ['{extra}']\n")
        remove_a_file(project)
        assert name in project.build()
        assert name in project.build()

    def test_a_page_of_another_extension(self, project):
        project.build()
        rename_a_paper(project)
        made = project.site / self.PAGE

        def add(_app):
            yield self.PAGE.removesuffix(".html"), {"body": "theirs"}, "page.html"

        def pad(*_):  # as large as ours was
            text = made.read_text("utf-8")
            made.write_text(text + " " * (size - len(text.encode())), "utf-8")

        def connect(app):
            app.connect("html-collect-pages", add)
            app.connect("build-finished", pad)

        size = made.stat().st_size
        assert self.PAGE in project.build(change=connect)
        assert "theirs" in made.read_text("utf-8")
        assert made.stat().st_size == size

    def test_a_file_that_was_changed_by_hand(self, project):
        project.build()
        rename_a_paper(project)
        page = project.site / self.PAGE
        found = page.stat()
        with page.open("a") as file:
            file.write("<!-- mine -->")
        os.utime(page, ns=(found.st_atime_ns, found.st_mtime_ns))
        assert self.PAGE in project.build()

    def test_a_folder_in_which_something_else_lies(self, project):
        project.build()
        delete_an_edition(project)
        mine = project.site / "lab/2030/papers/mine.txt"
        mine.write_text("mine")
        files = project.build()
        assert {name for name in files if "2030" in name} == {"lab/2030/papers/mine.txt"}

    def test_the_data_when_the_site_is_built_over_it(self, project):
        sources = {path: path.read_bytes() for path in project.data.rglob("*.*") if path.is_file()}
        project.site.parent.mkdir()
        project.site.symlink_to(project.data)
        project.build()
        delete_files = project.data / "lab/2031/papers.yaml"
        remove_a_file(project)
        sources[delete_files] = delete_files.read_bytes()
        project.build()
        assert {path: path.read_bytes() for path in sources} == sources


class TestTampering:
    """What the list says is not believed."""

    @pytest.fixture
    def tampered(self, project):
        """Give a function that adds lines to the list, as if the files were ours."""
        project.build()

        def tamper(*lines: str) -> None:
            (made,) = project.lists()
            with made.open("a") as file:
                file.writelines(f"{line}\0" for line in lines)

        return tamper

    def test_nothing_outside_the_site_goes(self, project, tampered):
        outside = project.write("precious.txt", "precious")
        project.site.joinpath("lab/linked").symlink_to(project.folder)
        ways = (
            "../../precious.txt",
            "lab/../../../precious.txt",
            "lab/linked/precious.txt",
            outside,
        )
        for way in ways:
            assert project.site.joinpath(way).resolve() == outside
        tampered(*(f"{outside.stat().st_size} {way}" for way in ways))
        project.build()
        assert outside.read_text() == "precious"

    def test_nor_what_is_none_of_our_files(self, project, tampered):
        style = project.site / "_static/mine.css"
        style.write_text("mine")
        link = project.site / "lab/link.txt"
        link.symlink_to(project.folder / "conf.py")
        names = (
            ".buildinfo",
            "_static/mine.css",
            "lab/link.txt",
            "lab",
            "lab/2030/../../.buildinfo",
        )
        places = [project.site / name for name in names]
        tampered(
            *(f"{path.lstat().st_size} {name}" for path, name in zip(places, names, strict=True))
        )
        project.build()
        assert [path for path in places if not os.path.lexists(path)] == []

    def test_a_list_that_is_none_is_no_error(self, project):
        files = project.build()
        (made,) = project.lists()
        made.write_bytes(
            b"\xff\xfe\0\0 \0x\0-1 a\x0012\x00\xb2 index.html\x009999999999999999999 lab\0"
        )
        assert project.build() == files

    def test_the_case_of_a_name_is_not_all_that_changes(self, project, tampered):
        twin = project.site / "lab/2031/papers/FIRST.html"
        page = project.site / "lab/2031/papers/first.html"
        os.link(page, twin)  # as on a disk that knows no case
        tampered(f"{page.stat().st_size} lab/2031/papers/FIRST.html")
        project.build()
        assert twin.exists()
