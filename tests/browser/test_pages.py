"""Every kind of page in a browser: accessible, narrow and wide, light and dark, without scripts."""

from __future__ import annotations

import re
from importlib import resources
from itertools import pairwise

import pytest
from lxml import html as lxml_html
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

PAGES = {
    "home": "index.html",
    "written": "notes.html",
    "series": "lab/index.html",
    "edition": "lab/2030/index.html",
    "edition-call": "lab/2031/index.html",
    "papers": "lab/2030/papers.html",
    "paper": "lab/2030/papers/1.html",
    "paper-retracted": "lab/2030/papers/2.html",
    "paper-foreign": "lab/2030/papers/4.html",
    "paper-crowd": "lab/2030/papers/5.html",
    "talk": "lab/2030/talks/opening.html",
    "programme": "lab/2030/programme.html",
    "speakers": "lab/2030/speakers.html",
    "people": "lab/2030/people.html",
    "call": "lab/2031/call.html",
    "awards": "lab/2030/awards.html",
    "sponsors": "lab/2030/sponsors.html",
    "statistics": "lab/2030/statistics.html",
    "edition-authors": "lab/2030/authors.html",
    "edition-metadata": "lab/2030/metadata/index.html",
    "edition-keywords": "lab/2030/keywords.html",
    "person": "people/ada-long.html",
    "authors": "people/index.html",
    "keyword": "keywords/counting.html",
    "keywords": "keywords/index.html",
    "search": "search.html",
    "not-found": "404.html",
}
NARROW = 320
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch the style sheets again, from wrong addresses
}


