"""An ICC profile for CMYK colours that name none, so that they look as readers show them now.

Readers without a profile mix the colours of sixteen corners (each ink full or absent), measured on
coated paper; the profile holds the same mixture as a table (ICC.1:2001, 6.5.7 lut8Type).
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import product

_CORNERS = (
    (1.0, 1.0, 1.0),
    (0.1373, 0.1216, 0.1255),
    (1.0, 0.9490, 0.0),
    (0.1098, 0.1020, 0.0),
    (0.9255, 0.0, 0.5490),
    (0.1412, 0.0, 0.0),
    (0.9294, 0.1098, 0.1412),
    (0.1333, 0.0, 0.0),
    (0.0, 0.6784, 0.9373),
    (0.0, 0.0588, 0.1412),
    (0.0, 0.6510, 0.3137),
    (0.0, 0.0745, 0.0),
    (0.1804, 0.1922, 0.5725),
    (0.0, 0.0, 0.0078),
    (0.2118, 0.2119, 0.2235),
    (0.0, 0.0, 0.0),
)
"""Red, green and blue of no ink, K, Y, YK, M … CMYK: as poppler and its forebears have them."""
_GRID = 9
_XYZ = (
    (0.4360747, 0.3850649, 0.1430804),
    (0.2225045, 0.7168786, 0.0606169),
    (0.0139322, 0.0971045, 0.7141733),
)
"""Linear sRGB to XYZ under D50 (IEC 61966-2-1, adapted by Bradford's method)."""
_D50 = (0.9642, 1.0, 0.8249)
_KINK = 216 / 24389
_SLOPE = 24389 / 27


def _mixed(inks: tuple[float, ...]) -> tuple[float, float, float]:
    """The colour of four inks, each from 0 to 1: the corners by their shares."""
    red = green = blue = 0.0
    for number, corner in enumerate(_CORNERS):
        share = 1.0
        for bit, ink in zip((8, 4, 2, 1), inks, strict=True):
            share *= ink if number & bit else 1.0 - ink
        red, green, blue = (
            have + share * part for have, part in zip((red, green, blue), corner, strict=True)
        )
    return red, green, blue


def _lab(colour: tuple[float, float, float]) -> tuple[int, int, int]:
    """SRGB as the bytes of L*, a* and b* (CIE 15; ICC.1:2001, table 12)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    xyz = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in _XYZ]
    ratios = [value / white for value, white in zip(xyz, _D50, strict=True)]
    x, y, z = (r ** (1 / 3) if r > _KINK else (_SLOPE * r + 16) / 116 for r in ratios)
    values = ((116 * y - 16) * 2.55, 500 * (x - y) + 128, 200 * (y - z) + 128)
    return tuple(min(255, max(0, round(value))) for value in values)  # type: ignore[return-value]


def _table() -> bytes:
    ramp = bytes(range(256))
    identity = struct.pack(">9i", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    steps = [at / (_GRID - 1) for at in range(_GRID)]
    cells = b"".join(bytes(_lab(_mixed(inks))) for inks in product(steps, repeat=4))
    head = b"mft1" + bytes(4) + bytes((4, 3, _GRID, 0)) + identity
    return head + ramp * 4 + cells + ramp * 3


def _text(kind: bytes, text: bytes) -> bytes:
    if kind == b"text":
        return b"text" + bytes(4) + text + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 8 + 3 + 67)


@cache
def cmyk_profile() -> bytes:
    """Return the profile: an output profile of version 2 that says how the inks look."""
    white = struct.pack(">3i", *(round(value * 65536) for value in _D50))
    table = _table()
    content = [
        (b"desc", _text(b"desc", b"CMYK as readers show it")),
        (b"cprt", _text(b"text", b"No copyright, use freely.")),
        (b"wtpt", b"XYZ " + bytes(4) + white),
        (b"A2B0", table),
    ]
    at = 128 + 4 + 12 * (len(content) + 2)
    entries, body = b"", b""
    for name, value in content:
        padded = value + bytes(-len(value) % 4)
        entries += struct.pack(">4sII", name, at + len(body), len(value))
        if name == b"A2B0":  # the same for every intent
            for other in (b"A2B1", b"A2B2"):
                entries += struct.pack(">4sII", other, at + len(body), len(value))
        body += padded
    count = struct.pack(">I", len(content) + 2)
    size = 128 + len(count + entries + body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + white
    return head + bytes(128 - len(head)) + count + entries + body
