"""The programme as frab's schedule XML and pretalx's schedule JSON, for apps and video crews.

Both follow the schemas that c3voc keeps: days, in them rooms, in them events.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from sphinx_proceedings import __version__
from sphinx_proceedings.exporting.citation import RecordLinks
from sphinx_proceedings.exporting.protocol import (
    ExportContext,
    ExportError,
    Format,
    Scope,
    Selection,
)
from sphinx_proceedings.exporting.scheduled_events import ScheduledEvent, scheduled_events, uuid_of
from sphinx_proceedings.exporting.xml_lines import XmlLines
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import Zone
from sphinx_proceedings.model.values.text import slug

_HEAD: Final = "<?xml version='1.0' encoding='UTF-8'?>"
_GENERATOR: Final = "sphinx-proceedings"
_ATTACHED: Final = {
    ResourceType.PDF: "paper",
    ResourceType.SLIDES: "slides",
    ResourceType.POSTER: "related",
    ResourceType.SUPPLEMENT: "related",
    ResourceType.VIDEO: "media",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the event with its rooms and what is in them."""

    date: dt.date
    rooms: dict[str, list[ScheduledEvent]]

    @property
    def start(self) -> dt.datetime:
        """When the first event begins."""
        return min(h.start for room in self.rooms.values() for h in room)

    @property
    def end(self) -> dt.datetime:
        """When the last event ends."""
        return max(h.end for room in self.rooms.values() for h in room)


class Programme:
    """What both formats say of one edition."""

    def __init__(self, context: ExportContext, selection: Selection) -> None:
        self.context = context
        self.edition: Edition = selection.editions[0]
        self.links = RecordLinks(context, self.edition.key)
        found = scheduled_events(context, self.edition)
        if not found:
            raise ExportError(
                f"{self.edition.key} has no programme with dates, times and a time zone; "
                "give it sessions, start_date and time_zone"
            )
        days: dict[dt.date, dict[str, list[ScheduledEvent]]] = {}
        for scheduled in found:
            rooms = days.setdefault(scheduled.day, {})
            rooms.setdefault(self.room(scheduled), []).append(scheduled)
        self.days = [Day(date, rooms) for date, rooms in sorted(days.items())]
        # Old readers want small numbers: stable ones, from the id, moved on where two collide.
        self.numbers: dict[str, int] = {}
        for scheduled in sorted(found, key=lambda h: h.id):
            number = crc32(scheduled.id.encode()) % 1_000_000 + 1
            while number in self.numbers.values():
                number += 1
            self.numbers[scheduled.id] = number

    @property
    def acronym(self) -> str:
        """Four characters or more of a-z, 0-9 and _."""
        return re.sub("[^a-z0-9]+", "_", self.edition.key.lower()).ljust(4, "_")

    @property
    def zone(self) -> Zone | None:
        """The edition's zone; that of its first session where it has none."""
        return self.edition.time_zone or self.edition.sessions[0].time_zone

    @property
    def version(self) -> str:
        """A version that tells one state of the data from the next."""
        return self.context.stamp(self.edition).strftime("%Y-%m-%dT%H:%M:%SZ")

    def room(self, scheduled: ScheduledEvent) -> str:
        """Return the room of an event; a schedule has no events without one."""
        venue = self.edition.venue
        room = scheduled.room or (venue and (venue.room or venue.name))
        return str(room or self.edition.short_title)

    def track(self, scheduled: ScheduledEvent) -> str:
        """Return the title of an event's track, or nothing."""
        wanted = scheduled.session.track
        title = next((t.title for t in self.edition.tracks if t.id == wanted), None)
        return to_plain(title, self.links) if title else ""

    def slug(self, scheduled: ScheduledEvent) -> str:
        """Return a name for an event's file: ``edge_2025-123-opening``."""
        return (
            f"{self.acronym}-{self.numbers[scheduled.id]}-{slug(scheduled.title)[:50].strip('-')}"
        )

    def language(self, scheduled: ScheduledEvent) -> str:
        """Return the language of an event."""
        record = scheduled.record
        if record is None:
            return str(self.edition.language)
        return str(self.context.catalogue.published(record).language)

    def attachments(self, scheduled: ScheduledEvent) -> list[tuple[str, str, str]]:
        """Return type, address and title of what belongs to an event; none of a withdrawn paper."""
        record = scheduled.record
        if record is None:
            return []
        found = []
        for resource in self.context.catalogue.published(record).resources:
            url = str(resource.url) if resource.url else None
            url = url or self.context.file_url(self.edition.key, resource.file or "")
            if url:
                kind = _ATTACHED.get(resource.type, "web")
                found.append((kind, url, resource.title or resource.type.value))
        return found


