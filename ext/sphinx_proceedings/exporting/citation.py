"""One paper or talk as it is cited: every derived fact, once, for all formats to read.

What an edition says for all its papers (licence, language, date …) is inherited here and nowhere
else, so that two formats cannot differ.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.cited_names import (
    CitedName,
    editors_of,
    names,
    organizers_of,
)
from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.exporting.reference_links import RecordLinks, title_of
from sphinx_proceedings.exporting.remarks import (
    RetractionMark,
    award_remarks,
    notice_remarks,
    proceedings_title,
    retraction_mark,
    status_remarks,
)
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper, ResourceType, Talk
from sphinx_proceedings.model.records.volumes import Volume
from sphinx_proceedings.model.richtext import RichText, to_latex, to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Award
    from sphinx_proceedings.model.values.identifiers import (
        ArxivId,
        Doi,
        Isbn,
        Issn,
        LanguageTag,
        Licence,
    )
    from sphinx_proceedings.model.values.page_ranges import Pages

# What a format needs beside a citation is imported from here too.
__all__ = [
    "Citation",
    "CitedName",
    "RecordLinks",
    "cite",
    "editors_of",
    "names",
    "organizers_of",
    "place_of",
    "title_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A frozen view of one paper or talk with all that it inherits."""

    record: Paper | Talk
    edition: Edition
    series: Series
    context: ExportContext
    authors: tuple[CitedName, ...]
    """Authors or speakers, in order."""
    editors: tuple[CitedName, ...]
    """Editors of the volume, or its organizers where none are named; none without a volume."""
    organizers: tuple[CitedName, ...]
    """Chairs and organizers of the event."""
    volume: Volume | None
    date: dt.date | None
    """The paper's own date, the volume's, or the first day of the event."""
    year: str
    proceedings_title: str
    awards: tuple[Award, ...]
    mark: RetractionMark | None
    """Set when the paper was retracted or withdrawn, or its publisher is concerned about it."""

    @property
    def key(self) -> str:
        """Citation key, unique over the site: ``enlsp:2022:5``, ``enlsp:2022:talks:hou``."""
        owner = self.record.edition_key.replace("/", ":")
        kind = "" if self.is_paper else "talks:"
        return f"{owner}:{kind}{self.record.id}"

    @property
    def is_paper(self) -> bool:
        """Whether it is a paper (else it is a talk)."""
        return isinstance(self.record, Paper)

    # Title and abstract

    @property
    def subtitle(self) -> RichText | None:
        """The subtitle alone."""
        return self.record.subtitle if isinstance(self.record, Paper) else None

    @property
    def title(self) -> RichText:
        """Title and subtitle, as printed."""
        subtitle = self.subtitle
        if subtitle is None:
            return self.record.title
        gap = " " if to_plain(self.record.title)[-1:] in "?!:." else ": "
        return RichText(f"{self.record.title}{gap}{subtitle}", inline=True)

    @property
    def marked_title(self) -> RichText:
        """The title with the mark in front: no reader can miss it, whatever a style leaves out."""
        prefix = self.mark.prefix if self.mark else ""
        return RichText(f"{prefix}{self.title}", inline=True) if prefix else self.title

    @property
    def links(self) -> RecordLinks:
        """References in this record's texts, for the renderers of rich text."""
        return RecordLinks(self.context, self.edition.key)

    @property
    def plain_title(self) -> str:
        """Title and subtitle as text."""
        return to_plain(self.title, self.links)

    @property
    def plain_marked_title(self) -> str:
        """Title and subtitle as text, with the mark in front."""
        return self.context.once(
            "plain title", self.record.key, lambda: to_plain(self.marked_title, self.links)
        )

    @property
    def withdrawn(self) -> bool:
        """Whether it is of a paper that was withdrawn."""
        return isinstance(self.record, Paper) and self.record.withdrawn is not None

    @property
    def abstract(self) -> RichText | None:
        """The abstract; none of a paper that was withdrawn."""
        return None if self.withdrawn else self.record.abstract

    @property
    def plain_abstract(self) -> str | None:
        """The abstract as text, paragraphs separated by an empty line."""
        abstract = self.abstract
        if abstract is None:
            return None
        return self.context.once(
            "plain abstract", self.record.key, lambda: to_plain(abstract, self.links)
        )

    @property
    def latex_title(self) -> str:
        """Title and subtitle in LaTeX, with the mark in front; what keeps its case is in braces."""
        return self.context.once(
            "title in LaTeX",
            self.record.key,
            lambda: to_latex(self.marked_title, self.links, protect_case=True, hyperlinks=False),
        )

    @property
    def latex_abstract(self) -> str | None:
        """The abstract in LaTeX, its links as text."""
        abstract = self.abstract
        if abstract is None:
            return None
        return self.context.once(
            "abstract in LaTeX",
            self.record.key,
            lambda: to_latex(abstract, self.links, hyperlinks=False),
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences that a reader of the citation must see: notices first, awards, status."""
        paper = self.record if isinstance(self.record, Paper) else None
        return (
            *(notice_remarks(paper, self.links) if paper else ()),
            *award_remarks(self.awards, self.links),
            *(status_remarks(archival=self.archival) if paper else ()),
        )

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords, those of the mark last."""
        return (*self.record.keywords, *((self.mark.keyword,) if self.mark else ()))

    # Facts of the record, or inherited

    @property
    def pages(self) -> Pages | None:
        """First and last page."""
        return self.record.pages if isinstance(self.record, Paper) else None

    @property
    def doi(self) -> Doi | None:
        """DOI of the paper."""
        return self.record.doi if isinstance(self.record, Paper) else None

    @property
    def arxiv(self) -> ArxivId | None:
        """ArXiv id."""
        return self.record.arxiv if isinstance(self.record, Paper) else None

    @property
    def licence(self) -> Licence | None:
        """The paper's licence or its edition's; none is known for talks."""
        if not isinstance(self.record, Paper):
            return None
        return self.record.licence or self.edition.licence

    @property
    def language(self) -> LanguageTag:
        """The record's language or its edition's."""
        return self.record.language or self.edition.language

    @property
    def archival(self) -> bool | None:
        """Whether it counts as a publication; None when nobody says."""
        own = self.record.archival if isinstance(self.record, Paper) else None
        return self.edition.archival if own is None else own

    @property
    def publisher(self) -> str | None:
        """The volume's publisher, or the series'."""
        return (self.volume.publisher if self.volume else None) or self.series.publisher

    @property
    def isbn(self) -> Isbn | None:
        """ISBN of the volume."""
        return self.volume.isbn if self.volume else None

    @property
    def issn(self) -> Issn | None:
        """ISSN of the volume, or of the series."""
        return (self.volume.issn if self.volume else None) or self.series.issn

    @property
    def volume_number(self) -> str | None:
        """Number of the volume in the proceedings series."""
        return self.volume.number if self.volume else None

    @property
    def publisher_place(self) -> str | None:
        """Where the publisher is."""
        return self.volume.place if self.volume else None

    @property
    def event_place(self) -> str | None:
        """Where the event took place: ``New Orleans, Louisiana, US``."""
        return place_of(self.edition)

    # Addresses

    @property
    def url(self) -> str | None:
        """Address of the record's page; the DOI's when the site has no address."""
        page = self.context.url(self.record)
        return page or (self.doi.url if self.doi else None)

    @property
    def pdf_url(self) -> str | None:
        """Absolute address of the first PDF; none of a paper that was withdrawn."""
        for resource in () if self.withdrawn else self.record.resources:
            if resource.type is ResourceType.PDF:
                if resource.url:
                    return str(resource.url)
                return self.context.file_url(self.edition.key, resource.file or "")
        return None


def cite(context: ExportContext, record: Paper | Talk) -> Citation:
    """Return the view of one paper or talk that all formats read; derived once a context."""
    return context.once("citation", record.key, lambda: _derived(context, record))


def _derived(context: ExportContext, record: Paper | Talk) -> Citation:
    catalogue = context.catalogue
    edition = catalogue.edition_of(record)
    volume = edition.volume
    date = record.date if isinstance(record, Paper) else None
    date = date or (volume.date if volume and isinstance(record, Paper) else None)
    date = date or edition.start_date
    organizers = organizers_of(context, edition)
    return Citation(
        record=record,
        edition=edition,
        series=catalogue.series_of(edition),
        context=context,
        authors=names(context, record.authors if isinstance(record, Paper) else record.speakers),
        editors=editors_of(context, edition),
        organizers=organizers,
        volume=volume,
        date=date,
        year=f"{date.year:04}" if date else edition.year[:4],
        proceedings_title=proceedings_title(edition),
        awards=catalogue.awards_of(record) if isinstance(record, Paper) else (),
        mark=retraction_mark(record) if isinstance(record, Paper) else None,
    )


def place_of(edition: Edition) -> str | None:
    """Return city, region and country of an edition: ``New Orleans, Louisiana, US``."""
    venue = edition.venue
    parts = (venue.city, venue.region, venue.country) if venue else ()
    return ", ".join(str(part) for part in parts if part) or None
