"""Letters of the mathematical alphabets, for ``mathvariant``, which browsers no longer honour."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Final

_LATIN: Final = string.ascii_uppercase + string.ascii_lowercase
_GREEK: Final = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"

_STARTS: Final[Mapping[str, tuple[int, int | None, int | None]]] = {
    # variant: first Latin capital, first Greek capital, digit zero (Unicode block 1D400)
    "bold": (0x1D400, 0x1D6A8, 0x1D7CE),
    "italic": (0x1D434, 0x1D6E2, None),
    "bold-italic": (0x1D468, 0x1D71C, 0x1D7CE),
    "script": (0x1D49C, None, None),
    "fraktur": (0x1D504, None, None),
    "double-struck": (0x1D538, None, 0x1D7D8),
    "sans-serif": (0x1D5A0, None, 0x1D7E2),
    "sans-serif-italic": (0x1D608, None, 0x1D7E2),
    "monospace": (0x1D670, None, 0x1D7F6),
}
# Letters that were in Unicode before the block was, and left holes in it.
_HOLES: Final[Mapping[str, Mapping[str, str]]] = {
    "italic": {"h": "ℎ"},
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
}


def _table(variant: str) -> dict[int, str]:
    latin, greek, digit = _STARTS[variant]
    letters = {ord(c): chr(latin + i) for i, c in enumerate(_LATIN)}
    if greek is not None:
        letters |= {ord(c): chr(greek + i) for i, c in enumerate(_GREEK)}
    if digit is not None:
        letters |= {ord(c): chr(digit + i) for i, c in enumerate(string.digits)}
    return letters | {ord(c): hole for c, hole in _HOLES.get(variant, {}).items()}


_TABLES: Final = {variant: _table(variant) for variant in _STARTS}


def styled(text: str, variant: str) -> str:
    """Return ``text`` in the letters of a MathML ``mathvariant``; others stay as they are."""
    return text.translate(_TABLES.get(variant, {}))
