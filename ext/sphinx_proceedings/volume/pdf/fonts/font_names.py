"""Which of the standard faces stands in for a font, by its name and what its descriptor says."""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx_proceedings.volume.pdf.pdf_objects import is_table

_FIXED, _SERIF, _SYMBOLIC, _ITALIC, _BOLD = 1, 1 << 1, 1 << 2, 1 << 6, 1 << 18
_PREFIX = re.compile(r"^[A-Z]{6}\+")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_HEAVY: Final = 600
_SERIF_WORDS = (
    "times",
    "roman",
    "serif",
    "garamond",
    "georgia",
    "cambria",
    "palatino",
    "bookman",
    "century",
    "minion",
    "libertin",
    "termes",
    "nimbusrom",
    "charter",
    "song",
    "ming",
)
_SANS_WORDS = (
    "sans",
    "arial",
    "helvetic",
    "calibri",
    "verdana",
    "tahoma",
    "trebuchet",
    "heros",
    "segoe",
    "gothic",
    "univers",
    "frutiger",
    "myriad",
    "grotesk",
    "nimbussan",
    "roboto",
)
_FIXED_WORDS = ("courier", "mono", "consolas", "typewriter", "cursor", "menlo", "terminal")
_STYLES: Final = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
}
"""Families in regular, bold, italic and both."""
_METRIC = re.compile(
    r"(?:times|timesroman|timesnewroman|timesnewromanps|arial|helvetica|courier|couriernew"
    r"|couriernewps|symbol|zapfdingbats)"
)
"""What is left of the names of standard fonts and their usual aliases."""


def plain_name(font: Any) -> str:
    """Return the name of a font without the mark of a subset."""
    return _PREFIX.sub("", str(font.get("/BaseFont", "/"))[1:])


def stand_in(font: Any) -> tuple[str, bool]:
    """Return the standard font that looks most like *font*, and whether it has its metrics.

    The name is empty for fonts of pictures (Wingdings and the like), for which nothing stands in.
    """
    name = plain_name(font)
    letters = _NOT_LETTERS.sub("", name.lower())
    descriptor = font.get("/FontDescriptor")
    known = descriptor if is_table(descriptor) else {}
    flags = _number(known.get("/Flags"))
    if letters in {"symbol", "symbolmt"}:
        return "Symbol", True
    if "zapfdingbats" in letters or letters == "dingbats":
        return "ZapfDingbats", True
    if any(word in letters for word in ("dings", "symbol", "webding", "icons", "awesome")):
        return "", False
    bold = any(word in letters for word in ("bold", "black", "heavy", "demi")) or bool(
        flags & _BOLD or _number(known.get("/FontWeight")) >= _HEAVY
    )
    italic = any(word in letters for word in ("italic", "oblique", "slanted")) or bool(
        flags & _ITALIC
    )
    style = _STYLES[_family(letters, flags)][bold + 2 * italic]
    rest = re.sub(r"(?:bold|italic|oblique|mt|regular)+$", "", letters)
    return style, _METRIC.fullmatch(re.sub(r"mt$", "", rest)) is not None


def _family(letters: str, flags: int) -> str:
    if any(word in letters for word in _FIXED_WORDS):
        return "Courier"
    if any(word in letters for word in _SANS_WORDS):
        return "Helvetica"
    if any(word in letters for word in _SERIF_WORDS):
        return "Times"
    if flags & _FIXED:
        return "Courier"
    return "Times" if flags & _SERIF else "Helvetica"


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0
