"""iCalendar (RFC 5545): an edition, its sessions and what is in them; or one talk or paper.

Times are those of the event's own zone, whose rules are written along for the years that matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from icalendar import Calendar, Event, vText

from sphinx_proceedings.exporting.citation import RecordLinks
from sphinx_proceedings.exporting.formats.schedules.icalendar_timezone import vtimezone
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import (
    ALL_SCOPES,
    ExportContext,
    ExportError,
    Format,
    Scope,
    Selection,
)
from sphinx_proceedings.exporting.scheduled_events import (
    ScheduledEvent,
    marked_title,
    of_session,
    session_event,
    uuid_of,
)
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.programme import Session
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import Zone
from sphinx_proceedings.model.views.timetable import TimedSession, timed_session, timetable

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


def calendar_of_session(context: ExportContext, session: Session) -> bytes:
    """Return the calendar of one session and what is in it."""
    edition = context.catalogue.edition_of(session)
    timed = timed_session(context.catalogue, session)
    if timed is None:
        raise ExportError(f"{session.key} has no date and time zone; add them to its edition")
    parts = [session_event(context, edition, timed), *of_session(context, timed)]
    return _calendar(context, [edition], to_plain(session.title), _unique(parts), days=False)


def _write(context: ExportContext, selection: Selection) -> bytes:
    if selection.scope is Scope.PAPER:
        return _of_record(context, selection)
    parts = []
    for edition in selection.editions:
        for timed in _timed(context, edition):
            parts.append(session_event(context, edition, timed))
            parts += of_session(context, timed)
    dated = [edition for edition in selection.editions if edition.start_date]
    if not parts and not dated:
        raise ExportError(f"there is no date in {selection.label}; add start_date to the edition")
    one = selection.scope is Scope.EDITION
    name = selection.editions[0].short_title if one else "Proceedings"
    return _calendar(context, dated, name, _unique(parts), days=True)


def _of_record(context: ExportContext, selection: Selection) -> bytes:
    edition, record = selection.editions[0], selection.records[0]
    # Only the sessions that have the record: a programme of thousands is not gone through for each.
    sessions = {a.session.key: a.session for a in context.catalogue.appearances(record)}
    timed = [t for s in sessions.values() if (t := _timed_session(context, s)) is not None]
    found = [h for t in timed for h in of_session(context, t) if h.record is record]
    if not found:
        # A paper of a poster session is presented for as long as the session lasts.
        found = [session_event(context, edition, t) for t in timed]
    if not found:
        raise ExportError(
            f"{record.key} has no time in the programme; give it a slot with start and end"
        )
    name = marked_title(context, record, RecordLinks(context, edition.key))
    return _calendar(context, [edition], name, found, days=False)


@memoized
def _timed_session(context: ExportContext, session: Session) -> TimedSession | None:
    """Return a session with its times; the calendars of its papers ask for it once each."""
    return timed_session(context.catalogue, session)


def _timed(context: ExportContext, edition: Edition) -> list[TimedSession]:
    days = timetable(context.catalogue, edition)
    return [timed for day in days for row in day.rows for timed in row]


def _unique(found: Iterable[ScheduledEvent]) -> list[ScheduledEvent]:
    """Keep the first of each: a session without slots is its own only part."""
    return list({scheduled.id: scheduled for scheduled in found}.values())


def _calendar(
    context: ExportContext,
    editions: list[Edition],
    name: str,
    found: list[ScheduledEvent],
    *,
    days: bool,
) -> bytes:
    wholes = [_whole(context, edition).to_ical() for edition in editions] if days else []
    zones = [_rules(zone, *years) for zone, years in _zones(context, found).items()]
    parts = [_written(context, scheduled) for scheduled in found]
    names = [_line("NAME", name), _line("X-WR-CALNAME", name)]
    head, end = _frame()
    return b"".join((head, *names, *zones, *wholes, *parts, end))


@cache
def _frame() -> tuple[bytes, bytes]:
    """Return what stands before a calendar's name, and after its last event."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    head, end, rest = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    return head, end + rest


def _line(name: str, text: str) -> bytes:
    """Return a property as written: its text escaped (RFC 5545, 3.3.11) and folded."""
    for sign, written in _ESCAPES:
        text = text.replace(sign, written)
    return _folded(f"{name}:{text}")


