"""Find the characters that no data file may have, before any parser stumbles over them."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_proceedings.model.values.text import check_text

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for a refused character, so that the text around it can be checked all the same."""

MOST_REPORTED = 50
"""Problems reported a file; a file with more of them is no text."""

_SEPARATORS = "\u2028\u2029"


class BadCharacter(NamedTuple):
    """A refused character: where it stands (counted from 1), what it is and what to do."""

    line: int
    column: int
    message: str
    hint: str


def clean(text: str) -> tuple[str, list[BadCharacter]]:
    """Return *text* with line feeds as line ends and refused characters replaced, and these.

    Refused is what `check_text` refuses, and the line and paragraph separators U+2028 and U+2029:
    YAML takes them for line ends, editors do not.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _passes(text) and not any(char in text for char in _SEPARATORS):
        return text, []
    bad = {char: reason for char in sorted(set(text)) if (reason := _reason(char))}
    found: list[BadCharacter] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if bad.keys().isdisjoint(line):
            continue
        found += [
            BadCharacter(number, column, *bad[char])
            for column, char in enumerate(line, 1)
            if char in bad
        ]
        if len(found) >= MOST_REPORTED:
            break
    return text.translate({ord(char): REPLACEMENT for char in bad}), found[:MOST_REPORTED]


def replaced(text: str) -> str:
    """Return *text* with refused characters replaced."""
    return "".join(char if _passes(char) else REPLACEMENT for char in text)


def _passes(text: str) -> bool:
    try:
        check_text(text)
    except ValueError:
        return False
    return True


def _reason(char: str) -> tuple[str, str] | None:
    if char in _SEPARATORS:
        name = "line separator" if char == _SEPARATORS[0] else "paragraph separator"
        return f"{name} U+{ord(char):04X}", "pasted text brings it; put a space or new line there"
    try:
        check_text(char)
    except ValueError as failure:
        return str(failure).partition(" at offset")[0], "remove it"
    return None
