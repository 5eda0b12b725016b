"""The codes of what can be wrong with data files, each with what it is and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from sphinx_proceedings.model.problems import Problem, Severity

if TYPE_CHECKING:
    from sphinx_proceedings.model.problems import Location


class Code(StrEnum):
    """What loading finds: errors PP1xx, warnings PP201 to PP205; further warnings: `checks`."""

    help: str
    """What is wrong and what to do, for the guide."""

    def __new__(cls, code: str, text: str) -> Self:
        """Make a code of its name and its help."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.help = text
        return member

    UNREADABLE = (
        "PP101",
        "A file or folder that cannot be read: fix its name, encoding or permissions.",
    )
    SYNTAX = (
        "PP102",
        "Not the YAML that is accepted here: text, lists and mappings, no anchors or tags.",
    )
    DUPLICATE_KEY = (
        "PP103",
        "The same key twice in one mapping, or in two files of an edition: keep one.",
    )
    UNKNOWN_KEY = (
        "PP104",
        "A key that the record does not have: correct or remove it.",
    )
    MISSING_KEY = (
        "PP105",
        "A key that the record needs: add it.",
    )
    WRONG_TYPE = (
        "PP106",
        "A list, mapping or text where another of them belongs.",
    )
    INVALID_VALUE = (
        "PP107",
        "A value that its field does not accept: the message says which it does.",
    )
    DUPLICATE_ID = (
        "PP108",
        "Two records with the same id, or with ids that differ only by case: rename one.",
    )
    DANGLING = (
        "PP109",
        "A reference to a record that does not exist: correct the id or add the record.",
    )
    IMPOSSIBLE_TIME = (
        "PP110",
        "A time that cannot be: an end before its start, a gap of summer time, a missing zone.",
    )
    AMBIGUOUS_NAME = (
        "PP111",
        "A printed name that may be one of several persons: add ``person:`` with an id.",
    )
    BAD_FILE = (
        "PP112",
        "A named file that does not exist, lies outside, or is of no kind that is published.",
    )
    FROZEN = (
        "PP113",
        "A frozen edition that was changed: put it back, or publish a notice with the paper.",
    )
    STRAY_FILE = (
        "PP201",
        "A file or folder that looks like data but is not read: rename, move or remove it.",
    )
    NOT_RECORDED = (
        "PP202",
        "An edition with ``status: frozen`` whose digests are not recorded: freeze it.",
    )
    CUT_TEXT = (
        "PP203",
        "A text without quotes that ends at ' #', where YAML begins a comment: quote it.",
    )
    EMPTY = (
        "PP204",
        "A folder or file for data with nothing in it: fill or remove it.",
    )
    UNUSABLE_PDF = (
        "PP205",
        "A paper's PDF that is not there or cannot be used; the paper is published without it.",
    )


def error(location: Location | None, code: Code, message: str, hint: str = "") -> Problem:
    """Return a problem that stands in the way of a catalogue."""
    return Problem(
        location=location, code=code, message=message, severity=Severity.ERROR, hint=hint
    )


def warning(location: Location | None, code: Code, message: str, hint: str = "") -> Problem:
    """Return a problem that a person should look at."""
    return Problem(
        location=location, code=code, message=message, severity=Severity.WARNING, hint=hint
    )
