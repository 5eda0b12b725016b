"""Every builder of Sphinx, and those that come with it, makes what it can of a project."""

from __future__ import annotations

import json
import pickle
import re
import zipfile

import pytest
from lxml import etree
from lxml import html as lxml_html

# Those of sphinxcontrib call Sphinx in ways that it will give up.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")

OTHERS = ("text", "latex", "man", "texinfo", "xml", "pseudoxml", "gettext", "changes", "dummy")
HELP = ("htmlhelp", "qthelp", "devhelp", "applehelp")
# The programs that Apple Help calls are a Mac's alone.
SETTINGS: dict[str, dict[str, object]] = {
    "applehelp": {"applehelp_bundle_id": "forum", "applehelp_disable_external_tools": True},
    "epub": {"version": "1", "epub_copyright": "the authors"},  # it asks for both
}


@pytest.fixture(scope="session")
def built(project):
    """Give the build of each builder, made when first asked for."""
    made = {}

    def build(name):
        if name not in made:
            made[name] = project(name, nitpicky=True, **SETTINGS.get(name, {}))
        return made[name]

    return build


def files(folder, *suffixes):
    """Return the files below a folder that are nothing of a theme's."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in suffixes and "_static" not in path.parts
    }


@pytest.mark.parametrize(
    "name", ["html", "dirhtml", "singlehtml", "epub", "json", "pickle", *HELP, *OTHERS]
)
def test_no_builder_has_anything_to_warn_of(built, name):
    found = built(name)
    assert found.warnings == ""
    assert found.app.statuscode == 0


@pytest.mark.parametrize("name", ["epub", "json", "pickle", *HELP, *OTHERS])
def test_only_pages_for_readers_on_the_web_are_made_of_records(built, name):
    folder = built(name).folder
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    ours = ("api", "people", "metadata", "search-index", "_images", "404", "calendar")
    assert [path for path in made if path.startswith(ours) or "/papers/" in path] == []


def test_a_book_holds_what_it_says_and_can_be_read(built):
    folder = built("epub").folder
    with zipfile.ZipFile(folder / "Forum.epub") as book:
        names = book.namelist()
        assert "forum/2031/contents.xhtml" in names
        for name in names:
            if name.endswith((".xhtml", ".opf", ".ncx")):
                etree.fromstring(book.read(name))
        text = book.read("forum/2031/contents.xhtml").decode()
    assert "Main content" in text
    assert files(folder, ".ics", ".bib", ".json", ".xlsx", ".pdf") == set()


@pytest.mark.parametrize(("name", "read"), [("json", json.loads), ("pickle", pickle.loads)])
def test_a_serialized_page_has_the_listing_in_its_body(built, name, read):
    folder = built(name).folder
    suffix = {"json": ".fjson", "pickle": ".fpickle"}[name]
    page = read(folder.joinpath(f"forum/2031/contents{suffix}").read_bytes())
    assert "Main content" in page["body"]
    assert not [key for key in page if key.startswith("proceedings")]
    index = {"json": "searchindex.json", "pickle": "searchindex.pickle"}[name]
    assert folder.joinpath(index).stat().st_size, "there is no search of ours to take its place"


@pytest.mark.parametrize("name", HELP)
def test_help_has_the_listing_and_no_dead_links(built, name):
    (page,) = built(name).folder.rglob("forum/2031/contents.html")
    assert "Main content" in page.read_bytes().decode("utf-8", "replace")
    for path in page.parents[2].rglob("*.html"):
        for element in lxml_html.document_fromstring(path.read_bytes()).iter("a"):
            address = str(element.get("href", "")).partition("#")[0]
            if address and not re.match("[a-z]+:", address):
                assert path.parent.joinpath(address).is_file(), (path.name, address)
