"""The words in which notices, awards and status are told wherever a format has room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.languages.labels import label
from sphinx_proceedings.model.publication.retraction_mark import MARKS
from sphinx_proceedings.model.records.papers import NoticeType, TalkType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.values.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.records.editions import Award
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.richtext import Links


_GRAVITY: Final = tuple(dict.fromkeys((*MARKS, *NoticeType)))
"""The types of notices, the gravest first."""


def notice_remarks(paper: Paper, links: Links | None = None) -> tuple[str, ...]:
    """Return a sentence for each notice: ``Retracted (2 May 2023): The data were …``."""
    remarks = []
    for notice in sorted(paper.notices, key=lambda n: _GRAVITY.index(n.type)):
        text = one_line(to_plain(notice.text, links))
        where = notice.doi.url if notice.doi else notice.url
        remark = f"{label(notice.type)} ({format_date_range(notice.date)}): {text}"
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
    """Return what kind of talk it is: ``Keynote``, ``Invited talk``; ``Talk`` when nobody says."""
    return label(talk.type or TalkType.TALK)
