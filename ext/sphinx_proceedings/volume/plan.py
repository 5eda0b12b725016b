"""What goes into a volume and in which order, before anything is typeset."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.publication.retraction_mark import retraction_mark
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Notice, NoticeType, Paper, ResourceType
from sphinx_proceedings.model.records.pdf_decisions import PdfState
from sphinx_proceedings.model.views.arrangement import Group, best_grouping, grouped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.publication.published_edition import PublishedEdition
    from sphinx_proceedings.volume.camera_ready import CameraReady

PAPER_MM = (210.0, 297.0)
"""A4, for a volume with camera-ready pages."""
BOOK_MM = (170.0, 240.0)
"""The smaller size of a book of abstracts."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A paper in its place; ``first`` is the page it keeps, None for the next that is free."""

    paper: Paper
    first: int | None
    pdf: CameraReady | None = None

    @property
    def leaf_notices(self) -> tuple[Notice, ...]:
        """What is printed on leaves of its own behind the paper, so that no page moves.

        All but a withdrawal, whose page holds nothing else and says so itself.
        """
        return tuple(n for n in self.paper.notices if n.type is not NoticeType.WITHDRAWAL)

    @property
    def watermark(self) -> str:
        """The word on every page of a paper that was retracted, as in front of its title."""
        mark = retraction_mark(self.paper)
        return mark.prefix.rstrip(": ") if mark and mark.status == "retracted" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A volume to be made; sizes in millimetres."""

    catalogue: Catalogue
    edition: Edition
    papers: tuple[Planned, ...]
    """In the order of their pages."""
    groups: tuple[Group, ...]
    """The same papers by session, track or type, for the contents."""
    images: Mapping[str, str] = field(default_factory=dict)
    """Files below the data folder → names of the prepared images."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page."""
        return PAPER_MM if any(planned.pdf for planned in self.papers) else BOOK_MM

    @property
    def published(self) -> PublishedEdition:
        """What is known of the volume, with all that it inherits."""
        return self.catalogue.published_edition(self.edition)

    @property
    def title(self) -> str:
        """Title on the title page."""
        return self.published.title

    @property
    def language(self) -> Language:
        """What the volume's own words are said in."""
        return self.published.own_language

    @property
    def embeds(self) -> bool:
        """Whether any paper's own pages are in the volume."""
        return any(planned.pdf for planned in self.papers)


def make_plan(
    catalogue: Catalogue,
    edition: Edition,
    pdfs: Mapping[str, CameraReady],
    images: Mapping[str, str],
) -> Plan:
    """Arrange the papers of *edition*: those with pages keep them, new ones come after.

    The order among new papers is that of the table of contents, but for those whose PDF is still to
    come, which are the last. Withdrawn papers keep their place; their page says that they were
    withdrawn. What was retracted was published and cited: it stays, marked on every page.
    """
    language = catalogue.published_edition(edition).own_language
    groups = grouped(catalogue, edition, best_grouping(edition), language)
    listed = [paper for group in groups for paper in group.papers]
    kept = sorted(
        (p for p in listed if first_page(p) is not None), key=lambda p: first_page(p) or 0
    )
    new = [paper for paper in listed if first_page(paper) is None]
    new.sort(key=lambda paper: is_awaited(paper, pdfs))  # behind all that can keep their pages
    papers = tuple(
        Planned(paper, first_page(paper), None if paper.withdrawn else pdfs.get(paper.id))
        for paper in (*kept, *new)
    )
    return Plan(catalogue=catalogue, edition=edition, papers=papers, groups=groups, images=images)


def is_awaited(paper: Paper, pdfs: Collection[str]) -> bool:
    """Whether the PDF of a paper is still to come: it is said so, or what is there is no use."""
    named = any(r.type is ResourceType.PDF and r.file for r in paper.resources)
    return paper.id not in pdfs and (paper.pdf is PdfState.AWAITED or named)


def first_page(paper: Paper) -> int | None:
    """The number of the first page that *paper* keeps; None when it has none, or no plain one."""
    return int(paper.pages.first) if paper.pages and paper.pages.first.isdecimal() else None


def last_page(paper: Paper) -> int | None:
    """The number of the last page that *paper* keeps."""
    return int(paper.pages.last) if paper.pages and paper.pages.last.isdecimal() else None
