"""Submissions as the API of pretalx gives them, made into the days and rooms of a schedule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from sphinx_proceedings.importing.yaml_source import records_in, text_in

_ACCEPTED: Final = frozenset(("accepted", "confirmed"))
_DEEPEST: Final = 8


def conference_of_submissions(value: Any) -> dict[str, Any] | None:
    """Return the talks of ``/api/events/…/submissions/``, or ``talks/``, as a schedule.

    They are found wherever they stand in the JSON, since tools keep them by day and room. Those
    that are neither accepted nor confirmed are counted under ``excluded``; None if there are none.
    """
    found = {text_in(one, "code"): one for one in _submissions(value, 0)}
    if not found:
        return None
    excluded: dict[str, int] = {}
    rooms: dict[str, list[dict[str, Any]]] = {}
    for one in found.values():
        state = text_in(one, "state") or "confirmed"
        if state not in _ACCEPTED:
            excluded[state] = excluded.get(state, 0) + 1
            continue
        event = _event(one)
        rooms.setdefault(event["room"], []).append(event)
    return {"days": [{"rooms": rooms}], "excluded": excluded}


def _submissions(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        speakers = records_in(value.get("speakers"))
        placed = "slot" in value or "slots" in value or "state" in value
        if text_in(value, "code") and text_in(value, "title") and placed and "speakers" in value:
            if all(text_in(one, "name") for one in speakers):
                yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                yield from _submissions(inner, depth + 1)


def _event(one: dict[str, Any]) -> dict[str, Any]:
    slots = [*records_in([one.get("slot")]), *records_in(one.get("slots"))]
    slot = next((each for each in slots if text_in(each, "start")), {})
    start, end = _moment(text_in(slot, "start")), _moment(text_in(slot, "end"))
    room = slot.get("room")
    made = {
        "guid": text_in(one, "code"),
        "title": text_in(one, "title"),
        "abstract": text_in(one, "abstract"),
        "description": text_in(one, "description"),
        "type": _words(one.get("submission_type")),
        "track": _words(one.get("track")),
        "room": _words(room),
        "persons": [
            {
                "code": text_in(person, "code"),
                "name": text_in(person, "name"),
                "biography": text_in(person, "biography"),
            }
            for person in records_in(one.get("speakers"))
        ],
    }
    if start and end:
        minutes = int((end - start).total_seconds()) // 60
        made |= {
            "date": start.isoformat(),
            "start": f"{start:%H:%M}",
            "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        }
    return made


def _words(value: Any) -> str:
    """Return a text that may be kept by language, or as the name of a record; English first."""
    if isinstance(value, dict):
        value = value.get("name", value)
    if isinstance(value, dict):
        texts = [one for key, one in sorted(value.items(), key=lambda item: item[0] != "en")]
        value = next((one for one in texts if isinstance(one, str) and one.strip()), "")
    return value.strip() if isinstance(value, str) else ""


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
