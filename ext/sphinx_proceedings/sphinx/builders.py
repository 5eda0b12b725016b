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
_WITH_RECORDS = _FOR_THE_WEB | {"singlehtml"}


def has_records(builder: Builder) -> bool:
    """Whether records have pages of their own, beside the written ones."""
    return builder.name in _WITH_RECORDS


def is_for_the_web(app: Sphinx) -> bool:
    """Whether the build makes a site to be hosted: with feeds, cards, a search and a sitemap."""
    return app.builder.name in _FOR_THE_WEB
