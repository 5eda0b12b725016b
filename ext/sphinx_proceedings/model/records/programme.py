"""When and where: sessions and their slots, in the edition's own time zone."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sphinx_proceedings.model.records.base import EditionRecord, Record, Text, as_list
from sphinx_proceedings.model.records.event_status import EventStatus
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.richtext import Block, Inline
from sphinx_proceedings.model.values.dates import Date, TimeOfDay, TimeZone
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
    room: Text | None = None
    """Room, when it is not the session's."""
    url: WebUrl | None = None
    """Stream or meeting of this slot alone; the session's when absent."""
    status: EventStatus | None = None
    """Set when it does not take place as announced; the note says why."""
    changed: Annotated[tuple[Date, ...], BeforeValidator(as_list)] = ()
    """Days on which time, room or status changed after they were announced; for calendars."""
    note: Text | None = None
    """A short remark."""

    @model_validator(mode="after")
    def _one_thing(self) -> Slot:
        if sum(v is not None for v in (self.paper, self.talk, self.panel, self.title)) != 1:
            msg = "a slot holds one thing: give exactly one of paper, talk, panel, title"
            raise ValueError(msg)
        return self

    @property
    def record_key(self) -> str | None:
        """``papers/3``, ``talks/<id>`` or ``panels/<id>``: what it holds; None for a title."""
        held = (("papers", self.paper), ("talks", self.talk), ("panels", self.panel))
        return next((f"{table}/{name}" for table, name in held if name is not None), None)


class Poster(Record):
    """A paper without a time of its own, as in a poster session; as text alone it is the paper."""

    paper: RecordId
    """Paper that is presented."""
    board: Text | None = None
    """Number of the poster board, "12" or "A3"; the list is sorted by it."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"paper": value} if isinstance(value, str) else value

    @model_serializer(mode="wrap")
    def _as_text(self, whole: SerializerFunctionWrapHandler) -> Any:
        return whole(self) if self.board else str(self.paper)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the keys, which the serializer would hide."""
        shown: Any = {key: value for key, value in schema.items() if key != "serialization"}
        return handler(shown)


def _board_order(poster: Poster) -> tuple[object, ...]:
    """Return what posters are sorted by: 2 before 12, A2 before B1, those without a board last."""
    parts = re.split(r"([0-9]+)", poster.board or "")
    return (poster.board is None, [(int(p) if p.isdecimal() else -1, p) for p in parts])


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
    time_zone: TimeZone | None = None
    """IANA name of the zone of its times; the edition's when absent."""
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
    papers: tuple[Poster, ...] = ()
    """Papers without times of their own, as in a poster session."""
    url: WebUrl | None = None
    """Stream or poster hall of this session."""
    status: EventStatus | None = None
    """Set when it does not take place as announced."""
    status_note: Inline | None = None
    """Why it was cancelled, postponed or moved."""
    changed: Annotated[tuple[Date, ...], BeforeValidator(as_list)] = ()
    """Days on which time, room or status changed after they were announced; for calendars."""

    @cached_property
    def key(self) -> str:
        """``<series>/<year>/sessions/<id>``: the key in the catalogue."""
        return f"{self.edition_key}/sessions/{self.id}"

    @cached_property
    def posters(self) -> tuple[Poster, ...]:
        """Papers without times by their boards, as far as they have some."""
        return tuple(sorted(self.papers, key=_board_order))

    @cached_property
    def paper_ids(self) -> tuple[RecordId, ...]:
        """Papers of its slots, then those without times."""
        timed = [slot.paper for slot in self.slots if slot.paper]
        return (*timed, *(poster.paper for poster in self.posters))

    def room_of(self, slot: Slot | None) -> str | None:
        """Return where a slot takes place: in its own room or the session's."""
        return (slot.room if slot else None) or self.room

    def url_of(self, slot: Slot | None) -> WebUrl | None:
        """Return where a slot is followed online: at its own address or the session's."""
        return (slot.url if slot else None) or self.url

    def day_of(self, slot: Slot, first: dt.date) -> dt.date:
        """Return the day on which a slot begins; *first* is the day on which the session does.

        In a session across midnight, what begins earlier than the slot above it is of the next day,
        as long as the session is.
        """
        if slot.date is not None:
            return slot.date
        last, day, before = self.end_date or first, first, self.start
        for other in self.slots:
            if other.date is not None:
                day = other.date
            elif other.start is not None and other.start < before:
                next_day = day + dt.timedelta(days=1)
                day = next_day if (next_day, other.start) < (last, self.end) else day
            if other is slot:
                return day
            before = other.start or before
        return day
