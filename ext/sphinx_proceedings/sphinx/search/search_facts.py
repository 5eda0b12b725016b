"""What is found of a paper's facts: identifiers as wholes, and whatever has no other place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.displayed_facts import (
    ARXIV,
    DOI,
    LANGUAGE,
    LICENCE,
    NUMBER,
    PAGES,
    PUBLISHED,
    STATUS,
    TRACK,
    TRANSLATED_TITLE,
    displayed_facts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.publication.published_records import PublishedPaper
    from sphinx_proceedings.model.records.papers import Panel, Talk
    from sphinx_proceedings.model.records.people import Person
    from sphinx_proceedings.sphinx.site.page import Page
    from sphinx_proceedings.sphinx.site.site import Site

_VERSION = re.compile("v[0-9]+$")
_ELSEWHERE = frozenset(
    (ARXIV, DOI, LANGUAGE, LICENCE, NUMBER, PAGES, PUBLISHED, STATUS, TRACK, TRANSLATED_TITLE)
)
"""Facts that are numbers or facets of a document, or that nobody looks for."""


def numbers_of(paper: PublishedPaper) -> Iterator[str]:
    """Yield a paper's DOI and its number at arXiv, the latter with and without a version."""
    if paper.doi:
        yield str(paper.doi)
    if paper.arxiv:
        yield str(paper.arxiv)
        yield _VERSION.sub("", str(paper.arxiv))


def unshown(person: Person) -> Iterator[str]:
    """Yield the words of names that a person no longer goes by: found, and shown nowhere."""
    for name in person.former_names:
        yield from (*name.display.split(), name.fold)


def further_texts(page: Page, paper: PublishedPaper) -> Iterator[str]:
    """Yield the facts of a paper that have no place of their own in a document of the search."""
    for fact in displayed_facts(paper):
        if fact.name not in _ELSEWHERE:
            yield fact.text(page.site.language, page)


def talk_mark(site: Site, talk: Talk) -> str:
    """Return the badge of a talk: that it is off, else its kind."""
    kind = site.language.label(talk.type) if talk.type else ""
    return status_mark(site, talk) or kind


def status_mark(site: Site, record: Talk | Panel) -> str:
    """Say that it is off, or that time or place have changed; nothing when all is as planned."""
    status = site.catalogue.published(record).event_status
    return site.language.label(status) if status else ""
