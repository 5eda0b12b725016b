"""Papers, talks and panels as they are published: what they say, and what they inherit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.publication.affiliations import numbered_affiliations
from sphinx_proceedings.model.publication.cited_names import CitedName, WhoIsWho, cited_names
from sphinx_proceedings.model.publication.published_edition import PublishedEdition
from sphinx_proceedings.model.publication.retraction_mark import RetractionMark, retraction_mark
from sphinx_proceedings.model.records.papers import Notice, Panel, Paper, Resource, Talk
from sphinx_proceedings.model.richtext import RichText, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.publication.affiliations import Numbered
    from sphinx_proceedings.model.records.editions import Award, Edition, Series, Track
    from sphinx_proceedings.model.records.people import Affiliation, Contribution
    from sphinx_proceedings.model.values.identifiers import (
        ArxivId,
        Doi,
        LanguageTag,
        Licence,
    )
    from sphinx_proceedings.model.values.page_ranges import Pages


WITHHELD: Final = {
    "abstract": None,
    "keywords": (),
    "resources": (),
    "data_availability": None,
    "competing_interests": None,
}
"""Fields of a paper that nobody is to read once it was withdrawn, each as if it were not given."""


@dataclass(frozen=True, kw_only=True)
class PublishedRecord:
    """What papers, talks and panels have in common; a kind without a fact has None for it."""

    record: Paper | Talk | Panel
    container: PublishedEdition
    """The edition as a publication, with its volume."""
    names: tuple[CitedName, ...]
    """Authors, speakers, or moderators and panelists, in order."""
    awards: tuple[Award, ...] = ()
    """Awards that it won; none of a paper that was withdrawn."""

    @property
    def key(self) -> str:
        """The record's key in the catalogue."""
        return self.record.key

    @property
    def edition(self) -> Edition:
        """The edition that the record belongs to."""
        return self.container.edition

    @property
    def series(self) -> Series:
        """The series of the edition."""
        return self.container.series

    @property
    def subtitle(self) -> RichText | None:
        """The subtitle alone."""
        return None

    @cached_property
    def title(self) -> RichText:
        """Title and subtitle, as printed."""
        title, subtitle = self.record.title, self.subtitle
        if subtitle is None:
            return title
        return RichText.join((title, subtitle), " " if to_plain(title)[-1:] in "?!:." else ": ")

    @property
    def mark(self) -> RetractionMark | None:
        """Set when the paper was taken back, or its publisher is concerned about it."""
        return None

    @cached_property
    def marked_title(self) -> RichText:
        """The title with the mark in front: no reader can miss it, whatever a style leaves out."""
        return self.title.with_prefix(self.mark.prefix) if self.mark else self.title

    @cached_property
    def listed_title(self) -> RichText:
        """The title without its subtitle, marked: as lists, mentions and running heads have it."""
        return self.record.title.with_prefix(self.mark.prefix) if self.mark else self.record.title

    @property
    def withdrawn(self) -> bool:
        """Whether it is a paper that was withdrawn: nobody is to find, read or cite it."""
        return False

    @property
    def abstract(self) -> RichText | None:
        """The abstract; none of a paper that was withdrawn."""
        return None if self.withdrawn else self.record.abstract

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What belongs to it; nothing of a paper that was withdrawn."""
        return () if self.withdrawn else self.record.resources

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What readers must know about it: errata, revisions, a retraction."""
        return ()

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords as printed."""
        return ()

    @cached_property
    def numbered_names(self) -> tuple[Numbered, tuple[Affiliation, ...]]:
        """Each name with the numbers of its affiliations, and these, from 1."""
        return numbered_affiliations(self.names)

    @property
    def language(self) -> LanguageTag:
        """The record's language or its edition's."""
        return self.edition.language

    @property
    def date(self) -> dt.date | None:
        """Day of publication: its own, the volume's, or the first of the event."""
        return self.edition.start_date

    @property
    def year(self) -> str:
        """Year of publication, in four digits."""
        return f"{self.date.year:04}" if self.date else self.edition.year[:4]

    @property
    def pages(self) -> Pages | None:
        """First and last page."""
        return None

    @property
    def doi(self) -> Doi | None:
        """DOI."""
        return None

    @property
    def arxiv(self) -> ArxivId | None:
        """ArXiv id."""
        return None

    @property
    def licence(self) -> Licence | None:
        """Licence of the text; none is known for talks."""
        return None

    @property
    def archival(self) -> bool | None:
        """Whether it counts as a publication, by itself or its edition; None when nobody says."""
        return self.edition.archival

    @property
    def in_proceedings(self) -> bool:
        """Whether it is published in the proceedings of its edition; else it was presented there.

        Where nobody says whether papers are archival, those are that have pages or a volume. Every
        citation follows this one rule: what was only presented claims no volume, ISBN or pages.
        """
        if self.archival is not None:
            return self.archival
        return self.container.volume is not None or self.pages is not None

    @property
    def cited_in(self) -> PublishedEdition:
        """What citations name it in: the proceedings, or the event alone."""
        return self.container if self.in_proceedings else self.container.as_event


