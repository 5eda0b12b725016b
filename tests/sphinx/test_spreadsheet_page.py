"""The page of the guide that leads from a spreadsheet to a site, followed to the letter."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_proceedings.loading import load


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def followed(repository, tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """Follow the page in an empty folder; the folder of the site, and what each command said."""
    page = (repository / "docs/guide/spreadsheet.md").read_text(encoding="utf-8")
    top = tmp_path_factory.mktemp("spreadsheet")
    (top / "papers.csv").write_text(blocks(page, "text")[0], encoding="utf-8")
    here, said = top, {}
    for line in "".join(blocks(page, "console")).splitlines():
        command = shlex.split(line.removeprefix("$ "))
        if command[0] == "python":
            continue  # it installs us
        if command[0] == "cd":
            here = top / command[1]
        elif command[0] == "rm":
            shutil.rmtree(here / command[2])
            (here / command[3]).unlink()
            (here / "docs/about.md").write_text("# About\n\nOurs.\n", encoding="utf-8")
        else:
            if command[1] == "check" and "check" not in said:
                with (here / "data/forest/2026/edition.yaml").open("a", encoding="utf-8") as file:
                    file.write(blocks(page, "yaml")[0])
            run = subprocess.run(
                [sys.executable, "-m", "sphinx_proceedings", *command[1:]],
                cwd=here,
                capture_output=True,
                text=True,
                check=False,
            )
            assert run.returncode == 0, f"{line}\n{run.stdout}{run.stderr}"
            said[" ".join(command[1:])[:200]] = run.stdout
    return top / "mysite", said


def test_the_site_is_built(followed):
    site, said = followed
    assert "No problems" in said["check"]
    assert (site / "build/html/forest/2026/papers/12.html").is_file()


def test_nothing_of_a_rejected_paper_is_there(followed):
    site, said = followed
    written = [path for path in (site / "data").rglob("*") if path.is_file()]
    assert not any("Rejected" in path.read_text(encoding="utf-8") for path in written)
    assert not any("Somebody Else" in text for text in said.values())


def test_the_papers_are_as_the_page_says(followed):
    site, said = followed
    catalogue = load(site / "data").catalogue
    assert catalogue is not None
    papers = {str(paper.id): paper for paper in catalogue.papers.values()}
    assert sorted(papers) == ["12", "7"]
    assert [author.name.display for author in papers["7"].authors] == ["Di Eve", "Cy Day"]
    assert papers["7"].title.source == "On R&D with H~2~O"
    assert papers["12"].authors[1].corresponding
    first, *_ = [text for name, text in said.items() if "--dry-run" in name]
    assert "capitals" in first
    assert "a placeholder" in first
    assert "nothing new" in list(said.values())[-1]
