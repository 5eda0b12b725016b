"""Whether an SVG is a picture and nothing else: no script, no link, nothing fetched from elsewhere.

What is not known to be harmless is refused (elements and attributes: SVG 2, appendices F and G).
Animation is not known to be: it can make a link of a picture.
"""

from __future__ import annotations

import re
from typing import Any, Final

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_DRAWING: Final = frozenset(
    "svg g defs symbol use title desc metadata style switch view path rect circle ellipse line "
    "polyline polygon text tspan textPath image marker pattern mask clipPath linearGradient "
    "radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite "
    "feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood "
    "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
    "fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split()
)
_REMARKS: Final = frozenset(
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    }
)
"""What drawing programs write for themselves; browsers ignore it."""

_IMAGE = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]*")
_DECLARES = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)|<!DOCTYPE[^>]*\[")
# Style and presentation attributes may refer to parts of the picture itself. An escape can spell
# anything, so that there is to be none.
_ELSEWHERE = re.compile(
    r"\\|@import|@charset|@namespace|image-set|image\(|src\(|cross-fade|expression|behavior|"
    r"binding|javascript:|url\(\s*['\"]?\s*(?!#|['\"\s])",
    re.IGNORECASE,
)
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_REPAIR = "save it as a plain picture, or as PDF or PNG"


def svg_fault(data: bytes) -> str:
    """Say what is in an SVG besides a picture; empty when it is one."""
    from lxml import etree  # noqa: PLC0415 - most data names no SVG

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    encoding = _ENCODING.match(text)
    if not text or (encoding and encoding[1].lower() != "utf-8"):
        return f"is an SVG in another encoding than UTF-8; {_REPAIR}"
    if _DECLARES.search(text):
        return f"is an SVG that declares entities; {_REPAIR}"
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return f"is a damaged SVG; {_REPAIR}"
    if root.tag != f"{{{_SVG}}}svg":
        return f"is XML, but no SVG; {_REPAIR}"
    for node in (*_before(root), *root.iter(), *root.itersiblings()):
        if fault := _fault_of(node):
            return f"is an SVG with {fault}; {_REPAIR}"
    return ""


def _before(root: Any) -> list[Any]:
    return list(root.itersiblings(preceding=True))


def _fault_of(node: Any) -> str:
    """Say what is wrong with one node of the tree; empty when nothing is."""
    from lxml import etree  # noqa: PLC0415 - as in svg_fault

    if node.tag is etree.Comment:
        return ""
    if not isinstance(node.tag, str):
        return "a processing instruction or an entity"
    name = etree.QName(node)
    if name.namespace in _REMARKS:
        return ""
    if name.namespace != _SVG or name.localname not in _DRAWING:
        return f"an element <{name.localname}>"
    # A browser reads a style past the comments in it, so that there are to be none.
    if name.localname == "style" and (len(node) or _ELSEWHERE.search(node.text or "")):
        return "a style that leads elsewhere"
    for key, value in node.attrib.items():
        if not _is_harmless(key, value, picture=name.localname == "image"):
            return f"an attribute {etree.QName(key).localname}"
    return ""


def _is_harmless(key: str, value: str, *, picture: bool) -> bool:
    if key in {"href", _XLINK_HREF}:
        return value.startswith("#") or bool(picture and _IMAGE.fullmatch(value))
    if key.startswith("{"):
        known = key[1:].partition("}")[0] in {*_REMARKS, _XLINK_HREF[1:].partition("}")[0]}
        return known or key in {f"{_XML}lang", f"{_XML}space", f"{_XML}id"}
    return not key.lower().startswith("on") and not _ELSEWHERE.search(value)
