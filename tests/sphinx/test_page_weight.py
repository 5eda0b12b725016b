"""What a page carries: each text as often as its readers need it, and no blanks for nobody."""

from __future__ import annotations

import json

import pytest
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension

from sphinx_proceedings.sphinx.templating.template_blanks import TrimmedTemplates


def test_an_abstract_stands_on_its_page_for_readers_and_once_for_programs(site):
    found = 0
    for file in site.folder.glob("*/*/papers/*.html"):
        tree = site.tree(str(file.relative_to(site.folder)))
        for said in tree.xpath("/html/head/meta[@name='citation_abstract']/@content"):
            found += 1
            (linked,) = tree.xpath("//script[@type='application/ld+json']/text()")
            assert "abstract" not in json.loads(linked)["@graph"][0]
            assert "abstract = {" not in tree.xpath("string(//pre[@data-copy])")
            start = said.split(".")[0].split("(")[0][:30]
            assert site.text(str(file.relative_to(site.folder))).count(start) <= 4, (
                "on the page, in citation_abstract and in two descriptions"
            )
    assert found


def rendered(name: str, source: str, *extensions: type[Extension]) -> str:
    loader = DictLoader({name: source})
    environment = Environment(
        loader=loader, autoescape=True, extensions=["jinja2.ext.i18n", *extensions]
    )
    environment.globals["gettext"] = str
    return environment.get_template(name).render(x="X")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ul>\n    <li>\t\n\n  a  b\n</ul>", "<ul>\n<li>\na  b\n</ul>"),
        ("<p>\n  {% if x %}\n    {{ x }}\n  {% endif %}\n</p>", "<p>\n\nX\n\n</p>"),
        ("<pre>\n  a\n\n  {{ x }}\n  b</pre>\n  <p>", "<pre>\n  a\n\n  X\n  b</pre>\n<p>"),
        ("<textarea>\n  a</textarea>\n\n<p>", "<textarea>\n  a</textarea>\n<p>"),
        ("<script>\n  // a\n  b()\n</script>\n\n", "<script>\n  // a\n  b()\n</script>\n"),
        ("<precise>\n  a</precise>", "<precise>\na</precise>"),
        ("{% trans %}\n  a\n  b\n{% endtrans %}\n\n<p>", "\n  a\n  b\n\n<p>"),
    ],
)
def test_what_indents_a_template_is_left_out(source, expected):
    assert rendered("page.html", source, TrimmedTemplates) == expected
    assert rendered("script.js", source, TrimmedTemplates) == rendered("script.js", source)
