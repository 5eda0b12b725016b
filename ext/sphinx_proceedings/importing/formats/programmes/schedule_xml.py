"""The schedule XML of frab and pretalx, as what their schedule JSON says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.importing.safe_reading.safe_xml import children, local_name, text_of

if TYPE_CHECKING:
    from lxml import etree


def conference_of(root: etree._Element) -> dict[str, Any] | None:
    """Return ``schedule.conference`` of the JSON; None for XML that is no schedule."""
    if local_name(root) != "schedule":
        return None
    conference = next(children(root, "conference"), None)
    if conference is None:
        return None
    made: dict[str, Any] = {local_name(one): text_of(one) for one in conference}
    change = made.get("day_change", "")
    made["days"] = [_day(day, change) for day in children(root, "day")]
    return made


def _day(day: etree._Element, change: str) -> dict[str, Any]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for room in children(day, "room"):
        name = room.get("name", "")
        events = rooms.setdefault(name, [])
        events += [_event(event, day, name, change) for event in children(room, "event")]
    return {"date": day.get("date", ""), "rooms": rooms}


def _event(event: etree._Element, day: etree._Element, room: str, change: str) -> dict[str, Any]:
    made: dict[str, Any] = {str(name): str(value) for name, value in event.attrib.items()}
    made["room"] = room
    for part in event:
        name = local_name(part)
        if name == "persons":
            made[name] = [
                {"id": one.get("id") or one.get("guid") or "", "public_name": text_of(one)}
                for one in children(part, "person")
            ]
        elif name in ("links", "attachments"):
            made[name] = [{"url": one.get("href", ""), "title": text_of(one)} for one in part]
        elif name == "recording":
            made["recording_license"] = text_of(next(children(part, "license"), None))
            made["do_not_record"] = text_of(next(children(part, "optout"), None)) == "true"
        elif text := "".join(map(str, part.itertext())).strip():
            made[name] = text
    if not made.get("date"):
        made["date"] = _date(made.get("start", ""), day, change)
    return made


def _date(start: str, day: etree._Element, change: str) -> str:
    """Return the date of an event that has none, as frab's of old.

    A day lasts until the small hours: what starts at an earlier hour than the day does, or than
    the conference changes days, is on the next date.
    """
    date, begin = day.get("date", ""), day.get("start", "")
    try:
        if begin:
            first = dt.datetime.fromisoformat(begin).time()
        else:
            first = dt.time.fromisoformat((change or "00:00").zfill(5))
        is_next = dt.time.fromisoformat(start.zfill(5)) < first
        return str(dt.date.fromisoformat(date[:10]) + dt.timedelta(days=int(is_next)))
    except (ValueError, OverflowError):
        return date
