"""How calendars are written (RFC 5545): their frame, their lines, what tells of a change."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

from icalendar import Calendar, Event

from sphinx_proceedings.model.records.event_status import EventStatus
from sphinx_proceedings.model.values.dates import Zone

_PRODUCT: Final = "-//sphinx-proceedings//Programme//EN"
_ESCAPES: Final = (
    ("\\", r"\\"),
    (";", r"\;"),
    (",", r"\,"),
    ("\r\n", r"\n"),
    ("\n", r"\n"),
    ("\r", r"\n"),
)
"""In the order in which they are to be made."""

STATUSES: Final = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.MOVED: "CONFIRMED",
}
"""What STATUS says of an event that does not take place as announced."""


@cache
def frame() -> tuple[bytes, bytes]:
    """Return what stands before a calendar's name, and after its last event."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    head, end, rest = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    return head, end + rest


def text_line(name: str, text: str) -> bytes:
    """Return a property as written: its text escaped (RFC 5545, 3.3.11) and folded."""
    for sign, written in _ESCAPES:
        text = text.replace(sign, written)
    return folded(f"{name}:{text}")


def folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 bytes, each of whole letters (RFC 5545, 3.1).

    The library counts letter by letter, which was the half of what a calendar cost.
    """
    data = line.encode()
    pieces, start, room = [], 0, 75
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a letter
            end -= 1
        pieces.append(data[start:end])
        start, room = end, 74  # the next begins with a blank
    return b"\r\n ".join((*pieces, data[start:])) + b"\r\n"


def time_line(name: str, moment: dt.datetime, zone: Zone | None) -> bytes:
    """Return a moment in the event's zone; in UTC where calendars do not know the zone (AoE)."""
    if zone is None or "/" not in zone.name:
        moment, zone = moment.astimezone(dt.UTC), None
    parameters, ending = _time_shape(zone)
    return folded(f"{name}{parameters}:{moment:%Y%m%dT%H%M%S}{ending}")


@cache
def _time_shape(zone: Zone | None) -> tuple[str, str]:
    """Return what the library puts before and after a moment of a zone (None: UTC)."""
    event = Event()
    event.add("dtstart", dt.datetime(2000, 1, 1, tzinfo=zone.tzinfo if zone else dt.UTC))
    (line,) = (line for line in event.content_lines() if line.startswith("DTSTART"))
    before, _, after = line.partition(":20000101T000000")
    return before.removeprefix("DTSTART"), after


def revised(
    stamp: dt.datetime, changed: tuple[dt.date, ...], revision: int
) -> tuple[dt.datetime, dt.datetime | None]:
    """Return DTSTAMP of an entry that was changed so many times, and LAST-MODIFIED if known.

    Calendars take the greater SEQUENCE, and of two the later DTSTAMP (RFC 5545, 3.8.7). The stamp
    of a build without a clock is a day of the data, so that each change adds a second to it.
    """
    days = [dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) for day in changed]
    return max([stamp, *days]) + dt.timedelta(seconds=revision), max(days, default=None)


def add_revision(
    event: Event, stamp: dt.datetime, changed: tuple[dt.date, ...], revision: int
) -> None:
    """Add DTSTAMP and, for what was changed, SEQUENCE and LAST-MODIFIED."""
    stamp, modified = revised(stamp, changed, revision)
    event.add("dtstamp", stamp)
    if revision:
        event.add("sequence", revision)
    if modified:
        event.add("last-modified", modified)
