"""The contents of an edition: filtered, ordered, with abstracts; whole without scripts."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PAPERS = "enlsp/2022/papers.html"
LINES = "main .proc-papers > li"


@pytest.fixture
def contents(editions, chromium):
    """Give a function that opens the contents of an edition with 40 papers."""
    pages = []

    def go(query: str = "", **options):
        page = chromium.new_page(
            viewport={"width": options.pop("width", 1280), "height": 900}, **options
        )
        pages.append(page)
        page.goto(f"{editions.address}{PAPERS}{query}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector(".proc-list-controls")
        return page

    yield go
    for page in pages:
        page.close()


def shown(page) -> list[str]:
    return page.eval_on_selector_all(
        LINES,
        "lines => lines.filter((line) => line.checkVisibility())"
        ".map((line) => line.querySelector('a').textContent)",
    )


def test_words_and_facets_narrow_and_stay_in_the_address(contents):
    page = contents()
    whole = shown(page)
    assert len(whole) == 40
    page.get_by_label("Filter", exact=True).fill("pre-trained")
    some = shown(page)
    assert 0 < len(some) < 40
    page.get_by_label("Type").select_option(
        label=next(
            text
            for text in page.get_by_label("Type").locator("option").all_inner_texts()
            if "Oral" in text
        )
    )
    fewer = shown(page)
    assert 0 < len(fewer) < len(some)
    assert f"{len(fewer)} of 40" in page.locator("main").inner_text()
    page.reload()
    page.wait_for_function(f"document.querySelectorAll('{LINES}:not([hidden])').length < 40")
    assert shown(page) == fewer
    headings = [
        text for text in page.locator("main h2:visible").all_inner_texts() if text.strip("# ")
    ]
    assert len(headings) == 1  # those of empty groups are gone


def test_papers_can_be_put_in_order_and_back(contents):
    page = contents()
    whole = shown(page)
    page.get_by_label("Sort by").select_option("title")
    names = shown(page)
    assert [n.casefold() for n in names] == sorted(n.casefold() for n in whole)
    page.get_by_label("Sort by").select_option("")
    assert shown(page) == whole


def test_abstracts_are_unfolded_when_asked_for(contents):
    page = contents()
    page.get_by_role("checkbox", name="Abstracts").check()
    assert page.locator(f"{LINES} .proc-abstract p:visible").count() > 30
    page.get_by_role("checkbox", name="Abstracts").uncheck()
    assert page.locator(f"{LINES} .proc-abstract p:visible").count() == 0
    assert "abstracts" not in page.url


def test_bibtex_is_copied_in_each_line(contents, editions):
    page = contents()
    page.evaluate(
        "() => { navigator.clipboard.writeText = async (it) => { window.copied = it; }; }"
    )
    line = page.locator(LINES).first
    file = line.locator("a[download$='.bib']").get_attribute("href")
    line.locator("a[download$='.bib']").click()
    # Not wait_for_function, which evaluates text that the page's policy forbids.
    for _ in range(100):
        if page.evaluate("window.copied"):
            break
        page.wait_for_timeout(50)
    expected = (editions.folder / PAPERS).parent / file
    assert page.evaluate("window.copied") == expected.read_text("utf-8")


def test_the_editions_files_are_on_the_page_and_all_of_it_without_scripts(contents, editions):
    page = contents(java_script_enabled=False)
    assert len(shown(page)) == 40
    assert page.locator(".proc-list-controls").count() == 0
    for text in ("All as BibTeX", "All as RIS"):
        link = page.get_by_role("link", name=text)
        assert ((editions.folder / PAPERS).parent / link.get_attribute("href")).is_file()


def test_nothing_scrolls_sideways_on_a_phone(contents):
    page = contents(width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_index_of_people_keeps_its_filter_in_the_address(editions, chromium):
    page = chromium.new_page()
    page.goto(f"{editions.address}people/index.html?q=riedel")
    names = page.locator("[data-index] li:visible").all_inner_texts()
    page.close()
    assert len(names) == 1
    assert names[0].startswith("Riedel")
