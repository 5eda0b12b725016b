"""The schedule of pretalx and frab, JSON or XML: talks with speakers, rooms and times.

What has the title of a paper of the edition is that paper, and only its time is taken.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx_proceedings.importing.formats.programmes.pretalx_submissions import (
    conference_of_submissions,
)
from sphinx_proceedings.importing.formats.programmes.schedule_xml import conference_of
from sphinx_proceedings.importing.formats.programmes.timed_items import TimedItem, sessions_of
from sphinx_proceedings.importing.importer import LIKELY, NO, SURE, Detection, Format
from sphinx_proceedings.importing.programme_words import ask_time_zone
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedEdition,
    ImportedResource,
    ImportedTalk,
)
from sphinx_proceedings.importing.yaml_source import records_in, text_in
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_TYPES: Final = {"keynote": "keynote", "tutorial": "tutorial", "demo": "demo", "invited": "invited"}
_USED: Final = frozenset(
    """id guid code slug date start duration room title type abstract description persons links
    url""".split()
)


def _conference(source: Source) -> dict[str, Any] | None:
    for _, root in source.xml_roots(b"<schedule"):
        if found := conference_of(root):
            return found
    for _, value in source.json_values():
        schedule = value.get("schedule") if isinstance(value, dict) else None
        conference = schedule.get("conference") if isinstance(schedule, dict) else None
        if isinstance(conference, dict) and isinstance(conference.get("days"), list):
            return conference
        if found := conference_of_submissions(value):
            return found
    return None


def _recognize(source: Source) -> Detection:
    conference = _conference(source)
    if conference is None:
        return Detection(
            NO, "no JSON with schedule.conference.days, no XML with schedule and conference"
        )
    if "excluded" in conference:
        count = sum(1 for _ in _events(conference))
        return Detection(LIKELY + 20, f"{count} submissions with code, speakers and slots")
    return Detection(SURE, f"schedule.conference with {len(conference['days'])} days")


def _events(conference: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for day in records_in(conference["days"]):
        rooms = day.get("rooms")
        for events in rooms.values() if isinstance(rooms, dict) else ():
            yield from records_in(events)


def _take(source: Source, answers: Answers) -> ImportedEdition:
    conference = _conference(source) or {"days": []}
    events = [*_events(conference)]
    # The XML has no biographies, which an earlier import of the JSON may have given.
    persons = [one for event in events for one in records_in(event.get("persons"))]
    bio = ["speakers.bio"] if any("biography" in one for one in persons) else []
    edition = ImportedEdition(
        carries=frozenset(["title", "speakers", "abstract", "type", *bio]), papers_as_talks=True
    )
    edition.excluded.update(conference.get("excluded", {}))
    if zone := _zone(conference, events, answers):
        edition.facts["time_zone"] = zone
    edition.facts.update(_facts(conference))
    items: list[TimedItem] = []
    for event in events:
        when = _times(event)
        if when is None or not text_in(event, "title"):
            edition.excluded["without a title or a time"] = (
                edition.excluded.get("without a title or a time", 0) + 1
            )
            continue
        key = text_in(event, "guid", "code") or str(event.get("id") or text_in(event, "slug"))
        title, room = text_in(event, "title"), text_in(event, "room")
        people = records_in(event.get("persons"))
        if people:
            edition.talks.append(_talk(event, key, people))
        items.append(TimedItem(*when, room, title, key if people else "", key))
        for name, value in event.items():
            if value not in ("", None, [], False) and name not in _USED:
                edition.unused[name] = edition.unused.get(name, 0) + 1
    edition.sessions = sessions_of(items)
    return edition


def _talk(event: dict[str, Any], key: str, people: list[dict[str, Any]]) -> ImportedTalk:
    kind = text_in(event, "type").casefold()
    texts = [text_in(event, name) for name in ("abstract", "description")]
    links = [one for one in records_in(event.get("links")) if text_in(one, "url")]
    return ImportedTalk(
        key=key,
        id=slug(text_in(event, "title")),
        title=text_in(event, "title"),
        type=next((name for word, name in _TYPES.items() if word in kind), "talk"),
        speakers=tuple(
            ImportedAuthor(
                name=text_in(one, "public_name", "name"),
                key=text_in(one, "code") or str(one.get("id") or ""),
                bio=text_in(one, "biography"),
            )
            for one in people
        ),
        abstract="\n\n".join(dict.fromkeys(text for text in texts if text)),
        resources=tuple(
            ImportedResource(type="website", url=text_in(one, "url"), title=text_in(one, "title"))
            for one in links
        ),
        source=text_in(event, "url") if text_in(event, "url").startswith("https://") else "",
    )


def _times(event: dict[str, Any]) -> tuple[dt.datetime, dt.datetime] | None:
    """Return begin and end on the local clock; a duration is hours and minutes."""
    day = text_in(event, "date")[:10]
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", text_in(event, "start"))
    length = re.fullmatch(r"(\d{1,3}):(\d{2})(?::\d{2})?", text_in(event, "duration"))
    if not clock or not length:
        return None
    try:
        start = dt.datetime.fromisoformat(day).replace(hour=int(clock[1]), minute=int(clock[2]))
    except ValueError:
        return None
    return start, start + dt.timedelta(hours=int(length[1]), minutes=int(length[2]))


def _zone(conference: dict[str, Any], events: list[dict[str, Any]], answers: Answers) -> str | None:
    """Return the zone that is named, unless the offsets of the dates are another's."""
    named = text_in(conference, "time_zone_name")
    if "time-zone" not in {**answers.known, **answers.given} and named:
        try:
            zone = ZoneInfo(named)
        except (ZoneInfoNotFoundError, ValueError):
            return ask_time_zone(answers)
        moments = []
        for event in events:
            try:
                moments.append(dt.datetime.fromisoformat(text_in(event, "date")))
            except ValueError:
                continue
        aware = [moment for moment in moments if moment.tzinfo]
        if all(one.utcoffset() == one.replace(tzinfo=zone).utcoffset() for one in aware):
            return named
    return ask_time_zone(answers)


def _facts(conference: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, key in (("title", "title"), ("start_date", "start"), ("end_date", "end")):
        if text := text_in(conference, key):
            facts[name] = text[:10] if name != "title" else text
    return facts


PRETALX: Final = Format(
    name="pretalx", title="pretalx/frab schedule, JSON or XML", recognize=_recognize, take=_take
)
