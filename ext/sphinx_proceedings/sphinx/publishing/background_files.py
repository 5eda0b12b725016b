"""Files that belong to no page and are shared out with the pages: calendars, exports, the search.

They take longer than any page; so each is a piece of work of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.head.meta_tags import export_context
from sphinx_proceedings.sphinx.publishing.export_files import (
    SITE_FOLDER,
    write_offers,
    write_overviews,
)
from sphinx_proceedings.sphinx.search.search_page import has_search, write_index
from sphinx_proceedings.sphinx.site.citation_files import write_calendars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.sphinx.site.site import Site


@dataclass(frozen=True, slots=True)
class Files:
    """Files to be made: their kind, and the key of their edition, or nothing for the whole site."""

    kind: str
    key: str = ""


def first_files(site: Site, made: set[str]) -> Iterator[Files]:
    """Yield the files that are made of what the pages of papers need too.

    *made* are the names of the pages that are made. Exports are written with the page that shows
    them; here are those whose page somebody has written, or nobody.
    """
    editions = site.catalogue.editions
    for key in ("", *editions):
        yield Files("calendars", key)
    if not site.settings.exports:
        return
    yield Files("overviews")
    # Of an edition that is built alone, the files of all would be the same.
    for key in (*(() if site.settings.only else ("",)), *editions):
        folder = f"{key}/{SITE_FOLDER}" if key else SITE_FOLDER
        if f"{folder}/index" not in made:
            yield Files("exports", key)


def last_files(site: Site) -> Iterator[Files]:
    """Yield the files that have nothing in common with pages."""
    if has_search(site.app):
        yield Files("search")


def make(site: Site, files: Files) -> None:
    """Make files."""
    edition: Edition | None = site.catalogue.editions.get(files.key)
    match files.kind:
        case "calendars":
            write_calendars(export_context(site), str(site.app.outdir), edition)
        case "overviews":
            write_overviews(site)
        case "exports":
            write_offers(site, edition)
        case "search":
            write_index(site)
        case _:
            msg = f"there are no files of the kind {files.kind!r}"
            raise LookupError(msg)
