"""Read XML of others: no entity is expanded, nothing is fetched, nothing grows."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Final

from lxml import etree

from sphinx_proceedings.importing.import_error import ImportSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?P<subset>\[)?", re.IGNORECASE)
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML: Final = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element of *data*; *name* is shown in errors.

    The named characters of HTML (``&uuml;``, as in dblp) are read; entities that the document
    declares itself are refused, since that is how a few lines become gigabytes.

    Raises:
        ImportSourceError: it is no XML, or declares entities.
    """
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    # A declaration cannot hide in UTF-16, in which every second byte of it is zero.
    looked = data.replace(b"\0", b"") if utf16 else data
    declared = _DOCTYPE.search(looked)
    if declared and declared["subset"]:
        line = looked.count(b"\n", 0, declared.start()) + 1
        raise ImportSourceError(f"{name}:{line}: XML that declares entities of its own is not read")
    if declared and not utf16:
        data = data[: declared.start()] + data[data.index(b">", declared.start()) + 1 :]
    if not utf16:
        data = _ENTITY.sub(_as_number, data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        line, column = failure.position
        raise ImportSourceError(f"{name}:{line}:{column}: not XML: {failure.msg}") from None
    except ValueError as failure:
        raise ImportSourceError(f"{name}: not XML: {failure}") from None
    return root


def _as_number(found: re.Match[bytes]) -> bytes:
    if found[1] in _OF_XML:
        return found[0]
    code = name2codepoint.get(found[1].decode("ascii"))
    return found[0] if code is None else b"&#%d;" % code


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of a name, in any namespace."""
    for child in element:
        if local_name(child) == name:
            yield child


def text_of(element: etree._Element | None) -> str:
    """Return all text in an element, its white space as single spaces."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