def _folded(line: str) -> bytes:
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


@memoized
def _written(context: ExportContext, scheduled: ScheduledEvent) -> bytes:
    """Return an event as written; it stands in calendars of its talk, session, edition, site.

    Written line by line, in the library's order: that was a twentieth of a site's exports.
    """
    edition = context.catalogue.edition_of(scheduled.session)
    people = ", ".join(cited.display for cited in scheduled.people)
    description = "\n\n".join(filter(None, (people, scheduled.description, scheduled.url)))
    lines = [
        b"BEGIN:VEVENT\r\n",
        _line("SUMMARY", scheduled.title),
        _time_line("DTSTART", scheduled.start, edition.time_zone),
        _time_line("DTEND", scheduled.end, edition.time_zone),
        _time_line("DTSTAMP", context.stamp(edition), None),
        b"UID:%s\r\n" % str(scheduled.guid).encode(),
        _line("CATEGORIES", scheduled.kind),
    ]
    if description:
        lines.append(_line("DESCRIPTION", description))
    if scheduled.place:
        lines.append(_line("LOCATION", scheduled.place))
    if scheduled.id == scheduled.session.key and scheduled.session.slots:
        lines.append(b"TRANSP:TRANSPARENT\r\n")  # its slots are what one attends
    if scheduled.url:
        lines.append(_folded(f"URL:{scheduled.url}"))
    return b"".join((*lines, b"END:VEVENT\r\n"))


def _time_line(name: str, moment: dt.datetime, zone: Zone | None) -> bytes:
    """Return a moment in the event's zone; in UTC where calendars do not know the zone (AoE)."""
    if zone is None or "/" not in zone.name:
        moment, zone = moment.astimezone(dt.UTC), None
    parameters, ending = _time_shape(zone)
    return _folded(f"{name}{parameters}:{moment:%Y%m%dT%H%M%S}{ending}")


@cache
def _time_shape(zone: Zone | None) -> tuple[str, str]:
    """Return what the library puts before and after a moment of a zone (None: UTC)."""
    event = Event()
    event.add("dtstart", dt.datetime(2000, 1, 1, tzinfo=zone.tzinfo if zone else dt.UTC))
    (line,) = (line for line in event.content_lines() if line.startswith("DTSTART"))
    before, _, after = line.partition(":20000101T000000")
    return before.removeprefix("DTSTART"), after


@lru_cache(maxsize=256)
def _rules(zone: Zone, first: int, last: int) -> bytes:
    """Return the rules of a zone as written: thousands of calendars of an event share them."""
    return bytes(vtimezone(zone, first, last).to_ical())


def _zones(context: ExportContext, found: list[ScheduledEvent]) -> dict[Zone, tuple[int, int]]:
    """Return the zones that need rules, each with the first and last year told in it."""
    zones: dict[Zone, list[int]] = {}
    for scheduled in found:
        zone = context.catalogue.edition_of(scheduled.session).time_zone
        if zone is not None and "/" in zone.name:
            zones.setdefault(zone, []).extend((scheduled.start.year, scheduled.end.year))
    return {zone: (min(years), max(years)) for zone, years in zones.items()}


def _whole(context: ExportContext, edition: Edition) -> Event:
    """Return an edition as an event of whole days."""
    first, last = edition.start_date, edition.last_day
    if first is None or last is None:
        raise ExportError(f"{edition.key} has no start_date; add it to the edition")
    event = Event()
    event.add("uid", str(uuid_of(edition.key)))
    event.add("dtstamp", context.stamp(edition))
    event.add("dtstart", first)
    # The end is the first day after the event (RFC 5545, 3.6.1).
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", edition.title)
    if edition.theme:
        event.add("description", to_plain(edition.theme, RecordLinks(context, edition.key)))
    if place := context.catalogue.published_edition(edition).event_place:
        event.add("location", vText(place))
    if url := context.url(edition):
        event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


ICALENDAR = Format(
    name="icalendar",
    title=N_("Calendar"),
    media_type="text/calendar",
    suffix=".ics",
    scopes=ALL_SCOPES,
    write=_write,
)
