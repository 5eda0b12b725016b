"""Reading a Type 1 font program: its encoding, and the outlines and widths of its glyphs.

Only as much as PDF needs (Adobe Type 1 Font Format, 1990, chapters 2, 6 and 7); a volume has
thousands of these, so that the private part is searched instead of being run as PostScript.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.volume.pdf.fonts.simple_encodings import base_encoding
from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Iterator

_MULTIPLIER, _ADDEND = 52845, 22719
_EEXEC_KEY, _STRING_KEY = 55665, 4330
_DUP: Final = re.compile(rb"dup\s+(\d+|8#[0-7]+|16#[0-9A-Fa-f]+)\s*/(\S+)\s+put")
_MATRIX: Final = re.compile(rb"/FontMatrix\s*\[\s*([-+.\deE]+)")
_LEN_IV: Final = re.compile(rb"/lenIV\s+(-?\d+)")
_GLYPH: Final = re.compile(rb"/(\S+)\s+(\d+)\s+(?:RD|-\||\S{1,8}) ")
_SUBR: Final = re.compile(rb"dup\s+(\d+)\s+(\d+)\s+(?:RD|-\||\S{1,8}) ")
_HEX: Final = re.compile(rb"\s*[0-9A-Fa-f\s]{8}")
_HSBW, _ESCAPE, _SBW, _DIV = 13, 12, 7, 12


class Type1Program:
    """A font in the Type 1 format.

    Raises ValueError when it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        if data[:1] == b"\x80":
            data = b"".join(_segments(data))
        clear, found, packed = data.partition(b"eexec")
        if not found:
            raise ValueError("the font has no private part")
        packed = packed.lstrip(b" \t\r\n")
        if _HEX.match(packed):
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", packed)
            packed = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        private = _decrypted(packed, _EEXEC_KEY)[4:]
        skipped = _LEN_IV.search(private)
        self._skipped = int(skipped[1]) if skipped else 4
        matrix = _MATRIX.search(clear)
        self.scale = float(matrix[1]) * 1000 if matrix else 1.0
        self.encoding = _encoding(clear)
        before, _, after = private.partition(b"/CharStrings")
        self._strings = {name.decode("latin-1"): string for name, string in _entries(after, _GLYPH)}
        self._before = before
        if not self._strings:
            raise ValueError("the font has no glyphs")

    def __contains__(self, glyph: str) -> bool:
        return glyph in self._strings

    def width(self, glyph: str) -> float:
        """Return the width of a glyph in thousandths of an em."""
        code = self._plain(self._strings[glyph], 40)
        stack: list[float] = []
        at = 0
        while at < len(code):
            byte = code[at]
            at += 1
            if byte >= 32:
                value, at = _number(code, at, byte)
                stack.append(value)
            elif byte == _HSBW and len(stack) >= 2:
                return stack[1] * self.scale
            elif byte == _ESCAPE and at < len(code):
                if code[at] == _DIV and len(stack) >= 2:
                    divisor = stack.pop()
                    stack.append(stack.pop() / divisor)
                elif code[at] == _SBW and len(stack) >= 4:
                    return stack[2] * self.scale
                at += 1
            else:
                break
        whole = self.components[glyph]  # begins with a subroutine, as FontForge writes it
        whole.draw(need("fontTools.pens.basePen").NullPen())
        return float(whole.width) * self.scale

    def draw(self, glyph: str, pen: Any) -> None:
        """Draw a glyph in its own units."""
        self.components[glyph].draw(pen)

    @cached_property
    def components(self) -> Any:
        """Glyphs by name, of which outlines may be put together."""
        strings = need("fontTools.misc.psCharStrings")
        subrs: list[Any] = []
        for number, string in _entries(self._before, _SUBR):
            subrs += [None] * (int(number) + 1 - len(subrs))
            subrs[int(number)] = strings.T1CharString(self._plain(string), subrs=subrs)
        return {
            name: strings.T1CharString(self._plain(string), subrs=subrs)
            for name, string in self._strings.items()
        }

    def _plain(self, string: bytes, most: int | None = None) -> bytes:
        if self._skipped < 0:
            return string[:most]
        end = None if most is None else most + self._skipped
        return _decrypted(string[:end], _STRING_KEY)[self._skipped :]


def _decrypted(data: bytes, key: int) -> bytes:
    keys = accumulate(data, lambda r, c: ((c + r) * _MULTIPLIER + _ADDEND) & 0xFFFF, initial=key)
    return bytes([c ^ (r >> 8) for c, r in zip(data, keys, strict=False)])


def _segments(data: bytes) -> Iterator[bytes]:
    """The parts of a file of the form that Windows uses for printer fonts."""
    at = 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in {b"\x01", b"\x02"}:
        size = int.from_bytes(data[at + 2 : at + 6], "little")
        yield data[at + 6 : at + 6 + size]
        at += 6 + size


def _encoding(clear: bytes) -> tuple[str, ...]:
    if re.search(rb"/Encoding\s+StandardEncoding", clear):
        return base_encoding("StandardEncoding")
    names = [".notdef"] * 256
    for code, name in _DUP.findall(clear):
        base, _, digits = code.rpartition(b"#")
        value = int(digits, int(base or b"10"))
        if value < 256:
            names[value] = name.decode("latin-1")
    return tuple(names)


def _entries(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each name or number with the bytes that follow it, as many as it says."""
    at = 0
    while found := pattern.search(data, at):
        end = found.end() + int(found[2])
        yield found[1], data[found.end() : end]
        at = end


def _number(code: bytes, at: int, byte: int) -> tuple[int, int]:
    """A number of a glyph's program, and where the next begins (chapter 6.2)."""
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + code[at] + 108, at + 1
    if byte <= 254:
        return -(byte - 251) * 256 - code[at] - 108, at + 1
    return int.from_bytes(code[at : at + 4], "big", signed=True), at + 4
