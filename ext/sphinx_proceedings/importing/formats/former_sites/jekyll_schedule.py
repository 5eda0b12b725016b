"""The schedule of a Jekyll site: items in a row, of which sessions, talks and slots are made."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.formats.former_sites.clock_times import ClockRange, clock_range
from sphinx_proceedings.importing.programme_words import (
    ask_start_date,
    ask_time_zone,
    session_type,
)
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedPaper,
    ImportedSession,
    ImportedTalk,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.yaml_source import text_in
from sphinx_proceedings.model.values.text import fold, slug

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

_PREFIX = re.compile(
    r"\s*[(\[]?\s*(key ?note|invited)(?:\s+talk)?\s*[)\]:]\s*[-:]?\s*", re.IGNORECASE
)
_MARK = re.compile(
    r"\s*[(\[]\s*(?:<b>)?\s*(spotlight|oral|poster|best paper)\s*#?\d*\s*(?:</b>)?\s*[)\]]\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<li>(.*?)</li>", re.IGNORECASE | re.DOTALL)
_ALONE: Final = frozenset(["break", "poster", "social", "ceremony", "panel"])


def read_schedule(
    items: list[dict[str, Any]],
    people: dict[str, ImportedAuthor],
    edition: ImportedEdition,
    answers: Answers,
) -> None:
    """Add talks and sessions to *edition*.

    Pauses, poster sessions, panels and ceremonies are sessions of their own; what stands between
    two of them is one session. A paper is found by its title; one that is not found keeps it.
    """
    timed = [item for item in items if text_in(item, "Title") and text_in(item, "Time")]
    if not timed:
        return
    if zone := ask_time_zone(answers):
        edition.facts["time_zone"] = zone
    if day := ask_start_date(answers):
        edition.facts["start_date"] = day
    papers = {_words(paper.title): paper for paper in edition.papers}
    waiting: list[dict[str, Any]] = []
    for item in timed:
        when = _when(text_in(item, "Time"), answers)
        if when is None:
            continue
        title, kind = text_in(item, "Title"), session_type(text_in(item, "Title"))
        alone = text_in(item, "Whole_line").casefold() == "true" or kind in _ALONE
        if alone and not _PREFIX.match(title):
            _flush(waiting, edition)
            fields = {"title": title, "type": kind or "other", "start": when.start, "end": when.end}
            edition.sessions.append(ImportedSession(key=slug(title), fields=fields))
        else:
            waiting.append(_slot(item, when, papers, people, edition))
    _flush(waiting, edition)


def _when(text: str, answers: Answers) -> ClockRange | None:
    """Return the times of an item; doubtful ones are asked about."""
    when = clock_range(text)
    if when is not None and not when.doubt:
        return when
    question = Question(
        id=f"time.{text}",
        text=f"When is {text!r}? {when.doubt if when else 'it does not read as times'}",
        example=str(when) if when else "08:15-08:20",
    )
    answer = answers.get(question)
    return clock_range(answer) if answer else None


def _flush(waiting: list[dict[str, Any]], edition: ImportedEdition) -> None:
    if not waiting:
        return
    start = min(slot["start"] for slot in waiting)
    end = max(slot["end"] for slot in waiting)
    number = sum("slots" in session.fields for session in edition.sessions) + 1
    fields = {"title": f"Talks {number}", "start": start, "end": end, "slots": [*waiting]}
    edition.sessions.append(ImportedSession(key=f"talks-{number}", fields=fields))
    waiting.clear()


def _slot(
    item: dict[str, Any],
    when: ClockRange,
    papers: dict[str, ImportedPaper],
    people: dict[str, ImportedAuthor],
    edition: ImportedEdition,
) -> dict[str, Any]:
    title = text_in(item, "Title")
    times = {"start": when.start, "end": when.end}
    mark = _MARK.match(title)
    paper = papers.get(_words(title[mark.end() :] if mark else title))
    if paper is not None:
        kind = paper_type(mark[1]) if mark else ""
        _mark_presenters(paper, _presenters(item), kind, edition)
        return {**times, "paper": paper.key}
    if text_in(item, "Is_paper").casefold() == "true":
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
        abstract=text_in(item, "Abstract"),
    )
    edition.talks.append(talk)
    return {**times, "talk": talk.key}


def _presenters(item: dict[str, Any]) -> list[str]:
    text = text_in(item, "Presenter")
    names = _ITEM.findall(text) if "<li" in text.casefold() else [text]
    return [name.strip() for name in names if name.strip()]


def _speaker(
    name: str, item: dict[str, Any], people: dict[str, ImportedAuthor], count: int
) -> ImportedAuthor:
    known = people.get("".join(name.casefold().split()))
    bio = text_in(item, "Bio") if count == 1 else ""
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
