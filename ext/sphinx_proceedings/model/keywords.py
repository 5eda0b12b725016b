"""Keywords: one entry an index for all spellings that differ by case or diacritics alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk


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


class Subjects:
    """The keywords of editions and of what is in them, by id, and who has them."""

    def __init__(self, editions: Collection[Edition]) -> None:
        self.keywords: dict[str, Keyword] = {}
        self.records: dict[str, list[Paper | Talk]] = defaultdict(list)
        self.editions: dict[str, list[Edition]] = defaultdict(list)
        self._spellings: dict[str, dict[str, None]] = defaultdict(dict)
        records: list[Paper | Talk] = [paper for e in editions for paper in e.papers]
        records += [talk for e in editions for talk in e.talks]
        for record in records:
            for identifier in self._note(record.keywords):
                self.records[identifier].append(record)
        for edition in editions:
            for identifier in self._note(edition.keywords):
                self.editions[identifier].append(edition)
        for identifier, words in self._spellings.items():
            first, *others = words
            self.keywords[identifier] = Keyword(identifier, first, tuple(others))

    def _note(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Note spellings; return the ids of the words, each once."""
        for word in words:
            self._spellings[slug(word)].setdefault(word)
        return tuple(dict.fromkeys(map(slug, words)))
