"""SIGCHI's program JSON: contents, people, sessions and events, as PCS and the app exchange it.

Its milliseconds are the clock on the wall, written as if it were UTC; the offset that stands
beside them must not be added.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.programme_words import ask_time_zone, session_type
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedSession,
    ImportedTalk,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.yaml_source import records_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_KEYS: Final = ("contents", "people", "sessions", "timeSlots")
_TALKS: Final = frozenset(["keynote", "invited talk", "plenary", "panel", "course"])
_PARTS: Final = ("firstName", "middleInitial", "lastName")
_CARRIES: Final = frozenset(
    ["title", "authors", "authors.affiliations", "abstract", "keywords", "track", "doi", "type"]
)


def _program(source: Source) -> dict[str, Any] | None:
    for _, value in source.json_values():
        if isinstance(value, dict) and all(isinstance(value.get(key), list) for key in _KEYS):
            return value
    return None


def _recognize(source: Source) -> Detection:
    program = _program(source)
    if program is None:
        return Detection(NO, "no JSON with contents, people, sessions and timeSlots")
    return Detection(SURE, f"JSON with {len(program['contents'])} contents and timeSlots")


class _Reader:
    def __init__(self, program: dict[str, Any], edition: ImportedEdition) -> None:
        self.program, self.edition = program, edition
        self.people = {one.get("id"): one for one in records_in(program["people"])}
        self.slots = {one.get("id"): one for one in records_in(program["timeSlots"])}
        self.types = self._names("contentTypes")
        self.tracks = self._names("tracks")
        self.rooms = self._names("rooms")

    def _names(self, key: str) -> dict[Any, str]:
        return {
            one.get("id"): str(one.get("name") or "") for one in records_in(self.program.get(key))
        }

    def contents(self) -> None:
        titles: Counter[str] = Counter()
        for index, item in enumerate(records_in(self.program["contents"]), 1):
            kind = self.types.get(item.get("typeId"), "")
            title = str(item.get("title") or "")
            key = str(item.get("id"))
            titles[title] += 1
            if titles[title] > 1:
                why = "the same title stands under another id too; is it one paper?"
                self.edition.notes.append(
                    Note(outcome=Outcome.ASKED, record=key, field="title", before=title, why=why)
                )
            authors = tuple(self._author(one) for one in records_in(item.get("authors")))
            keywords = [str(word) for word in item.get("keywords") or () if isinstance(word, str)]
            if not kind or kind.casefold() in _TALKS:
                talk = "keynote" if "keynote" in title.casefold() else "invited"
                self.edition.talks.append(
                    ImportedTalk(
                        key=key,
                        title=title,
                        type=talk,
                        speakers=authors,
                        abstract=str(item.get("abstract") or ""),
                        keywords=tuple(keywords),
                    )
                )
                continue
            self.edition.papers.append(
                ImportedPaper(
                    key=key,
                    place=f"content {index}",
                    title=title,
                    authors=authors,
                    abstract=str(item.get("abstract") or ""),
                    keywords=tuple(keywords),
                    track=self.tracks.get(item.get("trackId"), "") or kind,
                    type=paper_type(kind),
                    doi=str(item.get("doi") or ""),
                )
            )

    def _author(self, item: dict[str, Any]) -> ImportedAuthor:
        person = self.people.get(item.get("personId"), {})
        given, middle, family = (str(person.get(part) or "").strip() for part in _PARTS)
        given = " ".join(part for part in (given, middle) if part)
        return ImportedAuthor(
            name=f"{family}, {given}" if given and family else family or given,
            key=str(item.get("personId") or ""),
            affiliations=tuple(self._affiliations(item)),
        )

    @staticmethod
    def _affiliations(item: dict[str, Any]) -> Iterable[ImportedAffiliation]:
        for one in item.get("institutions") or item.get("affiliations") or ():
            if isinstance(one, str) and one.strip():
                yield ImportedAffiliation(name=one)
            elif isinstance(one, dict) and one.get("institution"):
                yield ImportedAffiliation(
                    name=str(one["institution"]),
                    department=str(one.get("dsl") or ""),
                    city=str(one.get("city") or ""),
                    country=str(one.get("country") or ""),
                )

    def sessions(self) -> None:
        talks = {talk.key for talk in self.edition.talks}
        for item in records_in(self.program["sessions"]):
            slot = self.slots.get(item.get("timeSlotId"), {})
            keys = [str(key) for key in item.get("contentIds") or ()]
            times = {"slots": [{"talk": key} for key in keys if key in talks]}
            papers = [key for key in keys if key not in talks]
            self._session(item, slot, {**times, "papers": papers})
        for item in records_in(self.program.get("events")):
            self._session(item, item, {})
        self.edition.sessions.sort(key=lambda one: (one.fields["date"], one.fields["start"]))

    def _session(
        self, item: dict[str, Any], when: dict[str, Any], inner: dict[str, list[Any]]
    ) -> None:
        key, title = f"session-{item.get('id')}", str(item.get("name") or "")
        start, end = _clock(when.get("startDate")), _clock(when.get("endDate"))
        if start is None or end is None:
            why = "it has no time slot"
            self.edition.notes.append(Note(outcome=Outcome.LEFT_OUT, record=key, why=why))
            return
        kind = session_type(title) or session_type(self.types.get(item.get("typeId"), ""))
        chairs = [self._author({"personId": one}) for one in item.get("chairIds") or ()]
        fields: dict[str, Any] = {
            "title": title,
            "type": kind or ("talks" if inner else "other"),
            "date": start.date().isoformat(),
            "start": start.strftime("%H:%M"),
            "end": end.strftime("%H:%M"),
            "end_date": end.date().isoformat() if end.date() != start.date() else "",
            "room": self.rooms.get(item.get("roomId"), ""),
            "chairs": [chair for chair in chairs if chair.name],
            **inner,
        }
        self.edition.sessions.append(ImportedSession(key=key, fields=fields))


def _clock(milliseconds: Any) -> dt.datetime | None:
    if not isinstance(milliseconds, int) or not 0 < milliseconds < 10**13:
        return None
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    program = _program(source) or {key: [] for key in _KEYS}
    if zone := ask_time_zone(answers):
        edition.facts["time_zone"] = zone
    reader = _Reader(program, edition)
    reader.contents()
    reader.sessions()
    conference = program.get("conference")
    if isinstance(conference, dict):
        edition.facts.update(_facts(conference))
    return edition


def _facts(conference: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if title := conference.get("fullName") or conference.get("name"):
        facts["title"] = str(title)
    if short := conference.get("shortName"):
        facts["short_title"] = " ".join(str(one) for one in (short, conference.get("year")) if one)
    for name, key in (("start_date", "startDate"), ("end_date", "endDate")):
        if day := _clock(conference.get(key)):
            facts[name] = day.date().isoformat()
    if location := conference.get("location"):
        facts["venue"] = {"name": str(location)}
    if url := conference.get("url"):
        facts["links"] = [{"type": "website", "url": str(url)}]
    return facts


SIGCHI: Final = Format(name="sigchi", title="SIGCHI program JSON", recognize=_recognize, take=_take)
