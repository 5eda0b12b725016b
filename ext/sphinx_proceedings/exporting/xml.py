"""The one place where exports write XML: elements, fragments of markup, and the bytes of a file.

What is built as an lxml tree leaves escaping and well-formedness to lxml. Where a site has hundreds
of thousands of elements, `xml_lines` writes them without one, and workbooks write their cells by
`escaped`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

__all__ = [
    "MATHML",
    "XLINK",
    "XML_LANG",
    "XSI",
    "Element",
    "add",
    "add_if",
    "add_paragraphs",
    "collapsed",
    "escaped",
    "fill",
    "root",
    "write",
    "write_around",
    "xml_id",
]

XLINK: Final = "http://www.w3.org/1999/xlink"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

_NOTHING: Mapping[str, str | None] = {}
# Not \s: a no-break space is part of the text.
# One space is as it should be.
_BLANK = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")


def escaped(text: str) -> str:
    """Return *text* as the content of an element or of an attribute in double quotes."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\r", "&#13;")
    )


def collapsed(text: str) -> str:
    """Return *text* with every run of blanks and line ends as one space."""
    if "  " in text or not text.isprintable():  # nearly all texts are on one line
        text = _BLANK.sub(" ", text)
    return text.strip(" ")


def xml_id(text: str) -> str:
    """Return *text*, a key of ASCII letters, digits and ``:._-/``, as the value of an ``ID``."""
    name = re.sub(r"[:/]", "-", text)
    return name if name[0].isalpha() else f"r-{name}"


def root(
    namespace: str | None,
    name: str,
    namespaces: Mapping[str | None, str] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Element:
    """Return a new root element; its namespace is the default one unless *namespaces* says so."""
    known: dict[str | None, str] = dict(namespaces or {})
    if namespace is not None and namespace not in known.values():
        known[None] = namespace
    tag = name if namespace is None else f"{{{namespace}}}{name}"
    # The stubs know no nsmap with a default namespace.
    made = etree.Element(tag, nsmap=known)  # type: ignore[arg-type]
    for key, value in (attributes or {}).items():
        made.set(key, value)
    return made


def add(
    parent: Element,
    name: str,
    text: str | None = None,
    attributes: Mapping[str, str | None] = _NOTHING,
) -> Element:
    """Append an element; without ``{namespace}`` in its name it has its parent's namespace.

    The text is written on one line; attributes that are None are left out.
    """
    if name[0] != "{" and (tag := parent.tag)[0] == "{":
        name = tag[: tag.rfind("}") + 1] + name
    given = {key: value for key, value in attributes.items() if value is not None}
    child = etree.SubElement(parent, name, given)
    if text is not None:
        child.text = collapsed(text)
    return child


def add_if(
    parent: Element,
    name: str,
    text: str | None,
    attributes: Mapping[str, str | None] = _NOTHING,
) -> Element | None:
    """Append an element if it has a text."""
    return add(parent, name, text, attributes) if text else None


def add_paragraphs(
    parent: Element,
    name: str,
    text: str | None,
    attributes: Mapping[str, str | None] = _NOTHING,
) -> Element | None:
    """Append an element whose text keeps its line ends, if it has one."""
    if not text:
        return None
    child = add(parent, name, None, attributes)
    child.text = text
    return child


def fill(parent: Element, markup: str, namespaces: Mapping[str | None, str] | None = None) -> None:
    """Put a well-formed fragment into *parent*, an empty element, as its mixed content.

    Names without a prefix get *parent*'s namespace; prefixes are those of *namespaces*, besides
    those that the fragment declares itself.
    """
    own = etree.QName(parent).namespace
    known: dict[str | None, str] = {**({None: own} if own else {}), **(namespaces or {})}
    declared = "".join(
        f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"' for prefix, uri in known.items()
    )
    fragment = etree.fromstring(f"<fragment{declared}>{markup}</fragment>")
    # Text that is empty, and not None, tells `_indent` to leave the element as it is.
    parent.text = fragment.text or ""
    parent.extend(list(fragment))


def write(document: Element, doctype: str | None = None) -> bytes:
    """Return the whole document in UTF-8, indented where that changes no text, with a line end."""
    etree.cleanup_namespaces(document, keep_ns_prefixes=[p for p in document.nsmap if p])
    _indent(document, "\n")
    body = etree.tostring(document, encoding="unicode")
    head = ['<?xml version="1.0" encoding="UTF-8"?>', *([doctype] if doctype else [])]
    return "\n".join([*head, body, ""]).encode()


def write_around(document: Element, parts: Iterable[str]) -> bytes:
    """Return what `write` returns for *document*, an empty one, around lines of `XmlLines`."""
    written = write(document).decode().removesuffix("/>\n")
    name = etree.QName(document).localname
    return "".join([written, ">", *parts, f"\n</{name}>\n"]).encode()


def _indent(element: Element, line: str) -> None:
    """Indent elements that hold nothing but elements; *line* starts a line of *element*'s level."""
    if not len(element) or element.text is not None:
        return
    inner = f"{line}  "
    element.text = inner
    for child in element:
        _indent(child, inner)
        child.tail = inner
    element[-1].tail = line
