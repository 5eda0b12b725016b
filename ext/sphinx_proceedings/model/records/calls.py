"""The call for papers: what is asked for, how and until when."""

from __future__ import annotations

from sphinx_proceedings.model.records.base import Record, Text
from sphinx_proceedings.model.records.people import Link
from sphinx_proceedings.model.richtext import Block, Inline
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
    deadline: bool = True
    """False for a date that is no deadline, such as the event itself."""
    former_date: Date | None = None
    """The date before an extension."""
    note: Text | None = None
    """A short remark."""


class Call(Record):
    """The call for papers."""

    overview: Block | None = None
    """What is asked for."""
    topic_groups: tuple[TopicGroup, ...] = ()
    """Topics by group."""
    instructions: Block | None = None
    """How to submit."""
    dates: tuple[ImportantDate, ...] = ()
    """Important dates."""
    links: tuple[Link, ...] = ()
    """Submission site, template …"""
