"""How well a PDF fits a record: by title, authors and abstract, each from 0 to 1."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from sphinx_proceedings.pdf_audit.reading.letters import letters, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_proceedings.model.values.names import PersonName
    from sphinx_proceedings.pdf_audit.reading.letters import LetterRun
    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead

TITLE, AUTHORS, ABSTRACT = 0.55, 0.25, 0.2
"""What each is worth; a paper without an abstract in the data is judged by the others."""
_MOST_MATHS = 40
"""Letters that may stand where a title has maths."""
_SURE_LENGTH = 24
"""Letters of a title that is no chance, wherever in the head it stands."""
_BY_CHANCE = 0.5
"""Share of pairs of letters that titles of one field have in common without being one title."""
_CANDIDATES = 8
_BY_ABSTRACT = 0.75
"""What an abstract that agrees is worth by itself, whatever the title has become."""
_SHINGLE = 4
"""Words in a row that two abstracts hardly share by chance."""


class Described(Protocol):
    """What a record says of its paper, as far as a PDF says it too."""

    @property
    def title_forms(self) -> tuple[tuple[str, ...], ...]:
        """The title as letters, in the ways in which it may be printed, apart at its maths."""

    @property
    def title_words(self) -> tuple[str, ...]:
        """The words of the title as letters."""

    @property
    def persons(self) -> tuple[PersonName, ...]:
        """The names of the authors, in order."""

    @property
    def abstract_words(self) -> tuple[str, ...]:
        """The words of the abstract as letters."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a PDF being a record's; None where the record gives nothing to compare."""

    title: float
    authors: float | None
    abstract: float | None

    @property
    def worth(self) -> float:
        """All of it as one number from 0 to 1."""
        parts = [(TITLE, self.title), (AUTHORS, self.authors), (ABSTRACT, self.abstract)]
        given = [(weight, value) for weight, value in parts if value is not None]
        # An abstract of another wording says nothing, so only what is found counts as given.
        counted = [(w, v) for w, v in given if w != ABSTRACT or v > max(self.title, 0.3)]
        mean = sum(w * v for w, v in counted) / sum(w for w, _ in counted)
        return max(mean, _BY_ABSTRACT * (self.abstract or 0.0))


@dataclass(slots=True)
class Candidates:
    """An index of records by the words of their titles, their authors and abstracts."""

    papers: Sequence[Described]
    _index: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Enter every record."""
        for number, paper in enumerate(self.papers):
            for key in {*_title_keys(paper.title_words), *_name_keys(paper.persons)}:
                self._index[key].append(number)
            for key in set(_shingles(paper.abstract_words)):
                self._index[key].append(number)

    def of(self, head: PaperHead) -> list[int]:
        """Return the numbers of the records that a PDF may be of, the likeliest first.

        A key counts the more, the fewer records have it: as log(records / records with it).
        """
        words = [word for piece in head.words for word in split_words(piece.text)]
        abstract = [word for piece in head.abstract for word in split_words(piece.text)]
        keys = {*_title_keys(words), *(f"@{word}" for word in words), *_shingles(abstract)}
        # What the text layer split is found as pairs: "D EPT".
        keys |= {f"{one}{two}" for one, two in pairwise(words)}
        total = len(self.papers)
        counted: dict[int, float] = defaultdict(float)
        for key in keys:
            numbers = self._index.get(key, ())
            if numbers and (len(numbers) < 50 or len(numbers) * 4 < total):
                weight = 0.1 + math.log((total + 1) / len(numbers))
                for number in numbers:
                    counted[number] += weight
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return [number for number, _ in ranked[:_CANDIDATES]]


def _title_keys(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if len(word) > 2)


def _name_keys(names: Iterable[PersonName]) -> Iterable[str]:
    return (f"@{word}" for name in names for word in split_words(name.full_family))


def _shingles(words: Sequence[str]) -> Iterable[str]:
    # Every second is enough to meet, whatever the shift, as the other side has all of them.
    return (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def evidence(head: PaperHead, paper: Described) -> Evidence:
    """Hold a PDF's head against a record."""
    return Evidence(
        title=title_evidence(head, paper),
        authors=_author_evidence(head, paper),
        abstract=_abstract_evidence(head, paper),
    )


def title_evidence(head: PaperHead, paper: Described) -> float:
    """1 when the title stands there letter by letter, else how far it is alike beyond chance."""
    if any(has_title(head, form) for form in paper.title_forms):
        return 1.0
    found = head.title_run.text
    most = max((_alike("".join(form), found) for form in paper.title_forms), default=0.0)
    return max(0.0, (most - _BY_CHANCE) / (1 - _BY_CHANCE))


def has_title(head: PaperHead, form: Sequence[str]) -> bool:
    """Whether the title stands in the head; a short one must be what is set as the title."""
    if sum(map(len, form)) >= _SURE_LENGTH:
        return in_order(head.run.text, form)
    title = head.title_run
    if len(form) > 1:
        return in_order(title.text, form)
    is_title = title.aligned(form[0]) is not None and len(title.text) < 2 * len(form[0]) + 12
    return is_title or _has_own_lines(head, form[0])


def _has_own_lines(head: PaperHead, wanted: str) -> bool:
    """Whether letters fill whole lines of the head, as a title does under a larger masthead."""
    lines = [word.line for word in head.words]
    for place in head.run.places(wanted):
        begins = place.first == 0 or lines[place.first - 1] != lines[place.first]
        ends = place.last + 1 == len(lines) or lines[place.last + 1] != lines[place.last]
        if place.aligned and begins and ends:
            return True
    return False


def in_order(text: str, parts: Sequence[str]) -> bool:
    """Whether *parts* stand in *text* one after another, with a few letters between at most."""
    at = text.find(parts[0]) if parts else -1
    while at >= 0:
        end = at + len(parts[0])
        for part in parts[1:]:
            begin = text.find(part, end, end + _MOST_MATHS + len(part))
            if begin < 0:
                break
            end = begin + len(part)
        else:
            return True
        at = text.find(parts[0], at + 1)
    return False


def _alike(one: str, other: str) -> float:
    """Return how many pairs of neighbouring letters two texts share, from 0 to 1 (Dice)."""
    left = Counter(pairwise(one))
    right = Counter(pairwise(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def _author_evidence(head: PaperHead, paper: Described) -> float | None:
    names = paper.persons
    if not names:
        return None
    return sum(_name_evidence(head.names, name) for name in names) / len(names)


def _name_evidence(run: LetterRun, name: PersonName) -> float:
    """1 for the whole name, half of it for the family name by itself."""
    if run.aligned(letters(name.display)) or run.aligned(letters(name.inverted())):
        return 1.0
    family = letters(name.full_family)
    return 0.5 if len(family) > 2 and run.aligned(family) else 0.0


def _abstract_evidence(head: PaperHead, paper: Described) -> float | None:
    wanted = paper.abstract_words
    found = [word for piece in head.abstract for word in split_words(piece.text)]
    if len(wanted) < 20 or len(found) < 20:
        return None
    # The head holds the beginning only, so the shorter side decides.
    ours, theirs = set(_shingles(wanted)), set(_shingles(found))
    return len(ours & theirs) / min(len(ours), len(theirs))
