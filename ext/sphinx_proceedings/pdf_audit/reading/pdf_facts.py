"""What was read of one PDF: plain values that a process or a cache can hand on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple, Self


class Word(NamedTuple):
    """A word of the first pages, where it is and how it is set."""

    text: str
    x: float
    """Left edge in points from the left of the page."""
    y: float
    """Baseline in points from the bottom of the page."""
    size: float
    """Size of its type in points."""
    font: str
    """Name of its font, without the tag of a subset."""
    line: int
    """Number of the line in reading order; a wide gap begins a new one."""
    page: int = 0
    """Index of the page."""
    apart: bool = False
    """Whether more than a space, or a raised mark, is between it and the word before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """One PDF as the audit sees it; ``unusable`` says why nothing could be read."""

    sha256: str
    size: int
    """Bytes."""
    unusable: str = ""
    pages: int = 0
    words: tuple[Word, ...] = ()
    """The words at the head of the paper, in reading order, without raised marks."""
    raised: str = ""
    """The raised marks that were left out of the words."""
    texts: tuple[str, ...] = ()
    """The text of each page."""
    sheets: tuple[tuple[float, float], ...] = ()
    """Width and height of each page in points."""
    not_embedded: tuple[str, ...] = ()
    """Names of fonts whose glyphs are not in it."""
    type3: int = 0
    """How many of its fonts are of Type 3."""
    local_links: tuple[str, ...] = ()
    """Addresses on the computer of the authors."""
    encrypted: bool = False
    """Whether it is encrypted, though anybody may open it."""
    damage: str = ""
    """What a reader has to repair."""

    def as_data(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return asdict(self) | {"words": [list(word) for word in self.words]}

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """Return what :meth:`as_data` was made of.

        Raises:
            ValueError: it is the data of something else.
        """
        names = {field.name for field in fields(cls)}
        if not isinstance(data, dict) or set(data) != names:
            raise ValueError("these are not the facts of a PDF")
        words = tuple(Word(*word) for word in data["words"])
        lists = {
            "words": words,
            "texts": tuple(data["texts"]),
            "sheets": tuple((width, height) for width, height in data["sheets"]),
            "not_embedded": tuple(data["not_embedded"]),
            "local_links": tuple(data["local_links"]),
        }
        return cls(**(data | lists))
