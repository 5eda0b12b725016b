"""The kinds of pages that are generated from the data; a new kind is one entry here."""

from __future__ import annotations

from sphinx_proceedings.sphinx.publishing import overview_pages, record_pages

PAGE_KINDS = (
    # First those with exports: they are long, and what comes last is what workers wait for.
    overview_pages.SITE_METADATA,
    overview_pages.EDITION_METADATA,
    record_pages.PAPER,
    record_pages.TALK,
    record_pages.PERSON,
    record_pages.KEYWORD,
    record_pages.REDIRECT,
    record_pages.SERIES,
    overview_pages.EDITION,
    overview_pages.PEOPLE_INDEX,
    overview_pages.KEYWORD_INDEX,
    overview_pages.AUTHOR_LETTER,
)
"""In the order in which one process goes best: what serves papers, papers, then the rest."""
