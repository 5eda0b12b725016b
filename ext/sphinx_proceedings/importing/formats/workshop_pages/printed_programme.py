"""A programme as a page prints it: rows or items that begin with a time."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Block, Section, plain
from sphinx_proceedings.importing.text.clock_times import clock_range
from sphinx_proceedings.importing.text.name_lists import likeness_to_names
from sphinx_proceedings.importing.text.printed_days import days_in

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK: Final = r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?\s?m\.?|h|uhr)?"
_TIME: Final = re.compile(
    rf"\W{{0,3}}(?P<start>\d{{1,2}}[:.h]\d{{2}}\s*(?:[ap]\.?\s?m\.?)?|\d{{1,2}}\s*[ap]\.?m\.?|\d{{1,2}}(?=\s*[-–—]+\s*\d{{1,2}}\s*[ap:.]))"
    rf"(?:\s*(?:-{{1,3}}|–|—|to|until|~)\s*(?P<end>{_CLOCK}))?\s*"
    r"(?P<zone>\(?(?:[A-Z]{2,4}T|UTC(?:[+-]\d+)?|GMT|local time)\b\)?)?\**",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(
    r"\(\s*([A-Z]{2,5}|UTC\s*[+-]?\s*\d*|GMT\s*[+-]?\s*\d*|[\w\s/]{3,30}time(?: zone)?)\s*\)"
    r"|\b([A-Z]{1,3}[SD]?T|UTC(?:\s*[+-]\s*\d{1,2})?|AoE)\b"
)
_TITLES: Final = re.compile(
    r"event|title|session|what|talk|topic|activity|program|item|description", re.IGNORECASE
)
_SPEAKERS: Final = re.compile(r"speaker|presenter|who|author|by\b|name", re.IGNORECASE)
_ROOMS: Final = re.compile(r"room|location|where|place|venue", re.IGNORECASE)
_LABEL: Final = re.compile(r"(Title|Presenter|Authors|Bio|Abstract)(?:graphy)?(?::|(?=[A-Z]|$))")
"""The label may have lost the space behind it: "BioAda Li is"."""
_NO_ITEM: Final[dict[str, Any]] = {}
_SHORTEST: Final = 2
"""Items that make a programme."""


def programme_items(sections: Sequence[Section]) -> tuple[list[dict[str, Any]], str]:
    """Return what is timed in sections, as items of a schedule, and how the page calls the zone.

    An item whose end nobody can tell has a Begin and no Time.
    """
    items: list[dict[str, Any]] = []
    zones: list[str] = []
    for section in sections:
        day = _day(" ".join(section.path[-1:]))
        rows: list[Block] = []
        for block in [*section.blocks, Block("end", [], 0)]:
            if block.kind == "row":
                rows.append(block)
                continue
            if rows:
                items += _of_table(rows, day, zones)
                rows = []
            if block.kind == "paragraph" and (found := _day(block.text)) and len(block.text) < 80:
                day = found
            elif block.kind in ("item", "paragraph") and (item := _of_lines(block.lines, zones)):
                items.append({**item, "Date": day})
    _end(items)
    details = _details(sections)
    items = [_detailed(item, details.get(_folded(item["Title"]), {})) for item in items]
    zone = next(iter(zones), "")
    return items, zone


def _details(sections: Sequence[Section]) -> dict[str, dict[str, str]]:
    """Return what stands beside a programme in paragraphs, "Title: …", "Bio …", by the title."""
    made: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    label = ""
    for block in (block for section in sections for block in section.blocks):
        text = plain(block.text)
        if block.kind != "paragraph":
            label = ""
        elif found := _LABEL.match(text):
            label, text = found[1], text[found.end() :].strip()
            if label == "Title":
                current = made.setdefault(_folded(text), {})
            else:
                current[label] = text
        elif label in ("Bio", "Abstract"):
            current[label] = f"{current[label]}\n\n{text}".strip() if label in current else text
    return made


def _detailed(item: dict[str, Any], details: dict[str, str]) -> dict[str, Any]:
    added = {name: details[name] for name in ("Bio", "Abstract") if details.get(name)}
    return {**item, **added, "Presenter": item["Presenter"] or details.get("Authors", "")}


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _day(text: str) -> str:
    found = [*days_in(text)]
    return found[0].day.isoformat() if len(found) == 1 and not found[0].doubt else ""


def _time(text: str) -> tuple[str, str, str]:
    """Return begin, end and zone that a text begins with, and is nothing else but."""
    found = _TIME.fullmatch(plain(text).strip(" *|:"))
    if not found:
        return "", "", ""
    return found["start"].strip(), (found["end"] or "").strip(), (found["zone"] or "").strip("() ")


def _of_lines(lines: Sequence[str], zones: list[str]) -> dict[str, Any] | None:
    first = plain(lines[0])
    found = _TIME.match(first)
    if not found or not (rest := first[found.end() :].strip(" :–—-|.,")):
        return None
    if zone := (found["zone"] or "").strip("() "):
        zones.append(zone)
    below = [plain(line) for line in lines[1:]]
    names = next((line for line in below if likeness_to_names(line) > 0.7), "")
    time = {"Time": found["start"].strip(), "End": (found["end"] or "").strip()}
    return {**time, "Title": rest, "Presenter": names}


def _of_table(rows: Sequence[Block], day: str, zones: list[str]) -> list[dict[str, Any]]:
    columns, head = _columns(rows)
    if not columns["time"]:
        return []
    for number in columns["time"]:
        words = head[number] if number < len(head) else ""
        if found := _ZONE.search(words):
            zones.append((found[1] or found[2]).strip())
    made = []
    for row in rows:
        cells = [[plain(line) for line in cell] for cell in row.cells]
        filled = [" ".join(cell) for cell in cells if any(cell)]
        if len(filled) == 1 and (named := _day(filled[0])):
            day = named
            continue
        made += _of_row(cells, columns, day)
    return made


def _of_row(
    cells: list[list[str]], columns: dict[str, list[int]], day: str
) -> list[dict[str, Any]]:
    times = [" ".join(cells[n]) for n in columns["time"] if n < len(cells)]
    start, end, _ = _time(times[0]) if times else ("", "", "")
    if not start:
        return []
    if not end and len(times) > 1:
        end = _time(times[1])[0]
    texts = [cells[n] for n in columns["title"] if n < len(cells)]
    lines = [line for cell in texts for line in cell if line]
    if not lines:
        return []
    names = [" ".join(cells[n]) for n in columns["speaker"] if n < len(cells)]
    rooms = [" ".join(cells[n]) for n in columns["room"] if n < len(cells)]
    below = [line for line in lines[1:] if likeness_to_names(line) > 0.7]
    said = [name for name in (*names, *below) if name]
    item = {"Time": start, "End": end, "Title": lines[0], "Presenter": said[0] if said else ""}
    return [{**item, "Date": day, "Room": rooms[0] if rooms else ""}]


def _columns(rows: Sequence[Block]) -> tuple[dict[str, list[int]], list[str]]:
    """Return the columns of times, titles, speakers and rooms, and the words over all columns."""
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    texts = [
        [plain(" ".join(row.cells[n])) if n < len(row.cells) else "" for row in rows]
        for n in range(width)
    ]
    timed = [n for n, column in enumerate(texts) if _share(column) > 0.5]
    head = (
        [column[0] for column in texts]
        if rows and not _time(texts[timed[0]][0] if timed else "")[0]
        else []
    )
    made: dict[str, list[int]] = {"time": timed, "title": [], "speaker": [], "room": []}
    if not timed:
        return made, head
    ranges = any(_time(cell)[1] for cell in texts[timed[0]])
    words = [head[n].casefold() if n < len(head) else "" for n in range(width)]
    if ranges or not any("end" in words[n] or "until" in words[n] for n in timed[1:]):
        made["time"] = timed[:1]
    others = [n for n in range(width) if n not in timed and any(texts[n][1:])]
    for number in others:
        if _ROOMS.search(words[number]):
            made["room"].append(number)
        elif _SPEAKERS.search(words[number]) and not _TITLES.search(words[number]):
            made["speaker"].append(number)
        else:
            made["title"].append(number)
    if not made["title"] and made["speaker"]:
        made["title"], made["speaker"] = made["speaker"], []
    return made, head


def _share(column: Sequence[str]) -> float:
    filled = [cell for cell in column if cell]
    return sum(bool(_time(cell)[0]) for cell in filled) / len(filled) if len(filled) > 1 else 0.0


def _end(items: list[dict[str, Any]]) -> None:
    """Give an item that only begins the begin of the next one of its day for its end."""
    for item, following in zip(items, [*items[1:], _NO_ITEM], strict=False):
        start, end = item["Time"], item.pop("End")
        if not end and following.get("Date") == item["Date"]:
            end = following.get("Time", "")
            made = clock_range(f"{start} - {end}") if end else None
            end = end if made and not made.doubt else ""
        item["Time"] = f"{start} - {end}" if end else ""
        item["Begin"] = start


def is_programme(sections: Sequence[Section]) -> bool:
    """Whether enough in sections begins with a time."""
    return len(programme_items(sections)[0]) >= _SHORTEST


def session_lists(sections: Sequence[Section]) -> dict[str, list[str]]:
    """Return the titles that are listed below the name of a session."""
    made: dict[str, list[str]] = {}
    for section in sections:
        titles = [plain(block.lines[0]) for block in section.blocks if block.kind == "item"]
        if titles and section.title:
            made.setdefault(section.title, []).extend(titles)
    return made
