"""The words in which notices, awards and status are told wherever a format has room for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.records.papers import NoticeType, TalkType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.records.editions import Award, Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.richtext import Links


@dataclass(frozen=True, slots=True)
class RetractionMark:
    """What every citation of a paper that was taken back carries.

    The prefix follows what publishers print and Crossref asks for in titles of such papers.
    """

    status: str
    """``retracted``, ``withdrawn`` or ``expression-of-concern``."""
    prefix: str
    """In front of the title: ``RETRACTED: ``."""
    keyword: str
    """``retracted``: as a keyword, it can be searched for in a reference manager."""


_MARKS: Final = {
    NoticeType.RETRACTION: RetractionMark("retracted", "RETRACTED: ", "retracted"),
    NoticeType.WITHDRAWAL: RetractionMark("withdrawn", "WITHDRAWN: ", "withdrawn"),
    NoticeType.EXPRESSION_OF_CONCERN: RetractionMark(
        "expression-of-concern", "EXPRESSION OF CONCERN: ", "expression of concern"
    ),
}
_NOTICES: Final = {
    NoticeType.ERRATUM: "Erratum",
    NoticeType.CORRECTION: "Correction",
    NoticeType.REVISION: "Revised",
    NoticeType.RETRACTION: "Retracted",
    NoticeType.WITHDRAWAL: "Withdrawn",
    NoticeType.EXPRESSION_OF_CONCERN: "Expression of concern",
}


_TALKS: Final = {
    TalkType.KEYNOTE: "Keynote",
    TalkType.INVITED: "Invited talk",
    TalkType.TUTORIAL: "Tutorial",
    TalkType.DEMO: "Demonstration",
    TalkType.TALK: "Talk",
}


def retraction_mark(paper: Paper) -> RetractionMark | None:
    """Return the gravest mark of a paper's notices."""
    types = {notice.type for notice in paper.notices}
    return next((mark for kind, mark in _MARKS.items() if kind in types), None)


def notice_remarks(paper: Paper, links: Links | None = None) -> tuple[str, ...]:
    """Return a sentence for each notice: ``Retracted (2 May 2023): The data were …``."""
    remarks = []
    for notice in sorted(paper.notices, key=lambda n: list(_MARKS | _NOTICES).index(n.type)):
        text = " ".join(to_plain(notice.text, links).split())
        where = notice.doi.url if notice.doi else notice.url
        remark = f"{_NOTICES[notice.type]} ({format_date_range(notice.date)}): {text}"
        remarks.append(f"{remark} {where}" if where else remark)
    return tuple(remarks)


def award_remarks(awards: Iterable[Award], links: Links | None = None) -> tuple[str, ...]:
    """Return a remark for each award: ``Award: Best Paper Award``."""
    return tuple(f"Award: {to_plain(award.title, links)}" for award in awards)


def status_remarks(*, archival: bool | None) -> tuple[str, ...]:
    """Return a remark where a paper does not count as a publication."""
    return ("Non-archival",) if archival is False else ()


def joined(remarks: Iterable[str]) -> str:
    """Join remarks to one line of sentences; nothing for none."""
    return " ".join(r if r.endswith((".", "!", "?")) or "://" in r else f"{r}." for r in remarks)


def talk_type(talk: Talk) -> str:
    """Return what kind of talk it is: ``Keynote``, ``Invited talk``."""
    return _TALKS[talk.type]


def proceedings_title(edition: Edition) -> str:
    """Return the volume's title, or ``Proceedings of the 2nd Workshop on …``."""
    if edition.volume is not None:
        return edition.volume.title
    title = edition.title
    return f"Proceedings of {'the' + title[3:] if title.startswith('The ') else title}"
