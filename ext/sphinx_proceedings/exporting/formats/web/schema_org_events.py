"""Where and how events of schema.org take place, and whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.model.records.editions import Mode
from sphinx_proceedings.model.records.event_status import EventStatus

if TYPE_CHECKING:
    from sphinx_proceedings.model.appearances import Appearance
    from sphinx_proceedings.model.records.editions import Edition

_ADDRESS: Final = "https://schema.org"
_MODES: Final = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.VIRTUAL: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
_EVENT_STATUSES: Final = {
    None: "EventScheduled",
    EventStatus.CANCELLED: "EventCancelled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.MOVED: "EventRescheduled",
}
Thing = dict[str, Any]


def attendance_mode(edition: Edition) -> str | None:
    """Return schema.org's eventAttendanceMode; None when nobody says."""
    return f"{_ADDRESS}/{_MODES[edition.mode]}" if edition.mode else None


def event_status(edition: Edition, status: EventStatus | None) -> str:
    """Return schema.org's eventStatus; what was moved to the net has a word of its own."""
    if status is EventStatus.MOVED and edition.mode is Mode.VIRTUAL:
        return f"{_ADDRESS}/EventMovedOnline"
    return f"{_ADDRESS}/{_EVENT_STATUSES[status]}"


def place_of(edition: Edition, appearance: Appearance | None) -> list[Thing]:
    """Return where a talk is: online at its own address, else where the event is."""
    if appearance is not None and appearance.url and not appearance.room:
        return [{"@type": "VirtualLocation", "url": str(appearance.url)}]
    return location(edition)


def location(edition: Edition) -> list[Thing]:
    """Return the places of an edition: its venue, and its stream where one can be there online."""
    venue, places = edition.venue, []
    if venue and (venue.name or venue.city) and edition.mode is not Mode.VIRTUAL:
        address = compacted(
            {
                "@type": "PostalAddress",
                "addressLocality": venue.city,
                "addressRegion": venue.region,
                "addressCountry": venue.country,
            }
        )
        place = {"@type": "Place", "name": venue.name or venue.city, "address": address}
        places.append(compacted({**place, "url": venue.url}))
    if edition.mode in {Mode.VIRTUAL, Mode.HYBRID}:
        stream = next((link.url for link in edition.links if link.type == "stream"), None)
        places.append(compacted({"@type": "VirtualLocation", "url": stream}))
    return places


def compacted(thing: Thing) -> Thing:
    """Leave out what has no value."""
    return {key: value for key, value in thing.items() if value or value == 0}
