"""Arrange papers for a table of contents: by session, track, type or page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_proceedings.model.languages.language import ENGLISH
from sphinx_proceedings.model.records.papers import PaperType
from sphinx_proceedings.model.richtext import RichText
from sphinx_proceedings.model.values.page_ranges import page_rank
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.editions import Edition, Track
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.model.records.programme import Session


class By(StrEnum):
    """What papers are grouped by."""

    SESSION = "session"
    TRACK = "track"
    TYPE = "type"
    PAGE = "page"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading; ``title`` is None when there is no heading.

    ``session`` or ``track`` is what the papers have in common, where they are grouped by it.
    """

    id: str
    title: RichText | None
    papers: tuple[Paper, ...]
    session: Session | None = None
    track: Track | None = None


def grouped(
    catalogue: Catalogue, edition: Edition, by: By, language: Language = ENGLISH
) -> tuple[Group, ...]:
    """Group the papers of *edition*, with headings in *language*; each is in exactly one group.

    By session the programme's order holds, and a paper is listed with the first session that
    has it; what has no session, track or page comes last.
    """
    papers = edition.papers
    if by is By.SESSION:
        return _by_session(catalogue, edition, language)
    if by is By.TRACK:
        titles = {str(track.id): track.title for track in edition.tracks}
        tracks = {slug(track.id): track for track in edition.tracks}
        rest = language.gettext("Other papers") if any(paper.track for paper in papers) else None
        groups = _by(papers, lambda p: p.track or "", titles, rest)
        return tuple(replace(group, track=tracks.get(group.id)) for group in groups)
    if by is By.TYPE:
        titles = {kind.value: _plain(language.plural(kind)) for kind in PaperType}
        rest = "Other papers" if any(paper.type for paper in papers) else None
        return _by(papers, lambda p: p.type.value if p.type else "", titles, rest)
    if by is By.PAGE:
        papers = tuple(sorted(papers, key=_first_page))
    return (Group("all", None, papers),) if papers else ()


def best_grouping(edition: Edition) -> By:
    """Return the grouping that says most about *edition*: tracks, else types."""
    if (
        edition.tracks
        and sum(paper.track is not None for paper in edition.papers) > len(edition.papers) / 2
    ):
        return By.TRACK
    return By.TYPE if len({paper.type for paper in edition.papers}) > 1 else By.NONE


def ordered(catalogue: Catalogue, edition: Edition) -> tuple[Paper, ...]:
    """Return all papers of *edition* in the order of its table of contents."""
    groups = grouped(catalogue, edition, best_grouping(edition))
    return tuple(paper for group in groups for paper in group.papers)


def _plain(text: str) -> RichText:
    return RichText.from_plain(text, inline=True)


def _first_page(paper: Paper) -> tuple[int, str, int]:
    return page_rank(paper.pages.first) if paper.pages else (9, "", 0)


def _by(
    papers: Iterable[Paper],
    key: Callable[[Paper], str],
    titles: dict[str, RichText],
    rest: str | None,
) -> tuple[Group, ...]:
    groups: dict[str, list[Paper]] = {name: [] for name in titles}
    others: list[Paper] = []
    for paper in papers:
        groups.get(key(paper), others).append(paper)
    found = [Group(slug(name), titles[name], tuple(g)) for name, g in groups.items() if g]
    if others:
        title = _plain(rest) if rest else None
        found.append(Group("other", title, tuple(others)))
    return tuple(found)


def _by_session(catalogue: Catalogue, edition: Edition, language: Language) -> tuple[Group, ...]:
    left = {paper.id: paper for paper in edition.papers}
    groups = []
    timed = [(catalogue.interval(session), session) for session in edition.sessions]
    timed.sort(key=lambda pair: pair[0].start.timestamp() if pair[0] else 0.0)
    for _, session in timed:
        papers = tuple(left.pop(i) for i in dict.fromkeys(session.paper_ids) if i in left)
        if papers:
            groups.append(Group(f"session-{session.id}", session.title, papers, session))
    if left:
        title = _plain(language.gettext("Other papers")) if groups else None
        groups.append(Group("other", title, tuple(left.values())))
    return tuple(groups)
