"""What the notes of OpenReview's two APIs have in common: their shape and their fields."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedPaper,
    ImportedResource,
)
from sphinx_proceedings.importing.report import Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

SITE: Final = "https://openreview.net"

CARRIES: Final = frozenset(
    ["title", "authors", "abstract", "keywords", "type", "resources", "licence", "archival"]
)
_USED: Final = frozenset(
    "title authors authorids author_profiles abstract keywords pdf venue venueid license doi "
    "supplementary_material code link_to_code code_url archival_status".split()
)
_OF_THE_SYSTEM: Final = frozenset(["_bibtex", "paperhash"])
_ASKED: Final = ("primary_area", "track", "Track", "subject_areas", "subject_area")
_TITLE_OF_CODE: Final = ("link_to_code", "code_url", "code")


@dataclass(slots=True)
class NoteContent:
    """A note with its content as bare values."""

    number: str
    forum: str
    place: str
    content: dict[str, Any]
    note: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a value that is one text; empty when it is none."""
        value = self.content.get(name)
        return value.strip() if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Return a value that is a list of texts, or one text."""
        value = self.content.get(name)
        if isinstance(value, str):
            return [value.strip()] if value.strip() else []
        if not isinstance(value, list):
            return []
        return [item.strip() for item in value if isinstance(item, str) and item.strip()]


def items_of(value: Any) -> list[dict[str, Any]]:
    """Return what may be notes: of a list, of ``{"notes": …}``, of a mapping by forum."""
    if isinstance(value, dict):
        inner = value.get("notes")
        value = inner if isinstance(inner, list) else list(value.values())
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def json_items(source: Source) -> list[tuple[str, dict[str, Any]]]:
    """Return what may be notes in all JSON files of a source, each with its place."""
    return [
        (f"{file.name}, note {index}", item)
        for file, value in source.json_values()
        for index, item in enumerate(items_of(value), 1)
    ]


def refuse_challenge(source: Source) -> None:
    """Say what an HTML page in the place of data is: OpenReview's check of browsers."""
    for file in source.files:
        if b"openreview" in file.head.lower() and b"<html" in file.head[:4096].lower():
            raise ImportSourceError(
                f"{file.name}: this is OpenReview's check of browsers, not the data; download it "
                "again while you are logged in"
            )


def paper_of(note: NoteContent, edition: ImportedEdition, answers: Answers) -> ImportedPaper:
    """Return the accepted paper that a note describes."""
    url = f"{SITE}/forum?id={note.forum}"
    archival = note.text("archival_status").casefold()
    return ImportedPaper(
        key=note.forum,
        place=note.place,
        id=note.number,
        title=note.text("title"),
        authors=tuple(_authors(note, edition, answers)),
        abstract=note.text("abstract"),
        keywords=(*_keywords(note), *_asked(note, "keywords", answers)),
        track=next(iter(_asked(note, "track", answers)), ""),
        type=_type(note, answers),
        number=note.number,
        doi=note.text("doi"),
        licence=note.text("license") or str(note.note.get("license") or ""),
        archival=None if not archival else not archival.startswith("non"),
        resources=tuple(_resources(note, url)),
        source=url,
    )


def _authors(
    note: NoteContent, edition: ImportedEdition, answers: Answers
) -> Iterator[ImportedAuthor]:
    value = note.content.get("authors")
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield from (_author_of_object(item) for item in value if isinstance(item, dict))
        return
    names, ids = note.texts("authors"), note.texts("authorids")
    if len(names) == 1 and (len(ids) > 1 or re.search(r"[,;]|\band\b", names[0])):
        names = _asked_names(note, names[0], len(ids), answers)
    if len(names) > 1 and (last := re.fullmatch(r"and\s+(.+)", names[-1])):
        edition.notes.append(
            Note(
                outcome=Outcome.CHANGED,
                record=note.forum,
                field="authors",
                before=names[-1],
                after=last[1],
                why="the word before the last name is no name",
            )
        )
        names[-1] = last[1]
    if len(ids) != len(names):
        ids = [""] * len(names)
    for name, identifier in zip(names, ids, strict=True):
        profile = identifier if identifier.startswith("~") else ""
        yield ImportedAuthor(name=name, key=profile, email="" if profile else identifier)


