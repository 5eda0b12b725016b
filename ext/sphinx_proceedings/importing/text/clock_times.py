"""Times as people type them on a page: ``07:30AM - 07:50AM``, and what is doubtful in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_RANGE = re.compile(r"\s*(.+?)\s*(?:-|–|—|\bto\b)\s*(.+?)\s*")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_PROPER = re.compile(r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_LONGEST: Final = 6 * 60
"""Minutes of one item; longer ones come of a wrong AM or PM."""


@dataclass(frozen=True, slots=True)
class ClockRange:
    """Begin and end on one day, as ``HH:MM``."""

    start: str
    end: str
    doubt: str = ""
    """Why it may not be what is meant; start and end are then a proposal."""

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


def clock_range(text: str) -> ClockRange | None:
    """Return the times of *text*, with a doubt where they do not read as they must be meant."""
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    start, end = _minutes(found[1]), _minutes(found[2])
    if start is None or end is None:
        return None
    doubt = ""
    wrong = [part for part in found.groups() if not _PROPER.fullmatch(part)]
    if wrong:
        doubt = f"{wrong[0]!r} is no time"
    halves = [_half(part) for part in found.groups()]
    if not halves[0] and halves[1] and start + 12 * 60 <= end:
        start += 12 * 60
    if not 0 < end - start <= _LONGEST:
        doubt = doubt or "the end does not follow the begin as it must be meant"
        candidates = [end + 12 * 60, end - 12 * 60, start + 30]
        end = next(one for one in candidates if 0 < one - start <= _LONGEST)
    return ClockRange(_written(start), _written(end), doubt)


def start_alone(text: str) -> str:
    """Return the time of a text that is one time and no more: ``9:00 AM`` is ``09:00``."""
    minutes = _minutes(text) if _PROPER.fullmatch(text.strip()) else None
    return "" if minutes is None else _written(minutes)


def _half(text: str) -> str:
    matched = _TIME.match(text)
    return (matched[3] or "").lower() if matched else ""


def _minutes(text: str) -> int | None:
    matched = _TIME.match(text.strip())
    if not matched:
        return None
    hour, minute = int(matched[1]), int(matched[2] or 0)
    half = (matched[3] or "").lower()
    if hour > 23 or minute > 59:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute


def _written(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
