"""Papers, talks and panels as they are published: what they say, and what they inherit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.model.publication.cited_names import WhoIsWho, cited_names
from sphinx_proceedings.model.publication.published_edition import PublishedEdition
from sphinx_proceedings.model.publication.published_record import PublishedRecord
from sphinx_proceedings.model.publication.retraction_mark import (
    EVENT_MARKS,
    RetractionMark,
    retraction_mark,
)
from sphinx_proceedings.model.records.papers import Funding, Notice, Panel, Paper, Talk
from sphinx_proceedings.model.richtext import RichText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_proceedings.model.records.editions import Award, Track
    from sphinx_proceedings.model.records.event_status import EventStatus
    from sphinx_proceedings.model.records.people import Contribution
    from sphinx_proceedings.model.values.identifiers import (
        ArxivId,
        Doi,
        LanguageTag,
        Licence,
    )
    from sphinx_proceedings.model.values.page_ranges import Pages


WITHHELD: Final[dict[str, Any]] = {
    "abstract": None,
    "keywords": (),
    "resources": (),
    "data_availability": None,
    "competing_interests": None,
    "funding": (),
    "translated_abstracts": {},
}
"""Fields of a paper that nobody is to read once it was withdrawn, each as if it were not given."""


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
    def translated_titles(self) -> Mapping[LanguageTag, RichText]:
        return self.record.translated_titles

    @property
    def translated_abstracts(self) -> Mapping[LanguageTag, RichText]:
        return {} if self.withdrawn else self.record.translated_abstracts

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords as printed; none of a paper that was withdrawn."""
        return () if self.withdrawn else self.record.keywords

    @property
    def references(self) -> tuple[str, ...]:
        """What it cites, a line each; none of a paper that was withdrawn."""
        return () if self.withdrawn else self.container.references.get(self.record.id, ())

    @property
    def language(self) -> LanguageTag:
        return self.record.language or self.edition.language

    @property
    def date(self) -> dt.date | None:
        return self.record.date or self.container.date

    @property
    def pages(self) -> Pages | None:
        pages = self.record.pages
        return None if pages is None or pages.is_article_alone else pages

    @property
    def article_number(self) -> str | None:
        """Its own number, or that in pages such as e1234 and 12:1-12:20."""
        pages = self.record.pages
        return self.record.article_number or (pages.article if pages else None)

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
    def funding(self) -> tuple[Funding, ...]:
        return () if self.withdrawn else self.record.funding

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
    def mark(self) -> RetractionMark | None:
        """Set when the talk is off."""
        return EVENT_MARKS.get(self.event_status) if self.event_status else None

    @property
    def translated_titles(self) -> Mapping[LanguageTag, RichText]:
        return self.record.translated_titles

    @property
    def translated_abstracts(self) -> Mapping[LanguageTag, RichText]:
        return self.record.translated_abstracts

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

    @property
    def mark(self) -> RetractionMark | None:
        """Set when the panel is off."""
        return EVENT_MARKS.get(self.event_status) if self.event_status else None


def published_record(
    directory: WhoIsWho,
    record: Paper | Talk | Panel,
    container: PublishedEdition,
    awards: Iterable[Award],
    presented: tuple[dt.date | None, EventStatus | None],
) -> PublishedPaper | PublishedTalk | PublishedPanel:
    """Return what is known of *record* in its edition.

    *awards* are those it won; *presented* is the day of its first place in the programme, and what
    became of its presentation.
    """
    names = cited_names(directory, people_of(record))
    day, status = presented
    if isinstance(record, Paper):
        won = () if record.withdrawn else tuple(awards)
        return PublishedPaper(
            record=record, container=container, names=names, awards=won, event_status=status
        )
    if isinstance(record, Talk):
        return PublishedTalk(
            record=record, container=container, names=names, day=day, event_status=status
        )
    return PublishedPanel(record=record, container=container, names=names, event_status=status)


def people_of(record: Paper | Talk | Panel) -> tuple[Contribution, ...]:
    """Return who presents: authors, speakers, or moderators and panelists."""
    if isinstance(record, Paper):
        return record.authors
    if isinstance(record, Talk):
        return record.speakers
    return (*record.moderators, *record.panelists)
