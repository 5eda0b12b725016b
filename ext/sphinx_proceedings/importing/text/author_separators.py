"""What stands between authors: found by a vote over a whole column, with exceptions for rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Separator(StrEnum):
    """What stands between two authors; its value is its name in reports."""

    SEMICOLON = ";"
    BAR = "|"
    LINE = "new line"
    DOT = "•"
    SLASH = "/"
    AND = "and"
    COMMA = ","
    NONE = "none"


_PATTERNS: Final = {
    Separator.SEMICOLON: re.compile(r"[;；]"),
    Separator.BAR: re.compile(r"[|｜]"),
    Separator.LINE: re.compile(r"\n"),
    # The middle dot of kana stands inside foreign names too, but not between characters.
    Separator.DOT: re.compile("[•·]|(?<=[\u3400-\u9fff])\\s*・\\s*(?=[\u3400-\u9fff])"),
    Separator.SLASH: re.compile(r"\s/\s"),
    Separator.AND: re.compile(r"(?:\s|(?<=[,;]))\s*(?:and|&|und|et|y)\s+(?!al\b)", re.IGNORECASE),
    Separator.COMMA: re.compile(r"[,，、]"),
}
_OPEN, _CLOSE = "([{⁅", ")]}⁆"
_SUFFIX = re.compile(
    r"\s*(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|m\.?sc|b\.?sc)\.?\s*", re.IGNORECASE
)
INITIALS = re.compile(r"\s*(?:[^\W\d_a-zß-ÿ]\.?[ -]?){1,4}\s*")
_WORD_OF_CAPITALS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}|[^\W\d_]{4,}")
ORGANIZATION = re.compile(
    r"\b(?:univ|institut|lab\b|labs\b|laborator|college|school|faculty|facult|department|dept|inc\b|"
    r"ltd|gmbh|corp|academ|cent(?:er|re)\b|hospital|research|technolog|polytech|hochschule|google|"
    r"microsoft|meta\b|amazon|nvidia|ibm\b|mit\b|cnrs|inria|eth\b|epfl|politecnico|foundation|"
    r"company|group\b|council|ministry|大学|学院|研究|公司)",
    re.IGNORECASE,
)
_ENOUGH: Final = 0.2


@dataclass(frozen=True, slots=True)
class AuthorStyle:
    """How a column writes its authors."""

    separator: Separator
    inverted: bool = False
    """Whether names are written ``Family, Given``."""
    affiliation_after_comma: bool = False
    """Whether each is written ``Name, Affiliation``."""


def cut(text: str, separator: Separator) -> list[str]:
    """Return the pieces between the separators that stand outside brackets."""
    pattern = _PATTERNS.get(separator)
    if pattern is None:
        return [text]
    hidden = hide_brackets(text)
    pieces, done = [], 0
    for found in pattern.finditer(hidden):
        pieces.append(text[done : found.start()])
        done = found.end()
    pieces.append(text[done:])
    return [piece for piece in pieces if piece.strip(" \t\n,;")]


def hide_brackets(text: str) -> str:
    """Return *text* with all that stands in brackets, and they, blanked, at the same offsets.

    A bracket that is never closed hides nothing.
    """
    if not any(char in text for char in _OPEN):
        return text
    chars, opened = list(text), []
    for at, char in enumerate(text):
        if char in _OPEN:
            opened.append(at)
        elif char in _CLOSE and opened:
            start = opened.pop()
            if not opened or text[start] == "⁅":
                chars[start : at + 1] = "\x00" * (at + 1 - start)
    return "".join(chars)


def vote(column: Iterable[str]) -> AuthorStyle:
    """Return how most of a column writes its authors; ``NONE`` when no row has more than one."""
    rows = [row for row in column if row.strip()]
    hidden = [hide_brackets(row) for row in rows]
    counts = {
        separator: sum(1 for row in hidden if pattern.search(row.strip()))
        for separator, pattern in _PATTERNS.items()
    }
    for separator in (
        Separator.SEMICOLON,
        Separator.BAR,
        Separator.LINE,
        Separator.DOT,
        Separator.SLASH,
    ):
        if counts[separator] and counts[separator] >= _ENOUGH * len(rows):
            return _with_order(rows, separator)
    if counts[Separator.AND] and _is_bibtex(rows):
        return AuthorStyle(Separator.AND, inverted=True)
    if counts[Separator.COMMA] and not _only_inverted(rows):
        return AuthorStyle(Separator.COMMA, inverted=_pairs_with_initials(rows))
    if counts[Separator.AND]:
        return AuthorStyle(Separator.AND)
    return AuthorStyle(Separator.NONE, inverted=bool(counts[Separator.COMMA]))


def _with_order(rows: Sequence[str], separator: Separator) -> AuthorStyle:
    """Tell ``Doe, Jane; …`` from ``Jane Doe, MIT; …``, by all entries together."""
    entries = [entry for row in rows for entry in cut(row, separator)]
    with_comma = [e for e in entries if "," in hide_brackets(e)]
    if len(with_comma) < 0.5 * len(entries):
        return AuthorStyle(separator)
    votes: Counter[str] = Counter()
    for entry in with_comma:
        before, _, after = entry.partition(",")
        if ORGANIZATION.search(after) or len(after.split()) > 3:
            votes["affiliation"] += 1
        elif len(before.split()) == 1 or INITIALS.fullmatch(after):
            votes["inverted"] += 1
        elif not _SUFFIX.fullmatch(after):
            votes["either"] += 1
    affiliation = votes["affiliation"] > votes["inverted"]
    return AuthorStyle(
        separator, inverted=not affiliation and bool(votes), affiliation_after_comma=affiliation
    )


def _is_bibtex(rows: Sequence[str]) -> bool:
    """Whether rows are ``Doe, Jane and Roe, Ann``: one comma in each piece between the ands."""
    several = [pieces for row in rows if len(pieces := cut(row, Separator.AND)) > 1]
    fitting = [p for p in several if all(hide_brackets(piece).count(",") == 1 for piece in p)]
    return bool(several) and len(fitting) > 0.5 * len(several)


def _only_inverted(rows: Sequence[str]) -> bool:
    """Whether every comma stands in a lone ``Family, Given``: one a row, a word before it."""
    hidden = [hide_brackets(row) for row in rows]
    if any("、" in row or "，" in row for row in hidden):
        return False  # these never stand inside a name
    with_comma = [cut(row, Separator.COMMA) for row in rows if "," in hide_brackets(row)]
    return all(len(p) == 2 and len(p[0].split()) == 1 and len(p[1].split()) < 3 for p in with_comma)


def _pairs_with_initials(rows: Sequence[str]) -> bool:
    """Whether rows are ``Doe, J., Roe, A. B.``, as reference lists write them."""
    several = [p for row in rows if len(p := flat(row)) > 1]
    fitting = [p for p in several if len(p) % 2 == 0 and are_initials(p[1::2])]
    return bool(several) and len(fitting) > 0.5 * len(several)


def are_initials(given: Sequence[str]) -> bool:
    """Whether all of these are initials; ``BO WU`` in a list all of capitals is a name."""
    return all(INITIALS.fullmatch(one) and not _WORD_OF_CAPITALS.search(one) for one in given)


def flat(row: str) -> list[str]:
    """Return the pieces between commas and ands; suffixes stay with the name before them."""
    made: list[str] = []
    for piece in cut(row, Separator.COMMA):
        if _SUFFIX.fullmatch(piece) and made:
            made[-1] += f", {piece.strip()}"
            continue
        made += [part for part in cut(f" {piece}", Separator.AND) if part.strip()]
    return made
