"""Scripts and styles that a theme writes into pages, moved to files of the site.

A page with none of its own can be served under ``script-src 'self'``, where a browser runs nothing
that somebody brought into a page (Content Security Policy Level 3, 6.1.11).
"""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_proceedings.sphinx.output.file_writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

FOLDER = "_static/inline"

_INLINE = re.compile(r"<(script|style)((?:\s[^>]*)?)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_HAS_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"\stype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_RUN = {"", "module", "text/javascript", "application/javascript", "text/css"}
"""Types that a browser runs or applies; others are data."""

_PAGE_NAME = re.compile(r"(DOCUMENTATION_OPTIONS\.pagename = )'([^'\\]*)';?")
_OF_PAGE = "document.currentScript.dataset.pagename"


def move_scripts(app: Sphinx) -> None:
    """Handle builder-inited: let pages have their scripts in files, whatever writes them."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not hasattr(builder.templates, "render"):
        return
    render: Callable[..., str] = builder.templates.render

    def render_and_move(template: str, context: dict[str, Any]) -> str:
        text = render(template, context)
        if not callable(address := context.get("pathto")):
            return text

        def place(name: str, content: str) -> str:
            path = f"{FOLDER}/{name}"
            write_file(f"{app.outdir}/{path}", content.encode())
            return str(address(path, resource=True))

        return moved(text, place)

    builder.templates.render = render_and_move


def moved(text: str, place: Callable[[str, str], str]) -> str:
    """Return a page with its own scripts and styles in files.

    *place* is given the name and the content of each, and returns its address.
    """

    def move(found: re.Match[str]) -> str:
        tag, attributes, content = found[1].lower(), found[2], found[3]
        kind = _TYPE.search(attributes)
        data = kind is not None and kind[1].lower() not in _RUN
        if data or not content.strip() or _HAS_SOURCE.search(attributes):
            return found[0]
        if named := _PAGE_NAME.fullmatch(content.strip()):
            # A file for all pages, rather than one for each.
            content = f"{named[1]}{_OF_PAGE};"
            attributes += f' data-pagename="{html.escape(html.unescape(named[2]))}"'
        ending = "css" if tag == "style" else "js"
        name = f"{hashlib.sha256(content.encode()).hexdigest()[:16]}.{ending}"
        address = html.escape(place(name, content))
        if tag == "style":
            return f'<link rel="stylesheet"{attributes} href="{address}">'
        return f'<script{attributes} src="{address}"></script>'

    return _INLINE.sub(move, text)
