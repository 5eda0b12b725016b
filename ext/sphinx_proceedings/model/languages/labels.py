"""The words for the enumerated values of the model, for one and for several of a kind.

They are the source of every translation: `Language` says them in other languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias

from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.credit_roles import CreditRole
from sphinx_proceedings.model.records.editions import Mode, Role, Status
from sphinx_proceedings.model.records.event_status import EventStatus
from sphinx_proceedings.model.records.papers import NoticeType, PaperType, ResourceType, TalkType
from sphinx_proceedings.model.records.people import LinkType, Part

Labelled: TypeAlias = (
    CreditRole
    | EventStatus
    | LinkType
    | Mode
    | NoticeType
    | Part
    | PaperType
    | ResourceType
    | Role
    | Status
    | TalkType
)
"""What has a label."""
Grouped: TypeAlias = Part | PaperType | Role
"""What can be the heading of a group."""


class Label(NamedTuple):
    """A word for one, and the heading of several, where there is such a heading."""

    one: str
    several: str = ""


_PAPER_TYPES: Final[Mapping[PaperType, Label]] = {
    PaperType.ORAL: Label(N_("Oral"), N_("Oral papers")),
    PaperType.SPOTLIGHT: Label(N_("Spotlight"), N_("Spotlight papers")),
    PaperType.POSTER: Label(N_("Poster"), N_("Poster papers")),
    PaperType.DEMO: Label(N_("Demonstration"), N_("Demonstrations")),
    PaperType.SHORT: Label(N_("Short paper"), N_("Short papers")),
    PaperType.LONG: Label(N_("Long paper"), N_("Long papers")),
    PaperType.POSITION: Label(N_("Position paper"), N_("Position papers")),
    PaperType.EXTENDED_ABSTRACT: Label(N_("Extended abstract"), N_("Extended abstracts")),
    PaperType.FRONT_MATTER: Label(N_("Front matter"), N_("Front matter")),
}

_TALK_TYPES: Final[Mapping[TalkType, Label]] = {
    TalkType.KEYNOTE: Label(N_("Keynote")),
    TalkType.INVITED: Label(N_("Invited talk")),
    TalkType.TUTORIAL: Label(N_("Tutorial")),
    TalkType.DEMO: Label(N_("Demonstration")),
    TalkType.TALK: Label(N_("Talk")),
}

_NOTICE_TYPES: Final[Mapping[NoticeType, Label]] = {
    NoticeType.ERRATUM: Label(N_("Erratum")),
    NoticeType.CORRECTION: Label(N_("Correction")),
    NoticeType.REVISION: Label(N_("Revised")),
    NoticeType.RETRACTION: Label(N_("Retracted")),
    NoticeType.WITHDRAWAL: Label(N_("Withdrawn")),
    NoticeType.EXPRESSION_OF_CONCERN: Label(N_("Expression of concern")),
}

_RESOURCE_TYPES: Final[Mapping[ResourceType, Label]] = {
    ResourceType.PDF: Label(N_("PDF")),
    ResourceType.SUPPLEMENT: Label(N_("Supplement")),
    ResourceType.POSTER: Label(N_("Poster")),
    ResourceType.SLIDES: Label(N_("Slides")),
    ResourceType.VIDEO: Label(N_("Video")),
    ResourceType.CODE: Label(N_("Code")),
    ResourceType.DATA: Label(N_("Data")),
    ResourceType.MODEL: Label(N_("Model")),
    ResourceType.OPENREVIEW: Label("OpenReview"),
    ResourceType.ARXIV: Label("arXiv"),
    ResourceType.DOI: Label("DOI"),
    ResourceType.WEBSITE: Label(N_("Website")),
    ResourceType.OTHER: Label(N_("Link")),
}

_LINK_TYPES: Final[Mapping[LinkType, Label]] = {
    LinkType.HOMEPAGE: Label(N_("Homepage")),
    LinkType.SCHOLAR: Label("Google Scholar"),
    LinkType.DBLP: Label("dblp"),
    LinkType.OPENREVIEW: Label("OpenReview"),
    LinkType.GITHUB: Label("GitHub"),
    LinkType.LINKEDIN: Label("LinkedIn"),
    LinkType.WIKIDATA: Label("Wikidata"),
    LinkType.WEBSITE: Label(N_("Website")),
    LinkType.REGISTRATION: Label(N_("Registration")),
    LinkType.STREAM: Label(N_("Live stream")),
    LinkType.POSTER_HALL: Label(N_("Poster hall")),
    LinkType.REPLAY: Label(N_("Replay")),
    LinkType.SUBMISSION: Label(N_("Submission site")),
    LinkType.TEMPLATE: Label(N_("Template")),
    LinkType.CHAT: Label(N_("Chat")),
    LinkType.PHOTOS: Label(N_("Photos")),
    LinkType.SOURCE: Label(N_("Source")),
    LinkType.OTHER: Label(N_("Link")),
}

_ROLES: Final[Mapping[Role, Label]] = {
    Role.ORGANIZER: Label(N_("Organizer"), N_("Organizers")),
    Role.GENERAL_CHAIR: Label(N_("General chair"), N_("General chairs")),
    Role.PROGRAMME_CHAIR: Label(N_("Programme chair"), N_("Programme chairs")),
    Role.CHAIR: Label(N_("Chair"), N_("Chairs")),
    Role.PUBLICATION_CHAIR: Label(N_("Publication chair"), N_("Publication chairs")),
    Role.STEERING: Label(N_("Steering committee"), N_("Steering committee")),
    Role.COMMITTEE: Label(N_("Programme committee"), N_("Programme committee")),
    Role.REVIEWER: Label(N_("Reviewer"), N_("Reviewers")),
    Role.MENTOR: Label(N_("Mentor"), N_("Mentors")),
    Role.VOLUNTEER: Label(N_("Volunteer"), N_("Volunteers")),
}

_PARTS: Final[Mapping[Part, Label]] = {
    Part.AUTHOR: Label(N_("Author"), N_("Authors")),
    Part.SPEAKER: Label(N_("Speaker"), N_("Speakers")),
    Part.ANNOUNCED_SPEAKER: Label(N_("Announced speaker"), N_("Announced speakers")),
    Part.PANELIST: Label(N_("Panelist"), N_("Panelists")),
    Part.MODERATOR: Label(N_("Moderator"), N_("Moderators")),
    Part.CHAIR: Label(N_("Chair"), N_("Chairs")),
    Part.EDITOR: Label(N_("Editor"), N_("Editors")),
    Part.AWARDEE: Label(N_("Award"), N_("Awards")),
}

_MODES: Final[Mapping[Mode, Label]] = {
    Mode.IN_PERSON: Label(N_("In person")),
    Mode.VIRTUAL: Label(N_("Virtual")),
    Mode.HYBRID: Label(N_("In person and virtual")),
}

_CREDIT_ROLES: Final[Mapping[CreditRole, Label]] = {
    CreditRole.CONCEPTUALIZATION: Label(N_("Conceptualization")),
    CreditRole.DATA_CURATION: Label(N_("Data curation")),
    CreditRole.FORMAL_ANALYSIS: Label(N_("Formal analysis")),
    CreditRole.FUNDING_ACQUISITION: Label(N_("Funding acquisition")),
    CreditRole.INVESTIGATION: Label(N_("Investigation")),
    CreditRole.METHODOLOGY: Label(N_("Methodology")),
    CreditRole.PROJECT_ADMINISTRATION: Label(N_("Project administration")),
    CreditRole.RESOURCES: Label(N_("Resources")),
    CreditRole.SOFTWARE: Label(N_("Software")),
    CreditRole.SUPERVISION: Label(N_("Supervision")),
    CreditRole.VALIDATION: Label(N_("Validation")),
    CreditRole.VISUALIZATION: Label(N_("Visualization")),
    CreditRole.WRITING_ORIGINAL_DRAFT: Label(N_("Writing – original draft")),
    CreditRole.WRITING_REVIEW_EDITING: Label(N_("Writing – review & editing")),
}

_EVENT_STATUSES: Final[Mapping[EventStatus, Label]] = {
    EventStatus.CANCELLED: Label(N_("Cancelled")),
    EventStatus.POSTPONED: Label(N_("Postponed")),
    EventStatus.MOVED: Label(N_("Time or place changed")),
}

_STATUSES: Final[Mapping[Status, Label]] = {
    Status.ANNOUNCED: Label(N_("Announced")),
    Status.CALL: Label(N_("Call open")),
    Status.REVIEW: Label(N_("In review")),
    Status.PROGRAMME: Label(N_("Programme")),
    Status.PUBLISHED: Label(N_("Published")),
    Status.FROZEN: Label(N_("Archived")),
    Status.CANCELLED: _EVENT_STATUSES[EventStatus.CANCELLED],
    Status.POSTPONED: _EVENT_STATUSES[EventStatus.POSTPONED],
    Status.MOVED: _EVENT_STATUSES[EventStatus.MOVED],
}

# By type, as members of two enums with the same value are equal.
_LABELS: Final[Mapping[type[StrEnum], Mapping[Any, Label]]] = {
    CreditRole: _CREDIT_ROLES,
    EventStatus: _EVENT_STATUSES,
    LinkType: _LINK_TYPES,
    Mode: _MODES,
    NoticeType: _NOTICE_TYPES,
    Part: _PARTS,
    PaperType: _PAPER_TYPES,
    ResourceType: _RESOURCE_TYPES,
    Role: _ROLES,
    Status: _STATUSES,
    TalkType: _TALK_TYPES,
}


def label(value: Labelled) -> str:
    """Return the English word for one: ``Invited talk``, ``Programme chair``."""
    return _LABELS[type(value)][value].one


def plural(value: Grouped) -> str:
    """Return the English heading of several: ``Oral papers``, ``Programme chairs``."""
    return _LABELS[type(value)][value].several
