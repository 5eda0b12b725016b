"""What was presented: papers, their resources and notices, talks and panels."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, model_validator

from sphinx_proceedings.model.records.base import ByLanguage, EditionRecord, Record, Text, as_list
from sphinx_proceedings.model.records.event_status import EventStatus
from sphinx_proceedings.model.records.pdf_decisions import PdfChecked, PdfState
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.richtext import Block, Inline
from sphinx_proceedings.model.values.dates import Date
from sphinx_proceedings.model.values.identifiers import (
    ArxivId,
    Doi,
    LanguageTag,
    Licence,
    RecordId,
    Ror,
    WebUrl,
)
from sphinx_proceedings.model.values.page_ranges import PageRange
from sphinx_proceedings.model.values.reduced_dates import PublicationDate

AbstractBy = Literal["authors", "editors"]
"""Who wrote an abstract: a summary by the editors is none, and no index is to take it for one."""


class PaperType(StrEnum):
    """How a paper was presented or what kind of text it is."""

    ORAL = "oral"
    SPOTLIGHT = "spotlight"
    POSTER = "poster"
    DEMO = "demo"
    SHORT = "short"
    LONG = "long"
    POSITION = "position"
    EXTENDED_ABSTRACT = "extended-abstract"
    FRONT_MATTER = "front-matter"


class ResourceType(StrEnum):
    """What a resource of a paper or talk is."""

    PDF = "pdf"
    SUPPLEMENT = "supplement"
    POSTER = "poster"
    SLIDES = "slides"
    VIDEO = "video"
    CODE = "code"
    DATA = "data"
    MODEL = "model"
    OPENREVIEW = "openreview"
    ARXIV = "arxiv"
    DOI = "doi"
    WEBSITE = "website"
    OTHER = "other"


class Resource(Record):
    """Something that belongs to a paper or talk: a local file or an address, not both."""

    type: ResourceType
    """What it is."""
    file: Text | None = None
    """Path below the edition's folder."""
    url: WebUrl | None = None
    """http or https address."""
    title: Text | None = None
    """Shown instead of the type's own word."""
    embargo: Date | None = None
    """Day from which it is offered; until then it is on no page and in no file."""

    @model_validator(mode="after")
    def _one_place(self) -> Resource:
        if (self.file is None) == (self.url is None):
            msg = "a resource has either a file or a url; give exactly one"
            raise ValueError(msg)
        return self


class NoticeType(StrEnum):
    """Crossref's Crossmark update types that workshops meet."""

    ERRATUM = "erratum"
    CORRECTION = "correction"
    REVISION = "revision"
    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"
    EXPRESSION_OF_CONCERN = "expression-of-concern"


class Notice(Record):
    """Something a reader must know about a published paper."""

    type: NoticeType
    """What happened."""
    date: Date
    """When it was published."""
    text: Block
    """What is wrong or what changed."""
    doi: Doi | None = None
    """DOI of the notice itself."""
    url: WebUrl | None = None
    """Where the notice stands."""
    file: Text | None = None
    """The corrected file, below the edition's folder."""


TranslatedTitles = Annotated[dict[LanguageTag, Inline], AfterValidator(ByLanguage)]
TranslatedAbstracts = Annotated[dict[LanguageTag, Block], AfterValidator(ByLanguage)]


class Funding(Record):
    """Who paid for the work; as text alone it is the funder's name."""

    funder: Text
    """Name of the funder."""
    ror: Ror | None = None
    """ROR id of the funder."""
    doi: Doi | None = None
    """The funder's id in the Open Funder Registry of Crossref, "10.13039/…"."""
    award: Annotated[tuple[Text, ...], BeforeValidator(as_list)] = ()
    """Numbers of grants."""

    @property
    def label(self) -> str:
        """Funder and numbers in one line: ``A Council (123, 456)``."""
        return f"{self.funder} ({', '.join(self.award)})" if self.award else self.funder

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"funder": value} if isinstance(value, str) else value


class PresentedRecord(EditionRecord):
    """A record that may have files under an embargo."""

    _withheld: tuple[Resource, ...] = PrivateAttr(default=())

    @property
    def withheld(self) -> tuple[Resource, ...]:
        """What is not offered before a day to come."""
        return self._withheld


