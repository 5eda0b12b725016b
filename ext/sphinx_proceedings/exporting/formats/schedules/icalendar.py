"""iCalendar (RFC 5545): an edition, its sessions and what is in them; or one talk or paper.

Times are those of the event's own zone, whose rules are written along for the years that matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from icalendar import Event, vText

from sphinx_proceedings.exporting.citation import RecordLinks
from sphinx_proceedings.exporting.formats.schedules.icalendar_lines import (
    STATUSES,
    add_revision,
    folded,
    frame,
    revised,
    text_line,
    time_line,
)
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
    poster_event,
    session_event,
    uuid_of,
)
from sphinx_proceedings.model.appearances import changes_of, zone_of
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.publication.retraction_mark import EVENT_MARKS
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.records.programme import Session
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import Zone
from sphinx_proceedings.model.views.timetable import TimedSession, timed_session, timetable


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
        found = [poster_event(context, edition, t, record) for t in timed]
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


def entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    """Return the events of a paper; there are none where its sessions have no slots."""
    sessions = {a.session.key: a.session for a in context.catalogue.appearances(paper)}
    timed = [t for s in sessions.values() if (t := _timed_session(context, s)) is not None]
    found = [h for t in timed for h in of_session(context, t) if h.record is paper]
    return tuple(_written(context, scheduled) for scheduled in found)


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
    names = [text_line("NAME", name), text_line("X-WR-CALNAME", name)]
    head, end = frame()
    return b"".join((head, *names, *zones, *wholes, *parts, end))


@memoized
def _written(context: ExportContext, scheduled: ScheduledEvent) -> bytes:
    """Return an event as written; it stands in calendars of its talk, session, edition, site.

    Written line by line, in the library's order: that was a twentieth of a site's exports.
    """
    edition, zone = context.catalogue.edition_of(scheduled.session), _zone(context, scheduled)
    people = ", ".join(cited.display for cited in scheduled.people)
    addresses = list(dict.fromkeys(filter(None, (scheduled.online, scheduled.url))))
    description = "\n\n".join(filter(None, (people, scheduled.description, *addresses)))
    stamp, modified = revised(context.stamp(edition), scheduled.changed, scheduled.revision)
    lines = [
        b"BEGIN:VEVENT\r\n",
        text_line("SUMMARY", scheduled.title),
        time_line("DTSTART", scheduled.start, zone),
        time_line("DTEND", scheduled.end, zone),
        time_line("DTSTAMP", stamp, None),
        b"UID:%s\r\n" % str(scheduled.guid).encode(),
        *([b"SEQUENCE:%d\r\n" % scheduled.revision] if scheduled.revision else []),
        text_line("CATEGORIES", scheduled.kind),
    ]
    if description:
        lines.append(text_line("DESCRIPTION", description))
    if modified:
        lines.append(time_line("LAST-MODIFIED", modified, None))
    if scheduled.place:
        lines.append(text_line("LOCATION", scheduled.place))
    if scheduled.status:
        lines.append(text_line("STATUS", STATUSES[scheduled.status]))
    if scheduled.id == scheduled.session.key and scheduled.session.slots:
        lines.append(b"TRANSP:TRANSPARENT\r\n")  # its slots are what one attends
    if addresses:  # that where one takes part, before the one where one reads about it
        lines.append(folded(f"URL:{addresses[0]}"))
    return b"".join((*lines, b"END:VEVENT\r\n"))


@lru_cache(maxsize=256)
def _rules(zone: Zone, first: int, last: int) -> bytes:
    """Return the rules of a zone as written: thousands of calendars of an event share them."""
    return bytes(vtimezone(zone, first, last).to_ical())


def _zones(context: ExportContext, found: list[ScheduledEvent]) -> dict[Zone, tuple[int, int]]:
    """Return the zones that need rules, each with the first and last year told in it."""
    zones: dict[Zone, list[int]] = {}
    for scheduled in found:
        zone = _zone(context, scheduled)
        if zone is not None and "/" in zone.name:
            zones.setdefault(zone, []).extend((scheduled.start.year, scheduled.end.year))
    return {zone: (min(years), max(years)) for zone, years in zones.items()}


def _zone(context: ExportContext, scheduled: ScheduledEvent) -> Zone | None:
    return zone_of(context.catalogue.edition_of(scheduled.session), scheduled.session)


def _whole(context: ExportContext, edition: Edition) -> Event:
    """Return an edition as an event of whole days."""
    first, last = edition.start_date, edition.last_day
    if first is None or last is None:
        raise ExportError(f"{edition.key} has no start_date; add it to the edition")
    event = Event()
    event.add("uid", str(uuid_of(edition.key)))
    changed, status = changes_of(edition), edition.event_status
    add_revision(event, context.stamp(edition), changed, len(changed) or int(status is not None))
    event.add("dtstart", first)
    # The end is the first day after the event (RFC 5545, 3.6.1).
    event.add("dtend", last + dt.timedelta(days=1))
    mark = EVENT_MARKS.get(status) if status else None
    event.add("summary", f"{mark.prefix if mark else ''}{edition.title}")
    links = RecordLinks(context, edition.key)
    texts = [to_plain(text, links) for text in (edition.status_note, edition.theme) if text]
    if texts:
        event.add("description", "\n\n".join(texts))
    if status:
        event.add("status", STATUSES[status])
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
    entries=entries,
)
