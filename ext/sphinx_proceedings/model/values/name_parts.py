"""The parts of a name: which words are particle, suffix or family, as far as one can tell.

Conservative by design: a part is told apart only where its form alone decides. Everything else
(two family names, family first, a capital Van) can be said in the data with a mapping.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TypedDict

PARTICLES = frozenset(
    [
        *("van", "der", "den", "de", "het", "ten", "ter", "te", "op", "vande", "vanden", "vander"),
        *("von", "vom", "zu", "zum", "zur", "und", "af", "av"),
        *("del", "della", "delle", "dello", "degli", "dei", "di", "da", "do", "dos", "das", "du"),
        *("des", "la", "las", "le", "les", "lo", "los"),
        *("al", "el", "bin", "ibn", "bint", "ben", "abu", "ould"),
    ]
)
"""Words that, in lower case before a family name, belong to it without being filed under."""

# In capitals they are filed under, as the family writes them: El Mhamdi stands under E. Words that
# are also given or family names (Van, Le, Du, Ben) are left out.
_CAPITAL_PARTICLES = frozenset(
    ["El", "Al", "De", "Del", "Della", "Dos", "Di", "Da", "Von", "Bin", "Ibn", "Abu"]
)
_CAPITAL_PAIRS = frozenset(
    [("Van", "Der"), ("Van", "Den"), ("Van", "De"), ("De", "La"), ("De", "Las"), ("De", "Los")]
)
_CONJUNCTIONS = frozenset(["y", "e", "i"])
_GLUED_PARTICLE = re.compile(r"(?:al|ar|as|ash|ad|at|an|az|el)-|d['’]")

_GENERATIONS = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_NUMERALS = frozenset(["II", "III", "IV"])  # in capitals only: Ii is a Japanese family name
_DEGREES = frozenset(["phd", "ph.d.", "md", "m.d.", "esq", "esq."])
_ENOUGH_FOR_NUMERAL = 3  # words in natural order: John II is a king
_MOST_PARTS = 3
_SUFFIXES = _GENERATIONS | _DEGREES


class NameParts(TypedDict, total=False):
    """The parts that a name was taken apart into; a part that is absent is not there."""

    given: str
    particle: str
    family: str
    suffix: str
    literal: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name; braces protect it from being taken apart."""

    text: str
    protected: bool = False


def take_apart(text: str) -> NameParts:
    """Return the parts of a name written in one line, or raise ``ValueError``.

    Read are ``Given Family``, ``Family, Given`` and BibTeX's ``von Family, Jr., Given``, and
    ``{The Name of a Group}``, which is kept whole, as are names in Chinese, Japanese and Korean
    characters.
    """
    parts = _comma_parts(text)
    if not any(parts):
        msg = "the name is empty; write it as Given Family"
        raise ValueError(msg)
    if not all(parts):
        msg = "there is a comma with no name on one side; write Given Family or Family, Given"
        raise ValueError(msg)
    if len(parts) > _MOST_PARTS:
        msg = (
            f"there are {len(parts) - 1} commas; write one person a line of the list, "
            "or put {braces} around the name of a group"
        )
        raise ValueError(msg)
    suffixes = [part[0].text for part in parts[1:] if _is_suffix(part)]
    others = [part for index, part in enumerate(parts) if not index or not _is_suffix(part)]
    if len(suffixes) > 1 or len(others) > 2:
        msg = "the commas cannot be told apart; write it as Family, Jr., Given"
        raise ValueError(msg)
    made = _natural(others[0]) if len(others) == 1 else _family_first(*others)
    if suffixes and "literal" not in made:
        made["suffix"] = suffixes[0]
    elif suffixes:
        made["literal"] += f", {suffixes[0]}"
    return made


def is_degree(suffix: str) -> bool:
    """Whether a suffix is a degree or the like, which is written after a comma."""
    return suffix.casefold() in _DEGREES


def is_cjk(text: str) -> bool:
    """Whether *text* is in Chinese, Japanese or Korean characters: the family comes first."""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(
        unicodedata.name(char, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))
        for char in letters
    )


def join_particle(particle: str, family: str) -> str:
    """Return the family name with its particle: ``van der Maaten``, ``al-Khwarizmi``."""
    space = "" if not particle or particle.endswith(("-", "'", "’")) else " "
    return f"{particle}{space}{family}"


