"""Series and editions: what an event is, where and when, who ran it, what it asked for."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from sphinx_proceedings.model.records.base import EditionRecord, Record, Text, as_list
from sphinx_proceedings.model.records.brands import Brand
from sphinx_proceedings.model.records.calls import Call
from sphinx_proceedings.model.records.cited_works import References
from sphinx_proceedings.model.records.edition_parts import (
    HostEvent,
    NewerEdition,
    Redirect,
    Sponsor,
    SponsorTier,
    Venue,
)
from sphinx_proceedings.model.records.event_status import EventStatus
from sphinx_proceedings.model.records.page_limits import PageLimit
from sphinx_proceedings.model.records.papers import AbstractBy, Panel, Paper, Talk
from sphinx_proceedings.model.records.people import Contribution, Link
from sphinx_proceedings.model.records.programme import Session
from sphinx_proceedings.model.records.volumes import Volume, VolumePages
from sphinx_proceedings.model.richtext import Block, Inline, Prose
from sphinx_proceedings.model.values.dates import Date, TimeZone
from sphinx_proceedings.model.values.identifiers import (
    Doi,
    Issn,
    LanguageTag,
    Licence,
    RecordId,
    WebUrl,
)


class Series(Record):
    """data/<series>/series.yaml: a workshop or conference series."""

    title: Text
    """Full title."""
    short_title: Text
    """Acronym or short form, "ENLSP"."""
    description: Prose | None = None
    """What the series is about."""
    url: WebUrl | None = None
    """Its website."""
    issn: Issn | None = None
    """ISSN of the proceedings series."""
    doi: Doi | None = None
    """DOI of the proceedings series."""
    keywords: tuple[Text, ...] = ()
    """Subjects."""
    publisher: Text | None = None
    """Who publishes the proceedings; an edition's volume may differ."""
    links: tuple[Link, ...] = ()
    """Further links."""
    brand: Brand | None = None
    """Colour, logo and banner of the series."""

    _id: str = PrivateAttr(default="")

    def model_post_init(self, context: object, /) -> None:
        """Take the id from the folder's name (validation context ``{"series": id}``)."""
        if isinstance(context, dict):
            self._id = context.get("series", "")

    @property
    def id(self) -> str:
        """Folder name below data/ and first part of every address."""
        return self._id

    @cached_property
    def key(self) -> str:
        """The id: the key in the catalogue."""
        return self._id


class Mode(StrEnum):
    """schema.org eventAttendanceMode."""

    IN_PERSON = "in-person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class Status(StrEnum):
    """How far an edition is."""

    ANNOUNCED = "announced"
    CALL = "call"
    REVIEW = "in-review"
    PROGRAMME = "programme"
    PUBLISHED = "published"
    FROZEN = "frozen"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"

    @property
    def is_over(self) -> bool:
        """Whether the event has taken place and its papers are out."""
        return self in {Status.PUBLISHED, Status.FROZEN}


class Role(StrEnum):
    """What people did for an edition."""

    ORGANIZER = "organizer"
    GENERAL_CHAIR = "general-chair"
    PROGRAMME_CHAIR = "programme-chair"
    CHAIR = "chair"
    PUBLICATION_CHAIR = "publication-chair"
    STEERING = "steering"
    COMMITTEE = "committee"
    REVIEWER = "reviewer"
    MENTOR = "mentor"
    VOLUNTEER = "volunteer"


class Committee(Record):
    """People with the same role."""

    role: Role
    """The role."""
    title: Text | None = None
    """Heading; the role's own word when absent."""
    members: tuple[Contribution, ...] = ()
    """Names as printed, in order."""


class Track(Record):
    """A track of papers or sessions."""

    id: RecordId
    """Id used by papers and sessions."""
    title: Inline
    """Title."""
    description: Block | None = None
    """What it is about."""


class Award(Record):
    """An award of an edition."""

    id: RecordId
    """Id; an anchor on the awards page."""
    title: Inline
    """"Best paper"."""
    description: Block | None = None
    """What it is for."""
    sponsor: Text | None = None
    """Who pays for it."""
    papers: tuple[RecordId, ...] = ()
    """Awarded papers."""
    people: tuple[Contribution, ...] = ()
    """Awarded people (best reviewer …)."""


