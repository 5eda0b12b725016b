"""A font program of the glyphs that a text needs, with the very widths that its PDF gives them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Drawn(NamedTuple):
    """A glyph to be built; sizes in thousandths of an em."""

    width: float
    draw: Callable[[Any], None] | None = None
    """Draws the outline with a pen; None for a glyph of which nothing is seen."""
    scale: tuple[float, float] = (1.0, 1.0)
    components: Any = None
    """Glyphs by name of which outlines are put together."""


def built_program(name: str, glyphs: Mapping[str, Drawn]) -> bytes:
    """Return a font in the Compact Font Format with *glyphs*, in this order, after ``.notdef``."""
    pen_of = need("fontTools.pens.t2CharStringPen").T2CharStringPen
    stretched = need("fontTools.pens.transformPen").TransformPen
    strings: dict[str, Any] = {".notdef": pen_of(0, None).getCharString()}
    blanks: dict[int, Any] = {}
    for glyph, (width, draw, (across, up), components) in glyphs.items():
        if draw is None:
            advance = round(width)
            if advance not in blanks:
                blanks[advance] = pen_of(advance, None).getCharString()
            strings[glyph] = blanks[advance]
            continue
        pen = pen_of(round(width), components)
        draw(pen if across == up == 1.0 else stretched(pen, (across, 0, 0, up, 0, 0)))
        strings[glyph] = pen.getCharString()
    builder = need("fontTools.fontBuilder").FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(strings))
    builder.setupCFF(name, {"FullName": name}, strings, {})
    made = io.BytesIO()
    builder.font["CFF "].cff.compile(made, builder.font)
    return made.getvalue()
