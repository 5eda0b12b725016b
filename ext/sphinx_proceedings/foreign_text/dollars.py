"""Which dollars of a text are maths and which are money, and maths made ready for RichText."""

from __future__ import annotations

import re
from typing import Final

_SIGN = re.compile(r"[\\^_{}=<>|]")
_WORDS = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}(?![A-Za-z])")
_MOST = 2000
_SCRIPT = re.compile(r"\s*([\^_])\s*(?:\{\s*([A-Za-z0-9+\-−*†‡]{1,12})\s*\}|([A-Za-z0-9*†‡]))\s*")


def math_end(text: str, start: int) -> int:
    """Return where the formula that begins with the dollar at *start* ends; -1 if none does.

    A formula is what LaTeX means by it, and not what stands between two sums of money: ``$5 to
    $10`` is none, nor is the first dollar of ``under $1B, $p<0.01$`` the start of one.
    """
    mark = "$$" if text.startswith("$$", start) else "$"
    first = start + len(mark)
    close = _closing(text, mark, first)
    if close == -1:
        return -1
    inside = text[first:close]
    if not inside.strip() or len(inside) > _MOST or "\n\n" in inside:
        return -1
    if mark == "$" and not _is_maths(inside, text[start - 1 : start], text[close + 1 : close + 2]):
        return -1
    return close + len(mark)


def _closing(text: str, mark: str, first: int) -> int:
    position = first
    while (position := text.find(mark, position)) != -1:
        backslashes = position - len(text[first:position].rstrip("\\")) - first
        if backslashes % 2 == 0:
            return position
        position += 1
    return -1


def _is_maths(inside: str, before: str, after: str) -> bool:
    spaced = (inside[0].isspace(), inside[-1].isspace())
    if spaced == (False, True) and after.isdigit():
        return False  # "$5 for x_y, $6": what ends a formula does not stand before a sum
    strong = bool(re.search(r"\\[A-Za-z]|[\^_]", inside))
    if any(spaced) and not (strong or (all(spaced) and not _WORDS.search(inside))):
        return False
    words = _WORDS.findall(inside)
    if re.match(r"\s*\d", inside):
        # A sum: "$5 million (up from $3" has words, "$5/$" and "$5-$10" another sum behind it.
        plain = re.sub(r"\\[A-Za-z]+\s*(?:\{[^{}]*\})?", " ", inside)
        if _WORDS.search(plain) and not re.search(r"[\^_=<>]", inside):
            return False
        if after.isdigit() and not strong:
            return False
    if not _SIGN.search(inside):
        if before.isalpha() and words:  # Ke$ha and A$AP, US$5 and US$
            return False
        if len(words) > 1 or (words and len(words[0]) > 6):
            return False
    return not (len(words) > 12 and not strong)


def formula(source: str) -> str:
    r"""Return the inside of a formula as RichText's maths wants it.

    Line ends become spaces, a bare per cent sign is written ``\%``, and what only numbers or
    spaces things goes.
    """
    made = " ".join(source.split())
    made = re.sub(r"(?<!\\)%", r"\\%", made)
    made = re.sub(r"(?<!\\)#", r"\\#", made)
    for pattern, meant in _REWRITTEN:
        made = pattern.sub(meant, made)
    return made.strip()


_REWRITTEN: Final = (
    (re.compile(r"\\label\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\(?:nonumber|notag|xspace|displaystyle|limits@)(?![A-Za-z])"), ""),
    (re.compile(r"\\textsc(?![A-Za-z])"), r"\\text"),
    (re.compile(r"\\mathds(?![A-Za-z])"), r"\\mathbb"),
    (re.compile(r"\\(?:textrm|rm)\s*\{"), r"\\mathrm{"),
    (re.compile(r"\\left\s*\\\{"), r"\\left\\{"),
)


def script(source: str) -> tuple[str, str] | None:
    """Return the mark and the text of a formula that only raises or lowers: ``^2``, ``_{10}``."""
    found = _SCRIPT.fullmatch(source)
    return (found[1], found[2] or found[3]) if found else None
