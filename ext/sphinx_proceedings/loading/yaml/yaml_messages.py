"""What goes wrong in YAML, in an organizer's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.problem_codes import Code, warning
from sphinx_proceedings.model.problems import Location

if TYPE_CHECKING:
    from sphinx_proceedings.model.problems import Problem

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


def cut_text(path: str, sharp: dict[int, str], start: Any, end: Any) -> list[Problem]:
    """Return the warning about a text from mark *start* to *end* that a comment cuts short, if any.

    A comment that is meant has a space behind the ``#``.
    """
    line = sharp.get(end.line + 1, "")
    found = _COMMENT.match(line, end.column)
    if not found:
        return []
    hint = "put quotes around a text with # in it, or a space behind the # of a comment"
    if start.line == end.line:
        hint = f"write: {_quoted(line, start.column)}, or put a space behind the # of a comment"
    place = Location(path, end.line + 1, found.start(1) + 1)
    return [warning(place, Code.CUT_TEXT, "the text ends here: ' #' begins a comment", hint)]


def _quoted(line: str, start: int) -> str:
    """Return a line with what stands from offset *start* to its end as one text in quotes."""
    text = line[start:].rstrip()
    if '"' in text or "\\" in text:
        return f"{line[:start]}'{text.replace(chr(39), chr(39) * 2)}'".strip()
    return f'{line[:start]}"{text}"'.strip()