@pytest.fixture(scope="session")
def axe():
    """The engine itself; the package is but its carrier."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("width", [1280, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(opened, axe, kind, scheme, width):
    page = opened(PAGES[kind], width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert violations(page, axe) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_real_editions(editions, chromium, axe, width, scheme):
    viewport = {"width": width, "height": 900}
    page = chromium.new_page(viewport=viewport, color_scheme=scheme)
    found = {}
    for path in real_pages(editions.folder):
        page.goto(editions.address + path)
        found[path] = violations(page, axe)
    page.close()
    assert len(found) > 30
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def real_pages(folder):
    """Return the pages of editions, and some of each kind of record, relative to *folder*.

    Those of the guide have the theme's own sidebar, whose toggles have no names.
    """
    many = ("papers", "talks", "people", "keywords")
    others = {"_static", "guide", "contributing"}
    found = [
        path
        for path in sorted(folder.rglob("*.html"))
        if path.parent.name not in many
        and others.isdisjoint(path.parts)
        and path.name != "404.html"
    ]
    for kind in many:
        found += sorted(folder.rglob(f"{kind}/*.html"))[::50]
    return [path.relative_to(folder).as_posix() for path in found]


def violations(page, axe) -> list[str]:
    """Return what axe finds wrong in an open page."""
    page.evaluate(axe)
    result = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{violation['id']}: {node['html']} – {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def test_what_is_chosen_shows_in_forced_colours(opened):
    page = opened(PAGES["paper"], forced_colors="active")
    seen = {
        page.locator(f".proc-tab[aria-selected={chosen}]").first.evaluate(
            "e => getComputedStyle(e).backgroundColor"
        )
        for chosen in ("true", "false")
    }
    assert len(seen) == 2


def test_no_template_is_published_as_a_page(site):
    assert not list((site.folder / "_static").rglob("*.html"))


def test_landmarks_of_navigation_have_names(site):
    for path in PAGES.values():
        tree = lxml_html.parse(str(site.folder / path)).getroot()
        assert not tree.xpath("//nav[not(@aria-label) and not(@aria-labelledby)]"), path


MIDDLE = 0.18
"""The relative luminance (WCAG 2.2) that has as much contrast to white as to black."""


def luminance(colour):
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wished_scheme_needs_no_script(opened, scheme):
    page = opened(PAGES["paper-retracted"], color_scheme=scheme, java_script_enabled=False)
    for selector, of in (
        ("body", "backgroundColor"),
        (".proc-notice", "backgroundColor"),
        ("h1", "color"),
        (".proc-facts dd", "color"),
        (".proc-keywords a", "color"),
    ):
        found = page.locator(selector).first.evaluate(
            "(element, of) => getComputedStyle(element)[of].match(/[0-9]+/g).map(Number)", of
        )
        bright = luminance(found[:3]) > MIDDLE
        assert bright == ((scheme == "light") == (of == "backgroundColor")), (selector, found)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(opened, kind, scripts):
    page = opened(PAGES[kind], width=NARROW, java_script_enabled=scripts)
    # Without scripts Playwright still evaluates; it is the page's own that do not run.
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize("kind", PAGES)
def test_ids_are_unique_and_headings_in_order(site, kind):
    tree = lxml_html.parse(str(site.folder / PAGES[kind])).getroot()
    ids = tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", PAGES)
def test_every_relative_link_leads_somewhere(site, kind):
    path = site.folder / PAGES[kind]
    tree = lxml_html.parse(str(path)).getroot()
    for link in tree.xpath("//a/@href | //img/@src | //script/@src | //link/@href"):
        address, _, anchor = link.partition("#")
        address = address.partition("?")[0]
        if re.match(r"[a-z]+:|/", address):
            continue
        target = (path.parent / address).resolve() if address else path
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), link
        if anchor and target.suffix == ".html":
            there = lxml_html.parse(str(target)).getroot()
            assert there.xpath("//*[@id=$anchor]", anchor=anchor), link


def test_a_missing_page_is_styled_at_any_depth(opened, site):
    page = opened("lab/2030/papers/deep/nothing.html", expected=404)
    assert page.locator("h1").inner_text() == "Page not found"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.proc-cards')).display") == "grid"
    )
    page.get_by_role("link", name="LAB").last.click()
    assert page.url == f"{site.address}lab/index.html"


def test_a_retraction_comes_before_everything_else(opened):
    page = opened(PAGES["paper-retracted"])
    notice, title = page.locator(".proc-notice-retraction"), page.locator("h1")
    assert "something else" in notice.inner_text()
    assert notice.bounding_box()["y"] < title.bounding_box()["y"]
    assert "line-through" in title.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_two_hundred_authors_stay_readable(opened):
    page = opened(PAGES["paper-crowd"], width=NARROW)
    assert page.locator(".proc-author").count() == 200
    assert page.locator(".proc-affiliations li").count() == 40
    listing = opened(PAGES["papers"])
    line = listing.locator(".proc-paper", has_text="All of us").locator(".proc-paper-authors")
    assert "189 more" in line.inner_text()


def test_only_presenters_among_others_are_marked(opened):
    page = opened(PAGES["paper"])
    assert page.locator(".proc-mark[title=Presenter]").count() == 1
    assert page.locator(".proc-mark[title='Corresponding author']").count() == 1
    assert page.locator(".proc-orcid").get_attribute("href").endswith("0000-0002-1825-0097")


def test_foreign_titles_say_their_language_and_direction(opened):
    page = opened(PAGES["paper-foreign"])
    title = page.locator("h1 ")
    assert title.get_attribute("lang") == "ar"
    assert title.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_photos_are_small_squares(opened, site):
    page = opened(PAGES["person"])
    photo = page.locator(".proc-person-head img")
    assert photo.evaluate("e => e.complete && e.naturalWidth === e.naturalHeight")
    assert photo.evaluate("e => e.currentSrc").startswith(f"{site.address}_images/people/")


def test_the_print_has_no_navigation(opened):
    page = opened(PAGES["programme"])
    page.emulate_media(media="print")
    assert page.locator(".bd-header").is_hidden()
    assert page.locator(".proc-sidebar").is_hidden()
    assert page.locator(".proc-newer").is_hidden()
    assert page.locator("#session-opening-title").is_visible()
    assert page.locator("#session-posters .proc-paper").first.is_visible(), "details are open"


def test_everything_can_be_reached_by_keyboard(opened):
    page = opened(PAGES["paper"])
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
        outline = page.evaluate(
            "(e => e === document.body ? 'body' : getComputedStyle(e).outlineStyle + "
            "getComputedStyle(e).boxShadow)(document.activeElement)"
        )
        assert outline != "nonenone"
    assert {"Skip to main content", "Search", "PDF", "BibTeX", "Copy"} <= reached


@pytest.mark.parametrize(
    ("kind", "file", "begins"),
    [
        ("paper", "lab/2030/papers.yaml", '- id: "1"'),
        ("talk", "lab/2030/edition.yaml", "- id: opening"),
        ("person", "people.yaml", "- id: ada-long"),
    ],
)
def test_a_correction_leads_to_the_line_of_the_record(site, kind, file, begins):
    tree = lxml_html.parse(str(site.folder / PAGES[kind])).getroot()
    (address,) = tree.xpath("//a[.='Report a correction']/@href")
    found = re.fullmatch(r"https://forge\.example/lab/edit/main/(.+)#L([0-9]+)", address)
    assert found
    assert found[1] == f"data/{file}", "whatever folder the build was started in"
    lines = (ROOT / found[1]).read_text("utf-8").splitlines()
    assert lines[int(found[2]) - 1].strip() == begins
