"""Dates of calls as pages print them: deadlines, and the day of the workshop itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import plain
from sphinx_proceedings.importing.text.printed_days import days_in
from sphinx_proceedings.importing.text.zone_names import read_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Block
    from sphinx_proceedings.importing.text.printed_days import PrintedDay

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
    title = re.sub(r"\s*:\s*\(", " (", " ".join(around.split())).strip(" :–—-,.;|()")
    return title + ")" * (title.count("(") > title.count(")")), zone, clock
