"""The pages of an edition, a series and the site: which there are, and what stands on them.

An authored page of the same name takes the place of any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sphinx_proceedings.model.addresses import PROGRAMME
from sphinx_proceedings.model.languages.messages import N_

if TYPE_CHECKING:
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.editions import Edition


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A page of an edition: its name, title, listings and when it has something to show."""

    name: str
    title: str
    listings: tuple[str, ...]
    applies: Callable[[Edition], bool]


def _has_speakers(edition: Edition) -> bool:
    return bool(edition.speakers or edition.talks)


def _has_keywords(edition: Edition) -> bool:
    return (
        bool(edition.keywords)
        or any(paper.keywords for paper in edition.papers)
        or any(talk.keywords for talk in edition.talks)
    )


METADATA = "metadata/index"
"""Page of an edition that lists its files with metadata; the files lie beside it."""

_EDITION_PAGES = (
    EditionPage("index", N_("Home"), ("edition",), lambda _: True),
    EditionPage("papers", N_("Papers"), ("papers",), lambda e: bool(e.papers)),
    EditionPage(PROGRAMME, N_("Programme"), ("programme",), lambda e: bool(e.sessions or e.panels)),
    EditionPage("speakers", N_("Speakers"), ("speakers",), _has_speakers),
    EditionPage("people", N_("People"), ("people",), lambda e: bool(e.committees or e.panels)),
    EditionPage("call", N_("Call for papers"), ("call",), lambda e: e.call is not None),
    EditionPage("awards", N_("Awards"), ("awards",), lambda e: bool(e.awards)),
    EditionPage("sponsors", N_("Sponsors"), ("sponsors",), lambda e: bool(e.sponsors)),
    EditionPage("statistics", N_("Statistics"), ("statistics",), lambda e: len(e.papers) > 1),
    EditionPage("authors", N_("Author index"), ("author-index",), lambda e: bool(e.papers)),
    # The same page where nobody wrote: its index is of those who spoke, or were to.
    EditionPage(
        "authors",
        N_("Speaker index"),
        ("author-index",),
        lambda e: not e.papers and _has_speakers(e),
    ),
    EditionPage(
        "keywords",
        N_("Keyword index"),
        ("keyword-index",),
        _has_keywords,
    ),
    # The index of a folder: the files lie beside it.
    EditionPage(METADATA, N_("Metadata"), ("metadata",), lambda e: bool(e.papers or e.talks)),
)
"""In the order of an edition's navigation."""


@cache
def edition_pages(language: Language) -> tuple[EditionPage, ...]:
    """Return all pages with their titles in a language."""
    return tuple(replace(page, title=language.gettext(page.title)) for page in _EDITION_PAGES)


def pages_of(edition: Edition, language: Language, *, metadata: bool) -> tuple[EditionPage, ...]:
    """Return the pages that *edition* has something for, that of its metadata if wanted."""
    return tuple(
        page
        for page in edition_pages(language)
        if page.applies(edition) and (metadata or page.name != METADATA)
    )
