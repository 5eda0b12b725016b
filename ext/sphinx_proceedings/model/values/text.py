"""Plain text: what is allowed in it, how it is matched, sorted, and turned into an id."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from sphinx_proceedings.model.values.identifiers import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyuca.collator import Collator_10_0_0

_CACHED = 65_536  # of the order of the names and keywords of 4,000 papers, several times over

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = re.compile(
    "(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f])"
    "|(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"  # Bidi_Control, UAX 9
    f"|(?P<non>[{_NONCHARACTERS}])"
    "|(?P<surrogate>[\ud800-\udfff])"
)
_KINDS = {
    "control": "control character",
    "bidi": "bidirectional control character",
    "non": "noncharacter",
    "surrogate": "half of a surrogate pair",
}


def one_line(text: str | None) -> str:
    """Return *text* on one line, every run of white space as one space; nothing for None."""
    return " ".join(text.split()) if text else ""


def check_text(text: str) -> str:
    """Return *text*, or raise ``ValueError`` for a character that no output can carry safely.

    Refused are control characters other than line feed and tab, the controls of the bidirectional
    algorithm (they make text read differently from what it is), noncharacters and lone surrogates
    (neither can be written as XML).
    """
    # Nothing that prints is refused, and to ask for that is thirty times as fast as the pattern.
    if text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable():
        return text
    if found := _FORBIDDEN.search(text):
        kind = _KINDS[str(found.lastgroup)]
        code = ord(found[0])
        before = text[max(0, found.start() - 20) : found.start()]
        after = f" (after {before!r})" if before else ""
        msg = f"{kind} U+{code:04X} at offset {found.start()}{after}; remove it"
        raise ValueError(msg)
    return text


@lru_cache(_CACHED)
def fold(text: str) -> str:
    """Return *text* for matching: ASCII, lower case, single spaces, no diacritics.

    Scripts other than Latin are transliterated (by anyascii); punctuation stays.
    """
    # Composed before transliteration: taken apart, Й would lose its breve and Hindi its vowels.
    latin = anyascii(unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(latin.split())


_SIGNS = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "'": "", "`": ""})
_SLUG_LENGTH = 80


@lru_cache(_CACHED)
def slug(text: str) -> str:
    """Return an id made from *text*: lower-case ASCII words joined by hyphens; never empty.

    Signs that tell words apart are spelled out (``C``, ``C++`` and ``C#`` differ). What leaves no
    letters, or too many, gets a hash of the text, so that the same text has the same id for ever.
    Two texts may have the same slug; whoever assigns ids has to look.
    """
    made = re.sub(r"[^a-z0-9]+", "-", fold(text).translate(_SIGNS)).strip("-")
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "replace"))
    if not made:
        return f"x-{digest.hexdigest()[:10]}"
    if len(made) > _SLUG_LENGTH:
        made = f"{made[: _SLUG_LENGTH - 11].rstrip('-')}-{digest.hexdigest()[:10]}"
    try:
        return RecordId(made)
    except ValueError:  # "index", "con": words, but no names of pages
        return f"{made}-1"


@cache
def _collator() -> Collator_10_0_0:
    # Reading the table of all keys takes a good part of a second, so only who sorts pays for it.
    # The class is named, as pyuca.Collator depends on the Python that runs.
    from pyuca.collator import Collator_10_0_0  # noqa: PLC0415 - see above

    return Collator_10_0_0()


_COLLATED = 200


def in_capitals(text: str) -> bool:
    """Whether every letter is a capital; scripts without case have none (基于BERT, हिन्दी)."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char.isupper() or char.istitle() for char in letters)


CollationKey = tuple[tuple[int, ...], str]


@lru_cache(_CACHED)
def collation_key(text: str) -> CollationKey:
    """Return the key that sorts *text* as people expect, in any language and on any machine.

    The order is the Unicode collation algorithm's default table (UTS 10); the text itself breaks
    ties, so that the order is total. It looks at the first 200 characters only, as its time grows
    with their square.
    """
    return (tuple(_collator().sort_key(text[:_COLLATED])), text)


OTHER_INITIAL = "#"
_HANGUL_INITIALS = (
    "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"  # doubled consonants with their single one
)
_HANGUL_FIRST, _HANGUL_LAST, _SYLLABLES_PER_INITIAL = 0xAC00, 0xD7A3, 588
_KATAKANA_FIRST, _KATAKANA_LAST, _TO_HIRAGANA = 0x30A1, 0x30F6, 0x60


@lru_cache(_CACHED)
def initial_letter(text: str) -> str:
    """Return the letter under which *text* stands in an index; ``#`` when it has none.

    Latin letters lose their diacritics (Å under A, Ø under O, Þ under T). Other scripts keep
    letters of their own, as a reader of the script looks for them: Cyrillic and Greek without
    accents (but Й is a letter), Korean by the first consonant, Japanese kana as hiragana, Chinese
    by the character, which in a name is the family's. Digits stand under ``#``.
    """
    first = next((char for char in unicodedata.normalize("NFKC", text) if char.isalnum()), "")
    code = ord(first) if first else 0
    if not first.isalpha():
        return OTHER_INITIAL
    if _HANGUL_FIRST <= code <= _HANGUL_LAST:
        return _HANGUL_INITIALS[(code - _HANGUL_FIRST) // _SYLLABLES_PER_INITIAL]
    if unicodedata.name(first, "").startswith("LATIN"):
        ascii_letter = anyascii(first)[:1].upper()
        return ascii_letter if ascii_letter.isalpha() else OTHER_INITIAL
    if _KATAKANA_FIRST <= code <= _KATAKANA_LAST:
        first = chr(code - _TO_HIRAGANA)
    upper = first.upper()[:1]
    base = unicodedata.normalize("NFD", upper)[0]
    return base if _same_letter(upper, base) else upper


def _same_letter(one: str, other: str) -> bool:
    """Whether two characters differ in accents only: the same primary weights (UTS 10, 1.1)."""
    keys: list[tuple[int, ...]] = [_collator().sort_key(char) for char in (one, other)]
    primary = [key[: key.index(0)] if 0 in key else key for key in keys]
    return primary[0] == primary[1]


def initial_key(letter: str) -> tuple[int, CollationKey]:
    """Return the key that sorts the letters of an index: ``#``, A to Z, then other scripts."""
    if letter == OTHER_INITIAL:
        return (0, collation_key(""))
    return (1 if letter.isascii() else 2, collation_key(letter))


_LONGEST_WORD = 100


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that *word* was probably meant to be, or ``None``."""
    if len(word) > _LONGEST_WORD:  # comparing takes the square of the length
        return None
    by_fold = {fold(choice): choice for choice in sorted(choices, reverse=True)}
    near = difflib.get_close_matches(fold(word), by_fold, n=1)
    return by_fold[near[0]] if near else None
