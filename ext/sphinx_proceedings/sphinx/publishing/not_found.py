"""The page for addresses that lead nowhere: 404.html, which is shown at any depth.

A relative link on it would start from wherever the reader is, so that all its addresses are made
absolute, below the path of html_baseurl.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
        root = urlsplit(str(app.config.html_baseurl or "")).path.rstrip("/") + "/"
        text = path.read_text(encoding="utf-8")
        path.write_text(rooted(text, root), encoding="utf-8")


def rooted(text: str, root: str) -> str:
    """Put *root* in front of every relative address in a page that lies at the site's root."""
    found = _ATTRIBUTE.sub(rf"\g<1>{root}", text)
    return found.replace(f'"{root}./', f'"{root}')
