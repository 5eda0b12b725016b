"""The codes of what can be wrong with data, each with a title and what to do about it."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Errors: a site is not built while one is left. Doubts (PP2xx) are in `checks`."""

    UNREADABLE = "PP101"
    """A file or folder cannot be read: fix its name, encoding or permissions."""
    SYNTAX = "PP102"
    """Not the YAML that is accepted here: text, lists and mappings, no anchors or tags."""
    DUPLICATE_KEY = "PP103"
    """The same key twice in one mapping, or in two files of an edition: keep one."""
    UNKNOWN_KEY = "PP104"
    """A key that the record does not have: correct or remove it."""
    MISSING_KEY = "PP105"
    """A key that the record needs: add it."""
    WRONG_TYPE = "PP106"
    """A list, mapping or text where another of them belongs."""
    INVALID_VALUE = "PP107"
    """A value that its field does not accept: the message says which it does."""
    DUPLICATE_ID = "PP108"
    """Two records with the same id, or ids that differ only by case: rename one."""
    DANGLING = "PP109"
    """A reference to a record that does not exist: correct the id or add the record."""
    IMPOSSIBLE_TIME = "PP110"
    """A time that cannot be: an end before its start, a gap of summer time, a missing zone."""
    AMBIGUOUS_NAME = "PP111"
    """A printed name that may be one of several persons: add ``person: <id>``."""
    MISSING_FILE = "PP112"
    """A named file that does not exist, lies outside, or is not what its ending says."""
