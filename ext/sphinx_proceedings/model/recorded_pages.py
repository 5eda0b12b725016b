"""Pages that a made volume gave to its papers: recorded once, and the papers' own from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Edition


def with_recorded_pages(edition: Edition) -> Edition:
    """Return *edition* with the recorded pages in its papers; pages of a paper's own stay."""
    recorded = {entry.paper: entry.pages for entry in edition.volume_pages}
    if not recorded:
        return edition
    papers = tuple(
        paper.model_copy(update={"pages": recorded[paper.id]})
        if paper.pages is None and paper.id in recorded
        else paper
        for paper in edition.papers
    )
    return edition.model_copy(update={"papers": papers})
