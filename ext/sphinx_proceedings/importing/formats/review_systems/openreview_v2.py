"""OpenReview, API 2: every value in ``{"value": …}``, acceptance by the venue's id."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.review_systems.openreview_notes import (
    NoteContent,
    finish,
    json_items,
    paper_of,
    refuse_challenge,
)
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import ImportedEdition

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

# The last part of a venue's id for what is not accepted; any other last part is the venue's own.
_STATES: Final = {
    "Rejected_Submission": "rejected",
    "Withdrawn_Submission": "withdrawn",
    "Desk_Rejected_Submission": "desk rejected",
    "Submission": "undecided",
    "Blind_Submission": "undecided",
}


def _recognize(source: Source) -> Detection:
    refuse_challenge(source)
    if not any(file.looks_like_json for file in source.files):
        return Detection(NO, "no JSON")
    items = json_items(source)
    wrapped = sum(_is_note(item) for _, item in items)
    if not wrapped:
        return Detection(NO, "JSON, but no item has a content with {value: …}")
    return Detection(SURE, f'{wrapped} notes with content: {{"title": {{"value": …}}}}')


def _is_note(item: dict[str, Any]) -> bool:
    content = item.get("content")
    title = content.get("title") if isinstance(content, dict) else None
    return isinstance(title, dict) and "value" in title


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition()
    accepted: list[tuple[str, NoteContent]] = []
    excluded: Counter[str] = Counter()
    for place, item in json_items(source):
        if not _is_note(item) or item.get("id") != item.get("forum", item.get("id")):
            excluded["replies and other notes"] += 1
            continue
        note = _bare(place, item)
        state = _state(item, note)
        if state:
            excluded[state] += 1
        else:
            accepted.append((note.text("venueid"), note))
    _refuse_undecided(source, accepted, excluded)
    venue = _venue([venueid for venueid, _ in accepted], answers)
    notes = [note for venueid, note in accepted if venueid == venue]
    if others := len(accepted) - len(notes):
        excluded["of another venue"] += others
    edition.excluded.update(sorted(excluded.items()))
    edition.papers = [paper_of(note, edition, answers) for note in notes]
    finish(edition, notes, answers)
    return edition


def _bare(place: str, item: dict[str, Any]) -> NoteContent:
    content = {
        name: value.get("value") if isinstance(value, dict) else value
        for name, value in item["content"].items()
    }
    number, forum = item.get("number"), str(item.get("id") or item.get("forum") or "")
    return NoteContent("" if number is None else str(number), forum, place, content, item)


def _state(item: dict[str, Any], note: NoteContent) -> str:
    """Return why a note is no accepted paper; empty when it is one."""
    if item.get("ddate"):
        return "deleted"
    venueid = note.text("venueid")
    if not venueid:
        return "undecided"
    last = venueid.rsplit("/", 1)[-1]
    if last in _STATES:
        return _STATES[last]
    if last.endswith("Submission"):
        return "not accepted"
    invitations = item.get("invitations")
    roots = {str(one).partition("/-/")[0] for one in invitations or () if "/-/" in str(one)}
    own = str(item.get("domain") or "")
    known = {root for root in (*roots, own) if root}
    # The invitations of one paper's own group have /SubmissionN behind the venue's.
    if known and not any(root == venueid or root.startswith(f"{venueid}/") for root in known):
        return "of another venue"
    return ""


def _refuse_undecided(
    source: Source, accepted: list[tuple[str, NoteContent]], excluded: Counter[str]
) -> None:
    if not accepted and excluded["undecided"]:
        raise ImportSourceError(
            f"{source.label}: all {excluded['undecided']} papers are still undecided (their "
            "venueid ends in Submission, or there is none). It was exported before the decisions, "
            "or by somebody who may not see them; export it again as a programme chair"
        )


def _venue(venueids: list[str], answers: Answers) -> str:
    counts = Counter(venueids)
    if len(counts) <= 1:
        return next(iter(counts), "")
    ranked = [venue for venue, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    return answers.need(
        Question(
            id="venue-id",
            text="The file has accepted papers of several venues. Which one is to be imported?",
            options=tuple(ranked),
            option="--venue-id",
            detail="\n".join(f"{counts[venue]:5} {venue}" for venue in ranked),
        )
    )


OPENREVIEW_V2: Final = Format(
    name="openreview", title="OpenReview (API 2)", recognize=_recognize, take=_take
)
