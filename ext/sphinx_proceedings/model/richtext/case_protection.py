"""Which words of an English title keep their capitals in a style that writes it in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*(?:\+\+|#)?")
_HYPHEN = re.compile(r"([-\u2010\u2011])")
_QUOTES = "\"'“‘„‚«‹「『"
_NEAR = 12
# The first word of a sentence inside the title, and of what is quoted, has its capital by itself.
_BEGINS = re.compile(rf"(?:[?!:]['\"”’»›]*\s+[{_QUOTES}]*|(?:^|[\s(])[{_QUOTES}]+)$")


def case_pieces(text: str, before: str | None = None) -> Iterator[tuple[str, bool]]:
    """Take a text apart into pieces, each with whether a bibliography must keep its capitals.

    *before* is what stands in front of the text in the same title; with None, a word is judged by
    itself and not by where it stands, as the ACL Anthology wants it.
    """
    end = 0
    for found in _WORD.finditer(text):
        if end < found.start():
            yield text[end : found.start()], False
        ahead = None if before is None else f"{before}{text[: found.start()]}"
        if ahead is not None and found[0][0].isupper() and _begins(ahead):
            yield found[0], True
        else:
            yield from _word_pieces(found[0])
        end = found.end()
    if end < len(text):
        yield text[end:], False


def _begins(ahead: str) -> bool:
    """Whether a sentence or a quotation begins after *ahead*; only its end is looked at."""
    return bool(_BEGINS.search(ahead if len(ahead) < _NEAR else f"x{ahead[-_NEAR:]}"))


def _word_pieces(word: str) -> Iterator[tuple[str, bool]]:
    parts = _HYPHEN.split(word)
    lone_capital = any(len(part) == 1 and part.isupper() for part in parts)
    if (lone_capital and len(parts) > 1) or (word[0].isupper() and word[-1] in "+#"):
        yield word, True
        return
    yield from ((part, _capitals_matter(part)) for part in parts)


def _capitals_matter(word: str) -> bool:
    """Tell whether a word has a capital inside it, or a capital and digits."""
    has_digit = any(c.isdigit() for c in word)
    return any(c.isupper() for c in word[1:]) or (has_digit and word[0].isupper())
