"""When shells are made, when they are not, and what else becomes of a record's page."""

from __future__ import annotations

import os

import pytest
from sphinx.errors import ExtensionError, SphinxError, ThemeError

from sphinx_proceedings.sphinx.shells.page_shells import Shells


def test_unchanged_pages_are_left_alone(pydata, record):
    shells = Shells(pydata.builder)
    shells.write(record("again/5"))
    path = pydata.outdir / "again/5.html"
    os.utime(path, (1, 1))
    shells.write(record("again/5"))
    assert path.stat().st_mtime == 1
    shells.write(record("again/5", title="Another title"))
    assert path.stat().st_mtime > 1
    assert "Another title" in path.read_text(encoding="utf-8")


def test_one_rendering_serves_a_directory(pydata, record, calls):
    shells = Shells(pydata.builder)
    names = calls(pydata)
    for number in range(20):
        shells.page(record(f"one/papers/{number}", title=f"Title {number}"))
        shells.page(record(f"two/papers/{number}", title=f"Title {number}"))
    # A probe for either directory, and one real page to verify the kind.
    assert len(names) == 3
    assert names.count("one/papers/0") == 1


def test_language_of_a_record_stands_on_its_content(pydata, record):
    shells = Shells(pydata.builder)
    arabic = record("l/1", lang="ar")
    assert f'<div lang="ar">\n{arabic.body}\n</div>' in shells.page(arabic)
    assert '<div lang="&#34;&gt;">' in shells.page(record("l/2", lang='">'))
    assert '<div lang="' not in shells.page(record("l/3"))


def test_a_document_keeps_its_page(pydata, record):
    before = (pydata.outdir / "people/grace.html").read_bytes()
    pydata.warning.truncate(0)
    Shells(pydata.builder).write(record("people/grace", kind="person"))
    assert (pydata.outdir / "people/grace.html").read_bytes() == before
    assert "the page of a person has the name of a document" in pydata.warning.getvalue()


def test_a_page_that_cannot_be_written_is_named(pydata, record):
    (pydata.outdir / "blocked").write_text("a file, not a directory")
    with pytest.raises(SphinxError, match=r"cannot write .*blocked/5\.html: Not a directory"):
        Shells(pydata.builder).write(record("blocked/5"))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("shortened", "shows the title of a page changed in a way that page shells do not know"),
        ("upside_down", "or an extension, makes more of a page's values than showing them, near"),
    ],
)
def test_unknown_transformations_are_left_to_the_builder(pydata, record, by_builder, kind, reason):
    shells = Shells(pydata.builder)
    pydata.status.truncate(0)
    for number in (1, 2):
        page = record(f"papers/{number}", kind=kind, title="A long <em>title</em> " * number)
        expected = by_builder(pydata, page, shells.template(kind))
        assert shells.page(page).encode() == expected
    said = pydata.status.getvalue()
    assert said.count(f"pages of kind '{kind}' are rendered one by one") == 1
    assert reason in said
    assert "the theme 'pydata_sphinx_theme'" in said
    # The other kinds are none the slower.
    shells.page(record("papers/3"))
    assert shells._not_followed == {f"proceedings/{kind}.html"}


def test_values_that_only_decide_something_are_noticed(pydata, record, by_builder):
    """No mark is lost here, so only the comparison with a real page can tell."""

    def count(_app, _pagename, _template, context, _doctree):
        context["body"] = f"{context.get('body', '')}<p>{len(context.get('title', ''))}</p>"

    listener = pydata.connect("html-page-context", count)
    try:
        shells = Shells(pydata.builder)
        pydata.status.truncate(0)
        for number, title in enumerate(["Short", "Somewhat longer"]):
            page = record(f"papers/{number}", title=title)
            expected = by_builder(pydata, page, shells.template("paper"))
            assert f"<p>{len(title)}</p>".encode() in expected
            assert shells.page(page).encode() == expected
        assert "makes more of a page's values than showing them" in pydata.status.getvalue()
    finally:
        pydata.disconnect(listener)


def test_handlers_that_know_their_pages_alone_are_left_to_the_builder(pydata, record):
    def look_up(_app, pagename, _template, context, _doctree):
        context["body"] = {"papers/1": "one", "papers/2": "two"}[pagename]

    listener = pydata.connect("html-page-context", look_up)
    try:
        shells = Shells(pydata.builder)
        assert "\n  two\n" in shells.page(record("papers/2"))
        with pytest.raises(ExtensionError, match="look_up"):
            shells.page(record("papers/3"))
    finally:
        pydata.disconnect(listener)


def test_errors_in_a_template_are_the_themes(pydata, record):
    with pytest.raises(ThemeError, match="'nothing' is undefined"):
        Shells(pydata.builder).page(record("papers/1", kind="broken"))
