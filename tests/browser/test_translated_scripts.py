"""What scripts add to pages is in the language of the site, as the pages are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import ROOT, add_files, build

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def german(tmp_path_factory) -> Path:
    """The made-up site in German, on the disk."""
    source = tmp_path_factory.mktemp("german")
    shutil.copytree(ROOT, source, dirs_exist_ok=True)
    add_files(source / "data")
    folder = tmp_path_factory.mktemp("built")
    build(source, folder, "https://made.up/", "-D", "language=de")
    return folder


@pytest.fixture
def page(chromium):
    """A page in Kolkata, where clocks differ from those of every event here."""
    context = chromium.new_context(timezone_id="Asia/Kolkata", locale="de-DE")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


def test_the_search_speaks_german(german, page):
    address = (german / "search.html").as_uri()
    page.goto(f"{address}?q=qqqqq")
    expect(page.locator("#proc-search-status")).to_have_text("Keine Treffer für „qqqqq“")
    page.goto(f"{address}?kind=Papers")
    expect(page.locator("#proc-search-status")).to_contain_text("Treffer")
    legends = page.locator("#proc-search-facets legend").all_inner_texts()
    assert "Art" in legends
    assert "Kind" not in legends
    expect(page.get_by_label("Beiträge")).to_be_checked()


def test_tools_of_the_programme_speak_german(german, page):
    page.goto((german / "lab/2030/programme.html").as_uri())
    expect(page.get_by_label("Auch meine Ortszeit zeigen (Asia/")).to_be_visible()


def test_copying_speaks_german(german, page):
    page.goto((german / "lab/2030/papers/1.html").as_uri())
    expect(page.get_by_role("button", name="Kopieren").first).to_be_visible()
