"""The documents of the JSON interface: what each holds, and so its JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Organization, Person

VERSION: Literal["1.0"] = "1.0"


class Document(BaseModel):
    """A frozen value that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ResolvedName(Document):
    """A name as printed, and who it stands for."""

    name: str
    """In its natural order."""
    inverted: str
    """Family name first."""
    person: str | None
    """Id of the person; null for groups, anonymous and unresolved names."""
    kind: str
    """person, organization or anonymous."""
    orcid: str | None
    """ORCID iD, as printed or on record."""


class Appearance(Document):
    """A place in the programme."""

    session: str
    """Id of the session."""
    session_title: str
    """Its title, as text."""
    start: str | None
    """Instant with its offset from UTC."""
    end: str | None
    """Instant with its offset from UTC."""
    room: str | None
    """Where it takes place: in the slot's room or the session's."""
    url: str | None
    """Where it is followed online."""
    board: str | None
    """Number of the poster board."""
    status: str | None
    """cancelled, postponed, moved, or null."""


class Resolved(Document):
    """What the catalogue makes of a paper or talk."""

    title: str
    """Title and subtitle as text, marked when the paper was taken back."""
    title_html: str
    """The same as HTML."""
    abstract: str | None
    """As text."""
    abstract_html: str | None
    """As HTML."""
    names: tuple[ResolvedName, ...]
    """Authors or speakers, in order."""
    date: str | None
    """Of publication, or of the event."""
    year: str
    """Year of publication."""
    proceedings: str
    """Title of the volume."""
    language: str
    """BCP 47 tag."""
    licence: str | None
    """SPDX id or address, the edition's when the paper has none."""
    archival: bool | None
    """Whether it counts as a publication; null when nobody says."""
    status: str | None
    """retracted, withdrawn, expression-of-concern; of a talk cancelled, postponed; or null."""
    remarks: tuple[str, ...]
    """Notices, awards and status as sentences."""
    awards: tuple[str, ...]
    """Titles of awards."""
    appearances: tuple[Appearance, ...]
    """Where it stands in the programme."""
    citation_key: str
    """Its key in the .bib of the site."""
    url: str | None
    """Address of its page, when the site has one."""
    pdf: str | None
    """Address of its first PDF."""
    referred_to_by: tuple[str, ...]
    """Keys of the records whose texts refer to it."""


class PaperDocument(Document):
    """A paper."""

    kind: Literal["paper"] = "paper"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    key: str
    """Key over the whole site."""
    edition: str
    """Key of the edition."""
    record: Paper
    """As it stands in the data; of a paper that was withdrawn, what stays of it."""
    resolved: Resolved
    """What the catalogue makes of it."""


class TalkDocument(Document):
    """A talk."""

    kind: Literal["talk"] = "talk"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    key: str
    """Key over the whole site."""
    edition: str
    """Key of the edition."""
    record: Talk
    """As it stands in the data."""
    resolved: Resolved
    """What the catalogue makes of it."""


class SeriesDocument(Document):
    """A series."""

    kind: Literal["series"] = "series"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    key: str
    """Key over the whole site."""
    record: Series
    """As it stands in the data."""
    editions: tuple[str, ...]
    """Keys of its editions, newest first."""
    url: str | None
    """Address of its page."""


class EditionDocument(Document):
    """An edition; papers and talks are documents of their own, here are their keys in order."""

    kind: Literal["edition"] = "edition"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    key: str
    """Key over the whole site."""
    record: Edition
    """As it stands in the data, without papers and talks."""
    papers: tuple[str, ...]
    """Keys of its papers, as in the data."""
    talks: tuple[str, ...]
    """Keys of its talks."""
    proceedings: str
    """Title of the volume, or one made from the edition's."""
    url: str | None
    """Address of its page."""


class PersonCredit(Document):
    """Something that a person did."""

    role: str
    """author, speaker, organizer …"""
    record: str
    """Key of the record."""
    name: str
    """As printed there."""


class PersonDocument(Document):
    """A person over all editions."""

    kind: Literal["person"] = "person"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    key: str
    """Key over the whole site."""
    record: Person
    """As it stands in the data; made from a printed name where there is no record."""
    name: str
    """In its natural order."""
    credits: tuple[PersonCredit, ...]
    """What the person did."""
    url: str | None
    """Address of the person's page."""


class IndexedEdition(Document):
    """An edition in the index."""

    key: str
    """Key; its document is <key>/edition.json."""
    title: str
    """Full title."""
    papers: int
    """Number of papers."""
    talks: int
    """Number of talks."""
    url: str | None
    """Address of its page."""


class Index(Document):
    """What there is: a key is the path of its document, without .json."""

    kind: Literal["index"] = "index"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    series: tuple[str, ...]
    """Ids of the series; the document is <id>/series.json."""
    editions: tuple[IndexedEdition, ...]
    """Editions by series and year."""
    people: tuple[str, ...]
    """Ids of persons; the document is people/<id>.json."""
    organizations: tuple[Organization, ...]
    """Organizations with records."""


class Dump(Document):
    """Several documents in one file."""

    kind: Literal["dump"] = "dump"
    """What this document is."""
    version: Literal["1.0"]
    """Version of the interface."""
    series: tuple[SeriesDocument, ...]
    """Series."""
    editions: tuple[EditionDocument, ...]
    """Editions."""
    papers: tuple[PaperDocument, ...]
    """Papers."""
    talks: tuple[TalkDocument, ...]
    """Talks."""
    people: tuple[PersonDocument, ...]
    """Persons."""
    organizations: tuple[Organization, ...]
    """Organizations."""
