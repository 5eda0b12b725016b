"""Writing the cards of a site beside its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.head.cards import (
    Card,
    draw,
    edition_card,
    edition_path,
    has_cards,
    paper_card,
    paper_path,
    papers_have_cards,
)
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def write_cards(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: draw the cards of editions, and of papers if they are few."""
    site = Site.of(app)
    if is_for_the_web(app) and has_cards(site):
        for edition in site.catalogue.editions.values():
            _write(app, edition_path(edition), edition_card(site, edition))
        if papers_have_cards(site):
            for paper in site.catalogue.papers.values():
                _write(app, paper_path(paper), paper_card(site, paper))
    yield from ()


def _write(app: Sphinx, path: str, card: Card) -> None:
    write_file(f"{app.outdir}/{path}", draw(card))