class Edition(EditionRecord):
    """data/<series>/<year>/*.yaml: one edition; its keys may be spread over several files."""

    title: Text
    """Full title."""
    short_title: Text
    """"ENLSP 2022"."""
    number: int | None = Field(default=None, ge=1, le=999)
    """Which edition it is."""
    theme: Inline | None = None
    """Motto."""
    start_date: Date | None = None
    """First day; absent when the sources do not give it."""
    end_date: Date | None = None
    """Last day; the first when absent."""
    time_zone: TimeZone | None = None
    """IANA name of the event's own time zone."""
    mode: Mode | None = None
    """In person, virtual or hybrid."""
    status: Status = Status.PUBLISHED
    """How far it is; cancelled, postponed and moved set event_status too."""
    event_status: EventStatus | None = None
    """Set when the event does not take place as announced, whatever status says."""
    status_note: Inline | None = None
    """Why it was cancelled, postponed or moved, and what it was before."""
    changed: Annotated[tuple[Date, ...], BeforeValidator(as_list)] = ()
    """Days on which dates or status changed after they were announced; for calendars."""
    host_event: HostEvent | None = None
    """Conference that this is a workshop of."""
    venue: Venue | None = None
    """Where."""
    brand: Brand | None = None
    """Colour, logo and banner, where they are not those of the series."""
    overview: Prose | None = None
    """What it is about."""
    announcements: tuple[Block, ...] = ()
    """Short notes for the top of the page."""
    links: tuple[Link, ...] = ()
    """Registration, stream, poster hall, replay …"""
    newer_edition: NewerEdition | None = None
    """Set only when the newer edition is not in this data."""
    language: LanguageTag = LanguageTag("en")
    """Language of papers and talks unless they say otherwise."""
    licence: Licence | None = None
    """Licence of the papers unless they say otherwise."""
    archival: bool | None = None
    """Whether papers count as publications unless they say otherwise."""
    abstracts_by: AbstractBy = "authors"
    """Who wrote the abstracts of papers and talks; what the editors wrote is called a summary, and
    left out of metadata."""
    keywords: tuple[Text, ...] = ()
    """Subjects."""
    call: Call | None = None
    """Call for papers."""
    committees: tuple[Committee, ...] = ()
    """Organizers, programme committee, volunteers …"""
    speakers: tuple[Contribution, ...] = ()
    """Announced speakers; those with a talk need not be repeated."""
    tracks: tuple[Track, ...] = ()
    """Tracks, in order."""
    papers: tuple[Paper, ...] = ()
    """Papers, in order of the table of contents."""
    talks: tuple[Talk, ...] = ()
    """Keynotes and other talks."""
    panels: tuple[Panel, ...] = ()
    """Panels."""
    sessions: tuple[Session, ...] = ()
    """The programme."""
    sponsor_tiers: tuple[SponsorTier, ...] = ()
    """Tiers, highest first."""
    sponsors: tuple[Sponsor, ...] = ()
    """Sponsors."""
    awards: tuple[Award, ...] = ()
    """Awards."""
    volume: Volume | None = None
    """Published volume."""
    volume_pages: tuple[VolumePages, ...] = ()
    """Pages of papers that give none themselves; written when a volume is made."""
    references: tuple[References, ...] = ()
    """References of papers; written from their PDFs."""
    publish_references: bool = False
    """Whether they are published: on pages, to Crossref and in JATS; look at them first."""
    page_limit: Annotated[tuple[PageLimit, ...], BeforeValidator(as_list)] = ()
    """Pages that papers may have; one limit, or one for each type."""
    sources: tuple[Link, ...] = ()
    """Pages that the facts come from."""
    editorial_notes: Annotated[tuple[Block, ...], BeforeValidator(as_list)] = ()
    """What the sources leave open or contradict, and how it was resolved here."""
    redirects: tuple[Redirect, ...] = ()
    """Old addresses."""

    @model_validator(mode="before")
    @classmethod
    def _status_of_event(cls, value: object) -> object:
        """Let ``status: cancelled`` say what event_status says."""
        match value:
            case {"status": str(word), **rest} if word in set(EventStatus):
                return {"event_status": word, "status": word, **rest}
        return value

    @cached_property
    def key(self) -> str:
        """``<series>/<year>``: the key in the catalogue."""
        return self.edition_key

    @property
    def last_day(self) -> dt.date | None:
        """The last day; the first when there is no other."""
        return self.end_date or self.start_date

    @cached_property
    def series_id(self) -> str:
        """Id of the series."""
        return self.edition_key.partition("/")[0]

    @cached_property
    def year(self) -> str:
        """Folder name: four digits, perhaps with a letter."""
        return self.edition_key.partition("/")[2]
