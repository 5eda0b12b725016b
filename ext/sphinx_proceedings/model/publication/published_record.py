"""What papers, talks and panels have in common as they are published, with what they inherit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.affiliations import numbered_affiliations
from sphinx_proceedings.model.publication.cited_names import CitedName
from sphinx_proceedings.model.publication.published_edition import PublishedEdition
from sphinx_proceedings.model.publication.retraction_mark import (
    RetractionMark,
)
from sphinx_proceedings.model.records.papers import Funding, Notice, Panel, Paper, Resource, Talk
from sphinx_proceedings.model.richtext import RichText, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_proceedings.model.publication.affiliations import Numbered
    from sphinx_proceedings.model.records.editions import Award, Edition, Series
    from sphinx_proceedings.model.records.event_status import EventStatus
    from sphinx_proceedings.model.records.people import Affiliation
    from sphinx_proceedings.model.values.identifiers import (
        ArxivId,
        Doi,
        LanguageTag,
        Licence,
    )
    from sphinx_proceedings.model.values.page_ranges import Pages


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
    event_status: EventStatus | None = None
    """Set when it is not presented as announced: itself, each of its slots, or the event."""

    @property
    def key(self) -> str:
        """The record's key in the catalogue."""
        return self.record.key

    @property
    def edition(self) -> Edition:
        """The edition that the record belongs to."""
        return self.container.edition

    @property
    def references(self) -> tuple[str, ...]:
        """What it cites, a line each."""
        return ()

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
        """The abstract that authors or speakers wrote; none of a paper that was withdrawn."""
        return None if self.is_summary else self.shown_abstract

    @property
    def shown_abstract(self) -> RichText | None:
        """What readers are shown as an abstract: that of the authors, or the editors' summary."""
        return None if self.withdrawn else self.record.abstract

    @property
    def is_summary(self) -> bool:
        """Whether what is shown is a summary by the editors, and no abstract."""
        if self.record.abstract is None or isinstance(self.record, Panel):
            return False
        return (self.record.abstract_by or self.edition.abstracts_by) == "editors"

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What belongs to it; nothing of a paper that was withdrawn."""
        return () if self.withdrawn else self.record.resources

    @property
    def translated_titles(self) -> Mapping[LanguageTag, RichText]:
        """Titles in other languages, by their tags."""
        return {}

    @property
    def translated_abstracts(self) -> Mapping[LanguageTag, RichText]:
        """Abstracts in other languages; none of a paper that was withdrawn."""
        return {}

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
    def article_number(self) -> str | None:
        """Number of the article in a volume that counts no pages."""
        return None

    @property
    def funding(self) -> tuple[Funding, ...]:
        """Who paid for the work; not told of a paper that was withdrawn."""
        return ()

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
        return (
            self.container.volume is not None
            or self.pages is not None
            or self.article_number is not None
        )

    @property
    def cited_in(self) -> PublishedEdition:
        """What citations name it in: the proceedings, or the event alone."""
        return self.container if self.in_proceedings else self.container.as_event
