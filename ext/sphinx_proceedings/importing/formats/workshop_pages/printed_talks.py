"""Invited talks as pages print them: a heading for each speaker, and title, abstract, biography."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import (
    links_in,
    plain,
    without_images,
)
from sphinx_proceedings.importing.formats.workshop_pages.printed_people import read_person
from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor, ImportedTalk
from sphinx_proceedings.importing.text.name_lists import likeness_to_names
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Section

_LABEL: Final = re.compile(
    r"[*_]{0,3}(?P<label>(?:talk |keynote |presentation )?title|talk|topic|abstract|"
    r"(?:short |speaker )?bio(?:graphy)?|"
    r"about(?: the speaker)?|affiliation|speakers?|presenter|time|when|date|slides|video|recording)"
    r"\s*[*_]{0,3}\s*(?:[:\uff1a.|]\s*[*_]{0,3}|(?<=\*)\s|$)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*[.:]?|__(.+?)__|\*([^*]+)\*|[“\"](.+?)[”\"]")
_SHORT: Final = 180


@dataclass(slots=True)
class _Found:
    title: str = ""
    abstract: str = ""
    bio: str = ""
    affiliation: str = ""
    url: str = ""
    speaker: str = ""


def read_talk(section: Section, kind: str) -> tuple[ImportedAuthor, ImportedTalk | None] | None:
    """Return the speaker that a section is about, and the talk if a title stands there.

    None when neither its heading nor its text names a person.
    """
    found = _body(section)
    heading = " ".join(section.lines)
    person = read_person(section.lines)
    if person is None:
        name, cut, title = plain(heading).partition(":")
        person = read_person([name]) if cut else None
        found.title = found.title or (title.strip() if person else "")
    elif person.affiliations and not found.title:
        # "Ada Li: On Looms" is a name and a title, "Ada Li (A)" a name and an affiliation.
        name, cut, title = plain(heading).partition(":")
        if cut and likeness_to_names(name) > 0.9:
            found.title, person = title.strip(), replace(person, affiliations=())
    if person is None and found.speaker:
        person = read_person([found.speaker])
        found.title = found.title or heading
    if person is None:
        return None
    where = [one.strip() for one in found.affiliation.split("\n") if one.strip()]
    speaker = replace(
        person,
        affiliations=tuple(ImportedAffiliation(name=one) for one in where) or person.affiliations,
        url=person.url or found.url,
        bio=found.bio,
    )
    if not found.title:
        return speaker, None
    title = _unstyled(found.title)
    talk = ImportedTalk(
        key=slug(title), title=title, type=kind, speakers=(speaker,), abstract=found.abstract
    )
    return replace(speaker, bio=""), talk


def _lines(section: Section) -> Iterator[str]:
    """Yield the lines below a heading; a row of a label and a value is one line."""
    for block in section.blocks:
        if block.kind == "row" and len(block.cells) > 1:
            first = " ".join(block.cells[0])
            rest = [line for cell in block.cells[1:] for line in cell]
            if _LABEL.fullmatch(first):
                yield f"{first.strip(' :*_')}: {rest[0] if rest else ''}"
                yield from rest[1:]
                continue
        yield from block.lines


def _body(section: Section) -> _Found:
    made = _Found()
    current = ""
    for line in _lines(section):
        line = without_images(line).strip()  # noqa: PLW2901 - what of it is text
        if not line:
            continue
        if found := _LABEL.fullmatch(line):
            current = _field(found["label"])
            rest = found["rest"].strip()
            if current == "affiliation":
                made.url = next((a for _, a in links_in(rest) if a.startswith("http")), made.url)
                rest = plain(rest)
            _put(made, current, rest)
        elif (
            current in ("abstract", "bio", "title", "affiliation") and not getattr(made, current)
        ) or current in ("abstract", "bio"):
            _put(made, current, line)
        elif not made.title and len(line) < _SHORT and _BOLD.fullmatch(line):
            made.title = line
        elif len(line) >= _SHORT:
            current = "bio" if _is_biography(line, section) else "abstract"
            _put(made, current, line)
    return made


def _put(made: _Found, name: str, text: str) -> None:
    if not text or not name:
        return
    before = getattr(made, name)
    gap = "\n\n" if name in ("abstract", "bio") else "\n"
    setattr(made, name, f"{before}{gap}{text}" if before else text)


def _field(label: str) -> str:
    said = label.casefold()
    for word, name in (
        ("title", "title"),
        ("talk", "title"),
        ("topic", "title"),
        ("abstract", "abstract"),
        ("bio", "bio"),
        ("about", "bio"),
        ("affiliation", "affiliation"),
        ("speaker", "speaker"),
        ("presenter", "speaker"),
    ):
        if word in said and not (word == "speaker" and "bio" in said):
            return name
    return ""


def _is_biography(line: str, section: Section) -> bool:
    """Whether a text tells of the speaker: it begins with the name and a verb."""
    name = plain(" ".join(section.lines)).split(":")[0].split("(")[0].split(",")[0].split()
    opening = plain(line)[:80]
    return (
        bool(name)
        and name[-1] in opening
        and bool(
            re.search(
                r"\b(?:is|was|are|received|holds|works|leads|obtained|joined|earned)\b",
                opening + line[80:160],
            )
        )
    )


def _unstyled(text: str) -> str:
    for _ in range(2):
        if found := _BOLD.fullmatch(text.strip()):
            text = next(filter(None, found.groups()))
    return plain(text).strip(" .") if not text.rstrip().endswith("...") else plain(text)
