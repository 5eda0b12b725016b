"""Under themes that know nothing of us: what we write can be read, light and dark, and narrow."""

from __future__ import annotations

import shutil
from importlib import resources

import pytest
from tests.browser.conftest import ROOT, add_files, build

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "notes.html",
    "lab/2030/index.html",
    "lab/2030/papers.html",
    "lab/2030/papers/1.html",
    "lab/2030/papers/2.html",
    "lab/2030/programme.html",
    "lab/2030/people.html",
    "lab/2030/awards.html",
    "lab/2030/sponsors.html",
    "lab/2030/statistics.html",
    "lab/2031/call.html",
    "people/ada-long.html",
    "people/index.html",
    "search.html",
)
LIGHT = ("alabaster", "basic", "classic")
"""Themes that are light for every reader; the sidebar of the last is dark."""
NARROW = 320
CONTRAST = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "preload": False,  # it would fetch the style sheets again, from wrong addresses
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Give the folder of the made-up site under a theme, made when first asked for."""
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT, source, dirs_exist_ok=True)
    add_files(source / "data")
    folders = {}

    def folder(theme):
        if theme not in folders:
            folders[theme] = tmp_path_factory.mktemp(theme)
            build(source, folders[theme], "https://lab.example/", "-D", f"html_theme={theme}")
        return folders[theme]

    return folder


@pytest.fixture
def opened(chromium):
    """Give a page of a browser for readers of a scheme, with the width of a window."""
    contexts = []

    def page(scheme="light", width=1280):
        contexts.append(
            chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        )
        return contexts[-1].new_page()

    yield page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("theme", "scheme", "width"),
    [
        *[(t, s, 1280) for t in (*LIGHT, "furo") for s in ("light", "dark")],
        ("alabaster", "light", NARROW),  # its sidebar turns dark there
    ],
)
def test_all_of_our_text_has_contrast(built, opened, theme, scheme, width):
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    page = opened(scheme, width)
    found = []
    for name in PAGES:
        page.goto(built(theme).joinpath(name).as_uri())
        page.evaluate(axe)
        # The foot of alabaster is grey, whatever stands above it.
        context = {"exclude": [".footer"]}
        result = page.evaluate("([where, how]) => axe.run(where, how)", [context, CONTRAST])
        assert sum(len(rule["nodes"]) for rule in result["passes"]), "nothing was looked at"
        found += [
            f"{name}: {node['html']} – {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
    assert found == []


@pytest.mark.parametrize("theme", LIGHT)
def test_a_light_theme_has_no_dark_colours_of_ours(built, opened, theme):
    pages = {scheme: opened(scheme) for scheme in ("light", "dark")}
    seen = {}
    for scheme, page in pages.items():
        page.goto(built(theme).joinpath("lab/2030/papers/2.html").as_uri())
        seen[scheme] = [
            page.locator(selector).first.evaluate(
                "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
            )
            for selector in ("body", ".proc-notice", ".proc-facts", ".proc-keywords a", "h1")
        ]
    assert seen["light"] == seen["dark"]


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_nothing_of_ours_scrolls_sideways_on_a_phone(built, opened, theme):
    page = opened(width=NARROW)
    for name in PAGES:
        page.goto(built(theme).joinpath(name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, name
