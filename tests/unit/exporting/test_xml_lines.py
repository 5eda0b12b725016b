"""XML that is written line by line, against what lxml makes of the same elements."""

from __future__ import annotations

import pytest

from sphinx_proceedings.exporting import xml
from sphinx_proceedings.exporting.xml_lines import HEAD, XmlLines

TEXTS = ("plain", "", " two  words\n", "a < b & c > d", "\"'", "x\r\ny", "é 𝒪 \u00a0", "]]>", "\t")


@pytest.mark.parametrize("text", TEXTS)
def test_lines_are_those_of_a_tree(text):
    lines, tree = XmlLines(), xml.root(None, "all")
    lines.begin("all")
    given = {"one": text, "none": None, "two": "2"}
    lines.begin("a", given)
    element = xml.add(tree, "a", None, given)
    lines.add("b", text)
    xml.add(element, "b", text)
    lines.add_if("c", text, given)
    xml.add_if(element, "c", text, given)
    if text:
        lines.paragraphs("d", text, {})
        xml.add_paragraphs(element, "d", text)
    lines.begin("e")
    lines.inside("f", "g", text, given)
    xml.add(xml.add(xml.add(element, "e"), "f"), "g", text, given)
    lines.end()
    lines.empty("h", given)
    xml.add(element, "h", None, given)
    lines.begin("i", given)
    lines.end()
    xml.add(element, "i", None, given)
    lines.markup("j", "<k>m</k> n<o/>")
    xml.fill(xml.add(element, "j"), "<k>m</k> n<o/>")
    lines.end()
    lines.end()
    assert f"{HEAD}{lines}\n".encode() == xml.write(tree)


def test_lines_go_inside_a_tree():
    lines = XmlLines(depth=1)
    lines.add("b", "c")
    whole = xml.write_around(xml.root("urn:x", "all", {"p": "urn:p"}), [str(lines)])
    tree = xml.root("urn:x", "all", {"p": "urn:p"})
    xml.add(tree, "b", "c")
    assert whole == xml.write(tree)
