"""Colours of the web, and shades of one that can be read on light and on dark pages.

Shades keep hue and, where the screen has it, chroma; lightness moves until the contrast is enough
(OKLCH, CSS Color 4; contrast as WCAG 2.2 has it).
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from sphinx_proceedings.model.values.text_value import TextValue, shown

ENOUGH = 5.0
"""Contrast of text: more than the 4.5 that WCAG asks for, as screens are not that exact."""

LIGHT_GROUNDS = ("#ffffff", "#f3f4f5")
DARK_GROUNDS = ("#14181e", "#29313d")
"""What the text of light and dark pages stands on: the page itself, and raised parts of it."""


class Colour(TextValue):
    """A colour of sRGB, kept as six hexadecimal digits in lower case after ``#``."""

    __slots__ = ()
    description = "Colour, #rrggbb or #rgb."
    pattern = r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
    examples = ("#0b7285",)

    @classmethod
    def normalise(cls, text: str) -> str:
        if not re.fullmatch(cls.pattern, text):
            msg = f"{shown(text)} is not a colour; write # and six digits from 0 to f, #0b7285"
            raise ValueError(msg)
        digits = text[1:].lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


class Shades(NamedTuple):
    """One colour as pages need it; each can be read on what it stands on."""

    light: str
    """Of text, links and buttons on a light page; white can be read on it."""
    light_tint: str
    """Behind them."""
    dark: str
    """The same on a dark page; black can be read on it."""
    dark_tint: str


class Lch(NamedTuple):
    """A colour by lightness (0 to 1), chroma (from 0) and hue (degrees)."""

    lightness: float
    chroma: float
    hue: float


def shades(colour: str) -> Shades:
    """Return the shades of *colour* that pages of either scheme can use for text."""
    lch = to_lch(colour)
    light_tint = to_hex(Lch(0.95, min(lch.chroma, 0.03), lch.hue))
    dark_tint = to_hex(Lch(0.31, min(lch.chroma, 0.06), lch.hue))
    light = _readable(lch, -0.01, (*LIGHT_GROUNDS, light_tint))
    # On a dark page a strong colour flickers.
    dark = _readable(
        Lch(max(lch.lightness, 0.7), min(lch.chroma, 0.13), lch.hue),
        0.01,
        (*DARK_GROUNDS, dark_tint),
    )
    return Shades(light, light_tint, dark, dark_tint)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(lch: Lch, step: float, grounds: tuple[str, ...]) -> str:
    lightness = lch.lightness
    while True:
        found = to_hex(lch._replace(lightness=min(1.0, max(0.0, lightness))))
        if all(contrast(found, ground) >= ENOUGH for ground in grounds) or not 0 < lightness < 1:
            return found
        lightness += step


def to_lch(colour: str) -> Lch:
    """Return a colour of sRGB in OKLCH."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Lch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def to_hex(lch: Lch) -> str:
    """Return a colour of OKLCH in sRGB, with as much of its chroma as that has."""
    chroma = lch.chroma
    while True:
        linear = _linear_rgb(lch._replace(chroma=chroma))
        if all(-0.0005 <= part <= 1.0005 for part in linear) or chroma <= 0:
            return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in linear)
        chroma = max(0.0, chroma - 0.004)


def _linear_rgb(lch: Lch) -> tuple[float, float, float]:
    a = lch.chroma * math.cos(math.radians(lch.hue))
    b = lch.chroma * math.sin(math.radians(lch.hue))
    long = (lch.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lch.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lch.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else 1.055 * math.pow(part, 1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
