"""Which of Sphinx's builders publish pages of records, and which of them for the web.

Many builders have the format "html": of help files, of JSON, of an EPUB. They have no place for
pages that nobody has written, and some write no HTML at all. They get what LaTeX gets: listings
on authored pages, as nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_FOR_THE_WEB = frozenset({"html", "dirhtml"})
"""``singlehtml`` has the format "html" too, but asks no extension for pages (Sphinx 8.2, 9.0)."""


def has_records(builder: Builder) -> bool:
    """Whether records have pages of their own, beside the authored ones."""
    return builder.name in _FOR_THE_WEB


def is_for_the_web(app: Sphinx) -> bool:
    """Whether the build makes a site to be hosted: with feeds, cards, a search and a sitemap."""
    return app.builder.name in _FOR_THE_WEB
