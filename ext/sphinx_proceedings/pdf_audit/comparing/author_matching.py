"""Find the authors of a record on a PDF: where each stands and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.comparing.name_forms import (
    Likeness,
    family_forms,
    given_likeness,
    given_words,
    is_near,
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
        """The words as letters; figures are footnotes here."""
        return name_run(self.words)

    def find(self, names: Sequence[PersonName]) -> list[FoundName | None]:
        """Return for each name where it stands: whole names first, then other forms of the rest."""
        found: list[FoundName | None] = [self._whole(name) for name in names]
        taken = {at for place in found if place for at in range(place.first, place.last + 1)}
        for number, name in enumerate(names):
            if found[number] is None:
                place = max(self._other_forms(name, taken), key=_rank, default=None)
                if place is not None:
                    found[number] = place
                    taken.update(range(place.first, place.last + 1))
        return found

    def _whole(self, name: PersonName) -> FoundName | None:
        given, family = letters(name.given), letters(name.full_family)
        for text in (name.display, name.inverted(), f"{family}{given}"):
            wanted = letters(text)
            if place := self.run.aligned(wanted):
                return self._found(place.first, place.last, Likeness.SAME)
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
            if self.words[at].line != self.words[places.start - step].line:
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
                near = "".join(self.run.pieces[behind : end + 1])
                if end < len(self.words) and is_near(family, near):
                    yield self._found(place.first, end, Likeness.SPELLING)


def _rank(found: FoundName) -> tuple[int, int, int]:
    """Prefer the closer form, then the longer one, then the first."""
    return (found.likeness, found.last - found.first, -found.first)
