"""The search in a real browser: from a disk and from a server, by keyboard, and at 320 px."""

from __future__ import annotations

import gzip
import threading
import warnings
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.model.records.papers import PaperType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.sphinx.search.search_documents import documents
from sphinx_proceedings.sphinx.search.search_words import words
from sphinx_proceedings.sphinx.site.site import Site

from .conftest import failed

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = pytest.mark.browser

MOST_BYTES = 60_000  # compressed, of one query after the page itself


@pytest.fixture(scope="module")
def built(tmp_path_factory, repository):
    """The project's own site, built."""
    out = tmp_path_factory.mktemp("searched")
    app = SphinxTestApp("html", srcdir=repository / "docs", builddir=out, freshenv=True)
    with warnings.catch_warnings():
        # MyST uses what Sphinx will take away; that is between the two of them.
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        app.build()
    app.cleanup()
    return app


@pytest.fixture
def page(chromium, built):
    """The search page as it lies on the disk; whatever the console says against it fails."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.extend(failed(request)))
    page.goto((Path(built.outdir) / "search.html").as_uri())
    yield page
    context.close()
    assert problems == []


def titles(page):
    expect(page.locator("#proc-search-results > li").first).to_be_visible()
    return page.locator("#proc-search-results h2").all_inner_texts()


def ask(page, query):
    page.fill("#proc-search-field", query)
    page.press("#proc-search-field", "Enter")
    expect(page.locator("#proc-search-status")).to_contain_text(f"“{query}”")
    return titles(page)


@pytest.mark.parametrize(
    "query",
    ["Kahou", "kahou", "Samira Ebrahimi Kahou", "ebrahimi kahou", "Sámira Kahoü", "kaho"],
)
def test_person_comes_first_by_any_part_of_the_name(page, query):
    assert ask(page, query)[0] == "Samira Ebrahimi Kahou"


def test_variant_of_a_name_finds_the_person_and_the_papers(page, built):
    catalogue = Site.of(built).catalogue
    person, form = next(
        (person, form)
        for person in catalogue.people.values()
        for form in catalogue.directory.printed(person.id)
        if form.fold != person.name.fold
        and any(c.role == "author" for c in catalogue.credits_of(person))
    )
    found = ask(page, form.display)
    assert person.name.display in found[:3]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("quantizaton", "quantization"),
        ("transfomer", "transformer"),
        ("quantisation", "quantization"),
    ],
)
def test_slips_and_spellings_find_what_was_meant(page, query, expected):
    meant = set(ask(page, expected))
    assert meant & set(ask(page, query))


def test_what_a_slip_was_taken_for_is_said(page):
    ask(page, "quantizaton")
    expect(page.locator("#proc-search-status")).to_contain_text(
        "Nothing has “quantizaton”; these have “quantization”."
    )
    assert "quantization" in [
        text.lower() for text in page.locator("#proc-search-results mark").all_inner_texts()
    ]


def test_initials_badges_and_keys_are_words(page, built):
    assert ask(page, "S. Han")[0] == "Song Han"
    catalogue = Site.of(built).catalogue
    oral = {str(p.title) for p in catalogue.papers.values() if p.type is PaperType.ORAL}
    assert set(ask(page, "oral")) & oral
    paper = next(iter(catalogue.papers.values()))
    key = cite(Site.of(built).export_context, paper).key
    assert ask(page, key)[0] == to_plain(paper.title)


def test_records_come_before_written_pages_and_cards_name_their_kind(page):
    ask(page, "paper")
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator("#proc-search-results > li")).to_have_count(20)
    kinds = page.locator(".proc-search-kind").all_inner_texts()
    assert kinds[0] != "Page"
    assert "Page" not in kinds or kinds.index("Page") >= len(kinds) - kinds.count("Page")


def test_an_empty_search_shows_what_there_is_to_browse(page):
    expect(page.get_by_role("group", name="Series")).to_be_visible()
    page.get_by_role("checkbox", name="HAET").check()
    assert titles(page)


def test_title_comes_first(page, built):
    for paper in list(Site.of(built).catalogue.papers.values())[::6]:
        title = " ".join(str(paper.title).replace("*", "").split())
        if set(title) & set("${`"):
            continue
        assert ask(page, title)[0] == title


def test_all_words_have_to_be_there_and_are_marked(page):
    ask(page, "gradient pruning")
    marked = page.locator("#proc-search-results > li").first.locator("mark").all_inner_texts()
    assert {"gradient", "pruning"} <= {text.lower() for text in marked}
    page.fill("#proc-search-field", "gradient zyzzyva")
    expect(page.locator("#proc-search-status")).to_have_text("No results for “gradient zyzzyva”")
    expect(page.locator("#proc-search-hint")).to_be_visible()


def test_full_abstracts_and_written_pages_are_searched(page):
    assert "BERT on a Data Diet: Finding Important Examples by Gradient-Based Pruning" in ask(
        page, "trustworthy end of the first epoch"
    )
    assert any(
        "written page" in title.lower() or "architecture" in title.lower()
        for title in ask(page, "page shell")
    )


def test_facets_narrow_and_stay_in_the_address(page, built):
    ask(page, "training")
    everything = page.locator("#proc-search-status").inner_text()
    box = page.get_by_role("checkbox", name="Oral")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#proc-search-status")).not_to_have_text(everything)
    orals = {
        title
        for paper in Site.of(built).catalogue.papers.values()
        if paper.type is PaperType.ORAL
        for title in [" ".join(str(paper.title).replace("*", "").split())]
    }
    assert set(titles(page)) <= orals
    expect(page.get_by_role("checkbox", name="Oral")).to_be_focused()
    assert "type=Oral" in page.url
    page.reload()
    expect(page.get_by_role("checkbox", name="Oral")).to_be_checked()
    assert set(titles(page)) <= orals


def test_more_results_can_be_asked_for_by_keyboard(page):
    ask(page, "training")
    page.locator("#proc-search-more").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#proc-search-results > li")).not_to_have_count(10)
    assert page.evaluate("document.activeElement.closest('li') !== null")


def test_result_leads_to_its_page(page):
    ask(page, "kahou")
    page.locator("#proc-search-results a").first.click()
    expect(page.locator("h1")).to_contain_text("Samira Ebrahimi Kahou")


def test_hostile_query_is_shown_as_text(page):
    page.fill("#proc-search-field", "<img src=x onerror=alert(1)>")
    expect(page.locator("#proc-search-status")).to_contain_text("<img src=x")
    assert page.locator("#proc-search-status img").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    ask(page, "language model")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_facets_do_not_hide_the_results_of_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 700})
    page.reload()
    ask(page, "language model")
    expect(page.locator("#proc-search-results > li").first).to_be_in_viewport()
    page.get_by_text("Refine the results").click()
    expect(page.get_by_role("checkbox", name="Papers")).to_be_visible()


def test_field_of_the_theme_leads_to_the_results(page, built):
    page.goto((Path(built.outdir) / "enlsp" / "2022" / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.keyboard.type("kahou")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=kahou")
    assert titles(page)[0] == "Samira Ebrahimi Kahou"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_results(page, scheme):
    package = pytest.importorskip("axe_playwright_python")
    page.emulate_media(color_scheme=scheme)
    ask(page, "training")
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    page.evaluate((resources.files(package) / "axe.min.js").read_text("utf-8"))
    # It would fetch style sheets, which a page from a disk may not.
    found = page.evaluate("axe.run(document, {preload: false})")
    assert [violation["id"] for violation in found["violations"]] == []


def test_words_of_a_query_are_the_words_of_the_texts(page, built):
    """The script and search_words.py make the same words of every text of the site."""
    ask(page, "kahou")  # the index has been read
    samples = [
        "Šarić Ångström",
        "Łódź straße",
        "O'Brien pre-training",
        "王小云 Über 王",
        "𝒪(n²) ﬁne",
    ]
    samples += ["S\u030cari\u0107 И\u0306од", "Ærø–Þór 8‑bit", "naïve café", "한국어 データ"]
    for document in documents(Site.of(built)):
        samples += [*document.names, *document.related, document.text]
    found = page.evaluate(
        "texts => texts.map(text => proceedingsSearch.words(text).flat(2))", samples
    )
    for text, in_script in zip(samples, found, strict=True):
        # Letters that no text of the site has may be beyond what the script knows.
        assert set(in_script) == set(words(text)), text


class Squeezing(SimpleHTTPRequestHandler):
    """Serves compressed files, as servers do, and counts the bytes."""

    sent: dict[str, int] = {}  # noqa: RUF012 - shared by all requests, which is the point

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.sent[path.name] = len(data)

    def log_message(self, *arguments):
        """Say nothing."""


def test_query_is_light_when_hosted(chromium, built):
    handler = partial(Squeezing, directory=str(built.outdir))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = chromium.new_page()
        Squeezing.sent.clear()
        page.goto(f"http://127.0.0.1:{server.server_port}/search.html?q=quantization")
        assert titles(page)
        page.close()
        index = Path(built.outdir, "search-index")
        fetched = sum(n for name, n in Squeezing.sent.items() if (index / name).is_file())
        assert 0 < fetched < MOST_BYTES
    finally:
        server.shutdown()
        server.server_close()
