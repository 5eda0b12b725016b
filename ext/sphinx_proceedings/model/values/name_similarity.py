"""Names that look alike: probably one person in two spellings, to be reported, never merged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.model.values.names import PersonName

_Words = tuple[str, ...]

_ONE_SLIP, _TWO_SLIPS = 7, 11
"""Letters a word needs for one slip in it to be a likeness, and for two."""
_LONGEST_WORD = 24  # comparing takes the square of the length, and so do the forms of a word
_NEIGHBOURS = 16
"""Names of a heap that each is compared with, and pairs that each is told of: of more than that,
nobody would look at each, and a heap of thousands would take their square."""
_LONGEST_PINYIN = 20

_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iong|[iu]?ang|[iu]?an|ong|[iu]?eng|[iu]?en|ing|in|un|iao|ao|uai|ai|ei|ui|ou|iu|ia|ie"
    r"|ua|uo|ue|er|[aeiou]))+"
)


def similar(one: PersonName, other: PersonName) -> bool:
    """Whether two names may be one name in two spellings.

    They are when their letters agree but for diacritics, spaces and punctuation (``Guimarães``,
    ``Guimaraes``); when their words agree in another order (``You Yang``, ``Yang You``); when
    first and last word agree and the middle of one is left out or shortened in the other
    (``Anderson R. Avila``, ``Anderson Avila``); and when they differ by a slip or two of the
    finger in one long word (``Rezaghoizadeh``). Chinese names in pinyin differ by a letter from
    many others, so there a slip is not a likeness. Nicknames are not known.
    """
    return _similar(_words(one), _words(other))


def look_alikes(names: Iterable[PersonName]) -> list[tuple[PersonName, PersonName]]:
    """Return every pair of *names*, printed differently, that is :func:`similar`.

    Names are first put together by what such pairs have in common, and only those in one heap
    are compared: 30,000 names take about a second, where each with each would take hours. Of a name
    that is like very many others, not every pair is returned.
    """
    by_display = {name.display: name for name in names}
    words = {display: _words(by_display[display]) for display in sorted(by_display)}
    pairs: set[tuple[str, str]] = set()
    found: Counter[str] = Counter()
    for one, other in _candidates(words):
        if found[one] >= _NEIGHBOURS or found[other] >= _NEIGHBOURS:
            continue
        pair = (min(one, other), max(one, other))
        if pair not in pairs and _similar(words[one], words[other]):
            pairs.add(pair)
            found.update(pair)
    return [(by_display[one], by_display[other]) for one, other in sorted(pairs)]


def _words(name: PersonName) -> _Words:
    """Return the words of a name, folded; what hyphens and apostrophes join is one word."""
    return tuple(
        word for part in fold(name.display).split() if (word := re.sub(r"[^a-z0-9]", "", part))
    )


def _similar(one: _Words, other: _Words) -> bool:
    if not one or not other:  # signs only, with nothing to compare
        return False
    return (
        "".join(one) == "".join(other)
        or sorted(one) == sorted(other)
        or _middle_left_out(one, other)
        or _slip_in_one_word(one, other)
    )


def _middle_left_out(one: _Words, other: _Words) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long[1:-1])
    return all(any(_shortened(word, whole) for whole in rest) for word in short[1:-1])


def _shortened(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _slip_in_one_word(one: _Words, other: _Words) -> bool:
    if len(one) != len(other):
        return False
    different = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and _slip(*different[0])


def _slip(one: str, other: str) -> bool:
    allowed = _slips_allowed(min(len(one), len(other)))
    if not allowed or max(len(one), len(other)) > _LONGEST_WORD:
        return False
    return distance(one, other) <= allowed and not (_is_pinyin(one) and _is_pinyin(other))


def _slips_allowed(length: int) -> int:
    return (length >= _ONE_SLIP) + (length >= _TWO_SLIPS)


def _is_pinyin(word: str) -> bool:
    return len(word) <= _LONGEST_PINYIN and _PINYIN.fullmatch(word) is not None


def distance(one: str, other: str) -> int:
    """Return the number of letters added, left out, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _candidates(words: dict[str, _Words]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that have in common what one of the likenesses needs; each may come twice."""
    whole: dict[object, list[str]] = defaultdict(list)
    ends: dict[_Words, list[str]] = defaultdict(list)
    others: dict[tuple[int, _Words, _Words], list[str]] = defaultdict(list)
    for display, parts in words.items():
        whole["".join(parts)].append(display)
        whole[tuple(sorted(parts))].append(display)
        if len(parts) > 1:
            ends[(parts[0], parts[-1])].append(display)
        for place, word in enumerate(parts):
            if _ONE_SLIP <= len(word) <= _LONGEST_WORD:
                others[(place, parts[:place], parts[place + 1 :])].append(display)
    for heap in (*whole.values(), *ends.values()):
        yield from _neighbours(heap)
    for (place, *_), heap in others.items():
        if len(heap) > 1:
            yield from _slip_candidates({display: words[display][place] for display in heap})


def _slip_candidates(word_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose words agree once as many letters are left out as may be slips.

    Each slip can be undone by leaving out one letter of either word, so no pair is missed.
    """
    heaps: dict[str, list[str]] = defaultdict(list)
    for display, word in word_of.items():
        forms = {word}
        for _ in range(_slips_allowed(len(word))):
            forms |= {form[:at] + form[at + 1 :] for form in forms for at in range(len(form))}
        for form in forms:
            heaps[form].append(display)
    for heap in heaps.values():
        yield from _neighbours(heap)


def _neighbours(heap: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of a heap that is in order: all of a small one, those near in a large one."""
    for at, one in enumerate(heap):
        for other in heap[at + 1 : at + 1 + _NEIGHBOURS]:
            yield one, other
