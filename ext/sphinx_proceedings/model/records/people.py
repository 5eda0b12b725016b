"""Who took part: organizations, persons, and the names as printed on a paper or a committee list.

A name as printed is not a person: a `Contribution` keeps what stands on that paper, and the
catalogue resolves it to a `Person` by explicit id, ORCID or unambiguous name.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from sphinx_proceedings.model.records.base import Record, Text, as_list
from sphinx_proceedings.model.records.credit_roles import CreditRole
from sphinx_proceedings.model.richtext import Block
from sphinx_proceedings.model.values.identifiers import CountryCode, Orcid, RecordId, Ror, WebUrl
from sphinx_proceedings.model.values.names import PersonName


class LinkType(StrEnum):
    """What a link leads to."""

    HOMEPAGE = "homepage"
    SCHOLAR = "scholar"
    DBLP = "dblp"
    OPENREVIEW = "openreview"
    GITHUB = "github"
    LINKEDIN = "linkedin"
    WIKIDATA = "wikidata"
    WEBSITE = "website"
    REGISTRATION = "registration"
    STREAM = "stream"
    POSTER_HALL = "poster-hall"
    REPLAY = "replay"
    SUBMISSION = "submission"
    TEMPLATE = "template"
    CHAT = "chat"
    PHOTOS = "photos"
    SOURCE = "source"
    OTHER = "other"


class Part(StrEnum):
    """What people did besides the roles of an edition's committees."""

    AUTHOR = "author"
    SPEAKER = "speaker"
    ANNOUNCED_SPEAKER = "announced-speaker"
    PANELIST = "panelist"
    MODERATOR = "moderator"
    CHAIR = "chair"
    EDITOR = "editor"
    AWARDEE = "awardee"


class Link(Record):
    """An address with what it is for."""

    url: WebUrl
    """http or https address."""
    type: LinkType = LinkType.OTHER
    """What the link leads to."""
    title: Text | None = None
    """Shown instead of the type's own word."""


class Affiliation(Record):
    """An affiliation as printed; `Organization` is the body it stands for."""

    name: Text
    """Organization as printed."""
    department: Text | None = None
    """Part of the organization."""
    city: Text | None = None
    """City as printed."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code."""
    ror: Ror | None = None
    """ROR id, https://ror.org."""

    @property
    def place(self) -> str:
        """Department, organization and city in one line, as printed."""
        return ", ".join(part for part in (self.department, self.name, self.city) if part)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


Affiliations = Annotated[tuple[Affiliation, ...], BeforeValidator(as_list)]


class Organization(Record):
    """A university, company or institute under which printed affiliations are gathered."""

    id: RecordId
    """Permanent id."""
    name: Text
    """Its own name."""
    variants: tuple[Text, ...] = ()
    """Other forms in which it is printed (case does not matter)."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code of its seat."""
    ror: Ror | None = None
    """ROR id, https://ror.org."""
    url: WebUrl | None = None
    """Its website."""


_TO_BE_ANNOUNCED = re.compile(
    r"(?:(?:invited |keynote )?speakers? )?\(?(?:t\.?\s?b\.?\s?[acd]\.?|n\.\s?n\.|"
    r"to be (?:announced|confirmed|determined|decided))\)?(?: (?:keynote )?speaker)?",
    re.IGNORECASE,
)


def is_to_be_announced(name: str) -> bool:
    """Return whether what stands in place of a name says that there is none yet: TBA, TBC, N. N."""
    return bool(_TO_BE_ANNOUNCED.fullmatch(" ".join(name.split())))


class Contribution(Record):
    """One name as printed: on a paper, a talk, a panel, a session or a committee list."""

    name: PersonName
    """As printed: "Given Family", "Family, Given", or a mapping given/particle/family/suffix."""
    kind: Literal["person", "organization", "anonymous"] = "person"
    """A consortium is an organization; anonymous when the source withholds the name."""
    person: RecordId | None = None
    """Id in people.yaml, needed only when the name alone is not enough."""
    orcid: Orcid | None = None
    """ORCID iD, checked by its check digit."""
    honorific: Text | None = None
    """Prof., Dr. and the like, as announced."""
    affiliations: Affiliations = ()
    """As printed; one, or a list."""
    url: WebUrl | None = None
    """Homepage as given in the source."""
    corresponding: bool = False
    """Corresponding author."""
    equal: bool = False
    """Contributed equally with the others who are marked so."""
    roles: Annotated[tuple[CreditRole, ...], BeforeValidator(as_list)] = ()
    """What this author contributed, in the words of CRediT."""
    presenter: bool = False
    """Presents the paper at the event."""
    cancelled: bool = False
    """Was announced and cannot come; the note says why."""
    photo: Text | None = None
    """File below the edition's folder."""
    bio: Block | None = None
    """Biography as of this edition."""
    note: Text | None = None
    """A short remark, such as "remote" or "session lead"."""

    @model_validator(mode="before")
    @classmethod
    def _whole_name(cls, value: object) -> object:
        """Keep the name of what is no person whole: ``Widget Makers, Inc.`` has no given name.

        Nor has TBA, which is nobody yet.
        """
        match value:
            case {"kind": "organization", "name": str(name), **rest} if "{" not in name:
                return {**rest, "kind": "organization", "name": {"literal": name}}
            case {"name": str(name), **rest} if is_to_be_announced(name) and "kind" not in rest:
                return {**rest, "kind": "anonymous", "name": {"literal": name.strip()}}
        return value

    @property
    def is_to_be_announced(self) -> bool:
        """Whether nobody has been named yet."""
        return self.kind == "anonymous" and is_to_be_announced(self.name.display)

    @property
    def is_person(self) -> bool:
        """Whether this name may have a person's page."""
        return self.kind == "person"

    @cached_property
    def identity(self) -> str:
        """All that tells who is meant; contributions of one identity stand for one person."""
        name = self.name
        parts = (name.given, name.particle, name.family, name.suffix, name.literal)
        return "\n".join((self.kind, self.person or "", self.orcid or "", *parts))


class Person(Record):
    """One human over all editions."""

    id: RecordId
    """Permanent id; the page is people/<id>.html."""
    name: PersonName
    """The name they go by now."""
    variants: tuple[PersonName, ...] = ()
    """Other printed forms, misspellings included."""
    former_names: tuple[PersonName, ...] = Field(default=(), exclude=True)
    """Names that they no longer go by: they lead to the person, and are shown nowhere."""
    orcid: Orcid | None = None
    """ORCID iD."""
    url: WebUrl | None = None
    """Homepage."""
    links: tuple[Link, ...] = ()
    """Scholar, dblp, OpenReview …"""
    affiliations: Affiliations = ()
    """The latest known; older ones stay on their papers."""
    bio: Block | None = None
    """Biography; a talk's own bio is kept with the talk."""
    photo: Text | None = None
    """File below data/."""
    not_same_as: tuple[RecordId, ...] = ()
    """Persons of the same or a similar name who are somebody else."""
    former_ids: tuple[RecordId, ...] = ()
    """Ids that must keep leading here."""
    source: WebUrl | None = None
    """Where the facts come from."""

    @cached_property
    def key(self) -> str:
        """``people/<id>``: the page's name and the key in the catalogue."""
        return f"people/{self.id}"


class PeopleFile(Record):
    """data/people.yaml (or any data/people/*.yaml)."""

    people: tuple[Person, ...] = Field(default=())
    """Persons who need more than a printed name."""
    organizations: tuple[Organization, ...] = Field(default=())
    """Organizations and the variants of their names."""
