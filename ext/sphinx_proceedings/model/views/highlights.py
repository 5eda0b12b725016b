"""What a home shows of many editions: the newest papers, awards, and the dates that are to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.model.languages.language import ENGLISH
from sphinx_proceedings.model.records.editions import Edition, Status
from sphinx_proceedings.model.views.arrangement import ordered
from sphinx_proceedings.model.views.deadlines import Deadline, deadlines

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.papers import Paper

_TO_COME = {Status.ANNOUNCED, Status.CALL, Status.REVIEW, Status.PROGRAMME}


class Highlights(NamedTuple):
    """Papers of the newest edition that has any, awarded ones first; withdrawn ones are none."""

    edition: Edition
    papers: tuple[Paper, ...]


def highlights(catalogue: Catalogue, most: int) -> Highlights | None:
    """Return *most* papers that a home is to show; None where there are no papers at all."""
    for edition in sorted(catalogue.editions.values(), key=_newest_first):
        papers = [p for p in ordered(catalogue, edition) if not p.retracted_or_withdrawn]
        if papers:
            papers.sort(key=lambda paper: not catalogue.awards_of(paper))
            return Highlights(edition, tuple(papers[:most]))
    return None


def coming_dates(
    catalogue: Catalogue, language: Language = ENGLISH
) -> tuple[tuple[Edition, tuple[Deadline, ...]], ...]:
    """Return the dates of editions that are to come, whichever day it is: a reader's clock tells.

    Editions as their status has it; the dates of each in the order of time.
    """
    return tuple(
        (edition, tuple(sorted(found, key=lambda one: one.over)))
        for edition in catalogue.editions.values()
        if edition.status in _TO_COME and (found := deadlines(edition, language))
    )


def _newest_first(edition: Edition) -> tuple[int, str]:
    day = edition.start_date
    year = int(edition.year[:4])
    return -(day.toordinal() if day else year * 365), edition.key
