"""The numbers of pages that the volume gives are those of the site, by way of ``pages.yaml``."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.cli import main

pytest.importorskip("pikepdf")
pytest.importorskip("typst")

LONG = "word " * 1500
FILES = {
    "conf.py": (
        'extensions = ["sphinx_proceedings"]\n'
        'html_theme = "alabaster"\nproceedings_data = "data"\n'
        'html_baseurl = "https://proceedings.example/"\n'
        'exclude_patterns = ["data"]\n'
    ),
    "index.rst": "Home\n====\n",
    "data/tw/series.yaml": "title: Test Workshop\nshort_title: TW\n",
    "data/tw/2024/edition.yaml": (
        "title: The Test Workshop\nshort_title: TW 2024\nstart_date: 2024-05-06\n"
        "volume: {title: Book, editors: [{name: Ed Itor}]}\n"
    ),
    "data/tw/2024/papers.yaml": (
        "papers:\n"
        f"- {{id: long, title: Long, authors: [{{name: Ada Berg}}], abstract: {LONG}}}\n"
        "- {id: short, title: Short, authors: [{name: Ada Berg}], abstract: Brief.}\n"
        "- {id: own, title: Own, authors: [{name: Ada Berg}], abstract: Brief., pages: 31-32}\n"
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site that was built after its volume; the output's folder."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    where = ["--data", str(folder / "data"), "--output", str(folder / "volume")]
    assert main(["build", "pdf", "--record-pages", *where]) == 0
    app = SphinxTestApp("html", srcdir=folder, builddir=folder / "_build", freshenv=True)
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""
    recorded = (folder / "data/tw/2024/pages.yaml").read_text(encoding="utf-8")
    assert '{paper: "long", pages: "33-35"}' in recorded
    assert '{paper: "short", pages: "36"}' in recorded
    assert "own" not in recorded
    return app.outdir


NUMBERS = [("long", "33", "35"), ("short", "36", "36"), ("own", "31", "32")]


@pytest.mark.parametrize(("paper", "first", "last"), NUMBERS)
def test_a_papers_page_has_them(built, paper, first, last):
    tree = lxml_html.parse(str(built / f"tw/2024/papers/{paper}.html")).getroot()
    assert tree.xpath('//meta[@name="citation_firstpage"]/@content') == [first]
    assert tree.xpath('//meta[@name="citation_lastpage"]/@content') == (
        [] if first == last else [last]
    )
    (shown,) = tree.xpath('//dt[.="Pages"]/following-sibling::dd[1]')
    assert shown.text_content() == (first if first == last else f"{first}–{last}")
    cited = (built / f"tw/2024/papers/{paper}.bib").read_text(encoding="utf-8")
    assert f"pages = {{{first if first == last else f'{first}--{last}'}}}" in cited


def test_the_contents_of_the_edition_have_them(built):
    tree = lxml_html.parse(str(built / "tw/2024/papers.html")).getroot()
    entries = tree.xpath("//*[self::li or self::article][.//span[@class='proc-pages']]")
    shown = [" ".join(entry.text_content().split()) for entry in entries]
    assert shown == [
        "Long Ada Berg pp. 33–35 BibTeX of Long",
        "Short Ada Berg p. 36 BibTeX of Short",
        "Own Ada Berg pp. 31–32 BibTeX of Own",
    ]
