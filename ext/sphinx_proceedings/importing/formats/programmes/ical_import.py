"""iCalendar: each event is a session; its times are put on the clock of the edition's zone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import LIKELY, NO, SURE, Detection, Format
from sphinx_proceedings.importing.privacy import has_address
from sphinx_proceedings.importing.programme_words import ask_time_zone, session_type
from sphinx_proceedings.importing.records import ImportedEdition, ImportedSession
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_MARK: Final = "BEGIN:VCALENDAR"
_MOST_EVENTS: Final = 5_000
_ZONE: Final = "X-WR-TIMEZONE"


def _files(source: Source) -> list[SourceFile]:
    return [
        file
        for file in source.files
        if not file.is_binary and file.text[:200].lstrip().upper().startswith(_MARK)
    ]


def _recognize(source: Source) -> Detection:
    files = _files(source)
    if not files:
        return Detection(NO, f"no text that begins with {_MARK}")
    count = sum(file.text.count("BEGIN:VEVENT") for file in files)
    # A calendar beside other files of a site is seldom all that is to be imported of it.
    score = SURE if len(files) == len(source.files) else LIKELY
    return Detection(score, f"{_MARK} with {count} events")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=frozenset(["title", "room", "description", "url"]))
    calendars = [found for file in _files(source) if (found := _calendar(source, file))]
    zone = _zone(calendars, answers)
    if zone is None:
        return edition
    edition.facts["time_zone"] = zone.key
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            _add(event, zone, edition)
    edition.sessions.sort(key=lambda one: (one.fields["date"], one.fields["start"], one.key))
    return edition


def _calendar(source: Source, file: SourceFile) -> Any:
    return source.tried(file, lambda: _read(file))


def _read(file: SourceFile) -> Any:
    count = file.text.count("BEGIN:VEVENT")
    if count > _MOST_EVENTS:
        raise ImportSourceError(f"{file.name}: {count:,} events are more than are read")
    try:
        return Calendar.from_ical(file.text)
    except (ValueError, IndexError, KeyError) as failure:
        raise ImportSourceError(f"{file.name}: not iCalendar: {failure}") from None


def _zone(calendars: list[Any], answers: Answers) -> ZoneInfo | None:
    """Return the zone that is asked for, or that the calendar or one of its events names."""
    named = {str(one.get(_ZONE)) for one in calendars if one.get(_ZONE)}
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            start = event.get("DTSTART")
            tzid = start.params.get("TZID") if start is not None else None
            named |= {str(tzid)} if tzid else set()
    given = {**answers.known, **answers.given}.get("time-zone")
    likely = given or (next(iter(named)) if len(named) == 1 else "")
    for name in (likely, ask_time_zone(answers, min(named, default="")) if not likely else ""):
        try:
            return ZoneInfo(name or "")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    if likely and not given:
        ask_time_zone(answers)  # the name is no zone
    return None


def _add(event: Any, zone: ZoneInfo, edition: ImportedEdition) -> None:
    title = str(event.get("SUMMARY") or "").strip()
    start = _local(event.get("DTSTART"), zone)
    end = _local(event.get("DTEND"), zone)
    if end is None and start is not None and event.get("DURATION") is not None:
        end = start + event["DURATION"].dt
    if not title or start is None or end is None or end <= start:
        reason = "events without a title, or for whole days"
        edition.excluded[reason] = edition.excluded.get(reason, 0) + 1
        return
    uid = str(event.get("UID") or "")
    key = uid if uid and not has_address(uid) else slug(f"{title} {start:%Y-%m-%d %H%M}")
    if event.get("RRULE") is not None:
        why = "it is repeated; only its first time is taken"
        edition.notes.append(Note(outcome=Outcome.LEFT_OUT, record=key, why=why))
    place = str(event.get("LOCATION") or "").strip()
    url = str(event.get("URL") or "").strip()
    link = place if place.startswith(("http://", "https://")) else url
    fields: dict[str, Any] = {
        "title": title,
        "type": session_type(title) or "other",
        "date": start.date().isoformat(),
        "start": start.strftime("%H:%M"),
        "end": end.strftime("%H:%M"),
        "end_date": end.date().isoformat() if end.date() != start.date() else "",
        "room": "" if link == place else place,
        "url": link,
        "description": str(event.get("DESCRIPTION") or "").strip(),
    }
    edition.sessions.append(ImportedSession(key=key, fields=fields))


def _local(value: Any, zone: ZoneInfo) -> dt.datetime | None:
    """Return a time on the zone's clock: one in UTC or another zone converted, a floating one."""
    moment = getattr(value, "dt", None)
    if not isinstance(moment, dt.datetime):
        return None
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


ICAL_IMPORT: Final = Format(name="icalendar", title="iCalendar", recognize=_recognize, take=_take)
