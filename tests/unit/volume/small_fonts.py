"""Fonts of a few square letters, in every format that a PDF can hold."""

from __future__ import annotations

import io

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

LETTERS = {"A": 65, "B": 66, "C": 67}


def square(pen, size: int) -> None:
    pen.moveTo((50, 0))
    pen.lineTo((50, size))
    pen.lineTo((size, size))
    pen.lineTo((size, 0))
    pen.closePath()


def truetype(width: int = 600, characters: dict[int, str] | None = None, kind=(3, 1)) -> bytes:
    """A TrueType font; *kind* is the platform and encoding of its only map of characters."""
    builder = FontBuilder(1000, isTTF=True)
    order = [".notdef", *LETTERS]
    builder.setupGlyphOrder(order)
    glyphs = {}
    for at, name in enumerate(order):
        pen = TTGlyphPen(None)
        square(pen, 300 + 100 * at)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupCharacterMap(characters or {code: name for name, code in LETTERS.items()})
    for table in builder.font["cmap"].tables:
        table.platformID, table.platEncID = kind
    del builder.font["cmap"].tables[1:]
    builder.setupPost()
    return saved(builder)


def compact(width: int = 600) -> bytes:
    """A font in the Compact Font Format, bare as PDF embeds it."""
    builder = FontBuilder(1000, isTTF=False)
    order = [".notdef", *LETTERS]
    builder.setupGlyphOrder(order)
    strings = {}
    for at, name in enumerate(order):
        pen = T2CharStringPen(width, None)
        square(pen, 300 + 100 * at)
        strings[name] = pen.getCharString()
    builder.setupCFF("Small", {}, strings, {})
    made = io.BytesIO()
    builder.font["CFF "].cff.compile(made, builder.font)
    return made.getvalue()


def saved(builder: FontBuilder) -> bytes:
    made = io.BytesIO()
    builder.font.save(made)
    return made.getvalue()


def encrypted(data: bytes, key: int) -> bytes:
    out = bytearray()
    for byte in data:
        out.append(byte ^ (key >> 8))
        key = ((out[-1] + key) * 52845 + 22719) & 0xFFFF
    return bytes(out)


def number(value: int) -> bytes:
    return b"\xff" + value.to_bytes(4, "big", signed=True)


def type1(width: int = 600, *, by_subroutine: bool = False) -> tuple[bytes, int]:
    """A Type 1 font, and the length of its part that is not encrypted."""
    names = b"".join(b"dup %d /%s put\n" % (c, n.encode()) for n, c in LETTERS.items())
    clear = (
        b"%!PS-AdobeFont-1.0: Small 1.0\n11 dict begin\n/FontInfo 1 dict dup begin\n"
        b"/FullName (Small) readonly def\nend readonly def\n/FontName /Small def\n"
        b"/PaintType 0 def\n/FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n"
        b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
        + names
        + b"readonly def\n/FontBBox {0 0 1000 1000} readonly def\ncurrentdict end\n"
        b"currentfile eexec\n"
    )
    begin = number(0) + number(width) + b"\x0d"
    strings = b""
    for at, name in enumerate([".notdef", *LETTERS]):
        size = 300 + 100 * at
        path = number(50) + number(0) + b"\x15" + number(size) + b"\x07"  # rmoveto, vlineto
        path += number(size) + b"\x06" + number(-size) + b"\x07" + b"\x09\x0e"
        head = number(0) + b"\x0a" if by_subroutine else begin
        string = encrypted(bytes(4) + head + path, 4330)
        strings += b"/%s %d RD " % (name.encode(), len(string)) + string + b" ND\n"
    subr = encrypted(bytes(4) + begin + b"\x0b", 4330)
    private = b"dup /Private 8 dict dup begin\n"
    private += b"/RD {string currentfile exch readstring pop} executeonly def\n"
    private += b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n"
    private += b"/BlueValues [] def\n/password 5839 def\n/lenIV 4 def\n/Subrs 1 array\n"
    private += b"dup 0 %d RD " % len(subr) + subr + b" NP\nND\n"
    private += b"2 index /CharStrings 4 dict dup begin\n" + strings
    private += b"end\nend\nreadonly put\nnoaccess put\ndup /FontName get exch definefont pop\n"
    private += b"mark currentfile closefile\n"
    packed = encrypted(bytes(4) + private, 55665)
    return clear + packed + b"\n" + b"0" * 64 + b"\ncleartomark\n", len(clear)


def descriptor(pdf: pikepdf.Pdf, key: str, data: bytes, flags: int = 4, **stream):
    """A font's descriptor with its program."""
    return pdf.make_indirect(
        pikepdf.Dictionary(
            {
                "/Type": pikepdf.Name.FontDescriptor,
                "/FontName": pikepdf.Name("/ABCDEF+Small"),
                "/Flags": flags,
                "/FontBBox": [0, 0, 1000, 1000],
                "/ItalicAngle": 0,
                "/Ascent": 800,
                "/Descent": -200,
                "/CapHeight": 700,
                "/StemV": 80,
                key: pdf.make_stream(data, **stream),
            }
        )
    )


def simple(kind: str, described, widths: list[int], **more):
    """A simple font with the widths of the codes from 65 on."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name(kind),
        BaseFont=pikepdf.Name("/ABCDEF+Small"),
        FirstChar=65,
        LastChar=64 + len(widths),
        Widths=pikepdf.Array(widths),
        FontDescriptor=described,
        **more,
    )


def composite(pdf: pikepdf.Pdf, kind: str, described, widths: list[int], **more):
    """A font of two bytes a glyph, with the widths of the CIDs from 0 on."""
    own = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name(kind),
        BaseFont=pikepdf.Name("/ABCDEF+Small"),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=described,
        W=pikepdf.Array([0, pikepdf.Array(widths)]),
        **more,
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/ABCDEF+Small"),
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(own)]),
    )


def showing(make, line: bytes) -> bytes:
    """A page with *line* (as in a content stream) in the font that *make* makes."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(make(pdf))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"BT /F1 48 Tf 72 600 Td " + line + b" Tj ET")
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()
