"""Raised and lowered characters of Unicode, for texts that have no markup."""

from __future__ import annotations

from typing import Final

_RAISED: Final = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED: Final = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def raised(text: str) -> str | None:
    """Return ``text`` in superscript characters, or None when one of them does not exist."""
    return "".join(_RAISED[c] for c in text) if text and all(c in _RAISED for c in text) else None


def lowered(text: str) -> str | None:
    """Return ``text`` in subscript characters, or None when one of them does not exist."""
    return "".join(_LOWERED[c] for c in text) if text and all(c in _LOWERED for c in text) else None
