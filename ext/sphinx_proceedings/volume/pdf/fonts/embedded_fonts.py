"""Embedded fonts whose program and dictionary disagree (ISO 19005-2, 6.2.11.4 to 6.2.11.8).

A font that shows a glyph that its program lacks, or has with another width, or whose encoding
leaves open which glyph is meant, gets a new program made of the old one's outlines: what is shown,
and nothing else.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx_proceedings.volume.pdf.fonts.face_building import Drawn, built_program
from sphinx_proceedings.volume.pdf.fonts.font_facts import (
    FONT_FILES,
    SYMBOLIC,
    FontUse,
    Program,
    cid_widths,
    program_of,
    read_program,
    simple_widths,
)
from sphinx_proceedings.volume.pdf.fonts.font_names import plain_name
from sphinx_proceedings.volume.pdf.fonts.outline_programs import CffProgram, TrueTypeProgram
from sphinx_proceedings.volume.pdf.fonts.simple_encodings import (
    NOTDEF,
    base_encoding,
    encoding_of,
    text_of,
)
from sphinx_proceedings.volume.pdf.fonts.type1_program import Type1Program
from sphinx_proceedings.volume.pdf.pdf_objects import is_stream, is_table
from sphinx_proceedings.volume.typst.typesetting import need

_TOLERANCE: Final = 1.0
"""Thousandths of an em by which widths may differ (ISO 19005-2, 6.2.11.5)."""
_MOST_CIDS: Final = 40_000
_TABLES: Final = ("WinAnsiEncoding", "MacRomanEncoding")
Key = str | int | None


def repair_simple(pdf: Any, use: FontUse) -> bool:
    """Make a simple font consistent; say whether it was changed.

    Raises whatever a reader of fonts raises for a program that cannot be read.
    """
    font, codes = use.font, sorted(use.codes)
    program = read_program(program_of(font.FontDescriptor).read_bytes())
    if isinstance(program, TrueTypeProgram):
        keys, names = _truetype_glyphs(font, program, codes)
        sound = _encoding_is_clear(font, program)
    else:
        encoding = encoding_of(font, _built_in(program))
        names = {code: encoding[code] for code in codes if code in encoding}
        keys = {code: name for code, name in names.items() if name in program}
        sound = True
    widths = simple_widths(font)
    if not widths:
        widths = {code: program.width(key) for code, key in keys.items()}
        sound = False
    if sound and _agree(program, {code: keys.get(code) for code in codes}, widths):
        return _counted(font)
    glyphs: dict[str, Drawn] = {}
    given: dict[int, str] = {}
    for code in codes:
        name = names.get(code, "")
        name = name if name not in {"", NOTDEF} and name not in glyphs else f"c{code}"
        glyphs[name] = _drawn(program, keys.get(code), widths.get(code, 0.0))
        given[code] = name
    embed_simple(pdf, font, glyphs, given)
    return True


def embed_simple(pdf: Any, font: Any, glyphs: dict[str, Drawn], names: dict[int, str]) -> None:
    """Give a simple font a program of *glyphs*, and an encoding that names them by code."""
    pikepdf = need("pikepdf")
    name = "AAAAAA+" + (plain_name(font).replace(" ", "") or "Font")
    descriptor = font.FontDescriptor
    for key in FONT_FILES:
        if key in descriptor:
            del descriptor[key]
    descriptor.FontName = font.BaseFont = pikepdf.Name("/" + name)
    stream = pdf.make_stream(built_program(name, glyphs), Subtype=pikepdf.Name.Type1C)
    descriptor.FontFile3 = stream
    font.Subtype = pikepdf.Name.Type1
    first, last = (min(names), max(names)) if names else (0, 0)
    font.FirstChar, font.LastChar = first, last
    font.Widths = [
        round(glyphs[names[code]].width, 3) if code in names else 0
        for code in range(first, last + 1)
    ]
    differences: list[Any] = []
    before = None
    for code, glyph in sorted(names.items()):
        differences += [] if before == code - 1 else [code]
        differences.append(pikepdf.Name("/" + glyph))
        before = code
    font.Encoding = pikepdf.Dictionary(
        Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(differences)
    )


def repair_composite(pdf: Any, use: FontUse) -> bool:
    """Make a font of CIDs consistent; say whether it was changed.

    Only those whose codes are CIDs are looked at. Raises whatever a reader of fonts raises for a
    program that cannot be read, and ValueError for a font too large to be built anew.
    """
    font = use.font
    own = font.DescendantFonts[0]
    if str(font.get("/Encoding")) not in {"/Identity-H", "/Identity-V"}:
        return False
    program = read_program(program_of(own.FontDescriptor).read_bytes())
    cids = sorted(use.double_codes)
    keys = _cid_glyphs(own, program, cids)
    widths, usual = cid_widths(own), float(own.get("/DW", 1000))
    given = {cid: widths.get(cid, usual) for cid in cids}
    if _agree(program, keys, given):
        return False
    if cids[-1] >= _MOST_CIDS:
        raise ValueError("the font has too many glyphs")
    glyphs = {cid: _drawn(program, keys[cid], given[cid]) for cid in cids}
    if 0 in glyphs:
        _without_zero(pdf, font, glyphs)
    ordered = {f"cid{cid:05d}": glyphs.get(cid, Drawn(0)) for cid in range(1, max(glyphs) + 1)}
    pikepdf = need("pikepdf")
    name = "AAAAAA+" + (plain_name(own).replace(" ", "") or "Font")
    for key in FONT_FILES:
        if key in own.FontDescriptor:
            del own.FontDescriptor[key]
    kind = pikepdf.Name.CIDFontType0C
    own.FontDescriptor.FontFile3 = pdf.make_stream(built_program(name, ordered), Subtype=kind)
    own.FontDescriptor.FontName = own.BaseFont = font.BaseFont = pikepdf.Name("/" + name)
    own.Subtype = pikepdf.Name.CIDFontType0
    own.W = pikepdf.Array([part for cid in sorted(glyphs) for part in (cid, [glyphs[cid].width])])
    if "/CIDToGIDMap" in own:
        del own["/CIDToGIDMap"]
    return True


def _without_zero(pdf: Any, font: Any, glyphs: dict[int, Drawn]) -> None:
    """Let the code 0, which may not be shown, mean a glyph of its own that looks the same."""
    other = max(glyphs) + 1
    glyphs[other] = glyphs.pop(0)
    pikepdf = need("pikepdf")
    system = pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )
    upright = int(str(font.Encoding) == "/Identity-V")
    font.Encoding = pdf.make_stream(
        _CMAP % (upright, other),
        Type=pikepdf.Name.CMap,
        CMapName=pikepdf.Name("/Identity-Shown"),
        CIDSystemInfo=system,
        WMode=upright,
    )
    font.DescendantFonts[0].CIDSystemInfo = system


_CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def
/CMapName /Identity-Shown def
/CMapType 1 def
/WMode %d def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
2 begincidrange
<0000> <0000> %d
<0001> <FFFF> 1
endcidrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _agree(program: Program, keys: dict[int, Key], widths: dict[int, float]) -> bool:
    """Whether each code has a glyph that is really one, of the width that is given."""
    for code, key in keys.items():
        if key is None or key in {0, NOTDEF} or key not in program:
            return False
        if abs(program.width(key) - widths.get(code, 0.0)) > _TOLERANCE:
            return False
    return True


def _drawn(program: Program, key: Key, width: float) -> Drawn:
    """A glyph as the program draws it; a missing one as it draws those."""
    empty = 0 if isinstance(program, TrueTypeProgram) else NOTDEF
    shown: Any = empty if key is None else key
    if shown == "" or shown not in program:
        return Drawn(width)
    scale = (program.scale, program.scale)
    return Drawn(width, lambda pen: program.draw(shown, pen), scale, program.components)


def _cid_glyphs(own: Any, program: Program, cids: list[int]) -> dict[int, Key]:
    """The glyphs of CIDs; an empty name for those of which readers draw nothing."""
    keys: dict[int, Key]
    if isinstance(program, CffProgram):
        keys = {cid: program.glyph_of_cid(cid) for cid in cids}
    elif is_stream(order := own.get("/CIDToGIDMap")):
        data = order.read_bytes()
        keys = {cid: int.from_bytes(data[2 * cid : 2 * cid + 2], "big") for cid in cids}
    else:
        keys = {cid: cid for cid in cids}
    return {cid: key if key in program else "" for cid, key in keys.items()}


def _built_in(program: Program) -> tuple[str, ...]:
    return program.encoding if isinstance(program, Type1Program | CffProgram) else (NOTDEF,) * 256


def _counted(font: Any) -> bool:
    """Let the list of widths be as long as the font says."""
    first, last = int(font.get("/FirstChar", 0)), int(font.get("/LastChar", -1))
    listed = list(font.get("/Widths", []))
    if "/FirstChar" in font and len(listed) == last - first + 1:
        return False
    font.FirstChar, font.LastChar = first, first + len(listed) - 1
    return True


def _encoding_is_clear(font: Any, program: TrueTypeProgram) -> bool:
    """Whether it is beyond doubt which glyphs a TrueType font's codes mean (6.2.11.6)."""
    symbolic = bool(int(font.FontDescriptor.get("/Flags", 0)) & SYMBOLIC)
    encoding = font.get("/Encoding")
    if symbolic:
        return encoding is None and (len(program.maps) == 1 or (3, 0) in program.maps)
    base = encoding.get("/BaseEncoding") if is_table(encoding) else encoding
    if str(base)[1:] not in _TABLES or (is_table(encoding) and "/Differences" in encoding):
        return False
    return len(program.maps) > ((3, 0) in program.maps)