@dataclass(frozen=True, kw_only=True)
class PublishedPaper(PublishedRecord):
    """A paper in its edition."""

    record: Paper

    @property
    def subtitle(self) -> RichText | None:
        return self.record.subtitle

    @cached_property
    def mark(self) -> RetractionMark | None:
        return retraction_mark(self.record)

    @property
    def withdrawn(self) -> bool:
        return self.record.withdrawn is not None

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.record.notices

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords as printed; none of a paper that was withdrawn."""
        return () if self.withdrawn else self.record.keywords

    @property
    def language(self) -> LanguageTag:
        return self.record.language or self.edition.language

    @property
    def date(self) -> dt.date | None:
        return self.record.date or self.container.date

    @property
    def pages(self) -> Pages | None:
        return self.record.pages

    @property
    def doi(self) -> Doi | None:
        return self.record.doi

    @property
    def arxiv(self) -> ArxivId | None:
        return self.record.arxiv

    @property
    def licence(self) -> Licence | None:
        """The paper's licence or its edition's."""
        return self.record.licence or self.edition.licence

    @property
    def archival(self) -> bool | None:
        own = self.record.archival
        return self.edition.archival if own is None else own

    @cached_property
    def public_record(self) -> Paper:
        """The record as it stands in the data; of a paper that was withdrawn, what stays of it.

        That is who it is by, what it is called, where it stood, and its notices.
        """
        if not self.withdrawn:
            return self.record
        return self.record.model_copy(update=WITHHELD)

    @property
    def track(self) -> Track | None:
        """The track of the edition that it belongs to."""
        return next((t for t in self.edition.tracks if t.id == self.record.track), None)


@dataclass(frozen=True, kw_only=True)
class PublishedTalk(PublishedRecord):
    """A talk in its edition."""

    record: Talk
    day: dt.date | None = None
    """Local day of its place in the programme."""

    @property
    def date(self) -> dt.date | None:
        """Day on which it is given: by the programme, or that of an event of one day."""
        if self.day is None and self.edition.last_day == self.edition.start_date:
            return self.edition.start_date
        return self.day

    @property
    def keywords(self) -> tuple[str, ...]:
        return self.record.keywords

    @property
    def language(self) -> LanguageTag:
        return self.record.language or self.edition.language


@dataclass(frozen=True, kw_only=True)
class PublishedPanel(PublishedRecord):
    """A panel in its edition."""

    record: Panel


def published_record(
    directory: WhoIsWho,
    record: Paper | Talk | Panel,
    container: PublishedEdition,
    awards: Iterable[Award],
    day: dt.date | None,
) -> PublishedPaper | PublishedTalk | PublishedPanel:
    """Return what is known of *record* in its edition.

    *awards* are those it won, *day* is that of its first place in the programme.
    """
    names = cited_names(directory, people_of(record))
    if isinstance(record, Paper):
        won = () if record.withdrawn else tuple(awards)
        return PublishedPaper(record=record, container=container, names=names, awards=won)
    if isinstance(record, Talk):
        return PublishedTalk(record=record, container=container, names=names, day=day)
    return PublishedPanel(record=record, container=container, names=names)


def people_of(record: Paper | Talk | Panel) -> tuple[Contribution, ...]:
    """Return who presents: authors, speakers, or moderators and panelists."""
    if isinstance(record, Paper):
        return record.authors
    if isinstance(record, Talk):
        return record.speakers
    return (*record.moderators, *record.panelists)
