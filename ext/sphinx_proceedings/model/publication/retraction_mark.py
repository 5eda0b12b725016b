"""The marks of papers that were taken back or are in doubt, and of talks that are off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.records.event_status import EventStatus
from sphinx_proceedings.model.records.papers import NoticeType

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.papers import Paper


@dataclass(frozen=True, slots=True)
class RetractionMark:
    """What every mention of a paper that was taken back carries, or of a talk that is off.

    The prefix follows what publishers print and Crossref asks for in titles of such papers.
    """

    status: str
    """``retracted``, ``withdrawn``, ``expression-of-concern``, ``cancelled`` or ``postponed``."""
    prefix: str
    """In front of the title: ``RETRACTED: ``."""
    keyword: str
    """``retracted``: as a keyword, it can be searched for in a reference manager."""


MARKS: Final = {
    NoticeType.RETRACTION: RetractionMark("retracted", "RETRACTED: ", "retracted"),
    NoticeType.WITHDRAWAL: RetractionMark("withdrawn", "WITHDRAWN: ", "withdrawn"),
    NoticeType.EXPRESSION_OF_CONCERN: RetractionMark(
        "expression-of-concern", "EXPRESSION OF CONCERN: ", "expression of concern"
    ),
}
"""By the type of the notice, the gravest first."""
EVENT_MARKS: Final = {
    EventStatus.CANCELLED: RetractionMark("cancelled", "CANCELLED: ", "cancelled"),
    EventStatus.POSTPONED: RetractionMark("postponed", "POSTPONED: ", "postponed"),
}
"""Of what does not take place as announced; what was moved takes place."""


def retraction_mark(paper: Paper) -> RetractionMark | None:
    """Return the gravest mark of a paper's notices."""
    types = {notice.type for notice in paper.notices}
    return next((mark for kind, mark in MARKS.items() if kind in types), None)
