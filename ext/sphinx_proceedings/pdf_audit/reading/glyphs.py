"""A character of a page as it is set."""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """One character, where it stands and in which type; points from the lower left of the page."""

    char: str
    x: float
    y: float
    size: float
    font: str
    gap: float = 0.0
    """White before it where a space is, in sizes of its type."""
