"""What PDF/A wants of fonts (ISO 19005-2, 6.2.11), repaired as far as it can be.

Fonts that are not embedded get the outlines of a face like theirs, with the widths that the file
gives them, so that every letter stands where it stood; text stays text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sphinx_proceedings.volume.pdf.fonts.embedded_fonts import (
    embed_simple,
    repair_composite,
    repair_simple,
)
from sphinx_proceedings.volume.pdf.fonts.face_building import Drawn
from sphinx_proceedings.volume.pdf.fonts.font_facts import (
    NONSYMBOLIC,
    SYMBOLIC,
    FontUse,
    program_of,
    simple_widths,
)
from sphinx_proceedings.volume.pdf.fonts.font_names import plain_name, stand_in
from sphinx_proceedings.volume.pdf.fonts.simple_encodings import (
    base_encoding,
    encoding_of,
    glyph_name,
    text_of,
)
from sphinx_proceedings.volume.pdf.fonts.standard_faces import StandardFace, standard_face
from sphinx_proceedings.volume.pdf.pdf_objects import is_table
from sphinx_proceedings.volume.typst.typesetting import need

_NARROW = 0.82
_LEAST_UNLIKE = 2
"""Thousandths of an em by which a width differs before the outline is made narrower or wider."""


@dataclass
class FontRepairs:
    """What was changed in the fonts of a file, and what could not be."""

    pdf: Any
    changes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def repair(self, use: FontUse) -> None:
        """Repair one font."""
        font = use.font
        if str(font.get("/Subtype")) == "/Type3":
            return
        composite = "/DescendantFonts" in font
        own = font.DescendantFonts[0] if composite else font
        descriptor = own.get("/FontDescriptor")
        name = plain_name(own)[:60] or "?"
        if program_of(descriptor) is None:
            if composite or not self._embed(use):
                self.faults.append(f"the font {name} is not embedded")
            return
        self._described(own, descriptor)
        if not any(use.shown):
            return
        try:
            changed = (repair_composite if composite else repair_simple)(self.pdf, use)
        except Exception:  # noqa: BLE001 - a font of somebody else's may make a library do anything
            self.faults.append(f"the font {name} cannot be read")
            return
        if changed:
            self.changes.append(f"glyphs and widths of {name} made to agree")

    def _described(self, own: Any, descriptor: Any) -> None:
        """Take out what only repeats the font's program, as it is often wrong."""
        for key in ("/CharSet", "/CIDSet"):
            if key in descriptor:
                del descriptor[key]
        if str(own.get("/Subtype")) == "/CIDFontType2" and "/CIDToGIDMap" not in own:
            own.CIDToGIDMap = need("pikepdf").Name.Identity
            self.changes.append("the order of a font's glyphs named")

    def _embed(self, use: FontUse) -> bool:
        """Give a simple font a program; False when no face has what it shows."""
        font = use.font
        said = plain_name(font)
        name, same_metrics = stand_in(font)
        if not name:
            return False
        face = standard_face(name)
        symbolic = name in {"Symbol", "ZapfDingbats"}
        usual = "WinAnsiEncoding" if str(font.get("/Subtype")) == "/TrueType" else ""
        encoding = encoding_of(font, base_encoding(name if symbolic else usual))
        widths = simple_widths(font)
        narrow = _NARROW if "narrow" in said.lower() else 1.0
        glyphs: dict[str, Drawn] = {}
        names = {}
        for code in sorted(use.codes):
            glyph = encoding.get(code, "")
            found = _found(glyph, face)
            if found is None:
                return False
            natural = found[0].width(found[1]) * narrow if found[1] else 0.0
            width = widths.get(code, natural)
            named = glyph or f"blank{code}"
            if named in glyphs and glyphs[named].width != width:
                named = f"{named}.c{code}"
            glyphs[named] = _drawn(*found, width)
            names[code] = named
        self._described_anew(font, face)
        embed_simple(self.pdf, font, glyphs, names)
        what = "embedded" if same_metrics else f"shown in {name}"
        self.changes.append(f"{said} {what}")
        return True

    def _described_anew(self, font: Any, face: StandardFace) -> None:
        pikepdf = need("pikepdf")
        old = font.get("/FontDescriptor")
        kept = dict(old.items()) if is_table(old) else {}
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontBBox=[-200, -250, 1200, 1000],
            ItalicAngle=-12 if "Oblique" in face.name or "Italic" in face.name else 0,
            Ascent=750,
            Descent=-250,
            CapHeight=700,
            StemV=140 if "Bold" in face.name else 80,
        )
        for key in ("/Ascent", "/Descent", "/CapHeight", "/StemV", "/ItalicAngle", "/XHeight"):
            if key in kept:
                descriptor[key] = kept[key]
        flags = int(kept.get("/Flags", 0)) & ~(SYMBOLIC | NONSYMBOLIC)
        symbolic = face.name in {"Symbol", "ZapfDingbats"}
        descriptor.Flags = flags | (SYMBOLIC if symbolic else NONSYMBOLIC)
        font.FontDescriptor = self.pdf.make_indirect(descriptor)


def _drawn(face: StandardFace, outline: str, width: float) -> Drawn:
    """A glyph of a standard face, stretched sideways to the width that it is to have."""
    if not outline:
        return Drawn(width)
    natural = face.drawn_width(outline)
    unlike = natural and abs(natural - width) > _LEAST_UNLIKE
    across = width / natural if unlike else 1.0
    return Drawn(width, lambda pen: face.draw(outline, pen), (across, 1.0))


def _found(glyph: str, face: StandardFace) -> tuple[StandardFace, str] | None:
    """A face that has a glyph, and the name that it has there; no name where nothing is drawn."""
    if not glyph or glyph in face:
        return face, glyph
    text = text_of(glyph)
    if len(text) == 1:
        if text.isspace() or text == "\xad":
            return face, ""
        other = glyph_name(text)
        for with_it in (face, standard_face("Symbol")):
            if other in with_it:
                return with_it, other
    return None
