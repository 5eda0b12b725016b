"""What goes wrong in YAML, in an organizer's words."""

from __future__ import annotations

import re

_NEEDS_QUOTES = "a text that begins with @, ` or % needs quotes"

_WORDS = {
    "mapping values are not allowed in this context": (
        "a key: value where none can be",
        "a text with ': ' in it needs quotes",
    ),
    "found character that cannot start any token": (
        "this character cannot begin a value",
        f"indent with spaces, not tabs; {_NEEDS_QUOTES}",
    ),
    "did not find expected key": (
        "a key should stand here",
        "check quotes and indentation; a text that begins with a quote, [ or { needs quotes",
    ),
    "could not find expected ':'": (
        "a ':' is missing",
        "write key: value, and indent the lines of a text alike",
    ),
    "did not find expected '-' indicator": (
        "an item of the list ('- ') should stand here",
        "indent the items of a list alike",
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] is not closed",
        "add the ], or put quotes around a text that begins with [",
    ),
    "did not find expected ',' or '}'": (
        "a mapping in { } is not closed",
        "add the }, or put quotes around a text that begins with {",
    ),
    "did not find expected node content": (
        "a value should stand here",
        "a bracket is not closed, or a text needs quotes",
    ),
    "found unexpected end of stream": (
        "the file ends in the middle of a value",
        "a quote or bracket is not closed",
    ),
}
_SHARP = re.compile(r"[^\s#][ \t]+#[^\s#]")
_COMMENT = re.compile(r"[ \t]+(#)[^\s#]")


def in_words(said: str) -> tuple[str, str]:
    """Return what the parser *said* as message and hint; what is not known here stays as it is."""
    return _WORDS.get(said, (said, ""))


def sharp_lines(text: str) -> dict[int, str]:
    """Return the lines, by number from 1, in which ``#`` may cut a text short, as in ``C# #1``."""
    if " #" not in text and "\t#" not in text:  # the pattern alone would look at every character
        return {}
    lines = enumerate(text.split("\n"), 1)
    return {number: line for number, line in lines if "#" in line and _SHARP.search(line)}


def cut_at(line: str, end: int) -> int | None:
    """Return the column of a ``#`` behind the text that ends at offset *end*, or None.

    YAML begins a comment there; one that is meant has a space behind the ``#``.
    """
    found = _COMMENT.match(line, end)
    return found.start(1) + 1 if found else None
