"""Text reduced to what two settings of it have in common: letters and digits, in ASCII.

A text layer splits small capitals, sets accents beside their letters, breaks words at the ends of
lines and keeps ligatures; none of it is left when only letters are compared.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CACHED = 65_536
_ACCENTS = re.compile("[\u00a8\u00b4\u00b8\u02c6-\u02dd\u0300-\u036f`^~]")
"""Accents that a text layer sets beside their letters."""
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(_CACHED)
def letters(text: str) -> str:
    """Return the letters and digits of *text* in ASCII and lower case, with nothing between."""
    text = text.replace("&", " and ")
    if text.isascii():
        return _NO_LETTER.sub("", text.lower())
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKC", _ACCENTS.sub("", text)))
    return _NO_LETTER.sub("", anyascii(bare).lower())


def split_words(text: str) -> list[str]:
    """Return the words of *text* as letters; what hyphens and slashes join is taken apart."""
    parts = re.split(r"[\s\-\u2010-\u2015/:,;.()\[\]]+", text)
    return [word for part in parts if (word := letters(part))]


@dataclass(frozen=True, slots=True)
class Place:
    """Where letters were found: the first and the last piece that has them."""

    first: int
    last: int
    aligned: bool
    """Whether they begin and end with a piece."""


class LetterRun:
    """Pieces of text (words, lines) run together as letters, in which letters are looked for."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self.pieces = [letters(piece) for piece in pieces]
        self.text = "".join(self.pieces)
        self._starts: list[int] = []
        at = 0
        for piece in self.pieces:
            self._starts.append(at)
            at += len(piece)
        self._edges = {*self._starts, at}

    def __len__(self) -> int:
        return len(self.pieces)

    def places(self, wanted: str) -> Iterator[Place]:
        """Yield where *wanted*, which is letters already, stands."""
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            first = bisect_right(self._starts, at) - 1
            last = bisect_right(self._starts, end - 1) - 1
            yield Place(first, last, at in self._edges and end in self._edges)
            at = self.text.find(wanted, at + 1)

    def aligned(self, wanted: str) -> Place | None:
        """Return the first place at which *wanted* is whole pieces."""
        return next((place for place in self.places(wanted) if place.aligned), None)
