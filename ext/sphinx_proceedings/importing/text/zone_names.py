"""Time zones as programmes print them; for cities and offsets a zone is proposed, never taken.

``Orlando UTC-4`` and ``New Orleans Time Zone`` were seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale

from sphinx_proceedings.model.values.dates import parse_zone

_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+\-−–]\s*\d{1,2}(?::?\d{2})?)", re.IGNORECASE)
_ZONE_WORDS = re.compile(
    r"\b(?:local|time|zone|timezone|standard|daylight|summer|UTC|GMT)\b", re.IGNORECASE
)
# What abbreviations are to most who write them in a programme; the zone is proposed only.
_ABBREVIATIONS: Final = {
    **dict.fromkeys(("PT", "PST", "PDT"), ("America/Los_Angeles",)),
    **dict.fromkeys(("MT", "MST", "MDT"), ("America/Denver",)),
    **dict.fromkeys(("CT", "CDT"), ("America/Chicago",)),
    "CST": ("America/Chicago", "Asia/Shanghai"),
    **dict.fromkeys(("ET", "EST", "EDT"), ("America/New_York",)),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), ("Europe/Berlin", "Europe/Paris")),
    **dict.fromkeys(("BST", "WET"), ("Europe/London",)),
    **dict.fromkeys(("JST",), ("Asia/Tokyo",)),
    **dict.fromkeys(("KST",), ("Asia/Seoul",)),
    **dict.fromkeys(("SGT",), ("Asia/Singapore",)),
    **dict.fromkeys(("AEST", "AEDT"), ("Australia/Sydney",)),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
}
# Cities of conferences that the database has no zone of its own for.
_CITIES: Final = {
    **dict.fromkeys(("new orleans", "dallas", "austin", "houston"), "America/Chicago"),
    **dict.fromkeys(("orlando", "miami", "atlanta", "boston", "philadelphia"), "America/New_York"),
    **dict.fromkeys(("washington", "montreal", "pittsburgh", "baltimore"), "America/New_York"),
    **dict.fromkeys(("seattle", "san francisco", "san diego", "long beach"), "America/Los_Angeles"),
    **dict.fromkeys(("las vegas", "portland", "san jose"), "America/Los_Angeles"),
    **dict.fromkeys(("barcelona", "valencia"), "Europe/Madrid"),
    **dict.fromkeys(("milan", "florence", "bologna", "venice"), "Europe/Rome"),
    **dict.fromkeys(("munich", "hamburg"), "Europe/Berlin"),
    **dict.fromkeys(("edinburgh", "glasgow"), "Europe/London"),
    **dict.fromkeys(("kyoto", "yokohama", "osaka"), "Asia/Tokyo"),
    **dict.fromkeys(("beijing", "shenzhen", "hangzhou"), "Asia/Shanghai"),
    **dict.fromkeys(("abu dhabi",), "Asia/Dubai"),
    **dict.fromkeys(("bangalore", "hyderabad", "mumbai", "delhi"), "Asia/Kolkata"),
    **dict.fromkeys(("hawaii",), "Pacific/Honolulu"),
}


@dataclass(frozen=True, slots=True)
class ZoneName:
    """A time zone by its name in the IANA database, or empty with a doubt and proposals."""

    zone: str
    doubt: str = ""
    proposals: tuple[str, ...] = ()


def read_zone(text: str) -> ZoneName:
    """Return the zone that *text* names as the database does; for cities and offsets, proposals."""
    written = " ".join(text.split())
    try:
        return ZoneName(str(parse_zone(written)))
    except ValueError as failure:
        proposals = tuple(dict.fromkeys(_proposals(written)))
        return ZoneName("", str(failure), proposals)


def _proposals(text: str) -> list[str]:
    found = [
        zone
        for word in re.findall(r"\b[A-Z]{2,4}\b", text)
        for zone in _ABBREVIATIONS.get(word, ())
    ]
    words = _ZONE_WORDS.sub(" ", _OFFSET.sub(" ", text))
    place = " ".join(re.findall(r"[^\W\d_]+", words)).casefold()
    for city, zone in _CITIES.items():
        if city in place:
            found.append(zone)
    found += [zone for city, zone in _zones().items() if city == place]
    return found


@cache
def _zones() -> dict[str, str]:
    """Return the zones by the city in their names, and by the names that cities have in English."""
    made: dict[str, str] = {}
    for zone, facts in Locale("en").time_zones.items():
        city = str(zone).rpartition("/")[2].replace("_", " ").casefold()
        if "/" in str(zone):
            made.setdefault(city, str(zone))
            if isinstance(facts, dict) and isinstance(name := facts.get("city"), str):
                made.setdefault(name.casefold(), str(zone))
    for zone in _iana_cities():
        made.setdefault(zone.rpartition("/")[2].replace("_", " ").casefold(), zone)
    return made


def _iana_cities() -> list[str]:
    from importlib import resources  # noqa: PLC0415 - read once, and only for a zone in doubt

    names = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return sorted(name for name in names if name.count("/") == 1 and not name.startswith("Etc/"))