def _truetype_glyphs(
    font: Any, program: TrueTypeProgram, codes: list[int]
) -> tuple[dict[int, Key], dict[int, str]]:
    """The glyphs that a simple TrueType font shows, and their names (ISO 32000-1, 9.6.6.4)."""
    symbolic = bool(int(font.FontDescriptor.get("/Flags", 0)) & SYMBOLIC)
    usual = "" if symbolic else "StandardEncoding"
    built_in = base_encoding(usual) if usual else (NOTDEF,) * 256
    names = encoding_of(font, built_in)
    numbers = program.numbers
    keys: dict[int, Key] = {}
    for code in codes:
        named = _by_name(program, names.get(code, ""))
        coded = _by_code(program, code)
        first, second = (coded, named) if symbolic else (named, coded)
        glyph = first or second
        if glyph:
            keys[code] = numbers.get(glyph, 0)
    return keys, {code: name for code, name in names.items() if code in keys}


def _by_code(program: TrueTypeProgram, code: int) -> str:
    for kind, begins in (((3, 0), (0, 0xF000, 0xF100, 0xF200)), ((1, 0), (0,))):
        for begin in begins:
            if glyph := program.maps.get(kind, {}).get(begin + code):
                return glyph
    return ""


def _by_name(program: TrueTypeProgram, name: str) -> str:
    if not name:
        return ""
    text = text_of(name)
    for kind in ((3, 1), (3, 10), (0, 3), (0, 4)):
        if len(text) == 1 and (glyph := program.maps.get(kind, {}).get(ord(text))):
            return glyph
    roman = program.maps.get((1, 0), {})
    table = base_encoding("MacRomanEncoding")
    if name in table and (glyph := roman.get(table.index(name))):
        return glyph
    return name if name in program.numbers else ""
