"""The functions that templates may call, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from sphinx_proceedings.model import arrangement, indexes, participation, timetable
from sphinx_proceedings.sphinx import edition_pages, metadata, structured_data

if TYPE_CHECKING:
    from collections.abc import Sized

    from sphinx_proceedings.model.names import PersonName

HUES = 12
"""Number of colours that the style sheet has for avatars."""


def template_functions() -> dict[str, Any]:
    """Return the functions of templates."""
    return {
        "author_index": indexes.author_index,
        "best_grouping": arrangement.best_grouping,
        "citation_tags": metadata.citation_tags,
        "coauthors": participation.coauthors,
        "coins": metadata.coins,
        "count": count,
        "credits_by_edition": participation.credits_by_edition,
        "description": metadata.description,
        "grouped": arrangement.grouped,
        "hue": hue,
        "keyword_index": indexes.keyword_index,
        "monogram": monogram,
        "ordered": arrangement.ordered,
        "pages_of": edition_pages.pages_of,
        "preview_tags": metadata.preview_tags,
        "speakers_of": participation.speakers_of,
        "structured_data": structured_data.structured_data,
        "talk_tags": metadata.talk_tags,
        "timetable": timetable.timetable,
    }


def count(items: Sized, noun: str) -> str:
    """Return ``"1 paper"``, ``"2 papers"``, or nothing for none."""
    number = len(items)
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def monogram(name: PersonName) -> str:
    """Return one or two letters for an avatar: given and family initial."""
    letters = [part[0] for part in (name.given, name.family or name.literal or "") if part]
    return "".join(letters).upper()


def hue(name: PersonName) -> int:
    """Return a colour's number that stays with a name, on every machine."""
    return crc32(name.fold.encode()) % HUES
