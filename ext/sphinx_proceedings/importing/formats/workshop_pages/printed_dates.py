"""Days in the words of a page: ``Friday May 7, 2021``, ``14 March 2022 (AoE)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import plain
from sphinx_proceedings.importing.text.zone_names import read_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Block

_MONTHS: Final = (
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?"
)
_NUMBERS: Final = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "mär": 3,
    "apr": 4,
    "may": 5,
    "mai": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
}
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY: Final = r"(?:(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\.?,?\s+)?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>20\d\d|19\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"{_WEEKDAY}\b(?P<month>{_MONTHS})\b\.?\s+{_DAY}(?P<range>\s*(?:-|–|—|to|and)\s*(?:(?:{_MONTHS})\.?\s+)?\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?P<year>20\d\d|19\d\d)",
        rf"{_WEEKDAY}\b{_DAY}(?P<range>\s*(?:-|–|—|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?P<month>{_MONTHS})\b\.?,?\s+(?P<year>20\d\d|19\d\d)",
    )
)
_ZONE: Final = re.compile(
    r"[\s,(]*\b(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?|h)?\s*,?\s*)?"
    r"(AoE|anywhere on earth|UTC(?:\s?[+-]\s?\d{1,2})?|GMT|[A-Z]{2,4}T)\b[\s)]*",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"[\s,(]*\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
_STRUCK: Final = re.compile(r"~~(.+?)~~|<(?:s|del|strike)>(.+?)</(?:s|del|strike)>", re.IGNORECASE)
_ANNOUNCED: Final = re.compile(
    r"\b(?:takes? place|be held|held|date of (?:the )?(?:event|workshop))\b[^.]{0,60}?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day, and where in the text it stands."""

    day: date
    start: int
    end: int
    doubt: str = ""


def days_in(text: str) -> Iterator[PrintedDay]:
    """Yield the days in a text that have a year; a wrong weekday and a range are doubted."""
    found: list[PrintedDay] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            if one := _printed(match):
                found.append(one)
    yield from sorted(found, key=lambda one: one.start)


def _printed(match: re.Match[str]) -> PrintedDay | None:
    said = match.groupdict()
    month = int(said["number"]) if said.get("number") else _NUMBERS[said["month"][:3].casefold()]
    try:
        day = date(int(said["year"]), month, int(said["day"]))
    except ValueError:
        return None
    doubt = "several days" if said.get("range") else ""
    if (name := said.get("weekday")) and _DAYS[day.weekday()] != name.casefold()[:3]:
        doubt = f"{day.isoformat()} is no {name}"
    return PrintedDay(day, match.start(), match.end(), doubt)


def announced_day(text: str) -> date | None:
    """Return the day on which a sentence says that the workshop takes place; None in any doubt."""
    for said in _ANNOUNCED.finditer(text):
        for one in days_in(text[said.end() : said.end() + 120]):
            return None if one.doubt else one.day
    return None


@dataclass(slots=True)
class ImportantDates:
    """Dates of a call as plain data, and what was not understood: line and text."""

    dates: list[dict[str, str]]
    left: list[tuple[int, str, str]]


def important_dates(blocks: Sequence[Block]) -> ImportantDates:
    """Return the dates of a list or table such as ``Submission deadline: March 14, 2022 (AoE)``."""
    made = ImportantDates([], [])
    for block in blocks:
        text = block.text if block.kind != "row" else " : ".join(" ".join(c) for c in block.cells)
        struck = " ".join(filter(None, (g for f in _STRUCK.finditer(text) for g in f.groups())))
        shown = plain(_STRUCK.sub(" ", text)) or plain(text)
        days = [*days_in(shown)]
        if not days:
            if block.kind != "paragraph" and re.search(r"\d", shown):
                made.left.append((block.number, shown, "no date with a year in it"))
            continue
        if len(days) > 1 or days[0].doubt:
            why = days[0].doubt or "several dates"
            made.left.append((block.number, shown, why))
            continue
        found = days[0]
        title, zone, time = _title(shown, found)
        if not title:
            made.left.append((block.number, shown, "no words for the date"))
            continue
        entry = {"title": title, "date": found.day.isoformat()}
        if time:
            entry["time"] = time
        if zone:
            entry["time_zone"] = zone
        if before := list(days_in(plain(struck))):
            entry["former_date"] = before[0].day.isoformat()
        if not re.search(r"deadline|due|submi|camera|notif|abstract", title, re.IGNORECASE):
            entry["deadline"] = False  # type: ignore[assignment]
        made.dates.append(entry)
    return made


def _title(text: str, found: PrintedDay) -> tuple[str, str, str]:
    """Return the words for a date, the zone and the time of day that stand beside it."""
    around = f"{text[: found.start]} {text[found.end :]}"
    zone = ""
    if said := _ZONE.search(around):
        name = "AoE" if said[1].casefold() in ("aoe", "anywhere on earth") else said[1]
        zone = name if name == "AoE" else read_zone(name).zone or ""
    clock = ""
    if at := _TIME.search(around):
        hour = int(at["hour"])
        if at["half"] and hour <= 12:
            hour = hour % 12 + (12 if at["half"][0] in "pP" else 0)
        if hour < 24 and int(at["minute"]) < 60:
            clock = f"{hour:02}:{at['minute']}"
        around = around[: at.start()] + " " + around[at.end() :]
    if said := _ZONE.search(around):
        around = around[: said.start()] + " " + around[said.end() :]
    around = re.sub(r"\(\s*\)|\b(?:extended|new)\b[!:]*", " ", around, flags=re.IGNORECASE)
    return " ".join(around.split()).strip(" :–—-,.;|()"), zone, clock
