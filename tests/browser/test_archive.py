"""An archive as a reader opens it: unzipped, from the disk, with nobody to ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from sphinx_proceedings.archive.verification.archive_verification import verify

from .conftest import REPOSITORY, ROOT, add_files, failed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    """The pages of an archive that was built and unzipped."""
    folder = tmp_path_factory.mktemp("archived")
    source = Path(shutil.copytree(ROOT, folder / "source"))
    add_files(source / "data")
    command = [sys.executable, "-m", "sphinx_proceedings", "build", "archive", "lab/2030"]
    path = os.pathsep.join(filter(None, (str(REPOSITORY / "ext"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [*command, "--source", ".", "--output", "out"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    archive = source / "out" / "lab-2030.zip"
    assert verify(archive) == []
    with ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder / "lab-2030" / "data" / "html"


@pytest.fixture(params=[True, False], ids=["JavaScript", "no JavaScript"])
def page(request, chromium):
    """A page that fails the test when it asks for anything but files, or finds one missing."""
    context = chromium.new_context(java_script_enabled=request.param)
    page = context.new_page()
    wrong: list[str] = []

    def note(address: str) -> None:
        if not address.startswith(("file:", "data:", "blob:")):
            wrong.append(address)

    page.on("request", lambda r: note(r.url))
    if request.param:  # without JavaScript, scripts are asked for and then given up
        page.on("requestfailed", lambda r: wrong.extend(failed(r)))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def test_a_reader_gets_from_the_first_page_to_a_paper_and_its_author(pages, page):
    page.goto((pages / "index.html").as_uri())
    page.locator("main a[href*='lab/2030/index']").first.click()
    page.locator("main a[href*='papers/']").first.click()
    heading = page.locator("main h1").inner_text()
    assert heading
    page.locator("main a[href*='people/']").first.click()
    assert page.url.startswith("file:")
    assert heading in page.locator("main").inner_text()


def test_pictures_are_there(pages, page):
    page.goto((pages / "lab/2030/speakers.html").as_uri())
    sizes = page.locator("main img").evaluate_all("found => found.map(i => i.naturalWidth)")
    assert sizes
    assert all(sizes)
    # As they were given, too: pages have them smaller.
    source = pages.parent / "source" / "data"
    assert [path for path in source.rglob("*") if path.suffix in {".png", ".jpg", ".webp"}]


def test_the_search_finds_what_the_archive_has(pages, chromium):
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto((pages / "search.html").as_uri())
    page.fill("#proc-search-field", "counting measured")
    page.press("#proc-search-field", "Enter")
    first = page.locator("#proc-search-results h2").first
    first.wait_for()
    assert first.inner_text() == "Counting what was measured"
    assert [address for address in asked if not address.startswith("file:")] == []
    page.close()
