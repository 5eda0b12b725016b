"""The serializer of all exports in XML: what goes in comes out, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sphinx_proceedings.exporting.xml import add, add_if, fill, root, write, xml_id
from sphinx_proceedings.model.values.text import check_text

NAMESPACE = "http://example.org/ns"


def _allowed(text):
    try:
        return bool(check_text(text))
    except ValueError:
        return False


@given(st.text(min_size=1).filter(_allowed))
def test_text_and_attributes_come_back(text):
    document = root(NAMESPACE, "list")
    add(document, "entry", text, {"title": text, "absent": None})
    entry = etree.fromstring(write(document))[0]
    assert (entry.text or "") == re.sub("[ \t\n]+", " ", text).strip(" ")
    assert entry.items() == [("title", text)]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_never_written(character):
    # The model refuses these before; the serializer must not let one through either.
    with pytest.raises((ValueError, UnicodeEncodeError)):
        write(add(root(None, "list"), "entry", f"a{character}b"))


def test_indenting_changes_no_text():
    document = root(NAMESPACE, "list")
    fill(add(document, "title"), "<i>all</i> of <b>it</b>")
    fill(add(document, "title"), "<i>all</i><b>it</b>")
    fill(add(add(document, "outer"), "title"), "<i>all</i>")
    exported = write(document).decode()
    assert "<title><i>all</i> of <b>it</b></title>" in exported
    assert "<title><i>all</i><b>it</b></title>" in exported
    assert "\n  <outer>\n    <title><i>all</i></title>\n  </outer>\n" in exported


def test_fragments_take_the_namespace_of_their_place():
    document = root(NAMESPACE, "list", {"m": "http://www.w3.org/1998/Math/MathML"})
    fill(
        add(document, "title"),
        "<i>x</i> <m:math><m:mi>y</m:mi></m:math>",
        {"m": "http://www.w3.org/1998/Math/MathML"},
    )
    title = etree.fromstring(write(document))[0]
    assert [element.tag for element in title] == [
        f"{{{NAMESPACE}}}i",
        "{http://www.w3.org/1998/Math/MathML}math",
    ]
    assert write(document).count(b"xmlns:m=") == 1


def test_no_break_spaces_are_text():
    document = root(None, "list")
    add(document, "entry", "5\u00a0%\n  and\tmore")
    assert etree.fromstring(write(document))[0].text == "5\u00a0% and more"


def test_nothing_is_no_element():
    document = root(None, "list")
    assert add_if(document, "entry", None) is None
    assert add_if(document, "entry", "") is None
    assert len(document) == 0


@pytest.mark.parametrize(
    ("key", "made"), [("enlsp:2022:5", "enlsp-2022-5"), ("3dv:2022:5", "r-3dv-2022-5")]
)
def test_ids_begin_with_a_letter(key, made):
    assert xml_id(key) == made
