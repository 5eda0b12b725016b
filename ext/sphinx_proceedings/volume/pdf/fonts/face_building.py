"""A font program of the glyphs that a text needs, with the very widths that its PDF gives them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.volume.pdf.fonts.standard_faces import StandardFace
from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAST_UNLIKE: Final = 2
"""Thousandths of an em by which a width differs before the outline is made narrower or wider."""


def built_program(
    name: str, glyphs: Mapping[str, tuple[StandardFace, str, float]], *, blank: float = 0.0
) -> bytes:
    """Return a font in the Compact Font Format with each of *glyphs* and an empty ``.notdef``.

    The keys are the names in the font; a value is the face, the glyph in it and the width that it
    is to have, in thousandths of an em. Outlines are stretched sideways to fit their widths.
    """
    pen_of = need("fontTools.pens.t2CharStringPen").T2CharStringPen
    stretched = need("fontTools.pens.transformPen").TransformPen
    strings: dict[str, Any] = {".notdef": pen_of(round(blank), None).getCharString()}
    for glyph, (face, outline, width) in glyphs.items():
        pen = pen_of(round(width), None)
        if outline:
            drawn = face.drawn_width(outline)
            unlike = drawn and abs(drawn - width) > _LEAST_UNLIKE
            scale = width / drawn if unlike else 1.0
            face.draw(outline, stretched(pen, (scale, 0, 0, 1, 0, 0)) if unlike else pen)
        strings[glyph] = pen.getCharString()
    builder = need("fontTools.fontBuilder").FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(strings))
    builder.setupCFF(name, {"FullName": name}, strings, {})
    made = io.BytesIO()
    cff = builder.font["CFF "].cff
    cff.compile(made, builder.font)
    return made.getvalue()
