"""Find the authors of a record on a PDF: where each stands and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.comparing.name_chunks import (
    NameChunk,
    is_name,
    name_chunks,
    style,
)
from sphinx_proceedings.pdf_audit.comparing.name_forms import (
    NO_GIVEN,
    Likeness,
    family_forms,
    given_likeness,
    given_words,
    in_two_letters,
    is_alike,
    name_likeness,
    pattern,
)
from sphinx_proceedings.pdf_audit.reading.letters import LetterRun, letters
from sphinx_proceedings.pdf_audit.reading.paper_head import name_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.model.values.names import PersonName
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

_SURE_LENGTH = 9
"""Letters of a name that is no chance even inside other letters."""
_MOST_WORDS = 4
"""Words before or after a family name that may be given names."""
_ENDS = re.compile(r"[,;&|/•·]|\band\b")


@dataclass(frozen=True, slots=True)
class FoundName:
    """Where a name was found among the words of the author block, and how it reads there."""

    first: int
    last: int
    likeness: Likeness
    text: str


@dataclass(frozen=True)
class AuthorBlock:
    """The words between title and abstract, in which names are looked for."""

    words: tuple[Word, ...]

    @cached_property
    def run(self) -> LetterRun:
        """The words as letters; figures are footnotes here, and e-mail addresses no names."""
        return name_run(without_addresses(self.words))

    @cached_property
    def chunks(self) -> tuple[NameChunk, ...]:
        """The pieces of the block, of which some are names."""
        return tuple(name_chunks(self.words))

    @cached_property
    def _umlauts(self) -> LetterRun | None:
        """The words with umlauts in two letters, if there are any: ``Schöne``, ``Schoene``."""
        words = without_addresses(self.words)
        if all(word.text.isascii() for word in words):
            return None
        return name_run([word._replace(text=in_two_letters(word.text)) for word in words])

    def find(self, names: Sequence[PersonName]) -> list[FoundName | None]:
        """Return for each name where it stands: whole names first, then other forms of the rest."""
        found: list[FoundName | None] = [self._whole(name) for name in names]
        taken = {at for place in found if place for at in range(place.first, place.last + 1)}
        for least in (Likeness.VARIANT, Likeness.SPELLING):
            for number, name in enumerate(names):
                if found[number] is None:
                    forms = [
                        place
                        for place in (*self._other_forms(name, taken), *self._chunks(name, taken))
                        if place.likeness >= least
                    ]
                    place = max(forms, key=lambda form: self._rank(form, name), default=None)
                    if place is not None:
                        found[number] = place
                        taken.update(range(place.first, place.last + 1))
        return found

    def _rank(self, found: FoundName, name: PersonName) -> tuple[int, bool, int, int]:
        """Prefer the closer form, then one that begins as the name does, the longer, the first."""
        given = given_words(name)
        begins = bool(given) and self.run.pieces[found.first] == given[0]
        return (found.likeness, begins, found.last - found.first, -found.first)

    def _chunks(self, name: PersonName, taken: set[int]) -> Iterator[FoundName]:
        """Whole names of the list that share enough with this one to be another form of it."""
        alone = self.run.aligned(letters(name.full_family))
        if alone and letters(name.given) in NO_GIVEN and alone.first not in taken:
            yield self._found(alone.first, alone.last, Likeness.VARIANT)
        for chunk in self.chunks:
            last = chunk.first + len(chunk.words) - 1
            if taken.intersection(range(chunk.first, last + 1)):
                continue
            if is_name(chunk):
                likeness = name_likeness(name, chunk.text)
                if likeness is not Likeness.NONE:
                    yield self._found(chunk.first, last, likeness)

    def _whole(self, name: PersonName) -> FoundName | None:
        given, family = letters(name.given), letters(name.full_family)
        for text in (name.display, name.inverted(), f"{family}{given}"):
            wanted = letters(text)
            if place := self.run.aligned(wanted):
                return self._found(place.first, place.last, Likeness.SAME)
            if self._umlauts is not None and (place := self._umlauts.aligned(wanted)):
                return self._found(place.first, place.last, Likeness.VARIANT)
        if not name.display.isascii():
            for match in pattern(name.display).finditer(self.run.text):
                if place := self.run.aligned(match.group()):
                    return self._found(place.first, place.last, Likeness.SAME)
        wanted = letters(name.display)
        if len(wanted) >= _SURE_LENGTH and (place := next(self.run.places(wanted), None)):
            return self._found(place.first, place.last, Likeness.SAME)
        return None

    def _found(self, first: int, last: int, likeness: Likeness) -> FoundName:
        text = " ".join(word.text for word in self.words[first : last + 1])
        return FoundName(first, last, likeness, re.sub(r"[^\w.]+$|\d+[^\w]*$", "", text))

    def _other_forms(self, name: PersonName, taken: set[int]) -> Iterator[FoundName]:
        given = given_words(name)
        words = [letters(word) for word in name.display.split()]
        yield from self._swapped(sorted(words), taken)
        yield from self._first_words(words, taken)
        for family in family_forms(name):
            for place in self.run.places(family):
                if place.aligned and not taken.intersection(range(place.first, place.last + 1)):
                    yield from self._around(place.first, place.last, given, taken)
        yield from self._misspelt_families(name, given, taken)

    def _swapped(self, words: list[str], taken: set[int]) -> Iterator[FoundName]:
        """The words of a name in another order."""
        count, pieces = len(words), self.run.pieces
        for at in range(len(pieces) - count + 1):
            here = range(at, at + count)
            if sorted(pieces[at : at + count]) == words and not taken.intersection(here):
                yield self._found(at, at + count - 1, Likeness.VARIANT)

    def _first_words(self, words: list[str], taken: set[int]) -> Iterator[FoundName]:
        """All words of a name but the last, which is a second family name: ``José García``."""
        place = self.run.aligned("".join(words[:-1])) if len(words) > 2 else None
        if place and not taken.intersection(range(place.first, place.last + 1)):
            behind = self._neighbours(range(place.last + 1, place.last + 2), taken)
            if not behind or _ENDS.search(self.words[place.last].text):
                yield self._found(place.first, place.last, Likeness.VARIANT)

    def _around(
        self, first: int, last: int, given: Sequence[str], taken: set[int]
    ) -> Iterator[FoundName]:
        """Read the words before and after a family name as given names."""
        before = self._neighbours(range(first - 1, first - 1 - _MOST_WORDS, -1), taken)
        for count in range(len(before), 0, -1):
            words = [self.run.pieces[at] for at in reversed(before[:count])]
            if (likeness := given_likeness(given, words)) is not Likeness.NONE:
                yield self._found(before[count - 1], last, min(likeness, Likeness.VARIANT))
        after = self._neighbours(range(last + 1, last + 1 + _MOST_WORDS), taken)
        for count in range(len(after), 0, -1):
            words = [self.run.pieces[at] for at in after[:count]]
            if (likeness := given_likeness(given, words)) >= Likeness.VARIANT:
                yield self._found(first, after[count - 1], Likeness.VARIANT)

    def _neighbours(self, places: range, taken: set[int]) -> list[int]:
        """Return the places of words in the same name: up to a comma, an "and", another name."""
        found: list[int] = []
        step = places.step
        for at in places:
            if not 0 <= at < len(self.words) or at in taken or not self.run.pieces[at]:
                break
            # What ends between two words stands at the end of the first of them.
            between = self.words[at if step < 0 else at - 1]
            if _ENDS.search(between.text):
                break
            if not _is_one_line(self.words[min(at, at - step)], self.words[max(at, at - step)]):
                break
            found.append(at)
        return found

    def _misspelt_families(
        self, name: PersonName, given: Sequence[str], taken: set[int]
    ) -> Iterator[FoundName]:
        """The given name stands there, and behind it nearly the family name."""
        family = letters(name.full_family)
        for place in self.run.places("".join(given)):
            behind = place.last + 1
            if not given or not place.aligned or taken.intersection((place.first, behind)):
                continue
            for end in (behind, behind + 1):
                if any(_ENDS.search(word.text) for word in self.words[place.first : end]):
                    break
                near = "".join(self.run.pieces[behind : end + 1])
                if end < len(self.words) and is_alike(family, near):
                    yield self._found(place.first, end, Likeness.SPELLING)


def _is_one_line(before: Word, behind: Word) -> bool:
    """Whether two words stand in one line, or a name is broken at the end of the first."""
    if before.line == behind.line:
        return True
    apart = before.y - behind.y
    broken = behind.x < before.x and 0 < apart < 2 * before.size
    return broken and style(before) == style(behind)


def without_addresses(words: Sequence[Word]) -> list[Word]:
    """Empty the words of e-mail addresses, ``{ada, charles}@example.org`` too."""
    made: list[Word] = []
    opened = -1
    for word in words:
        if opened < 0 and word.text.startswith(("{", "[")) and "}" not in word.text:
            opened = len(made)
        made.append(word._replace(text="") if "@" in word.text else word)
        if opened >= 0 and ("}" in word.text or "@" in word.text):
            if "@" in word.text or word.text.endswith("}"):
                made[opened:] = [inner._replace(text="") for inner in made[opened:]]
            opened = -1
    return made
