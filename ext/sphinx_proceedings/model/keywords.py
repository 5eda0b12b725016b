"""Keywords: one entry an index for all spellings that differ by case or diacritics alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword over all editions; ``word`` is the spelling met first."""

    id: str
    word: str
    variants: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``keywords/<id>``: the page's name and the key in the catalogue."""
        return f"keywords/{self.id}"
