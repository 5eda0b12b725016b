"""The programme of a source as plain data; papers and talks in it keep the source's keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from sphinx_proceedings.importing.cleaning.author_cleaning import KEY
from sphinx_proceedings.importing.cleaning.clean_records import CleanRecord
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.parsed_texts import title_slug
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.model.records.programme import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.importing.cleaning.author_cleaning import AuthorCleaner
    from sphinx_proceedings.importing.cleaning.text_cleaning import TextCleaner
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedSession

_PLAIN: Final = ("type", "date", "start", "end", "end_date", "room", "url")
_SLOT_PLAIN: Final = ("start", "end", "date", "type", "note")
_REFERENCES: Final = ("paper", "talk")


def clean_sessions(
    sessions: Iterable[ImportedSession], texts: TextCleaner, people: AuthorCleaner
) -> list[CleanRecord]:
    """Return sessions as records; one that the model refuses is left out and told."""
    made: list[CleanRecord] = []
    for session in sessions:
        fields = _fields(session, texts, people)
        _put_right(fields, session.key, people.answers)
        try:
            Session.model_validate({"id": "x", **_without_references(fields)})
        except ValidationError as failure:
            error = failure.errors(include_url=False, include_context=False)[0]
            where = ".".join(map(str, error["loc"])) or "session"
            texts.report.add(Outcome.LEFT_OUT, session.key, where, why=error["msg"])
            continue
        wish = session.id or title_slug(str(fields["title"]))
        made.append(
            CleanRecord(kind="sessions", key=session.key, place="", wish=wish, fields=fields)
        )
        texts.report.add(Outcome.TAKEN, session.key, ", ".join(fields))
    return made


_RANGE = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})\s*")


def _put_right(fields: dict[str, Any], key: str, answers: Answers) -> None:
    """Ask about times that run backwards, of a session and of its slots; nobody can guess them.

    Raises:
        ImportSourceError: the answer is no begin and end.
    """
    timed = [(key, str(fields["title"]), fields)]
    slots = fields.get("slots", ())
    timed += [(f"{key}.{n}", str(fields["title"]), slot) for n, slot in enumerate(slots, 1)]
    for name, title, one in timed:
        start, end = one.get("start", ""), one.get("end", "")
        if not start or not end or not end < start or one.get("end_date"):
            continue
        what = "The session" if one is fields else f"Slot {name.rpartition('.')[2]} of the session"
        text = f"{what} {title!r} starts at {start} and ends at {end}. What are its times?"
        answer = answers.get(Question(id=f"times.{name}", text=text, example=f"{end}-{start}"))
        if answer is None:
            continue
        found = _RANGE.fullmatch(answer)
        if not found:
            raise ImportSourceError(
                f"times.{name}: {answer!r} is no begin and end; write 09:15-10:05"
            )
        one["start"], one["end"] = (part.zfill(5) for part in found.groups())


def _fields(session: ImportedSession, texts: TextCleaner, people: AuthorCleaner) -> dict[str, Any]:
    given, key = session.fields, session.key
    made: dict[str, Any] = {
        "title": texts.rich(str(given.get("title", "")), key, "title", inline=True)
    }
    for name in _PLAIN:
        if text := texts.plain(str(given.get(name) or ""), key, name):
            made[name] = text
    if chairs := people.clean(given.get("chairs", ()), key, "chairs"):
        made["chairs"] = [{k: v for k, v in one.items() if k != KEY} for one in chairs]
    if text := texts.rich(str(given.get("description") or ""), key, "description", inline=False):
        made["description"] = text
    if slots := [_slot(slot, texts, key) for slot in given.get("slots", ())]:
        made["slots"] = slots
    if papers := [str(one) for one in given.get("papers", ())]:
        made["papers"] = papers
    return made


def _slot(given: dict[str, Any], texts: TextCleaner, key: str) -> dict[str, Any]:
    made = {
        name: text
        for name in _SLOT_PLAIN
        if (text := texts.plain(str(given.get(name) or ""), key, f"slots.{name}"))
    }
    for name in _REFERENCES:
        if given.get(name):
            made[name] = str(given[name])
    if title := texts.rich(str(given.get("title") or ""), key, "slots.title", inline=True):
        made["title"] = title
    return made


def _without_references(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with ids in the place of the source's keys, for the model to look at."""
    slots = [
        {name: "x" if name in _REFERENCES else value for name, value in slot.items()}
        for slot in fields.get("slots", ())
    ]
    return {**fields, "slots": slots, "papers": ["x" for _ in fields.get("papers", ())]}


def resolved(fields: dict[str, Any], ids: dict[tuple[str, str], str]) -> tuple[dict[str, Any], int]:
    """Return a session's fields with ids of the data for the source's keys, and what was lost.

    *ids* has the id of each imported paper and talk, by ("papers", key) and ("talks", key). A slot
    of something that was not imported is dropped, since it may not be accepted.
    """
    slots, lost = [], 0
    for slot in fields.get("slots", ()):
        made = dict(slot)
        for name in _REFERENCES:
            if name in made:
                made[name] = ids.get((f"{name}s", made[name]), "")
        if "" in (made.get("paper"), made.get("talk")):
            lost += 1
        else:
            slots.append(made)
    papers = [ids[found] for key in fields.get("papers", ()) if (found := ("papers", key)) in ids]
    lost += len(fields.get("papers", ())) - len(papers)
    made = {name: value for name, value in fields.items() if name not in ("slots", "papers")}
    if slots:
        made["slots"] = slots
    if papers:
        made["papers"] = papers
    return made, lost
