"""OpenReview, API 1: bare values, and acceptance by the venue's words or by decision notes.

The venue's id stands on rejected papers too, so that it proves nothing here. Also the flat form
that workshop sites keep, the content of notes with ``forum_id``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.decisions import accepted_by_answer, decision
from sphinx_proceedings.importing.formats.review_systems.openreview_notes import (
    NoteContent,
    finish,
    json_items,
    paper_of,
    refuse_challenge,
)
from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.records import ImportedEdition

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_NOT_ACCEPTED = re.compile(
    r"\bsubmitted\b|\bsubmission\b|\bwithdrawn\b|\breject|\bunder review\b|\bblind\b", re.IGNORECASE
)
_FLAT: Final = ("forum_id", "paperhash", "authorids")


def _is_note(item: dict[str, Any]) -> bool:
    content = item.get("content")
    return isinstance(content, dict) and isinstance(content.get("title"), str) and "forum" in item


def _is_flat(item: dict[str, Any]) -> bool:
    return isinstance(item.get("title"), str) and sum(name in item for name in _FLAT) > 1


def _recognize(source: Source) -> Detection:
    refuse_challenge(source)
    if not any(file.looks_like_json for file in source.files):
        return Detection(NO, "no JSON")
    items = [item for _, item in json_items(source)]
    if notes := sum(map(_is_note, items)):
        return Detection(95, f"{notes} notes with forum and a content of bare values")
    if flat := sum(map(_is_flat, items)):
        return Detection(90, f"{flat} items with authorids, paperhash or forum_id")
    return Detection(NO, "JSON, but no item has a forum and a content")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    items = json_items(source)
    decisions = _decisions(item for _, item in items)
    edition = ImportedEdition()
    excluded: Counter[str] = Counter()
    notes: list[NoteContent] = []
    unknown: list[NoteContent] = []
    for place, item in items:
        note = _note(place, item)
        if note is None:
            excluded["replies and other notes"] += 1
            continue
        state = "deleted" if item.get("ddate") else _state(note, decisions.get(note.forum))
        if state == "unknown":
            unknown.append(note)
        elif state:
            excluded[state] += 1
        else:
            notes.append(note)
    if unknown and notes:
        excluded["without a venue or decision"] += len(unknown)
    elif unknown:
        why = f"{source.label}: no paper has a venue, and there are no decisions"
        if accepted_by_answer(answers, why):
            notes = unknown
    edition.excluded.update(sorted((why, count) for why, count in excluded.items() if count))
    edition.papers = [paper_of(note, edition, answers) for note in notes]
    finish(edition, notes, answers)
    return edition


def _note(place: str, item: dict[str, Any]) -> NoteContent | None:
    if _is_note(item):
        forum = str(item["forum"])
        if str(item.get("id", forum)) != forum:
            return None
        number = item.get("number")
        return NoteContent(
            "" if number is None else str(number), forum, place, item["content"], item
        )
    if _is_flat(item):
        names = [name for name in ("forum_id", "forum", "UID", "number") if name in item]
        content = {name: value for name, value in item.items() if name not in names}
        forum = str(item.get("forum_id") or item.get("forum") or "")
        return NoteContent(str(item.get("number") or ""), forum, place, content, {})
    return None


def _decisions(items: Any) -> dict[str, str]:
    """Return the words of the decision notes that stand in the same file, by forum."""
    found: dict[str, str] = {}
    for item in items:
        content = item.get("content")
        if isinstance(content, dict) and item.get("id") != item.get("forum"):
            words = content.get("decision") or content.get("recommendation")
            if isinstance(words, str) and "forum" in item:
                found[str(item["forum"])] = words
    return found


def _state(note: NoteContent, decided: str | None) -> str:
    """Return why a note is not accepted; empty when it is, ``unknown`` if nothing says so."""
    if decided is not None:
        meaning = decision(decided)
        return "" if meaning == "accepted" else meaning
    if note.content.get("withdrawal") or "withdrawn" in note.text("venueid").casefold():
        return "withdrawn"
    venue = note.text("venue")
    if not venue:
        return "unknown"
    return "not accepted" if _NOT_ACCEPTED.search(venue) else ""


OPENREVIEW_V1: Final = Format(
    name="openreview-v1", title="OpenReview (API 1)", recognize=_recognize, take=_take
)
