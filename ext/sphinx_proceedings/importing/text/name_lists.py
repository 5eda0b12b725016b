"""Whether a text reads like names of people, as far as its shape tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sphinx_proceedings.model.values.name_parts import is_cjk

_SEPARATOR: Final = re.compile(r"[,;•·|/&\n]|\s+(?:and|und|et|y)\s+|&(?:bull|middot|amp);")
_WORD: Final = (
    r"(?:[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’\u2011-][^\W\d_]+)*\.?|(?:[^\W\d_]\.[ -]?){1,3})"
)
_PARTICLES: Final = (
    "de del della der den di da dos das do du la le van von zu ter ten bin ibn al el e y af av 't"
).split()
_PARTICLE: Final = f"(?:{'|'.join(_PARTICLES)})"
_NAME: Final = re.compile(rf"(?:{_WORD}|{_PARTICLE})(?:[ \u00a0]+(?:{_WORD}|{_PARTICLE})){{1,4}}")
_ALONE: Final = re.compile(_WORD)
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGNS: Final = re.compile(r"<su[pb]>.*?</su[pb]>|[*\u2217†‡§¶◊♦✉⋆\d¹²³⁴⁵⁶⁷⁸⁹⁰^]+|\\\*|&\w+;")
_NO_NAME: Final = frozenset(
    """the a an of for with in on to from via using by is are how why what when towards toward
    learning networks network models model data deep neural workshop session paper papers talk
    invited keynote university institute department lab poster posters""".split()
)
_LONGEST: Final = 3000


@lru_cache(2048)
def likeness_to_names(text: str) -> float:
    """Return the share of the pieces of a list that have the shape of a person's name, 0 to 1."""
    if not text.strip() or len(text) > _LONGEST:
        return 0.0
    bare = _SIGNS.sub(" ", _BRACKETS.sub(" ", text))
    separator = re.compile(r"[;\n]") if bare.count(";") > bare.count(",") / 3 else _SEPARATOR
    pieces = [piece.strip(' .:,-–—"“”') for piece in separator.split(bare)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return 0.0
    return sum(map(_fits, pieces)) / len(pieces)


def _fits(piece: str) -> float:
    if ", " in piece:  # "Li, Ada" between semicolons
        family, _, given = piece.partition(", ")
        return _fits(f"{given} {family}")
    words = piece.casefold().split()
    if any(word in _NO_NAME for word in words):
        return 0.0
    if is_cjk(piece):
        return 1.0 if len(piece.replace(" ", "")) < 8 else 0.0
    if _NAME.fullmatch(piece):
        return 1.0
    return 0.3 if _ALONE.fullmatch(piece) else 0.0
