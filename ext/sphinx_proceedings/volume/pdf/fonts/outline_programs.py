"""Reading font programs in the Compact Font Format and TrueType: glyphs, widths and outlines."""

from __future__ import annotations

import io
import logging
import struct
from functools import cached_property
from typing import Any

from sphinx_proceedings.volume.pdf.fonts.simple_encodings import base_encoding
from sphinx_proceedings.volume.typst.typesetting import need

# It warns of what is unusual in a font; what matters is said in our own words.
logging.getLogger("fontTools").addHandler(logging.NullHandler())


class CffProgram:
    """A font in the Compact Font Format; its glyphs go by their names, or by their CIDs.

    Raises whatever its reader raises for a font that cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] == b"OTTO":
            data = _table(data, b"CFF ")
        read = need("fontTools.cffLib").CFFFontSet()
        read.decompile(io.BytesIO(data), None)
        self._top = read[0]
        self._strings = self._top.CharStrings
        self.by_cid = hasattr(self._top, "ROS")
        matrix = self._top.rawDict.get("FontMatrix")
        self.scale = float(matrix[0]) * 1000 if matrix and not self.by_cid else 1.0
        self._names = frozenset(self._top.charset)

    def __contains__(self, glyph: str) -> bool:
        return glyph in self._names

    @cached_property
    def encoding(self) -> tuple[str, ...]:
        """The names of the glyphs of 256 codes."""
        listed = getattr(self._top, "Encoding", "StandardEncoding")
        if isinstance(listed, str):
            return base_encoding("StandardEncoding")
        return tuple(listed)

    def glyph_of_cid(self, cid: int) -> str:
        """Return the name of a CID's glyph: its own name, or that of the glyph in its place."""
        if self.by_cid:
            return ".notdef" if cid == 0 else f"cid{cid:05d}"
        order = self._top.charset
        return str(order[cid]) if cid < len(order) else ""

    def width(self, glyph: str) -> float:
        """Return the width of a glyph in thousandths of an em."""
        string = self._strings[glyph]
        string.draw(need("fontTools.pens.basePen").NullPen())
        return float(string.width) * self.scale

    def draw(self, glyph: str, pen: Any) -> None:
        """Draw a glyph in its own units."""
        self._strings[glyph].draw(pen)

    @property
    def components(self) -> Any:
        """Glyphs by name, of which outlines may be put together."""
        return self._strings


class TrueTypeProgram:
    """A font in the TrueType format; its glyphs go by their numbers.

    Raises struct.error or KeyError when a table that is needed is not there.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        head, hhea = _table(data, b"head"), _table(data, b"hhea")
        (units,) = struct.unpack_from(">H", head, 18)
        self.scale = 1000 / units
        (self._metrics,) = struct.unpack_from(">H", hhea, 34)
        (self.count,) = struct.unpack_from(">H", _table(data, b"maxp"), 4)
        self._hmtx = _table(data, b"hmtx")
        short = 4 * self._metrics + 2 * (self.count - self._metrics) - len(self._hmtx)
        if short > 0:  # subsets often end with the last glyph that they have
            self._hmtx += bytes(short)
            self._data = _with_table(data, b"hmtx", self._hmtx)

    def __contains__(self, glyph: int) -> bool:
        return 0 <= glyph < int(self.count)

    @cached_property
    def maps(self) -> dict[tuple[int, int], dict[int, str]]:
        """The characters' glyphs by platform and encoding."""
        tables = self._font["cmap"].tables if "cmap" in self._font else []
        return {(t.platformID, t.platEncID): t.cmap for t in tables}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of glyphs by their names."""
        return dict(self._font.getReverseGlyphMap())

    def width(self, glyph: int) -> float:
        """Return the width of a glyph in thousandths of an em."""
        (width,) = struct.unpack_from(">H", self._hmtx, 4 * min(glyph, self._metrics - 1))
        return float(width * self.scale)

    def draw(self, glyph: int, pen: Any) -> None:
        """Draw a glyph in its own units."""
        self._glyphs[self._font.getGlyphName(glyph)].draw(pen)

    @property
    def components(self) -> Any:
        """Glyphs by name, of which outlines may be put together."""
        return self._glyphs

    @cached_property
    def _font(self) -> Any:
        ttlib = need("fontTools.ttLib")
        return ttlib.TTFont(io.BytesIO(self._data), fontNumber=0, lazy=True)

    @cached_property
    def _glyphs(self) -> Any:
        return self._font.getGlyphSet()


def _with_table(data: bytes, name: bytes, table: bytes) -> bytes:
    """Return a file with other contents of a table, which come after everything else."""
    changed = bytearray(data)
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        if data[12 + 16 * number :][:4] == name:
            struct.pack_into(">II", changed, 12 + 16 * number + 8, len(data), len(table))
    return bytes(changed) + table


def _table(data: bytes, name: bytes) -> bytes:
    """Return a table of a TrueType or OpenType file.

    Raises KeyError when it is not there.
    """
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, at, size = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == name:
            return data[at : at + size]
    raise KeyError(name.decode())