def _comma_parts(text: str) -> list[list[Word]]:
    """Return the words between the commas of *text*; braces make one word of what they hold."""
    if "{" not in text and "}" not in text:
        return [[Word(word) for word in part.split()] for part in text.split(",")]
    parts: list[list[Word]] = [[]]
    depth, word, protected = 0, "", False
    for char in text + " ":
        if char == "{":
            depth += 1
            protected = True
        elif char == "}":
            depth -= 1
            if depth < 0:
                break
        elif depth or not (char.isspace() or char == ","):
            word += char
        else:
            if word.strip():
                parts[-1].append(Word(word.strip(), protected))
            word, protected = "", False
            if char == ",":
                parts.append([])
    if depth:
        msg = "the braces do not match; write each { with its }"
        raise ValueError(msg)
    return parts


def _natural(words: list[Word]) -> NameParts:
    """Take apart ``Given particle Family Jr.``."""
    if (whole := _text(words)) and (is_cjk(whole) or (len(words) == 1 and words[0].protected)):
        return {"literal": whole}
    words, suffix = _split_suffix(words, _ENOUGH_FOR_NUMERAL)
    start, end = _find_particle(words)
    if start == end:
        start = end = _find_family(words)
    made: NameParts = {"family": _text(words[end:])}
    if start < end:
        made["particle"] = _text(words[start:end])
    elif start and (glued := _glued_particle(words[end])):
        made["particle"] = glued
        made["family"] = made["family"].removeprefix(glued)
    if start:
        made["given"] = _text(words[:start])
    if suffix:
        made["suffix"] = suffix
    return made


def _family_first(family: list[Word], given: list[Word]) -> NameParts:
    """Take apart ``particle Family Jr., Given`` and ``Family, Given particle``."""
    family, suffix = _split_suffix(family)
    given, late_suffix = _split_suffix(given)
    start = 0
    while start < len(family) - 1 and _is_particle(family[start]):
        start += 1
    particle = _text(family[:start]) or _glued_particle(family[0])
    rest = _text(family[start:])
    if not start:
        rest = rest.removeprefix(particle)
    end = len(given)
    while not particle and end > 1 and _is_particle(given[end - 1]):
        end -= 1
    made: NameParts = {"given": _text(given[:end]), "family": rest}
    if particle or end < len(given):
        made["particle"] = particle or _text(given[end:])
    if suffix or late_suffix:
        made["suffix"] = suffix or late_suffix
    return made


def _split_suffix(words: list[Word], enough_for_numeral: int = 2) -> tuple[list[Word], str]:
    last = words[-1]
    if len(words) == 1 or last.protected or last.text.casefold() not in _GENERATIONS:
        return words, ""
    numeral = last.text.casefold().upper() in _NUMERALS
    if numeral and (last.text not in _NUMERALS or len(words) < enough_for_numeral):
        return words, ""
    return words[:-1], last.text


def _find_particle(words: list[Word]) -> tuple[int, int]:
    """Return the range of the first particle in *words*, which the last word never is."""
    capitals = any(word.text[:1].isupper() for word in words)
    for start in range(0 if capitals else 1, len(words) - 1):
        end = start
        while end < len(words) - 1 and _is_particle(words[end]):
            end += 1
        if end > start:
            return start, end
    return 0, 0


def _find_family(words: list[Word]) -> int:
    """Return where the family name starts in *words*, which hold no particle in lower case."""
    last = len(words) - 1
    for index in range(2, last):
        if words[index].text in _CONJUNCTIONS and words[index - 1].text[:1].isupper():
            return index - 1
    before = tuple(word.text for word in words[max(last - 2, 0) : last])
    if last >= 3 and before in _CAPITAL_PAIRS:
        return last - 2
    if last > 1 and before[-1] in _CAPITAL_PARTICLES:
        return last - 1
    return last


def _is_particle(word: Word) -> bool:
    return not word.protected and word.text in PARTICLES


def _glued_particle(word: Word) -> str:
    matched = None if word.protected else _GLUED_PARTICLE.match(word.text)
    return matched[0] if matched and word.text[matched.end() :][:1].isupper() else ""


def _is_suffix(part: list[Word]) -> bool:
    return len(part) == 1 and part[0].text.casefold() in _SUFFIXES


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)