def _duration(scheduled: ScheduledEvent) -> str:
    """Return hours and minutes of real time, whatever the clocks do meanwhile."""
    span = scheduled.end.astimezone(dt.UTC) - scheduled.start.astimezone(dt.UTC)
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _xml(context: ExportContext, selection: Selection) -> bytes:
    programme = Programme(context, selection)
    edition = programme.edition
    lines = XmlLines()
    lines.begin("schedule")
    lines.empty("generator", {"name": _GENERATOR, "version": __version__})
    lines.paragraphs("version", programme.version)
    lines.begin("conference")
    lines.paragraphs("title", edition.title)
    lines.paragraphs("acronym", programme.acronym)
    lines.paragraphs("start", programme.days[0].start.isoformat())
    lines.paragraphs("end", programme.days[-1].end.isoformat())
    lines.paragraphs("days", str(len(programme.days)))
    lines.paragraphs("timeslot_duration", "00:05")
    if url := context.url(edition):
        lines.paragraphs("base_url", context.absolute("") or url)
        lines.paragraphs("url", url)
    lines.paragraphs("time_zone_name", str(programme.zone))
    for track in edition.tracks:
        lines.empty("track", {"name": to_plain(track.title, programme.links)})
    lines.end()
    for index, day in enumerate(programme.days, 1):
        times = {"start": day.start.isoformat(), "end": day.end.isoformat()}
        lines.begin("day", {"index": str(index), "date": str(day.date), **times})
        for name, room in day.rooms.items():
            guid = str(uuid_of(f"{edition.key}/rooms/{name}"))
            lines.begin("room", {"name": name, "guid": guid})
            for scheduled in room:
                _xml_event(programme, lines, scheduled)
            lines.end()
        lines.end()
    lines.end()
    return f"{_HEAD}{lines}\n".encode()


def _xml_event(programme: Programme, lines: XmlLines, scheduled: ScheduledEvent) -> None:
    number = str(programme.numbers[scheduled.id])
    lines.begin("event", {"guid": str(scheduled.guid), "id": number})
    for name, text in (
        ("room", programme.room(scheduled)),
        ("title", scheduled.title),
        ("subtitle", ""),
        ("type", scheduled.kind),
        ("date", scheduled.start.isoformat()),
        ("start", scheduled.start.strftime("%H:%M")),
        ("duration", _duration(scheduled)),
        ("abstract", scheduled.description),
        ("slug", programme.slug(scheduled)),
        ("track", programme.track(scheduled)),
    ):
        lines.paragraphs(name, text)
    lines.begin("persons")
    for cited in scheduled.people:
        guid = str(uuid_of(cited.person.key if cited.person else cited.display))
        lines.paragraphs("person", cited.display, {"guid": guid})
    lines.end()
    lines.paragraphs("language", programme.language(scheduled))
    lines.paragraphs("description", "")
    lines.begin("attachments")
    for kind, url, title in programme.attachments(scheduled):
        lines.paragraphs("attachment", title, {"href": url, "type": kind})
    lines.end()
    if scheduled.url:
        lines.paragraphs("url", scheduled.url)
    lines.end()


def _json(context: ExportContext, selection: Selection) -> bytes:
    if not context.base_url:
        raise ExportError(
            "pretalx's schedule wants an address for each event; give the site's public "
            "address (--base-url)"
        )
    programme = Programme(context, selection)
    edition, days = programme.edition, programme.days
    rooms = dict.fromkeys(name for day in days for name in day.rooms)
    conference = {
        "acronym": programme.acronym,
        "title": edition.title,
        "start": str(edition.start_date or days[0].date),
        "end": str(edition.last_day or days[-1].date),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": str(programme.zone),
        "url": context.url(edition),
        "rooms": [
            {"name": name, "guid": str(uuid_of(f"{edition.key}/rooms/{name}"))} for name in rooms
        ],
        "tracks": [
            {"name": to_plain(track.title, programme.links), "slug": slug(str(track.id))}
            for track in edition.tracks
        ],
        "days": [
            {
                "index": index,
                "date": str(day.date),
                "day_start": day.start.isoformat(),
                "day_end": day.end.isoformat(),
                "rooms": {
                    name: [_json_event(programme, h) for h in room]
                    for name, room in day.rooms.items()
                },
            }
            for index, day in enumerate(days, 1)
        ],
    }
    schedule = {
        "version": programme.version,
        "base_url": context.absolute(""),
        "conference": conference,
    }
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": _GENERATOR, "version": __version__},
        "schedule": schedule,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _json_event(programme: Programme, scheduled: ScheduledEvent) -> dict[str, Any]:
    return {
        "guid": str(scheduled.guid),
        "id": programme.numbers[scheduled.id],
        "date": scheduled.start.isoformat(),
        "start": scheduled.start.strftime("%H:%M"),
        "end": scheduled.end.isoformat(),
        "duration": _duration(scheduled),
        "room": programme.room(scheduled),
        "slug": programme.slug(scheduled),
        "url": scheduled.url,
        "title": scheduled.title,
        "subtitle": "",
        "track": programme.track(scheduled),
        "type": scheduled.kind,
        "language": programme.language(scheduled),
        "abstract": scheduled.description,
        "description": "",
        "persons": [
            {
                "guid": str(uuid_of(cited.person.key if cited.person else cited.display)),
                "name": cited.display,
            }
            for cited in scheduled.people
        ],
        "links": [],
        "attachments": [
            {"type": kind, "url": url, "title": title}
            for kind, url, title in programme.attachments(scheduled)
        ],
    }


FRAB_XML = Format(
    name="frab-xml",
    title=N_("Schedule XML (frab)"),
    media_type="application/vnd.c3voc.schedule+xml",
    suffix=".schedule.xml",
    scopes=frozenset({Scope.EDITION}),
    write=_xml,
)
PRETALX_JSON = Format(
    name="pretalx-json",
    title=N_("Schedule JSON (pretalx)"),
    media_type="application/json",
    suffix=".schedule.json",
    scopes=frozenset({Scope.EDITION}),
    write=_json,
)
