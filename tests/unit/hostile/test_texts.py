"""Whatever stands in a text field is printed: no script, no link of another kind, in any output."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.richtext import Block, Inline, RichTextError, to_html, to_jats
from sphinx_proceedings.model.values.text import check_text
from sphinx_proceedings.model.values.web_url import WebUrl

from .corpus import ADDRESSES, HIDDEN, TEXTS

ALLOWED = set(
    "a abbr bdi blockquote br code div dd dl dt em h1 h2 h3 i li math ol p pre s span strong sub "
    "sup table tbody td th thead tr ul annotation semantics mrow mi mn mo mtext mstyle mspace "
    "msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mpadded mphantom "
    "menclose merror".split()
)


def test_the_corpus_is_what_it_says():
    assert len(TEXTS) >= 500
    assert len(ADDRESSES) >= 100


@pytest.mark.parametrize("kind", [Inline, Block])
def test_rich_text_has_no_markup_but_its_own(kind):
    printed = 0
    for text in TEXTS:
        try:
            value = kind(text)
        except (RichTextError, ValueError):
            continue  # refused, with the reason
        printed += 1
        tree = lxml_html.fragment_fromstring(to_html(value), create_parent="div")
        for node in tree.iter():
            assert node.tag in ALLOWED, (text, node.tag)
            for name, given in node.items():
                assert not str(name).startswith(("on", "style")), (text, name)
                if name == "href":
                    assert re.match(r"https?://|mailto:", str(given)), (text, given)
        etree.fromstring(f"<p xmlns:xlink='x' xmlns:mml='m'>{to_jats(value)}</p>")
    assert printed > 300


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_hidden_signs_are_refused(sign):
    with pytest.raises(ValueError, match="remove it"):
        check_text(f"a{sign}b")


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_addresses_are_refused(address):
    with pytest.raises(ValueError, match=r"\w"):
        WebUrl(address)


CONF = """\
project = "Lab"
extensions = ["sphinx_proceedings"]
exclude_patterns = ["data"]
html_theme = "alabaster"
html_baseurl = "https://lab.example/"
proceedings_data = "data"
proceedings_exports = True
"""


def _records(texts: list[str]) -> dict[str, object]:
    """Return an edition with each text in every text field of its records."""
    name = {"literal": "x"}

    def person(text: str) -> dict[str, object]:
        line = " ".join(text.split())
        return {"name": {"literal": line}, "affiliations": [{"name": line, "city": line}]}

    lines = [" ".join(text.split()) for text in texts]
    return {
        "title": lines[0],
        "short_title": lines[1],
        "time_zone": "UTC",
        "start_date": "2031-05-03",
        "overview": texts[2],
        "announcements": texts[:20],
        "keywords": lines[:20],
        "venue": {"name": lines[3], "city": lines[4]},
        "papers": [
            {
                "id": f"p{index}",
                "title": line,
                "subtitle": line,
                "abstract": text,
                "keywords": [line],
                "number": line,
                "authors": [person(text), person(text + " 2")],
                "notices": [{"type": "erratum", "date": "2031-06-01", "text": text}],
                "resources": [{"type": "other", "url": "https://a.example/", "title": line}],
            }
            for index, (line, text) in enumerate(zip(lines, texts, strict=True))
        ],
        "talks": [
            {"id": f"t{index}", "title": line, "abstract": text, "speakers": [{"name": name}]}
            for index, (line, text) in enumerate(zip(lines, texts, strict=True))
        ],
        "sessions": [
            {"id": f"s{index}", "title": line, "start": "09:00", "end": "10:00"}
            for index, line in enumerate(lines[:20])
        ],
        "sponsors": [{"name": line, "url": "https://a.example/"} for line in lines[:20]],
        "awards": [
            {"id": f"a{index}", "title": line, "papers": ["p0"]}
            for index, line in enumerate(lines[:20])
        ],
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site whose data is hostile in every field; what loading refuses was left out."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = []
    for text in TEXTS[::7]:
        try:
            Inline(" ".join(text.split()))
            Block(text)
            check_text(text)
        except (RichTextError, ValueError):
            continue
        texts.append(text)
    data = folder / "data/lab/2031"
    data.mkdir(parents=True)
    folder.joinpath("conf.py").write_text(CONF)
    folder.joinpath("index.rst").write_text("Lab\n===\n\n.. proc:editions::\n")
    data.parent.joinpath("series.yaml").write_text("title: Lab\nshort_title: LAB\n")
    data.joinpath("edition.yaml").write_text(json.dumps(_records(texts)), encoding="utf-8")
    assert [str(problem) for problem in load(folder / "data").problems] == []
    app = SphinxTestApp("html", srcdir=folder)
    app.build()
    assert app.warning.getvalue() == ""
    app.cleanup()
    yield Path(app.outdir), texts
    shutil.rmtree(folder)


def test_no_page_runs_what_the_data_says(hostile):
    site, texts = hostile
    pages = [page for page in site.rglob("*.html") if "_static" not in page.parts]
    assert len(texts) > 40
    assert len(pages) > 2 * len(texts)
    for page in pages:
        tree = lxml_html.document_fromstring(page.read_bytes())
        for node in tree.iter():
            tag = str(node.tag)
            assert tag not in {"iframe", "object", "embed", "base", "frame"}, page
            if tag == "script":
                own = str(node.get("src", ""))
                data = node.get("type") == "application/ld+json"
                assert data or own.startswith(("_static/", "../", "/_static/")), page
            if tag == "img":
                assert "evil.example" not in str(node.get("src")), page
            for name, value in node.items():
                assert not str(name).lower().startswith("on"), (page, name)
                if name in {"href", "src", "action", "formaction"}:
                    assert not re.match(
                        r"\s*(javascript|data|vbscript):", str(value), re.IGNORECASE
                    ), page


def test_what_is_for_programs_can_be_read(hostile):
    site, _ = hostile
    files = [path for path in site.rglob("*.xml") if path.is_file()]
    assert files
    for path in files:
        etree.parse(str(path))
    for path in site.rglob("*.ics"):
        lines = path.read_bytes().split(b"\r\n")
        assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT")
        assert not any(line.startswith(b"ATTENDEE:mailto:a@b") for line in lines)
