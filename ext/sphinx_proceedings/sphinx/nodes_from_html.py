"""Turn our own templates' HTML into docutils nodes, so that every builder gets the same content.

The input is what our templates and RichText write, well-formed and from a small vocabulary; an
element that is not in it gives its content alone. Links inside the site are dropped, since other
builders have no record pages; their text stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_INLINE: dict[str, Callable[[], nodes.Element]] = {
    "em": nodes.emphasis,
    "i": nodes.emphasis,
    "strong": nodes.strong,
    "b": nodes.strong,
    "code": nodes.literal,
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}
_BLOCK: dict[str, Callable[[], nodes.Element]] = {
    "p": nodes.paragraph,
    "blockquote": nodes.block_quote,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"}
_FLOW = {
    "div",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "dl",
    "dd",
    "details",
    "figure",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "aside",
    "main",
    "time-table",
}
_SILENT = {"script", "style", "svg", "button", "img", "template", "form", "input", "select"}
_MATHML = "math"


def nodes_from_html(html: str) -> list[nodes.Node]:
    """Return the block nodes that say what *html* says."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return list(_blocks(root))


def _blocks(element: _Element) -> Iterator[nodes.Node]:
    """Yield block nodes for the content of a container; loose inline content makes paragraphs."""
    loose: list[nodes.Node] = _text(element.text)
    for child in element:
        tag = str(child.tag)
        if tag in _SILENT or "screen-only" in (child.get("class") or ""):
            pass
        elif tag in _BLOCK or tag in _HEADINGS or tag in _FLOW or tag == "pre":
            yield from _paragraph(loose)
            loose = []
            yield from _block(child, tag)
        else:
            loose.extend(_inline(child))
        loose.extend(_text(child.tail))
    yield from _paragraph(loose)


def _paragraph(loose: list[nodes.Node]) -> Iterator[nodes.Node]:
    if any(node.astext().strip() for node in loose):
        yield nodes.paragraph("", "", *loose)


def _block(element: _Element, tag: str) -> Iterator[nodes.Node]:
    if tag in _HEADINGS:
        yield nodes.rubric("", "", *_content(element))
    elif tag == "p":
        yield from _paragraph(_content(element))
    elif tag == "pre":
        text = str(element.xpath("string()"))
        yield nodes.literal_block(text, text)
    elif tag in _BLOCK:
        node = _BLOCK[tag]()
        if tag in {"ul", "ol"}:
            items = [i for i in element if i.tag == "li"]
            node.extend(nodes.list_item("", *_blocks(item)) for item in items)
        else:
            node.extend(_blocks(element))
        if node.children:
            yield node
    else:
        yield from _blocks(element)


def _content(element: _Element) -> list[nodes.Node]:
    found = _text(element.text)
    for child in element:
        if child.tag not in _SILENT:
            found.extend(_inline(child))
        found.extend(_text(child.tail))
    return found


def _inline(element: _Element) -> list[nodes.Node]:
    tag = str(element.tag)
    if tag == "br":
        return [nodes.Text("\n")]
    if tag == _MATHML:
        source = element.get("alttext") or str(
            element.xpath("string(.//*[local-name()='annotation'])")
        )
        return [nodes.math(source, source)]
    content = _content(element)
    if tag == "a":
        target = element.get("href", "")
        if target.startswith(("http://", "https://", "mailto:")):
            return [nodes.reference("", "", *content, refuri=target)]
        return content
    if tag in _INLINE:
        node = _INLINE[tag]()
        node.extend(content)
        return [node]
    return content


def _text(text: str | None) -> list[nodes.Node]:
    """Collapse white space as a browser does."""
    if not text:
        return []
    collapsed = " ".join(text.split())
    if not collapsed:
        return [nodes.Text(" ")]
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return [nodes.Text(before + collapsed + after)]
