"""The default theme without what a page has no use for."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from sphinx_proceedings.sphinx.chrome.lighter_pages import lighter, rules, without_icons

HEAD = """<head>
<link href="_static/styles/pydata-sphinx-theme.css?digest=1" rel="stylesheet" />
<link rel="stylesheet" type="text/css" href="_static/pygments.css?v=1" />
<link rel="stylesheet" type="text/css" href="_static/sphinx-design.min.css?v=1" />
<script defer src="_static/scripts/fontawesome.js?digest=1"></script>
<script src="_static/design-tabs.js?v=1"></script>
<script defer src="_static/scripts/pydata-sphinx-theme.js?digest=1"></script>
</head>
"""
KNOWN = '<span class="fa-solid fa-bars"></span>'


def test_a_plain_page_loads_nothing_that_it_has_no_use_for():
    page = lighter(HEAD + KNOWN)
    assert "fontawesome" not in page
    assert "design" not in page
    assert "pygments" not in page
    assert "styles/pydata-sphinx-theme.light.css?digest=1" in page
    assert "scripts/pydata-sphinx-theme.light.js?digest=1" in page
    assert '<svg class="proc-icon" viewBox="0 0 16 16" aria-hidden="true"' in page


@pytest.mark.parametrize(
    "icon",
    [
        '<i class="fa-brands fa-github fa-lg"></i>',
        '<i class="fa-solid fa-rocket"></i>',
        '<span class="fas fa-coffee"></span>',
    ],
)
def test_another_icon_keeps_all_of_them(icon):
    page = lighter(HEAD + KNOWN + icon)
    assert "scripts/fontawesome.js" in page
    assert ".light." not in page
    assert KNOWN in page


@pytest.mark.parametrize(
    "body",
    [
        '<div class="admonition note">',
        '<a class="reference download internal">',
        '<nav class="bd-links bd-docs-nav"><a class="reference external" href="x">x</a></nav>',
    ],
)
def test_signs_of_the_font_keep_its_style_sheet(body):
    page = lighter(HEAD + body)
    assert "styles/pydata-sphinx-theme.css" in page
    assert "fontawesome" not in page


def test_what_is_used_stays():
    assert "sphinx-design.min.css" in lighter(HEAD + '<div class="sd-card">')
    assert "pygments.css" in lighter(HEAD + '<div class="highlight-python notranslate">')
    assert "design" not in lighter(HEAD + "<p>class=&quot;sd-card</p>")


def test_the_theme_is_told_a_mode_that_it_knows():
    page = lighter('x = localStorage.getItem("mode") || "";')
    assert page == 'x = localStorage.getItem("mode") || "auto";'


def test_rules_are_divided_where_they_end():
    style = '@import "a;b{}";a{b:c}/* } */@media print{d{e:f}}g::after{content:"}"}'
    found = list(rules(style))
    assert [head for head, _ in found] == [
        '@import "a;b{}";',
        "a",
        "/* } */@media print",
        "g::after",
    ]
    assert found[2][1] == "{d{e:f}}"
    assert "".join(head + body for head, body in found) == style


def test_rules_of_icons_go_and_all_others_stay():
    style = ".fa,.a:is(.b,.fa-x){c:d}.fab{e:f}.fabric{g:h}@font-face{font-family:Awesome}"
    assert without_icons(style) == ".fabric{g:h}"
    assert without_icons(":root{--fa-x:y;--pst-z:1}") == ":root{--pst-z:1}"
    assert without_icons("@media print{.fa{a:b}.k{l:m}}") == "@media print{.k{l:m}}"


def test_every_rule_of_the_theme_that_is_not_of_icons_is_kept():
    found = importlib.util.find_spec("pydata_sphinx_theme")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "theme/pydata_sphinx_theme/static/styles"
    style = (folder / "pydata-sphinx-theme.css").read_text("utf-8")
    left = without_icons(style)
    assert "@font-face" not in left
    assert ".bd-article-container" in left
    assert len(left) < 0.85 * len(style)
    kept = {head + body for head, body in rules(left)}
    lost = [head + body for head, body in rules(style) if head + body not in kept]
    assert lost
    of_icons = (".fa", "--fa", "keyframes fa", "Awesome")
    assert not [rule for rule in lost if not any(sign in rule for sign in of_icons)]
