"""Which of Sphinx's builders publish pages of records, and which of them for the web.

Many builders have the format "html": of help files, of JSON, of an EPUB. They have no place for
pages that nobody has written, and some write no HTML at all. They get what LaTeX gets: listings
on authored pages, as nodes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

THEME = "pydata_sphinx_theme"
"""The default theme."""

_FOR_THE_WEB = frozenset({"html", "dirhtml"})
"""``singlehtml`` has the format "html" too, but asks no extension for pages (Sphinx 8.2, 9.0)."""


def has_records(builder: Builder) -> bool:
    """Whether records have pages of their own, beside the authored ones."""
    return builder.name in _FOR_THE_WEB


def is_for_the_web(app: Sphinx) -> bool:
    """Whether the build makes a site to be hosted: with feeds, cards, a search and a sitemap."""
    return app.builder.name in _FOR_THE_WEB


def has_default_theme(app: Sphinx) -> bool:
    """Whether pages have the default theme, or one that is made from it."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.theme is None:
        return False  # builders of JSON and pickles have no theme
    return any(Path(folder).name == THEME for folder in builder.theme.get_theme_dirs())
