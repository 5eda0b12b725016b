"""The search of the site: its page, its index, and Sphinx's own search out of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.output.build_notes import BUILD_NOTES, plain_fields
from sphinx_proceedings.sphinx.search.search_documents import documents
from sphinx_proceedings.sphinx.search.search_index import build_index
from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage, page_context
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_proceedings.sphinx.site.site import Site

FOLDER = "search-index"
"""Folder of the index, below the root of the site; the script knows it too."""
PAGE = "search"
"""Name of the page: where the search fields of themes lead."""

logger = logging.getLogger(__name__)


def replace_search(app: Sphinx) -> None:
    """Handle builder-inited: Sphinx indexes no pages and writes no search page; we do.

    Its index holds documents alone, in one file that some themes load on every page; our
    layout.html takes that back. Help files and JSON keep it.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder) and has_records(app.builder):
        app.builder.search = False


def add_search(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Handle html-collect-pages: give Sphinx the page that asks the index."""
    renderer = Renderer.of(app)
    if not has_search(renderer.site):
        return
    body = renderer.render("body/search", renderer.page(PAGE))
    head = '<meta name="robots" content="noindex">'
    record = GeneratedPage(
        name=PAGE,
        kind="search",
        title=renderer.site.language.gettext("Search"),
        head=head,
        body=body,
    )
    yield PAGE, page_context(record), "proceedings/search.html"


def has_search(site: Site) -> bool:
    """Whether this build has our search: not where a page of its name was written."""
    return site.is_html and PAGE not in site.all_docs


def index_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of a site's index."""
    index = build_index(documents(site))
    for name, text in index.files.items():
        yield f"{FOLDER}/{name}", text.encode()
    BUILD_NOTES.put("search", plain_fields(index.counts))
    logger.info("proceedings: search index in %d files", len(index.files))
