"""The dates of a call as a calendar of their own: deadlines, notifications, registration."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Event

from sphinx_proceedings.exporting.formats.schedules.icalendar_lines import (
    STATUSES,
    add_revision,
    frame,
    text_line,
)
from sphinx_proceedings.exporting.scheduled_events import uuid_of
from sphinx_proceedings.model.addresses import Address
from sphinx_proceedings.model.views.deadlines import deadlines

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.views.deadlines import Deadline


def deadlines_calendar(context: ExportContext, edition: Edition) -> bytes:
    """Return the dates of the call of *edition*; each extension raises an entry's SEQUENCE."""
    head, end = frame()
    name = text_line("X-WR-CALNAME", edition.short_title)
    found = deadlines(edition)
    entries = [_event(context, edition, one).to_ical() for one in found]
    return b"".join((head, text_line("NAME", edition.short_title), name, *entries, end))


def _event(context: ExportContext, edition: Edition, deadline: Deadline) -> Event:
    event = Event()
    event.add("uid", str(uuid_of(f"{edition.key}/call#{deadline.anchor}")))
    changed = (deadline.announced,) if deadline.announced else ()
    off = edition.event_status is not None and edition.event_status.is_off
    revision = len(deadline.former) + int(off)
    add_revision(event, context.stamp(edition), changed, revision)
    if deadline.moment is not None:
        # An instant: what has a beginning and no end takes no time (RFC 5545, 3.6.1).
        event.add("dtstart", deadline.moment.astimezone(dt.UTC))
    else:
        event.add("dtstart", deadline.date)
    event.add("summary", f"{edition.short_title}: {deadline.title}")
    if deadline.note:
        event.add("description", deadline.note)
    url = context.absolute(Address(f"{edition.key}/call", deadline.anchor).uri(context.page_suffix))
    if url:
        event.add("url", url)
    if off and edition.event_status:
        event.add("status", STATUSES[edition.event_status])
    event.add("transp", "TRANSPARENT")
    return event
