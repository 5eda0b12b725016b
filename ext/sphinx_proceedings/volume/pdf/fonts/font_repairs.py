"""What PDF/A wants of fonts (ISO 19005-2, 6.2.11), repaired as far as it can be.

Fonts that are not embedded get the outlines of a face like theirs, with the widths that the file
gives them, so that every letter stands where it stood; text stays text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sphinx_proceedings.volume.pdf.fonts.face_building import built_program
from sphinx_proceedings.volume.pdf.fonts.font_names import plain_name, stand_in
from sphinx_proceedings.volume.pdf.fonts.simple_encodings import (
    base_encoding,
    encoding_of,
    glyph_name,
    text_of,
)
from sphinx_proceedings.volume.pdf.fonts.standard_faces import StandardFace, standard_face
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_stream, is_table
from sphinx_proceedings.volume.typst.typesetting import need

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_NONSYMBOLIC, _SYMBOLIC = 32, 4
_NARROW = 0.82


@dataclass
class FontUse:
    """A font of a file and the bytes that are shown in it, of all its places."""

    font: Any
    shown: set[bytes] = field(default_factory=set)

    @property
    def codes(self) -> set[int]:
        """The codes that are shown, if each is one byte."""
        return set(b"".join(self.shown))


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
        own = font
        if "/DescendantFonts" in font:
            own = font.DescendantFonts[0]
        descriptor = own.get("/FontDescriptor")
        embedded = is_table(descriptor) and any(
            is_stream(descriptor.get(key)) for key in FONT_FILES
        )
        if embedded:
            self._described(own, descriptor)
        elif own is not font or not self._embed(use):
            self.faults.append(f"the font {plain_name(own)[:60] or '?'} is not embedded")

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
        widths = _widths(font)
        narrow = _NARROW if "narrow" in said.lower() else 1.0
        glyphs: dict[str, tuple[StandardFace, str, float]] = {}
        names, given = {}, {}
        for code in sorted(use.codes):
            glyph = encoding.get(code, "")
            found = _found(glyph, face)
            if found is None:
                return False
            natural = found[0].width(found[1]) * narrow if found[1] else 0.0
            width = widths.get(code, natural)
            named = glyph or f"blank{code}"
            if named in glyphs and glyphs[named][2] != width:
                named = f"{named}.c{code}"
            glyphs[named] = (*found, width)
            names[code], given[code] = named, width
        self._described_anew(font, face, built_program(_program_name(font), glyphs))
        self._encoded_anew(font, names, given)
        what = "embedded" if same_metrics else f"shown in {name}"
        self.changes.append(f"{said} {what}")
        return True

    def _described_anew(self, font: Any, face: StandardFace, program: bytes) -> None:
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
        flags = int(kept.get("/Flags", 0)) & ~(_SYMBOLIC | _NONSYMBOLIC)
        symbolic = face.name in {"Symbol", "ZapfDingbats"}
        descriptor.Flags = flags | (_SYMBOLIC if symbolic else _NONSYMBOLIC)
        descriptor.FontName = pikepdf.Name("/" + _program_name(font))
        descriptor.FontFile3 = self.pdf.make_stream(program, Subtype=pikepdf.Name.Type1C)
        font.FontDescriptor = self.pdf.make_indirect(descriptor)
        font.BaseFont = descriptor.FontName
        font.Subtype = pikepdf.Name.Type1

    def _encoded_anew(self, font: Any, names: dict[int, str], widths: dict[int, float]) -> None:
        pikepdf = need("pikepdf")
        first, last = (min(names), max(names)) if names else (0, 0)
        font.FirstChar, font.LastChar = first, last
        font.Widths = [round(widths.get(code, 0)) for code in range(first, last + 1)]
        differences: list[Any] = []
        before = None
        for code, glyph in names.items():
            differences += [] if before == code - 1 else [code]
            differences.append(pikepdf.Name("/" + glyph))
            before = code
        font.Encoding = pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(differences)
        )


def _program_name(font: Any) -> str:
    return "AAAAAA+" + (plain_name(font).replace(" ", "") or "Font")


def _widths(font: Any) -> dict[int, float]:
    """The widths that a font gives by its codes; empty for one that leaves them to the reader."""
    listed = font.get("/Widths")
    if not is_array(listed):
        return {}
    first = int(font.get("/FirstChar", 0))
    descriptor = font.get("/FontDescriptor")
    missing = float(descriptor.get("/MissingWidth", 0)) if is_table(descriptor) else 0.0
    given = dict.fromkeys(range(256), missing)
    for code, width in enumerate(listed, first):
        given[code] = float(width)
    return given


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
