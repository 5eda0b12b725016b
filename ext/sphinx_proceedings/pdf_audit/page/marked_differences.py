"""Two texts word by word, with what only one of them has marked."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from sphinx_proceedings.pdf_audit.reading.letters import letters


class Piece(NamedTuple):
    """Some words, and whether the other side has them too."""

    text: str
    differs: bool


def marked(ours: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces; how words are set or split makes no difference."""
    left, right = ours.split(), theirs.split()
    if letters(ours) == letters(theirs):
        return [Piece(ours, differs=False)], [Piece(theirs, differs=False)]
    matcher = SequenceMatcher(
        None, [letters(word) for word in left], [letters(word) for word in right], autojunk=False
    )
    one: list[Piece] = []
    other: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        same = kind == "equal" or letters("".join(left[a:b])) == letters("".join(right[c:d]))
        if a < b:
            one.append(Piece(" ".join(left[a:b]), differs=not same))
        if c < d:
            other.append(Piece(" ".join(right[c:d]), differs=not same))
    return one, other
