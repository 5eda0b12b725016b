"""When and where: sessions and their slots, in the edition's own time zone."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from pydantic import model_validator

from sphinx_proceedings.model.records.base import EditionRecord, Record, Text
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.richtext import Block, Inline
from sphinx_proceedings.model.values.dates import Date, TimeOfDay
from sphinx_proceedings.model.values.identifiers import RecordId, WebUrl


class SessionType(StrEnum):
    """What happens in a session or slot."""

    TALKS = "talks"
    ORAL = "oral"
    POSTER = "poster"
    KEYNOTE = "keynote"
    PANEL = "panel"
    BREAK = "break"
    CEREMONY = "ceremony"
    SOCIAL = "social"
    TUTORIAL = "tutorial"
    DEMO = "demo"
    OTHER = "other"


class Slot(Record):
    """A stretch of a session; times are local to the edition's time zone."""

    start: TimeOfDay | None = None
    """Begin, "08:30"; absent when the order alone is known."""
    end: TimeOfDay | None = None
    """End, "09:05"."""
    date: Date | None = None
    """Only when it is not the session's date (a session across midnight)."""
    paper: RecordId | None = None
    """Paper that is presented."""
    talk: RecordId | None = None
    """Talk that is given."""
    panel: RecordId | None = None
    """Panel that takes place."""
    title: Inline | None = None
    """For what is neither paper, talk nor panel: an opening, awards …"""
    type: SessionType | None = None
    """Kind, for a slot with a title."""
    note: Text | None = None
    """A short remark."""

    @model_validator(mode="after")
    def _one_thing(self) -> Slot:
        if sum(v is not None for v in (self.paper, self.talk, self.panel, self.title)) != 1:
            msg = "a slot holds one thing: give exactly one of paper, talk, panel, title"
            raise ValueError(msg)
        return self


class Session(EditionRecord):
    """A session of the programme; times are local to the edition's time zone."""

    id: RecordId
    """Permanent id; an anchor on the programme page."""
    title: Inline
    """Title."""
    type: SessionType = SessionType.TALKS
    """What happens in it."""
    date: Date | None = None
    """Day; the edition's first day when absent."""
    start: TimeOfDay
    """Begin, "08:00"."""
    end: TimeOfDay
    """End."""
    end_date: Date | None = None
    """Only for a session across midnight: the day it ends."""
    room: Text | None = None
    """Room."""
    track: RecordId | None = None
    """Id of a track of the edition; sessions of different tracks may be parallel."""
    chairs: tuple[Contribution, ...] = ()
    """Session chairs."""
    description: Block | None = None
    """What it is about."""
    slots: tuple[Slot, ...] = ()
    """Timed parts, in order."""
    papers: tuple[RecordId, ...] = ()
    """Papers without times of their own, as in a poster session."""
    url: WebUrl | None = None
    """Stream or poster hall of this session."""

    @cached_property
    def key(self) -> str:
        """``<series>/<year>/sessions/<id>``: the key in the catalogue."""
        return f"{self.edition_key}/sessions/{self.id}"
