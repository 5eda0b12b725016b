"""Dates, times of day and time zones of events, read from text and never from the machine."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.dates import format_interval as babel_interval
from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from sphinx_proceedings.model.values.text import did_you_mean
from sphinx_proceedings.model.values.text_value import shown

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years outside are slips of the finger, as no proceedings are that old or that far ahead."""

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_CLOCK_TIME = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)
_NOON = 12


def parse_date(text: str) -> dt.date:
    """Return the date written as ``2022-12-02`` (ISO 8601), or raise ``ValueError``."""
    written = text.strip()
    matched = _DATE.fullmatch(written)
    if not matched:
        loose = _LOOSE_DATE.fullmatch(written)
        example = "{:0>4}-{:0>2}-{:0>2}".format(*loose.groups()) if loose else "2022-12-02"
        msg = f"{shown(text)} is not a date; write it as {example} (year-month-day)"
        raise ValueError(msg)
    year, month, day = (int(part) for part in matched.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        msg = f"{written} is not a date of an event: the year is not in {FIRST_YEAR}–{LAST_YEAR}"
        raise ValueError(msg)
    if not 1 <= month <= len(_MONTHS):
        msg = f"{written} is not a date: there is no month {month}; write it as year-month-day"
        raise ValueError(msg)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        msg = f"{written} is not a date: {_MONTHS[month - 1]} {year} has {days} days"
        raise ValueError(msg)
    return dt.date(year, month, day)


def parse_time(text: str) -> dt.time:
    """Return the time of day written as ``08:00`` or ``8:15``, or raise ``ValueError``.

    Seconds are allowed (deadlines have them). ``24:00`` is not: it belongs to the next day.
    """
    written = text.strip()
    matched = _TIME.fullmatch(written)
    if not matched:
        msg = f"{shown(text)} is not a time; write it as {_time_meant(written)} (24 hours)"
        raise ValueError(msg)
    hour, minute, second = (int(part or 0) for part in matched.groups())
    if (hour, minute, second) == (24, 0, 0):
        msg = f"{written} is not a time; write 23:59, or 00:00 with the date of the next day"
        raise ValueError(msg)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        msg = f"{written} is not a time: hours go from 00 to 23, minutes and seconds from 00 to 59"
        raise ValueError(msg) from None


def _time_meant(text: str) -> str:
    matched = _CLOCK_TIME.fullmatch(text)
    if not matched or not 1 <= int(matched[1]) <= _NOON:
        return "08:15"
    hour = int(matched[1]) % _NOON + (_NOON if matched[3] in "pP" else 0)
    return f"{hour:02}:{matched[2] or '00'}"


AOE = "AoE"
"""Anywhere on Earth: a deadline in it is over when the day is over everywhere (UTC−12)."""

_FIXED_ZONES = {
    "UTC": dt.UTC,
    AOE: dt.timezone(dt.timedelta(hours=-12), AOE),
}


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A time zone by its name: one of the IANA database, ``UTC`` or ``AoE``; see `parse_zone`."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def tzinfo(self) -> dt.tzinfo:
        """The zone's rules."""
        return _FIXED_ZONES.get(self.name) or _iana(self.name)


@cache
def _iana_names() -> frozenset[str]:
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


@cache
def _iana(name: str) -> ZoneInfo:
    # From the tzdata package only: the database of the machine may be years old, and then the
    # same data would give other times there.
    path = resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))
    with path.open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


_LONGEST_ABBREVIATION = 5


def parse_zone(text: str) -> Zone:
    """Return the zone named ``America/Chicago``, ``UTC`` or ``AoE``, or raise ``ValueError``.

    Abbreviations are refused: CST is a time in Chicago, Havana and Shanghai.
    """
    written = text.strip()
    if written.casefold() in {"aoe", "anywhere on earth"}:
        return Zone(AOE)
    if written == "UTC" or ("/" in written and written in _iana_names()):
        return Zone(written)
    if written.casefold() in {"utc", "gmt", "z"}:
        advice = "write UTC"
    elif written.isupper() and len(written) <= _LONGEST_ABBREVIATION:
        advice = "as an abbreviation it may mean several; write it as America/Chicago"
    else:
        cities = [name for name in _iana_names() if "/" in name]
        by_city = {name.rpartition("/")[2].replace("_", " "): name for name in sorted(cities)}
        near = did_you_mean(written, cities) or by_city.get(did_you_mean(written, by_city) or "")
        advice = f"did you mean {near}?" if near else "write it as America/Chicago, UTC or AoE"
    msg = f"{shown(text)} is not a time zone; {advice}"
    raise ValueError(msg)


