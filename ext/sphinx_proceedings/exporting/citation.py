"""One paper or talk as it is cited: its facts, with addresses, in the text formats of citations.

What a paper says and inherits is decided in `model.publication`; here it is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.exporting.record_links import RecordLinks
from sphinx_proceedings.exporting.remarks import award_remarks, notice_remarks, status_remarks
from sphinx_proceedings.model.publication.cited_names import CitedName
from sphinx_proceedings.model.publication.published_record import PublishedRecord
from sphinx_proceedings.model.publication.published_records import PublishedPaper
from sphinx_proceedings.model.records.papers import Paper, ResourceType, Talk
from sphinx_proceedings.model.richtext import to_bibtex_title, to_latex, to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.model.publication.published_records import PublishedTalk

# What a format needs beside a citation is imported from here too.
__all__ = ["Citation", "CitedName", "RecordLinks", "cite"]

T = TypeVar("T")


class _Fact(Generic[T]):
    """Reads a fact of the record's publication, so that formats need only the citation.

    Once, as `cached_property` does: a dozen formats ask for each.
    """

    def __init__(self, read: Callable[[PublishedRecord], T]) -> None:
        self._read = read

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, citation: Citation, _owner: type | None = None) -> T:
        found = citation.__dict__[self._name] = self._read(citation.published)
        return found


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A paper or talk with what it says and inherits, its addresses, and its texts as strings."""

    record: Paper | Talk
    published: PublishedPaper | PublishedTalk
    context: ExportContext

    edition = _Fact(lambda p: p.edition)
    series = _Fact(lambda p: p.series)
    authors = _Fact(lambda p: p.names)
    in_proceedings = _Fact(lambda p: p.in_proceedings)
    editors = _Fact(lambda p: p.cited_in.editors)
    organizers = _Fact(lambda p: p.container.organizers)
    container = _Fact(lambda p: p.cited_in)
    edition_volume = _Fact(lambda p: p.container)
    date = _Fact(lambda p: p.date)
    year = _Fact(lambda p: p.year)
    proceedings_title = _Fact(lambda p: p.cited_in.title)
    awards = _Fact(lambda p: p.awards)
    mark = _Fact(lambda p: p.mark)
    subtitle = _Fact(lambda p: p.subtitle)
    title = _Fact(lambda p: p.title)
    marked_title = _Fact(lambda p: p.marked_title)
    withdrawn = _Fact(lambda p: p.withdrawn)
    abstract = _Fact(lambda p: p.abstract)
    shown_abstract = _Fact(lambda p: p.shown_abstract)
    is_summary = _Fact(lambda p: p.is_summary)
    resources = _Fact(lambda p: p.resources)
    notices = _Fact(lambda p: p.notices)
    references = _Fact(lambda p: p.references)
    pages = _Fact(lambda p: p.pages if p.in_proceedings else None)
    translated_titles = _Fact(lambda p: p.translated_titles)
    translated_abstracts = _Fact(lambda p: p.translated_abstracts)
    funding = _Fact(lambda p: p.funding)
    article_number = _Fact(lambda p: p.article_number if p.in_proceedings else None)
    doi = _Fact(lambda p: p.doi)
    arxiv = _Fact(lambda p: p.arxiv)
    licence = _Fact(lambda p: p.licence)
    language = _Fact(lambda p: p.language)
    archival = _Fact(lambda p: p.archival)
    publisher = _Fact(lambda p: p.cited_in.publisher)
    publisher_place = _Fact(lambda p: p.cited_in.publisher_place)
    isbn = _Fact(lambda p: p.cited_in.isbn)
    issn = _Fact(lambda p: p.cited_in.issn)
    volume_number = _Fact(lambda p: p.cited_in.volume_number)
    event_place = _Fact(lambda p: p.container.event_place)

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

    @property
    def links(self) -> RecordLinks:
        """References in this record's texts, for the renderers of rich text."""
        return RecordLinks(self.context, self.edition.key)

    @cached_property
    def plain_title(self) -> str:
        """Title and subtitle as text."""
        return to_plain(self.title, self.links)

    @cached_property
    def plain_marked_title(self) -> str:
        """Title and subtitle as text, with the mark in front."""
        return to_plain(self.marked_title, self.links)

    @cached_property
    def plain_abstract(self) -> str | None:
        """The abstract as text, paragraphs separated by an empty line."""
        return to_plain(self.abstract, self.links) if self.abstract else None

    @cached_property
    def plain_shown_abstract(self) -> str | None:
        """The abstract, or the editors' summary, as text: for readers, not for indexes."""
        return to_plain(self.shown_abstract, self.links) if self.shown_abstract else None

    @cached_property
    def latex_title(self) -> str:
        """Title and subtitle in LaTeX, with the mark in front; what keeps its case is in braces."""
        return to_bibtex_title(self.marked_title, str(self.language), self.links)

    @cached_property
    def latex_abstract(self) -> str | None:
        """The abstract in LaTeX, its links as text."""
        return to_latex(self.abstract, self.links, hyperlinks=False) if self.abstract else None

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
        return (*self.published.keywords, *((self.mark.keyword,) if self.mark else ()))

    @property
    def url(self) -> str | None:
        """Address of the record's page; the DOI's when the site has no address."""
        page = self.context.url(self.record)
        return page or (self.doi.url if self.doi else None)

    @property
    def pdf_url(self) -> str | None:
        """Absolute address of the first PDF; none of a paper that was withdrawn."""
        for resource in self.resources:
            if resource.type is ResourceType.PDF:
                if resource.url:
                    return str(resource.url)
                return self.context.file_url(self.edition.key, resource.file or "")
        return None


@memoized
def cite(context: ExportContext, record: Paper | Talk) -> Citation:
    """Return the view of one paper or talk that all formats read."""
    published = context.catalogue.published(record)
    return Citation(record=record, published=published, context=context)
