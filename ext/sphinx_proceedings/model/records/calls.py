"""The call for papers: what is asked for, how and until when."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from sphinx_proceedings.model.records.base import Record, Text, as_list
from sphinx_proceedings.model.records.people import Link
from sphinx_proceedings.model.richtext import Block, Inline, Prose
from sphinx_proceedings.model.values.dates import Date, TimeOfDay, TimeZone
from sphinx_proceedings.model.values.identifiers import RecordId


class TopicGroup(Record):
    """A group of topics of a call."""

    title: Inline
    """Heading."""
    description: Block | None = None
    """A sentence or two."""
    topics: tuple[Inline, ...] = ()
    """Topics."""
    track: RecordId | None = None
    """Track that it describes, if any."""


class DateKind(StrEnum):
    """What a date of a call is."""

    DEADLINE = "deadline"
    NOTIFICATION = "notification"
    EVENT = "event"


class FormerDate(Record):
    """What a date was before it was put off; as text alone it is the day."""

    date: Date
    """Day."""
    time: TimeOfDay | None = None
    """Time of day."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"date": value} if isinstance(value, str) else value


class ImportantDate(Record):
    """A deadline or another date of a call."""

    title: Text
    """"Submission deadline"."""
    date: Date
    """Day."""
    time: TimeOfDay | None = None
    """Time of day; the end of the day when absent."""
    time_zone: TimeZone | None = None
    """IANA name or AoE (UTC-12); the edition's when absent."""
    kind: DateKind | None = None
    """What it is; a deadline ends with its day, the others have no time unless they give one."""
    deadline: bool = True
    """False for a date that is no deadline, such as the event itself; kind says it better."""
    former_date: Date | None = None
    """The date before an extension."""
    former_dates: Annotated[tuple[FormerDate, ...], BeforeValidator(as_list)] = ()
    """The dates before several extensions, the first one first."""
    announced: Date | None = None
    """Day on which it was announced or put off; it dates the entry in the site's feed."""
    note: Text | None = None
    """A short remark."""

    @property
    def is_deadline(self) -> bool:
        """Whether something is due."""
        return self.deadline if self.kind is None else self.kind is DateKind.DEADLINE

    @property
    def former(self) -> tuple[FormerDate, ...]:
        """What it was before, the first date first."""
        one = (FormerDate(date=self.former_date),) if self.former_date else ()
        return (*self.former_dates, *one)


class Call(Record):
    """The call for papers."""

    overview: Prose | None = None
    """What is asked for."""
    topic_groups: tuple[TopicGroup, ...] = ()
    """Topics by group."""
    instructions: Prose | None = None
    """How to submit."""
    dates: tuple[ImportantDate, ...] = ()
    """Important dates."""
    links: tuple[Link, ...] = ()
    """Submission site, template …"""