class Paper(PresentedRecord):
    """A paper of an edition."""

    id: RecordId
    """Permanent id; the page is <series>/<year>/papers/<id>.html."""
    title: Inline
    """Title, in the small Markdown; {nocase}`Word` keeps capitals in BibTeX."""
    subtitle: Inline | None = None
    """Subtitle."""
    authors: tuple[Contribution, ...] = Field(min_length=1)
    """Names as printed, in order; at least one (kind: anonymous when withheld)."""
    abstract: Block | None = None
    """Abstract or summary, in the small Markdown."""
    abstract_by: AbstractBy | None = None
    """Who wrote it, where it is not as the edition's `abstracts_by` says."""
    translated_titles: TranslatedTitles = Field(default_factory=ByLanguage)
    """Title in other languages, by their tags: {de: …}."""
    translated_abstracts: TranslatedAbstracts = Field(default_factory=ByLanguage)
    """Abstract in other languages, by their tags."""
    keywords: Annotated[tuple[Text, ...], BeforeValidator(as_list)] = ()
    """Keywords."""
    track: RecordId | None = None
    """Id of a track of the edition."""
    type: PaperType | None = None
    """How it was presented; nothing is said where it is not given."""
    pages: PageRange | None = None
    """Pages in the volume, "1-8"."""
    article_number: Text | None = None
    """Number of the article in its volume, "e1234", where the volume counts no pages."""
    number: Text | None = None
    """Number in the submission system."""
    doi: Doi | None = None
    """DOI."""
    arxiv: ArxivId | None = None
    """arXiv id."""
    licence: Licence | None = None
    """SPDX id or URL; the edition's when absent."""
    archival: bool | None = None
    """Whether it counts as a publication; the edition's when absent."""
    language: LanguageTag | None = None
    """Language of the text; the edition's when absent."""
    date: PublicationDate | None = None
    """Date of publication, or its year or month; the volume's or the event's when absent."""
    data_availability: Inline | None = None
    """Where the data behind the results can be had, or why not, in a sentence or two."""
    competing_interests: Inline | None = None
    """What the authors declare about their interests, in a sentence or two."""
    funding: Annotated[tuple[Funding, ...], BeforeValidator(as_list)] = ()
    """Who paid for the work, with the numbers of grants."""
    resources: tuple[Resource, ...] = ()
    """PDF, supplement, poster, slides, video, code, data …"""
    pdf: PdfState | None = None
    """awaited: the PDF is still to come; its place and pages stay open."""
    pdf_checked: PdfChecked | None = None
    """A PDF that was looked at, and what about it is no longer asked."""
    notices: tuple[Notice, ...] = ()
    """Errata, revisions, retraction."""
    source: WebUrl | None = None
    """Where the facts come from."""
    former_ids: tuple[RecordId, ...] = ()
    """Ids that must keep leading here."""

    @cached_property
    def key(self) -> str:
        """``<series>/<year>/papers/<id>``: the page's name and the key in the catalogue."""
        return f"{self.edition_key}/papers/{self.id}"

    @property
    def retracted_or_withdrawn(self) -> Notice | None:
        """The retraction or withdrawal, if there is one."""
        gone = (NoticeType.RETRACTION, NoticeType.WITHDRAWAL)
        return next((notice for notice in self.notices if notice.type in gone), None)

    @property
    def withdrawn(self) -> Notice | None:
        """The withdrawal, if there is one: its page says so, and nobody is to find or cite it.

        What is retracted stays with its mark instead, for it was published and may have been cited.
        """
        return next((n for n in self.notices if n.type is NoticeType.WITHDRAWAL), None)


class TalkType(StrEnum):
    """What kind of talk it is."""

    KEYNOTE = "keynote"
    INVITED = "invited"
    TUTORIAL = "tutorial"
    DEMO = "demo"
    TALK = "talk"


class Talk(PresentedRecord):
    """A talk that is not a paper of the edition."""

    id: RecordId
    """Permanent id; the page is <series>/<year>/talks/<id>.html."""
    title: Inline
    """Title."""
    type: TalkType | None = None
    """Kind of talk; nothing is said where it is not given."""
    speakers: tuple[Contribution, ...]
    """Who speaks, in order, each with bio."""
    abstract: Block | None = None
    """Abstract or summary."""
    abstract_by: AbstractBy | None = None
    """Who wrote it, where it is not as the edition's `abstracts_by` says."""
    translated_titles: TranslatedTitles = Field(default_factory=ByLanguage)
    """Title in other languages, by their tags: {de: …}."""
    translated_abstracts: TranslatedAbstracts = Field(default_factory=ByLanguage)
    """Abstract in other languages, by their tags."""
    keywords: Annotated[tuple[Text, ...], BeforeValidator(as_list)] = ()
    """Keywords."""
    language: LanguageTag | None = None
    """Language of the talk; the edition's when absent."""
    status: EventStatus | None = None
    """Set when it does not take place as announced; its page stays."""
    status_note: Inline | None = None
    """Why it was cancelled, postponed or moved."""
    changed: Annotated[tuple[Date, ...], BeforeValidator(as_list)] = ()
    """Days on which time, room or status changed after they were announced; for calendars."""
    resources: tuple[Resource, ...] = ()
    """Slides, video …"""
    source: WebUrl | None = None
    """Where the facts come from."""
    former_ids: tuple[RecordId, ...] = ()
    """Ids that must keep leading here."""

    @cached_property
    def key(self) -> str:
        """``<series>/<year>/talks/<id>``: the page's name and the key in the catalogue."""
        return f"{self.edition_key}/talks/{self.id}"


class Panel(PresentedRecord):
    """A panel discussion."""

    id: RecordId
    """Permanent id."""
    title: Inline
    """Title."""
    abstract: Block | None = None
    """What it is about."""
    panelists: tuple[Contribution, ...] = ()
    """Who sits on it."""
    moderators: tuple[Contribution, ...] = ()
    """Who leads it."""
    status: EventStatus | None = None
    """Set when it does not take place as announced; its page stays."""
    status_note: Inline | None = None
    """Why it was cancelled, postponed or moved."""
    changed: Annotated[tuple[Date, ...], BeforeValidator(as_list)] = ()
    """Days on which time, room or status changed after they were announced; for calendars."""
    resources: tuple[Resource, ...] = ()
    """Video …"""
    source: WebUrl | None = None
    """Where the facts come from."""

    @cached_property
    def key(self) -> str:
        """``<series>/<year>/panels/<id>``: the key in the catalogue."""
        return f"{self.edition_key}/panels/{self.id}"
