"""Check that pages need nothing from outside and that every link inside leads somewhere."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "input": ("src",),
    "image": ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
"""Attributes by which a page loads something by itself."""
_LOADING_RELS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "apple-touch-icon",
    "mask-icon",
}
_CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


FOLDER: Final = "html/"
"""Where the pages are."""
_NO_PAGES = {"_static", "metadata"}
"""Folders with other HTML: templates of a theme, and exports that are made for another site."""


class _Link(NamedTuple):
    target: str
    line: int
    loaded: bool


class _Page(NamedTuple):
    links: tuple[_Link, ...]
    anchors: frozenset[str]


def page_findings(
    sizes: Mapping[str, int], read: Callable[[str], bytes]
) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong) for the pages and style sheets among the names of *sizes*."""
    pages: dict[str, _Page] = {}
    for name in sorted(name for name in sizes if name.startswith(FOLDER)):
        if name.endswith(".html") and not _NO_PAGES & set(name.split("/")):
            pages[name] = _read_page(read(name))
        elif name.endswith(".css"):
            text = read(name).decode("utf-8", "replace")
            for found in _CSS_ADDRESS.finditer(text):
                if _is_outside(target := found[1] or found[2]):
                    line = text.count("\n", 0, found.start()) + 1
                    yield f"{name}:{line}", f"asks another host: {target}"
    for name, page in pages.items():
        for link in page.links:
            problem = _problem(name, link, sizes, pages)
            if problem:
                yield f"{name}:{link.line}", problem


def _problem(
    name: str, link: _Link, sizes: Mapping[str, int], pages: Mapping[str, _Page]
) -> str | None:
    if _is_outside(link.target):
        return f"asks another host: {link.target}" if link.loaded else None
    parts = urlsplit(link.target)
    if parts.scheme:
        return None
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/"):
        return f"link to {link.target} begins at the root of a host"
    there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if there not in sizes:
        return f"link to {link.target} leads nowhere"
    if anchor and there in pages and anchor not in pages[there].anchors:
        return f"link to {link.target} leads to a place that is not on the page"
    return None


def _is_outside(target: str) -> bool:
    return target.startswith("//") or target.partition(":")[0].lower() in {"http", "https", "ws"}


def _read_page(content: bytes) -> _Page:
    if not content.strip():
        return _Page((), frozenset())
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return _Page((), frozenset())
    anchors = {"top"}
    links = []
    for element in root.iter(etree.Element):  # no comments
        line = int(str(element.sourceline))  # the stubs give it no type
        anchors.update(value for key in ("id", "name") if (value := element.get(key)))
        for attribute in _LOADED.get(element.tag, ()):
            value = element.get(attribute)
            if value and attribute == "srcset":
                addresses = [part.split()[0] for part in value.split(",") if part.strip()]
                links += [_Link(address, line, loaded=True) for address in addresses]
            elif value and not value.startswith("data:"):
                links.append(_Link(value.strip(), line, loaded=True))
        target = element.get("href")
        if target is None or element.tag in {"image", "use", "base"}:
            continue
        if element.tag == "link":
            rels = set(element.get("rel", "").lower().split())
            if rels & _LOADING_RELS:
                links.append(_Link(target.strip(), line, loaded=True))
            continue
        links.append(_Link(target.strip(), line, loaded=False))
    return _Page(tuple(links), frozenset(anchors))
