"""Maths of written pages: MathML, as in the data, and no script that is fetched from anywhere."""

from __future__ import annotations

import re

import pytest
from sphinx.testing.util import SphinxTestApp

CONF = """
extensions = ["myst_parser", "sphinx_proceedings"]
myst_enable_extensions = ["dollarmath"]
html_theme = "basic"
"""
PAGE = r"""# Page

Inline $\sqrt{x}$.

$$
a &= b \\
c &= d
$$ (two-lines)

See {eq}`two-lines`.
"""
ANOTHER = """
def setup(app):
    def visit(translator, node):
        translator.body.append("<b>drawn</b>")
        node.children = []

    app.add_html_math_renderer("drawn", (visit, lambda *_: None), (visit, lambda *_: None))
"""


@pytest.fixture
def built(tmp_path):
    (tmp_path / "data").mkdir()

    def build(conf: str = "", page: str = PAGE, **settings) -> tuple[str, str]:
        (tmp_path / "conf.py").write_text(CONF + conf, encoding="utf-8")
        (tmp_path / "index.md").write_text(page, encoding="utf-8")
        overrides = {"proceedings_data": "data", **settings}
        app = SphinxTestApp("html", srcdir=tmp_path, confoverrides=overrides, freshenv=True)
        app.build()
        app.cleanup()
        return (app.outdir / "index.html").read_text(encoding="utf-8"), app.warning.getvalue()

    return build


def test_maths_of_a_written_page_needs_no_script(built):
    page, warnings = built()
    assert warnings == ""
    assert not re.search(r"""src=["'](?:https?:)?//""", page)
    assert "window.MathJax" not in page
    assert re.search(r"Inline <math[^>]*><semantics><mrow><msqrt>", page)
    assert page.count("<mtr>") == 2
    assert '<a class="reference internal" href="#equation-two-lines">(1)</a>' in page
    assert 'id="equation-two-lines"' in page


def test_a_formula_that_is_not_understood_is_named_and_shown_as_it_is(built):
    page, warnings = built(page="# Page\n\nSo $\\mine{x} < y$.\n")
    assert r"index.md:3: WARNING: maths cannot use \mine" in warnings
    assert 'html_math_renderer = "mathjax"' in warnings
    assert r"<code>\mine{x} &lt; y</code>" in page


@pytest.mark.parametrize(
    ("conf", "settings", "shown"),
    [
        ("", {"html_math_renderer": "mathjax"}, r"\(\sqrt{x}\)"),
        (ANOTHER, {}, "<b>drawn</b>"),
        (ANOTHER, {"html_math_renderer": "mathml"}, "<msqrt>"),
    ],
)
def test_a_project_keeps_the_renderer_that_it_has_chosen(built, conf, settings, shown):
    page, _ = built(conf, **settings)
    assert shown in page
