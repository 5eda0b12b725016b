"""What an importer returns: records as the source has them, each with the source's own key.

Texts are as they stand in the source; `cleaning` makes them into the product's Markdown and names,
the same way for every format. An importer only takes apart and names what the source holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_proceedings.importing.report import Note

    Matcher = Callable[[Sequence[dict[str, Any]]], Mapping[str, int]]
    """Called with the plain records of the data, returns their places by the source's keys."""


class Markup(StrEnum):
    """What the texts of a source are written in."""

    FOUND = "found"
    """LaTeX, HTML and entities, or none of them: decided text by text."""
    LATEX = "latex"
    """LaTeX throughout, as in BibTeX: a bare ``%`` or ``~`` is a command."""
    PLAIN = "plain"
    """No markup: every sign stands for itself."""
    MARKDOWN = "markdown"
    """The product's own: taken as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAffiliation:
    """An affiliation as the source has it; *country* is a name or a code."""

    name: str
    department: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAuthor:
    """A name on a paper, talk or committee list."""

    name: str = ""
    """As the source prints it, in one line; empty when there are *parts*."""
    parts: Mapping[str, str] | None = None
    """``given``, ``particle``, ``family``, ``suffix``, where the source has a column for each."""
    key: str = ""
    """What the source calls the person: a profile, ``person #``. Never an address."""
    email: str = field(default="", repr=False)
    """Only to tell persons apart while importing; it is written nowhere."""
    kind: str = "person"
    """``person``, ``organization`` or ``anonymous``."""
    orcid: str = ""
    honorific: str = ""
    affiliations: tuple[ImportedAffiliation, ...] = ()
    url: str = ""
    corresponding: bool = False
    presenter: bool = False
    photo: str = ""
    bio: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedResource:
    """Something that belongs to a paper: an address, or a path inside the folder that was given."""

    type: str
    """A value of `ResourceType`."""
    url: str = ""
    file: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPaper:
    """An accepted paper; those of other kinds never become one (see `ImportedEdition.excluded`)."""

    key: str
    """Finds the paper again in the next export: its number or id in the source."""
    place: str = ""
    """Where it stands, for messages: ``papers.csv, row 12``."""
    id: str = ""
    """Wished for as the record's id; the key where it can be one, when empty."""
    title: str
    subtitle: str = ""
    authors: tuple[ImportedAuthor, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    track: str = ""
    """Title of a track in the source's words; a track of the edition is found or made for it."""
    type: str = ""
    """A value of `PaperType`, or empty."""
    pages: str = ""
    number: str = ""
    doi: str = ""
    arxiv: str = ""
    licence: str = ""
    archival: bool | None = None
    language: str = ""
    date: str = ""
    resources: tuple[ImportedResource, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTalk:
    """A talk that is no paper."""

    key: str
    place: str = ""
    id: str = ""
    title: str
    type: str = ""
    """A value of `TalkType`, or empty."""
    speakers: tuple[ImportedAuthor, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    resources: tuple[ImportedResource, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSession:
    """A session; *fields* are those of a session in the data, without ids of papers and talks.

    A slot of ``fields["slots"]`` names a paper or a talk by its key in the source, under ``paper``
    or ``talk``, and a session's ``papers`` are keys likewise. Clock times are local, ``09:30``.
    """

    key: str
    id: str = ""
    fields: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class ImportedEdition:
    """All that a source holds of one edition."""

    facts: dict[str, Any] = field(default_factory=dict)
    """Keys of edition.yaml as plain data: ``title``, ``start_date``, ``venue``, ``committees`` …"""
    papers: list[ImportedPaper] = field(default_factory=list)
    talks: list[ImportedTalk] = field(default_factory=list)
    sessions: list[ImportedSession] = field(default_factory=list)
    carries: frozenset[str] = frozenset()
    """Fields of a paper or talk that the source can say. One of these that is absent now was
    taken away; any other was only never there. Sub-fields of authors: ``authors.affiliations``."""
    markup: Markup = Markup.FOUND
    excluded: dict[str, int] = field(default_factory=dict)
    """How many records were left out for a reason: ``{"rejected": 12, "withdrawn": 1}``. Never
    a title, name or number of one."""
    unused: dict[str, int] = field(default_factory=dict)
    """Columns or keys of the source that nothing was made of, and how many values they hold."""
    notes: list[Note] = field(default_factory=list)
    """What an importer changed or left out by its own decision."""
    adds_only: bool = False
    """A second source (Crossref): it adds fields to papers that are there, and no papers."""
    fills_only: bool = False
    """A source that is only likely right (PDFs): to records that another made it adds what they
    lack, and changes nothing."""
    matches: Matcher | None = None
    """Finds papers among the records of the data in the source's own way."""
    papers_as_talks: bool = False
    """Whether a talk that has the title of a paper of the edition is that paper."""
    hints: Mapping[str, Any] = field(default_factory=dict)
    """What is worth keeping for the next import besides the answers: the meaning of columns."""
