"""The words of the search: the same from a text here as from a query in the reader's browser.

``static/proceedings-search.js`` does with a query what `words` does with a text; a test compares
the two on every text of the site.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from anyascii import anyascii

from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Chinese, Japanese and Korean do not part words (or only loosely): pairs of characters stand for
# them. The same ranges are in the script.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
LONGEST_WORD = 40
"""Characters of a word that count."""

_RUNS = re.compile(f"([{CJK}]+)|([^{CJK}]+)")
_IN_CJK = re.compile(f"[{CJK}]")
_WORD = re.compile(r"[a-z0-9]+")
_CUT_WORD = re.compile(rf"([a-z0-9]{{1,{LONGEST_WORD}}})[a-z0-9]*")
_COMPOUND = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)+")
_USUAL = (  # Latin letters with marks, Greek, Cyrillic, and dashes and apostrophes
    *range(0xC0, 0x250),
    *range(0x386, 0x3CF),
    *range(0x400, 0x460),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x201A),
)


def words(text: str) -> list[str]:
    """Return the words of *text*, folded; of ``pre-training`` also ``pretraining``."""
    if text.isascii():
        return _folded_words(text)
    found: list[str] = []
    for cjk, other in _RUNS.findall(unicodedata.normalize("NFKC", text)):
        found += pairs(cjk) if cjk else _folded_words(_folded(other))
    return found


@lru_cache(65_536)
def words_once(text: str) -> tuple[str, ...]:
    """Return the words of a name, keyword or title, each once: many records have the same."""
    return tuple(dict.fromkeys(words(text)))


def whole(text: str) -> str:
    """Return the word that stands for *text* as a whole: its letters, after an equals sign."""
    folded = (
        cjk or "".join(_WORD.findall(_folded(other).lower()))
        for cjk, other in _RUNS.findall(unicodedata.normalize("NFKC", text))
    )
    return "=" + "".join(folded)


def pairs(run: str) -> Iterator[str]:
    """Yield the pairs of neighbours in a run of characters; one alone is itself."""
    if len(run) == 1:
        yield run
    for first, second in pairwise(run):
        yield first + second


def initials(name: str) -> str:
    """Return the first letters of a name but for the last word: "S" for Song Han."""
    return " ".join(word[0] for word in name.split()[:-1])


def joined(name: str) -> str:
    """Return a name in Chinese, Japanese or Korean without its spaces; empty for any other."""
    return "".join(name.split()) if _IN_CJK.search(name) and " " in name else ""


def _folded(text: str) -> str:
    return " ".join(_fold_word(word) for word in text.split())


@lru_cache(65_536)
def _fold_word(word: str) -> str:
    return word if word.isascii() else fold(word)


def _folded_words(text: str) -> list[str]:
    low = text.lower()
    found: list[str] = _CUT_WORD.findall(low)
    if "-" in low or "'" in low:
        found += [
            compound.replace("-", "").replace("'", "")[:LONGEST_WORD]
            for compound in _COMPOUND.findall(low)
        ]
    return found


def letters_of(texts: Iterable[str]) -> set[str]:
    """Return the letters in those of *texts* that have any beyond ASCII."""
    found: set[str] = set()
    for text in texts:
        if not text.isascii():
            found.update(unicodedata.normalize("NFKC", text))
    return found


def fold_table(letters: Iterable[str]) -> dict[str, str]:
    """Return what the script has to know of folding: of *letters* and usual ones.

    Left out is what it can do itself: take marks off a letter, and write it small.
    """
    found = {*map(chr, _USUAL), *letters}
    is_cjk = re.compile(f"[{CJK}]")
    table = {}
    for char in sorted(found):
        if char.isascii() or is_cjk.match(char):
            continue
        folded = anyascii(char).casefold()
        if folded != _marks_taken_off(char):
            table[char] = folded
    return table


def _marks_taken_off(char: str) -> str:
    """Return what the script makes of a character that is not in its table."""
    parts = unicodedata.normalize("NFKD", char)
    return "".join(c for c in parts if not unicodedata.category(c).startswith("M")).lower()