def _author_of_object(item: dict[str, Any]) -> ImportedAuthor:
    institutions = item.get("institutions")
    return ImportedAuthor(
        name=str(item.get("fullname") or item.get("name") or ""),
        key=str(item.get("username") or ""),
        affiliations=tuple(
            ImportedAffiliation(name=str(one["name"]), country=str(one.get("country") or ""))
            for one in (institutions if isinstance(institutions, list) else ())
            if isinstance(one, dict) and one.get("name")
        ),
    )


def _asked_names(note: NoteContent, written: str, count: int, answers: Answers) -> list[str]:
    """Ask for the names in a text that may be several; it is not taken apart by guessing."""
    parts = [part.strip() for part in re.split(r"\s*[,;]\s*|\s+and\s+", written) if part.strip()]
    guess = "; ".join(part.removeprefix("and ") for part in parts)
    agrees = f", and there are {count} profiles" if count else ""
    question = Question(
        id=f"authors.{note.forum}",
        text=f"{note.place}: all authors stand in one text{agrees}. What are their names, with "
        "semicolons between?",
        example=guess,
        detail=written,
    )
    answer = answers.get(question)
    return [name.strip() for name in (answer or written).split(";") if name.strip()]


def _keywords(note: NoteContent) -> list[str]:
    words = note.texts("keywords")
    if len(words) == 1 and re.search(r"[,;]", words[0]):
        separator = ";" if ";" in words[0] else ","
        words = [word.strip() for word in words[0].split(separator)]
    return [word for word in words if word]


def _asked(note: NoteContent, meaning: str, answers: Answers) -> list[str]:
    """Return the values of the columns of which somebody said that they mean *meaning*."""
    found: list[str] = []
    for name in _ASKED:
        if not (values := note.texts(name)):
            continue
        question = Question(
            id=f"field.{name}",
            text=f"What is {name!r}, as in {values[0]!r}?",
            options=("track", "keywords", "nothing"),
            required=False,
        )
        if answers.get(question) == meaning:
            found += values
    return found


_PERCENT = re.compile(r"\btop\s*[0-9]+\s*%|\bnotable\b|\barchive\b|\bpresent\b", re.IGNORECASE)


def _type(note: NoteContent, answers: Answers) -> str:
    words = note.text("venue")
    if found := presented_as(words):
        return found
    if not _PERCENT.search(words):
        return ""
    question = Question(
        id=f"type.{words}",
        text=f"How were papers of {words!r} presented?",
        options=("oral", "spotlight", "poster"),
        required=False,
    )
    return answers.get(question) or ""


def presented_as(venue: str) -> str:
    """Return the paper type at the end of a venue's words: ``ICML 2025 spotlightposter``."""
    words = venue.replace("(", " ").replace(")", " ").split()
    for count in (2, 1):
        if len(words) > count and (found := paper_type(" ".join(words[-count:]))):
            return found
    return ""


def _resources(note: NoteContent, url: str) -> Iterator[ImportedResource]:
    if note.text("pdf").startswith("/pdf/"):
        yield ImportedResource(type="pdf", url=f"{SITE}/pdf?id={note.forum}")
    elif note.text("pdf").startswith("https://"):
        yield ImportedResource(type="pdf", url=note.text("pdf"))
    yield ImportedResource(type="openreview", url=url)
    if note.text("supplementary_material").startswith("/attachment/"):
        address = f"{SITE}/attachment?id={note.forum}&name=supplementary_material"
        yield ImportedResource(type="supplement", url=address)
    seen = set()
    for name in _TITLE_OF_CODE:
        address = note.text(name)
        if address.startswith(("http://", "https://")) and address not in seen:
            seen.add(address)
            yield ImportedResource(type="code", url=address)


def finish(edition: ImportedEdition, notes: list[NoteContent], answers: Answers) -> None:
    """Add what holds for the whole: keys that were not used, affiliations that are not there."""
    counts: Counter[str] = Counter()
    taken = {name for name in _ASKED if answers.given.get(f"field.{name}") in ("track", "keywords")}
    for note in notes:
        counts.update(
            name
            for name, value in note.content.items()
            if value not in ("", None, []) and name not in _USED | taken
        )
    edition.unused.update(sorted(counts.items()))
    authors = [author for paper in edition.papers for author in paper.authors]
    known = sum(bool(author.affiliations) for author in authors)
    carries = {"authors.affiliations", "track"} if known else {"track"}
    edition.carries = CARRIES | carries
    if authors and not known:
        edition.notes.append(
            Note(
                outcome=Outcome.LEFT_OUT,
                field="affiliations",
                why=f"0 of {len(authors)} authors have an affiliation; OpenReview's notes do not "
                "carry them",
            )
        )
