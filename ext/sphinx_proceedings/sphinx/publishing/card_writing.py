"""Writing the cards of a site beside its pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
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
from sphinx_proceedings.sphinx.site.first_pages import pdf_of
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_proceedings.model.records.papers import Paper


def write_cards(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: draw the cards of editions, and of papers if they are few."""
    site = Site.of(app)
    if is_for_the_web(app) and has_cards(site):
        for edition in site.catalogue.editions.values():
            _write(app, edition_path(edition), edition_card(site, edition))
        if papers_have_cards(site):
            for paper in site.catalogue.papers.values():
                card = paper_card(site, paper)
                _write(app, paper_path(paper), replace(card, page=_first_page(app, paper)))
    yield from ()


def _first_page(app: Sphinx, paper: Paper) -> bytes:
    """Return the picture of a paper's first page that lies beside the pages; nothing for none."""
    picture = Site.of(app).pictures.get(pdf_of(paper) or "")
    return Path(app.outdir, picture.files[-1][1]).read_bytes() if picture else b""


def _write(app: Sphinx, path: str, card: Card) -> None:
    write_file(f"{app.outdir}/{path}", draw(card))
