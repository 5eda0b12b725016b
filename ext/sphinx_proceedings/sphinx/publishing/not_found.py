"""The page for addresses that lead nowhere: 404.html, which is shown at any depth.

A relative link on it would start from wherever the reader is, so that all its addresses are made
absolute, below the path of html_baseurl. Where that is not known, it has none.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import html

from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.publishing.page_kind import text
from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage, page_context
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME = "404"

_ATTRIBUTE = re.compile(r'(\s(?:href|src|action|data-content_root)=")(?!#|/|[a-z][a-z0-9+.-]*:)')


def add_not_found(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: ask for the page, unless the project has written one."""
    renderer = Renderer.of(app)
    if NAME in renderer.site.all_docs or not is_for_the_web(app):
        return
    page = GeneratedPage(
        name=NAME,
        kind="not-found",
        title=text(renderer.site.language.gettext("Page not found")),
        head='<meta name="robots" content="noindex">',
        body=renderer.render("body/not-found", renderer.page(NAME)),
    )
    yield NAME, page_context(page), "proceedings/record.html"


def make_absolute(app: Sphinx, error: Exception | None) -> None:
    """Handle build-finished: let the page's addresses start at the root of the site."""
    if error is not None or not is_for_the_web(app):
        return
    path = Path(app.outdir, app.builder.get_target_uri(NAME))
    path = path / "index.html" if path.is_dir() else path
    if path.is_file():
        address = str(app.config.html_baseurl or "")
        text = path.read_text(encoding="utf-8")
        root = urlsplit(address).path.rstrip("/") + "/"
        path.write_text(rooted(text, root) if address else plain(text), encoding="utf-8")


def plain(text: str) -> str:
    """Return a page with its title and first paragraph alone, which needs no other file."""
    tree = html.document_fromstring(text)
    title, heading, lead = (
        escape(str(tree.xpath(f"string({path})")))
        for path in ("//title", "//h1", "//h1/following::p")
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(tree.get("lang", "en"))}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{heading}</h1>\n<p>{lead}</p>\n</main>\n</body>\n</html>\n"
    )


def rooted(text: str, root: str) -> str:
    """Put *root* in front of every relative address in a page that lies at the site's root."""
    found = _ATTRIBUTE.sub(rf"\g<1>{root}", text)
    return found.replace(f'"{root}./', f'"{root}')
