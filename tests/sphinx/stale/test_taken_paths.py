"""A published file whose path something else in the site takes ends the build."""

from __future__ import annotations

import pytest
from sphinx.errors import SphinxError


def add_folder(project, name, text="mine"):
    project.replace("conf.py", "html_theme", 'html_extra_path = ["extra"]\nhtml_theme')
    project.write(f"extra/{name}", text)


def test_a_file_that_the_project_adds_at_the_path_of_a_published_one(project):
    add_folder(project, "lab/2031/first.pdf")
    with pytest.raises(SphinxError, match=r"first\.pdf is not published: something else is writ"):
        project.build()


def test_a_file_that_differs_in_case_only(project):
    add_folder(project, "lab/2031/FIRST.pdf")
    with pytest.raises(SphinxError, match=r"first\.pdf are one on some computers|is not published"):
        project.build()


def test_a_folder_that_differs_in_case_only(project):
    add_folder(project, "LAB/mine.txt")
    with pytest.raises(SphinxError, match=r"html/LAB and .*html/lab are one on some computers"):
        project.build()


def test_a_file_that_was_renamed_by_case_is_alone(project):
    project.build()
    folder = project.data / "lab/2031"
    (folder / "first.pdf").rename(folder / "First.pdf")
    project.replace("data/lab/2031/papers.yaml", "first.pdf", "First.pdf")
    assert "lab/2031/First.pdf" in project.build()