@lru_cache(16_384)  # of a session and its slots many ask
def combine(date: dt.date, time: dt.time, zone: Zone) -> dt.datetime:
    """Return the moment when clocks in *zone* show *date* and *time*.

    A time that clocks show twice, when they are set back, is the first of the two. A time that
    they skip, when they are set forward, raises ``ValueError``.
    """
    moment = dt.datetime.combine(date, time.replace(fold=0), tzinfo=zone.tzinfo)
    real = moment.astimezone(dt.UTC).astimezone(zone.tzinfo)
    if real.replace(tzinfo=None) != moment.replace(tzinfo=None):
        msg = (
            f"{format_time(time)} on {date} does not exist in {zone}: clocks are set forward then; "
            f"did you mean {format_time(real.time())}?"
        )
        raise ValueError(msg)
    return moment


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def format_date_range(start: dt.date, end: dt.date | None = None, lang: str = "en") -> str:
    """Return the days of an event: ``2 December 2022``, ``7–9 May 2021``, ``30 Nov – 2 Dec 2022``.

    *lang* is a BCP 47 tag; other languages than English follow the CLDR. A language it does not
    know is written as English. ``ValueError`` if *end* is before *start*.
    """
    end = end or start
    if end < start:
        msg = f"the end {end} is before the start {start}"
        raise ValueError(msg)
    locale = _locale(lang)
    if locale is not None:
        if start == end:
            return babel_date(start, "long", locale=locale)
        return babel_interval(start, end, "yMMMd", locale=locale)
    if start == end:
        return f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {_MONTHS[start.month - 1]} {start.year}"
    first, last = (f"{day.day} {_MONTHS[day.month - 1][:3]}" for day in (start, end))
    year = "" if start.year == end.year else f" {start.year}"
    return f"{first}{year} – {last} {end.year}"


@cache
def _locale(lang: str) -> Locale | None:
    """Return the CLDR's locale for *lang*, ``None`` for English and what it does not know."""
    if lang.partition("-")[0].casefold() == "en":
        return None
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def format_time(time: dt.time) -> str:
    """Return the time as ``08:00``, with seconds only where there are any."""
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"


def zone_label(moment: dt.datetime) -> str:
    """Return how the zone of an aware *moment* is told to readers: ``CST, UTC−06:00``."""
    offset = moment.utcoffset()
    if offset is None:
        msg = f"{moment} has no time zone"
        raise ValueError(msg)
    minutes = round(offset.total_seconds() / 60)
    name = moment.tzname() or ""
    if minutes == 0 and name == "UTC":
        return "UTC"
    sign = "−" if minutes < 0 else "+"
    label = f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    # Where a zone has no abbreviation in use, the database gives a number: -03.
    return f"{name}, {label}" if name.isalpha() or name == AOE else label


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return parse_date(_text(value, "date", "2022-12-02"))


def _time(value: Any) -> dt.time:
    if isinstance(value, dt.time) and value.tzinfo is None:
        return value
    return parse_time(_text(value, "time", "08:15"))


def _zone(value: Any) -> Zone:
    return value if isinstance(value, Zone) else parse_zone(_text(value, "time zone", "UTC"))


def _text(value: Any, kind: str, example: str) -> str:
    if not isinstance(value, str):
        msg = f"a {kind} is text, as {example}; this is {type(value).__name__}"
        raise ValueError(msg)  # noqa: TRY004 - bad data, for pydantic to report
    return value


Date = Annotated[
    dt.date,
    PlainValidator(_date),
    PlainSerializer(dt.date.isoformat, return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "description": "Date as year-month-day.",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "examples": ["2022-12-02"],
        }
    ),
]
"""A field that reads ``2022-12-02``."""

TimeOfDay = Annotated[
    dt.time,
    PlainValidator(_time),
    PlainSerializer(format_time, return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "description": "Time of day, 24 hours.",
            "pattern": r"^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
            "examples": ["08:15"],
        }
    ),
]
"""A field that reads ``08:15`` or ``8:15``."""

TimeZone = Annotated[
    Zone,
    PlainValidator(_zone),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "description": "Time zone: a name of the IANA database, UTC, or AoE.",
            "examples": ["America/Chicago", "UTC", "AoE"],
        }
    ),
]
"""A field that reads ``America/Chicago``, ``UTC`` or ``AoE``."""
