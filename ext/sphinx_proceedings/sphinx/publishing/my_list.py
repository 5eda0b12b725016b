"""The page on which a reader finds the papers and talks that they have marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.publishing.page_kind import text
from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage, page_context
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME = "my-list"
"""Name of the page; the script of all pages knows it too."""


def add_my_list(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: give Sphinx the page, unless the project has written one."""
    if NAME in app.env.all_docs or not is_for_the_web(app):
        return
    renderer = Renderer.of(app)
    page = GeneratedPage(
        name=NAME,
        kind="my-list",
        title=text(renderer.site.language.gettext("My list")),
        head='<meta name="robots" content="noindex">',
        body=renderer.render("body/my-list", renderer.page(NAME)),
    )
    yield NAME, page_context(page), "proceedings/record.html"
