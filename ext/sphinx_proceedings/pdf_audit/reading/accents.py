"""Accents that a text layer sets beside their letters, put onto them: ``Canog`` ``˘`` ``lu``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.pdf_audit.reading.glyphs import Glyph

_COMBINING = {
    "\u00a8": "\u0308",
    "\u00af": "\u0304",
    "\u00b4": "\u0301",
    "\u00b8": "\u0327",
    "`": "\u0300",
    "\u02c6": "\u0302",
    "\u02c7": "\u030c",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u02da": "\u030a",
    "\u02db": "\u0328",
    "\u02dc": "\u0303",
    "\u02dd": "\u030b",
}
"""Spacing accents with the combining ones that they stand for."""
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
_REACH = 60
"""Characters before and behind an accent among which its letter is: some come at a line's end."""
_NEAR = 0.6
"""Sizes of type within which an accent stands from the beginning of its letter."""
_NARROW, _WIDE = frozenset("ijlftrI.,'-"), frozenset("mwMW")
_SPACE = 0.12
"""Sizes of type that are left between two words, at least."""


def with_accents(glyphs: Sequence[Glyph | None]) -> list[Glyph | None]:
    """Return the characters with each accent on the letter over or under which it stands.

    An accent without a letter is dropped, as it would end the line it stands in.
    """
    accents = [at for at, glyph in enumerate(glyphs) if glyph and glyph.char in _COMBINING]
    if not accents:
        return list(glyphs)
    made: list[Glyph | None] = list(glyphs)
    dropped = set()
    for at in accents:
        letter = _letter_of(made, at)
        if letter is not None:
            made[letter] = _composed(made[letter], glyphs[at])
        if letter is not None or _char(glyphs[at]) != "`":
            dropped.add(at)
    kept: list[Glyph | None] = []
    mended = False
    for at, glyph in enumerate(made):
        if at in dropped:
            mended = True
        elif glyph is not None and mended and not glyph.char.isspace():
            _join(kept, glyph)
            kept.append(glyph)
            mended = False
        else:
            kept.append(glyph)
    return kept


def _char(glyph: Glyph | None) -> str:
    return glyph.char if glyph else ""


def _letter_of(glyphs: Sequence[Glyph | None], at: int) -> int | None:
    """Return the place of the letter nearest to the accent at *at*, if there is one."""
    accent = glyphs[at]
    if accent is None:
        return None
    best, least = None, _NEAR * accent.size
    for place in range(max(at - _REACH, 0), min(at + _REACH + 1, len(glyphs))):
        glyph = glyphs[place]
        if glyph is None or abs(glyph.y - accent.y) > accent.size:
            continue
        apart = abs(glyph.x - accent.x)
        if apart < least and _composed(glyph, accent) is not None:
            best, least = place, apart
    return best


def _composed(glyph: Glyph | None, accent: Glyph | None) -> Glyph | None:
    if glyph is None or accent is None or not glyph.char.isalpha():
        return None
    base = _DOTLESS.get(glyph.char, glyph.char)
    whole = unicodedata.normalize("NFC", base + _COMBINING[accent.char])
    return glyph._replace(char=whole) if len(whole) == 1 else None


def _join(kept: list[Glyph | None], glyph: Glyph) -> None:
    """Take away the ends of lines and spaces that an accent has put before *glyph*."""
    end = len(kept)
    while end and (kept[end - 1] is None or _char(kept[end - 1]) == " "):
        end -= 1
    before = kept[end - 1] if end else None
    if before is None or abs(before.y - glyph.y) > 1 or end == len(kept):
        return
    width = 0.3 if before.char in _NARROW else 0.8 if before.char in _WIDE else 0.55
    white = (glyph.x - before.x) / max(before.size, 1.0) - width
    if not -width <= white < 1:
        return
    del kept[end:]
    if white > _SPACE:
        kept.append(before._replace(char=" "))
