"""The Nu HTML checker finds no error on any kind of page.

It is a Java program, which the session ``browser`` brings from npm; without it or Java, these tests
are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser  # slow, and wants what pip cannot bring

INSTALLED = "build/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def checker(repository):
    """The command that checks files."""
    java = shutil.which("java")
    jar = Path(os.environ.get("VNU_JAR") or repository / INSTALLED)
    if java is None or not jar.is_file():
        pytest.skip("the Nu HTML checker (Java, and vnu-jar from npm) is not here")
    return [java, "-Xss2m", "-jar", str(jar), "--errors-only", "--format", "gnu"]


def one_of_each_kind(built):
    """Pages: those of the first record of each kind, of every edition, and the site's own."""
    catalogue = built.app.env.domains["proc"].catalogue
    tables = (catalogue.papers, catalogue.talks)
    names = [next(iter(table)) for table in tables if table]
    names += [paper.key for paper in catalogue.papers.values() if "$" in str(paper.abstract)][:1]
    names += [f"people/{key}" for key in catalogue.people][:2]
    names += [f"keywords/{key}" for key in catalogue.keywords][:1]
    files = [built.folder / f"{name}.html" for name in names]
    for edition in catalogue.editions:
        files += sorted((built.folder / edition).glob("*.html"))
    for series in catalogue.series:
        files.append(built.folder / series / "index.html")
    files += sorted(built.folder.glob("*.html"))
    files += [built.folder / folder / "index.html" for folder in ("people", "keywords")]
    return list(dict.fromkeys(files))


@pytest.mark.parametrize("which", ["published", "hostile"])
def test_no_error_on_any_kind_of_page(request, checker, which, project):
    if which == "published":
        built = request.getfixturevalue("published")
    else:  # names and titles that try to break out, in the theme of the project's own site
        built = project(html_theme="pydata_sphinx_theme")
    files = one_of_each_kind(built)
    assert len(files) > 15
    result = subprocess.run([*checker, *files], capture_output=True, text=True, check=False)
    errors = [
        line.replace(f"file:{built.folder}/", "") for line in result.stderr.splitlines() if line
    ]
    assert errors == []
    assert result.returncode == 0


def test_checker_does_find_errors(checker, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><title>x</title><p id="a"><p id="a">', encoding="utf-8")
    result = subprocess.run([*checker, page], capture_output=True, text=True, check=False)
    assert "Duplicate ID" in result.stderr
