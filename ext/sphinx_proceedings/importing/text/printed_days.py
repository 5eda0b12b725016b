"""Days in the words of a text: ``Friday May 7, 2021``, ``14 March 2022``, ``2022-03-14``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

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
