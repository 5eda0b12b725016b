"""The items of a site's schedule, under whatever keys it keeps them: time, title, speaker, day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.text.clock_times import start_alone

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers

_TITLES: Final = ("title", "name", "talk", "event", "activity", "session", "description")
_TIMES: Final = ("time", "times", "start")
_STARTS: Final = ("from", "start", "start_time", "starttime", "begin", "time", "time_start")
_ENDS: Final = ("to", "end", "end_time", "endtime", "until", "time_end")
_SPEAKERS: Final = ("presenter", "presenters", "speaker", "speakers", "author", "authors")
_ABSTRACTS: Final = ("abstract", "details", "detail", "description")
_DAYS: Final = ("date", "day")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleItem:
    """One line of a schedule, as the site has it."""

    title: str
    time: str
    """Begin and end, or the begin alone."""
    day: str = ""
    """The day as it is written, empty where the schedule has one day."""
    presenter: str = ""
    bio: str = ""
    abstract: str = ""
    room: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """What the title is followed by: words and address of each link."""
    is_paper: bool = False
    is_alone: bool = False
    """Whether it is a line of its own across the page: a pause."""


def schedule_items(value: Any) -> list[ScheduleItem]:
    """Return the items with a title and a time, those in groups by day too."""
    return list(_items(value, "", 0))


def _items(value: Any, day: str, depth: int) -> Iterator[ScheduleItem]:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list) or depth > _DEEPEST:
        return
    for one in value:
        if isinstance(one, list):
            yield from _items(one, day, depth + 1)
        if not isinstance(one, dict):
            continue
        record = {str(key).casefold(): inner for key, inner in one.items()}
        today = _text(record, _DAYS) or day
        if item := _item(record, today):
            yield item
        else:
            inner = [each for each in record.values() if isinstance(each, list | dict)]
            yield from (found for each in inner for found in _items(each, today, depth + 1))


def _item(record: dict[str, Any], day: str) -> ScheduleItem | None:
    title, links = bare_title(_text(record, _TITLES))
    title, said_by = _by(title)
    time = _text(record, _TIMES)
    start, end = _text(record, _STARTS), _text(record, _ENDS)
    if start and end and start_alone(start):
        time = f"{start} - {end}"
    if not title or not (time or start) or not re.search(r"\d", time or start):
        return None
    abstract = _text(record, _ABSTRACTS)
    return ScheduleItem(
        title=title,
        time=time or start,
        day=day,
        presenter=_text(record, _SPEAKERS) or said_by,
        links=links,
        bio=_text(record, ("bio", "biography", "about")),
        abstract="" if abstract == title else abstract,
        room=_text(record, ("room", "location", "venue")),
        is_paper=_text(record, ("is_paper",)).casefold() == "true",
        is_alone=_text(record, ("whole_line",)).casefold() == "true",
    )


_LINK = re.compile(
    r"<a\s[^>]{0,500}?href\s*=\s*[\"']?(?P<url>[^\"'\s>]+)[^>]{0,300}>(?P<words>.*?)</a>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|span|font|p|div|big|small)\b[^>]{0,200}>", re.IGNORECASE)
_SAID_BY = re.compile(r"\s*(?:speakers?|presenters?|by)\s*:\s*(.+)", re.IGNORECASE)
_LINK_WORDS = re.compile(
    r"\W*(?:slides?|videos?|recordings?|pdf|paper|link|poster|code|website|zoom)\W*", re.IGNORECASE
)


def bare_title(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a title without tags, and the links that stand in it for what belongs to it.

    A link whose words are the title's own stays as those words.
    """
    links = tuple((m["words"].strip(), m["url"]) for m in _LINK.finditer(text))
    kept = _LINK.sub(lambda m: "" if _LINK_WORDS.fullmatch(m["words"]) else m["words"], text)
    return _TAG.sub("", kept).strip(), links


def _by(title: str) -> tuple[str, str]:
    """Cut ``A Title<br>Speaker: Ada Li`` into both."""
    first, *others = [part.strip() for part in _BREAK.split(title)]
    names = [found[1].strip() for one in others if (found := _SAID_BY.fullmatch(one))]
    rest = [one for one in others if one and not _SAID_BY.fullmatch(one)]
    return " ".join([first, *rest]), ", ".join(names)


def _text(record: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "".join(f"<li>{one}</li>" for one in value if one.strip())
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


_MONTHS: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_NAMED_DAY = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>[a-z]{3,9})\.?"
    r"(?:\s+(?P<e>\d{1,2})(?:st|nd|rd|th)?)?(?:,?\s+(?P<y>\d{4}))?",
    re.IGNORECASE,
)


def dates_of(items: list[ScheduleItem], year: str, answers: Answers) -> dict[str, str]:
    """Return the date of each day that the schedule names; a day without its year is asked about.

    *year* is what is proposed for it. An answer that is missing leaves the day out.
    """
    made = {}
    for day in dict.fromkeys(item.day for item in items if item.day):
        if found := _ISO.match(day):
            made[day] = found[0]
            continue
        proposal, sure = _proposed(day, year)
        if sure:
            made[day] = proposal
            continue
        text = f"The schedule has a day {day!r}. Which date is that?"
        if answer := answers.get(Question(id=f"day.{day}", text=text, example=proposal)):
            made[day] = answer
    return made


def _proposed(day: str, year: str) -> tuple[str, bool]:
    """Return the likely date of a day in words, and whether its year was among them."""
    for found in _NAMED_DAY.finditer(day):
        month = found["m"][:3].casefold()
        number = found["d"] or found["e"]
        if month in _MONTHS and number and 1 <= int(number) <= 31:
            date = f"{_MONTHS.index(month) + 1:02}-{int(number):02}"
            return f"{found['y'] or year}-{date}", bool(found["y"])
    return f"{year}-12-05", False
