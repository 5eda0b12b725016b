"""No page has a script or style inside it, so that ``script-src 'self'`` holds on every one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from sphinx_proceedings import cli
from sphinx_proceedings.sphinx.chrome.external_scripts import moved

DATA = {"application/ld+json"}


def inline(site: Path) -> list[str]:
    found = []
    for page in sorted(site.rglob("*.html")):
        if "_static" in page.parts:
            continue
        tree = lxml_html.document_fromstring(page.read_bytes())
        own = (n for n in tree.iter("script", "style") if n.get("src") is None)
        run = (n for n in own if n.get("type") not in DATA and (n.text or "").strip())
        found += [f"{page.name}: {node.text}" for node in run]
        for node in tree.iter():
            attributes = ((str(name), str(value)) for name, value in node.items())
            found += [
                f"{page.name}: {name}={value}"
                for name, value in attributes
                if name.startswith("on") or "javascript:" in value
            ]
    return found


def test_the_published_site_has_none(published):
    pages = list(published.folder.rglob("*.html"))
    assert len(pages) > 100
    assert inline(published.folder) == []
    scripts = published.tree("index.html").xpath("//script[contains(@src, 'inline/')]/@src")
    assert scripts
    assert all((published.folder / script).is_file() for script in scripts)


def test_other_themes_have_none(site):
    assert inline(site.folder) == []


def test_what_is_moved_and_what_stays():
    files: dict[str, str] = {}

    def place(name: str, content: str) -> str:
        files[name] = content
        return f"../{name}"

    page = (
        '<script type="application/ld+json">{"a": 1}</script><script src="a.js"></script>'
        "<script> </script>&lt;script>alert(1)&lt;/script>"
    )
    assert moved(page, place) == page
    assert files == {}
    text = moved("<script>DOCUMENTATION_OPTIONS.pagename = 'a/b';</script>", place)
    (name,) = files
    assert text == f'<script data-pagename="a/b" src="../{name}"></script>'
    other = moved("<script>DOCUMENTATION_OPTIONS.pagename = 'c';</script>", place)
    assert (len(files), 'data-pagename="c"' in other) == (1, True)
    assert re.fullmatch(
        r'<script type="module" src="\.\./\w+\.js"></script>',
        moved('<script type="module">import "x"</script>', place),
    )
    assert re.fullmatch(
        r'<link rel="stylesheet" href="\.\./\w+\.css">', moved("<style>a{}</style>", place)
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("init") / "site"
    assert cli.main(["init", str(folder), "--year=2026", "--series=loom"]) == 0
    return folder


def test_the_headers_of_a_new_project_are_those_of_the_guide(begun, repository):
    guide = (repository / "docs/guide/publishing.md").read_text("utf-8")
    block = re.search(r"```text\n(.*?)```", guide, re.DOTALL)
    assert block is not None
    headers = dict(line.split(": ", 1) for line in block[1].splitlines())
    for file in ("_headers", ".htaccess"):
        text = (begun / "docs/headers" / file).read_text("utf-8")
        assert all(name in text and value in text for name, value in headers.items())
    nginx = guide.partition("```nginx")[2]
    assert all(f'add_header {name} "{value}" always;' in nginx for name, value in headers.items())


def test_the_404_page_needs_no_file_where_the_address_is_not_known(site):
    tree = site.tree("404.html")
    assert tree.xpath("//h1")[0].text_content() == "Page not found"
    assert tree.xpath("//@href | //@src") == []
