"""The fourteen faces that every reader of PDF has, as outlines to be embedded.

PDFium brings faces with the metrics of Helvetica, Times, Courier, Symbol and Zapf Dingbats for
files that embed none (ISO 32000-1, 9.6.2.2); what it draws with is what is embedded here.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from functools import cache
from typing import Any

from sphinx_proceedings.volume.pdf.fonts.simple_encodings import glyph_name, text_of
from sphinx_proceedings.volume.typst.typesetting import need

_CORRECTED = {
    "Helvetica": {"guillemotleft": 556, "guillemotright": 556, "guilsinglright": 333, "Euro": 556},
    "Helvetica-Bold": {"at": 975, "Euro": 556},
    "Helvetica-Oblique": {"at": 1015, "guilsinglleft": 333, "Euro": 556},
    "Helvetica-BoldOblique": {"five": 556, "at": 975, "oslash": 611, "Euro": 556},
    "Times-Roman": {"Euro": 500},
    "Times-Bold": {"Euro": 500},
    "Times-BoldItalic": {"Euro": 500},
}
"""Widths of the standard fonts where those of PDFium's faces differ from Adobe's metrics."""
_ACCENTS = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "circumflex",
    "\u0303": "tilde",
    "\u0304": "macron",
    "\u0306": "breve",
    "\u0307": "dotaccent",
    "\u0308": "dieresis",
    "\u030a": "ring",
    "\u030b": "hungarumlaut",
    "\u030c": "caron",
    "\u0327": "cedilla",
    "\u0328": "ogonek",
}
_BELOW = "\u0327\u0328"


class StandardFace:
    """Outlines and widths of one face, by the names of its glyphs; a thousand units to the em."""

    def __init__(self, name: str) -> None:
        cff = need("fontTools.cffLib")
        read = cff.CFFFontSet()
        read.decompile(io.BytesIO(_program(name)), None)
        self.name = name
        self._strings = read[0].CharStrings
        self._names = frozenset(read[0].charset) - {".notdef"}
        self._corrected = _CORRECTED.get(name, {})

    def __contains__(self, glyph: str) -> bool:
        return glyph in self._names or bool(self._parts(glyph))

    def width(self, glyph: str) -> int:
        """Return the width of a glyph that the face has, as the standard font has it."""
        return self._corrected.get(glyph) or self.drawn_width(glyph)

    def drawn_width(self, glyph: str) -> int:
        """Return the width for which the outline of a glyph was drawn."""
        parts = None if glyph in self._names else self._parts(glyph)
        return self._widths(parts[0] if parts else glyph)

    def draw(self, glyph: str, pen: Any) -> None:
        """Draw the outline of a glyph that the face has."""
        parts = None if glyph in self._names else self._parts(glyph)
        if parts is None:
            self._strings[glyph].draw(pen)
            return
        base, accent = parts
        self._strings[base].draw(pen)
        x0, _, x1, y1 = self._bounds(base)
        left, bottom, right, _ = self._bounds(accent)
        below = bottom < 0
        raised = 0 if below else max(0, y1 + 40 - bottom)
        moved = (x0 + x1 - left - right) / 2
        transformed = need("fontTools.pens.transformPen").TransformPen
        self._strings[accent].draw(transformed(pen, (1, 0, 0, 1, moved, raised)))

    def _widths(self, glyph: str) -> int:
        string = self._strings[glyph]
        if not hasattr(string, "width"):
            string.draw(need("fontTools.pens.basePen").NullPen())
        return int(string.width)

    def _bounds(self, glyph: str) -> tuple[float, float, float, float]:
        return self._strings[glyph].calcBounds(None) or (0.0, 0.0, 0.0, 0.0)

    def _parts(self, glyph: str) -> tuple[str, str] | None:
        """Return the letter and the accent of which an accented letter can be put together."""
        split = unicodedata.normalize("NFD", text_of(glyph))
        if len(split) != 2 or split[1] not in _ACCENTS:
            return None
        base, accent = glyph_name(split[0]), _ACCENTS[split[1]]
        if base in {"i", "j"} and split[1] not in _BELOW:
            base = {"i": "dotlessi", "j": "dotlessj"}[base]
        return (base, accent) if {base, accent} <= self._names else None


@cache
def standard_face(name: str) -> StandardFace:
    """Return one of the fourteen faces by the name of its font, as ``Times-BoldItalic``.

    Raises:
        VolumeError: a package that this needs is not installed.
    """
    return StandardFace(name)


def _program(name: str) -> bytes:
    """Return the face's outlines as PDFium has them: a font in the Compact Font Format."""
    pdfium, raw = need("pypdfium2"), need("pypdfium2.raw")
    document = pdfium.PdfDocument.new()
    try:
        font = raw.FPDFText_LoadStandardFont(document.raw, name.encode())
        size = ctypes.c_size_t()
        raw.FPDFFont_GetFontData(font, None, 0, ctypes.byref(size))
        data = (ctypes.c_uint8 * size.value)()
        raw.FPDFFont_GetFontData(font, data, size.value, ctypes.byref(size))
        raw.FPDFFont_Close(font)
    finally:
        document.close()
    return bytes(data)
