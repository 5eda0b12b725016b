"""The schedule of a Jekyll site: items in a row, of which sessions, talks and slots are made."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.formats.former_sites.schedule_items import (
    ScheduleItem,
    dates_of,
    schedule_items,
)
from sphinx_proceedings.importing.formats.tables.column_content import host_field
from sphinx_proceedings.importing.formats.tables.header_words import RESOURCES, field_of
from sphinx_proceedings.importing.programme_words import (
    ask_start_date,
    ask_time_zone,
    session_type,
)
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedPaper,
    ImportedResource,
    ImportedSession,
    ImportedTalk,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.text.author_lists import split_column
from sphinx_proceedings.importing.text.clock_times import (
    ClockRange,
    clock_range,
    start_alone,
)
from sphinx_proceedings.model.values.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

_PREFIX = re.compile(
    r"\s*[(\[]?\s*(?:(?:first|second|third|fourth|opening|closing|\d(?:st|nd|rd|th))\s+)?"
    r"(key ?note|invited)(?:\s+(?:talk|speech|lecture|speaker))?\s*#?\d*\s*[)\]:]\s*[-:]?\s*",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s*[(\[]\s*(spotlight|oral|poster|best paper)(?:\s+(?:presentation|talk|paper))?"
    r"\s*#?\d*\s*[)\]]\s*",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"^\s*(?:(?:key ?note|invited|plenary)(?:\s+(?:talk|speaker|lecture))?s?|talk)\s*"
    r"(?:[IVX]{1,4}|\d{1,2})?\s*[:–—-]\s*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[:()\[\]]\s*|\s+[–—-]\s+|,\s+(?=[A-Z])")
_ITEM = re.compile(r"<li>(.*?)</li>", re.IGNORECASE | re.DOTALL)
_ALONE: Final = frozenset(["break", "poster", "social", "ceremony", "panel"])


def read_schedule(
    value: Any,
    people: dict[str, ImportedAuthor],
    edition: ImportedEdition,
    answers: Answers,
    zone: str = "",
) -> None:
    """Add talks and sessions to *edition*.

    *zone* is what the source calls the zone of all times. Pauses, poster sessions, panels and
    ceremonies are sessions of their own; what stands between two of them is one session. A paper is
    found by its title; one that is not found keeps it. A talk that the edition has is found by its
    title or its speaker.
    """
    timed = schedule_items(value)
    if not timed:
        return
    if named := ask_time_zone(answers, zone):
        edition.facts["time_zone"] = named
    days = dates_of(timed, _year(edition), answers)
    said = edition.facts.get("start_date", "")
    if first := min(days.values(), default="") or said or ask_start_date(answers):
        edition.facts["start_date"] = first
    if (last := max(days.values(), default="")) > min(days.values(), default=""):
        edition.facts["end_date"] = last
    papers = {_words(paper.title): paper for paper in edition.papers}
    talks = _talks(edition)
    waiting: list[dict[str, Any]] = []
    day = ""
    for item, after in zip(timed, [*timed[1:], None], strict=True):
        when = _when(item, after, answers, edition)
        if when is None:
            continue
        if item.day != day:
            _flush(waiting, edition, days.get(day, ""))
            day = item.day
        kind = session_type(item.title)
        alone = item.is_alone or kind in _ALONE
        if alone and not _PREFIX.match(item.title):
            _flush(waiting, edition, days.get(day, ""))
            fields = {"type": kind or "other", "start": when.start, "end": when.end}
            fields |= _placed(item, days.get(day, ""))
            key = _key(f"{item.title} {item.day}" if len(days) > 1 else item.title, edition)
            edition.sessions.append(
                ImportedSession(key=key, fields={"title": item.title, **fields})
            )
        elif talk := _talk(item, talks):
            waiting.append({"start": when.start, "end": when.end, "talk": talk.key})
        else:
            waiting.append(_slot(item, when, papers, people, edition))
    _flush(waiting, edition, days.get(day, ""))


def _talks(edition: ImportedEdition) -> dict[str, ImportedTalk]:
    """Return the talks that are there by title and, of those who give one, by speaker."""
    made = {_words(talk.title): talk for talk in edition.talks}
    speakers = [_words(one.name) for talk in edition.talks for one in talk.speakers]
    for talk in edition.talks:
        for one in talk.speakers:
            if speakers.count(_words(one.name)) == 1:
                made.setdefault(_words(one.name), talk)
    return made


def _talk(item: ScheduleItem, talks: dict[str, ImportedTalk]) -> ImportedTalk | None:
    if not talks:
        return None
    bare = _INTRODUCED.sub("", item.title)
    pieces = [item.title, bare, *_PIECES.split(bare), *_presenters(item)]
    return next((talks[said] for piece in pieces if (said := _words(piece)) in talks), None)


def _year(edition: ImportedEdition) -> str:
    found = re.search(r"\b20\d\d\b", str(edition.facts.get("title", "")))
    return found[0] if found else "2026"


def _key(title: str, edition: ImportedEdition) -> str:
    """Return a key for a session, of its own where pauses are called the same."""
    key = slug(title)
    known = {session.key for session in edition.sessions}
    keys = (f"{key}-{number}" if number > 1 else key for number in range(1, len(known) + 2))
    return next(one for one in keys if one not in known)


def _placed(item: ScheduleItem, date: str) -> dict[str, str]:
    return {name: value for name, value in (("date", date), ("room", item.room)) if value}


def _when(
    item: ScheduleItem, after: ScheduleItem | None, answers: Answers, edition: ImportedEdition
) -> ClockRange | None:
    """Return the times of an item; doubtful ones are asked about.

    What has a begin only lasts until the next begins, which is told.
    """
    text = item.time
    when = clock_range(text)
    if when is not None and not when.doubt:
        return when
    begin = start_alone(text)
    if begin and after is not None and after.day == item.day:
        following = clock_range(after.time)
        end = following.start if following else start_alone(after.time)
        if end > begin:
            why = "no end is given; it is where the next begins"
            note = Note(outcome=Outcome.CHANGED, field="schedule", before=text, after=end, why=why)
            edition.notes.append(note)
            return ClockRange(begin, end)
    where = f" on {item.day}" if item.day else ""
    question = Question(
        id=f"time.{text}{where}",
        text=f"When is {text!r}{where} ({item.title})? "
        f"{when.doubt if when else 'it does not read as begin and end'}",
        example=str(when) if when else f"{begin or '08:15'}-{_later(begin or '08:15')}",
    )
    answer = answers.get(question)
    return clock_range(answer) if answer else None


def _later(start: str) -> str:
    return f"{(int(start[:2]) + 1) % 24:02}{start[2:]}"


def _flush(waiting: list[dict[str, Any]], edition: ImportedEdition, date: str) -> None:
    if not waiting:
        return
    start = min(slot["start"] for slot in waiting)
    end = max(slot["end"] for slot in waiting)
    number = sum("slots" in session.fields for session in edition.sessions) + 1
    fields = {"title": f"Talks {number}", "start": start, "end": end, "slots": [*waiting]}
    if date:
        fields["date"] = date
    edition.sessions.append(ImportedSession(key=f"talks-{number}", fields=fields))
    waiting.clear()


def _slot(
    item: ScheduleItem,
    when: ClockRange,
    papers: dict[str, ImportedPaper],
    people: dict[str, ImportedAuthor],
    edition: ImportedEdition,
) -> dict[str, Any]:
    title = item.title
    times = {"start": when.start, "end": when.end}
    mark = _MARK.match(title)
    paper = papers.get(_words(title[mark.end() :] if mark else title))
    if paper is not None:
        kind = paper_type(mark[1]) if mark else ""
        _mark_presenters(paper, _presenters(item), kind, edition)
        return {**times, "paper": paper.key}
    if item.is_paper:
        why = "no accepted paper has this title; the slot keeps it"
        edition.notes.append(Note(outcome=Outcome.ASKED, field="schedule", before=title, why=why))
        return {**times, "title": title}
    speakers = _presenters(item)
    prefix = _PREFIX.match(title)
    if not speakers:
        return {**times, "title": title, "type": session_type(title)}
    bare = title[prefix.end() :] if prefix else title
    if prefix:
        why = "the kind of talk stands before its title"
        note = Note(outcome=Outcome.CHANGED, field="title", before=title, after=bare, why=why)
        edition.notes.append(note)
    kind = "" if not prefix else "keynote" if prefix[1].casefold().startswith("key") else "invited"
    talk = ImportedTalk(
        key=slug(bare),
        title=bare,
        type=kind,
        speakers=tuple(_speaker(name, item, people, len(speakers)) for name in speakers),
        abstract=item.abstract,
        resources=tuple(_resources(item)),
    )
    edition.talks.append(talk)
    return {**times, "talk": talk.key}


def _presenters(item: ScheduleItem) -> list[str]:
    text = item.presenter
    if "<li" in text.casefold():
        return [name.strip() for name in _ITEM.findall(text) if name.strip()]
    listed = split_column([text])[1][0].authors if text.strip() else ()
    # One that has brackets or a comma may be a name and an affiliation; cleaning looks at it.
    several = len(listed) > 1 and all(1 < len(one.name.split()) < 5 for one in listed)
    return [one.name for one in listed] if several else [text.strip()] if text.strip() else []


def _resources(item: ScheduleItem) -> Iterator[ImportedResource]:
    for words, url in item.links:
        kind = host_field(url)
        said = field_of(words)
        if said in RESOURCES or kind in RESOURCES:
            yield ImportedResource(type=str(said if said in RESOURCES else kind), url=url)


def _speaker(
    name: str, item: ScheduleItem, people: dict[str, ImportedAuthor], count: int
) -> ImportedAuthor:
    known = people.get("".join(name.casefold().split()))
    bio = item.bio if count == 1 else ""
    return replace(known, bio=bio) if known else ImportedAuthor(name=name, bio=bio)


def _mark_presenters(
    paper: ImportedPaper, names: list[str], kind: str, edition: ImportedEdition
) -> None:
    """Mark who presents a paper, and how; tell who presents one whose authors are withheld."""
    presenting = {fold(name) for name in names}
    authors = tuple(
        replace(author, presenter=True) if fold(author.name) in presenting else author
        for author in paper.authors
    )
    place = next(i for i, one in enumerate(edition.papers) if one.key == paper.key)
    edition.papers[place] = replace(paper, authors=authors, type=paper.type or kind)
    withheld = [author for author in authors if fold(author.name) == "anonymous"]
    if withheld and names:
        shown = ", ".join(names)
        why = "the authors are withheld, but these present it; if they are its authors, write them"
        edition.notes.append(
            Note(outcome=Outcome.ASKED, record=paper.key, field="authors", before=shown, why=why)
        )


def _words(title: str) -> str:
    return "".join(char for char in fold(title) if char.isalnum())
