"""Turn our own templates' HTML into docutils nodes, so that every builder gets the same content.

The input is what our templates and RichText write, well-formed and from a small vocabulary; an
element that is not in it gives its content alone. Links inside the site are dropped, since other
builders have no generated pages; their text stays.
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
_SEPARATORS = {
    "proc-paper-meta": " · ",
    "proc-session-meta": " · ",
    "proc-badges": " · ",
    "proc-person-text": ", ",
}
"""What stands between the pieces of elements that a style sheet sets apart, by their class."""


def nodes_from_html(html: str) -> list[nodes.Node]:
    """Return the block nodes that say what *html* says."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return list(_blocks(root))


def _blocks(element: _Element) -> Iterator[nodes.Node]:
    """Yield block nodes for the content of a container; loose inline content makes paragraphs."""
    loose: list[nodes.Node] = _text(element.text)
    for child in element:
        tag = str(child.tag)
        if _is_silent(child):
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
    loose = _trimmed(loose)
    if any(node.astext().strip() for node in loose):
        yield nodes.paragraph("", "", *loose)


def _trimmed(loose: list[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without white space before the first and after the last."""
    start, end = 0, len(loose)
    while start < end and not loose[start].astext().strip():
        start += 1
    while end > start and not loose[end - 1].astext().strip():
        end -= 1
    return loose[start:end]


def _is_silent(element: _Element) -> bool:
    """Whether an element says nothing here: controls, pictures, and what is for the screen.

    So are words for screen readers alone, which tell links of a page apart.
    """
    classes = (element.get("class") or "").split()
    return element.tag in _SILENT or "screen-only" in classes or "proc-hidden" in classes


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
    classes = (element.get("class") or "").split()
    separator = next((_SEPARATORS[name] for name in classes if name in _SEPARATORS), None)
    if separator is not None:
        pieces = [_text(element.text)]
        for child in element:
            pieces += [[] if _is_silent(child) else _inline(child), _text(child.tail)]
        return _joined(pieces, separator)
    found = _text(element.text)
    for child in element:
        if not _is_silent(child):
            found.extend(_inline(child))
            if "proc-badge" in (child.get("class") or "").split() and _goes_on(child):
                found.append(nodes.Text(" ·"))
        found.extend(_text(child.tail))
    return found


def _joined(pieces: list[list[nodes.Node]], separator: str) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for piece in pieces:
        if any(node.astext().strip() for node in piece):
            found += [nodes.Text(separator)] if found else []
            found += _trimmed(piece)
    return found


def _goes_on(element: _Element) -> bool:
    """Whether anything follows an element in its line."""
    return bool((element.tail or "").strip()) or element.getnext() is not None


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
    if tag == "del":  # there is no line through it here
        return [nodes.Text("formerly "), *content, nodes.Text(", now")]
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
