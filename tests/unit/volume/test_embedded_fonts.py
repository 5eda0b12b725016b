"""Fonts whose program and dictionary disagree are made anew, and look as they did."""

from __future__ import annotations

import io

import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from PIL import Image, ImageChops

from sphinx_proceedings.volume.pdf.fonts.font_facts import read_program
from sphinx_proceedings.volume.pdf.normalising import normalise

from .small_fonts import compact, composite, descriptor, showing, simple, truetype, type1

pdfium = pytest.importorskip("pypdfium2")

AGREE = "glyphs and widths of Small made to agree"
NAME = pikepdf.Name


def in_type1(widths, *, subset=True, **more):
    def make(pdf):
        data, clear = type1(**more)
        described = descriptor(pdf, "/FontFile", data, Length1=clear, Length2=len(data) - clear)
        if subset:
            described.CharSet = pikepdf.String("/A")
        return simple("/Type1", described, widths)

    return make


def in_compact(widths, **more):
    def make(pdf):
        described = descriptor(pdf, "/FontFile3", compact(), Subtype=NAME.Type1C)
        encoding = pikepdf.Dictionary(Differences=[65, NAME.A, NAME.B, NAME.C, NAME("/D")])
        return simple("/Type1", described, widths, Encoding=encoding, **more)

    return make


def in_truetype(widths, flags=32, font=None, **more):
    def make(pdf):
        described = descriptor(pdf, "/FontFile2", font or truetype(), flags)
        return simple("/TrueType", described, widths, **more)

    return make


def in_cids(widths, kind="/CIDFontType2", **more):
    def make(pdf):
        if kind == "/CIDFontType2":
            described = descriptor(pdf, "/FontFile2", truetype())
        else:
            described = descriptor(pdf, "/FontFile3", compact(), Subtype=NAME.CIDFontType0C)
        described.CIDSet = pdf.make_stream(b"\x80")
        return composite(pdf, kind, described, widths, **more)

    return make


SIX, SEVEN = [600, 600, 600], [600, 640, 600]
WIN, IDENTITY = {"Encoding": NAME.WinAnsiEncoding}, {"CIDToGIDMap": NAME.Identity}
SYMBOLIC = pikepdf.Dictionary(Differences=[65, NAME.A])
DISAGREEING = {
    "Type 1, another width": (in_type1(SEVEN), b"(ABC)"),
    "Type 1, a width in a subroutine": (in_type1(SEVEN, by_subroutine=True), b"(ABC)"),
    "Type 1, a glyph that is not there": (in_type1([600] * 4), b"(ABD)"),
    "CFF, another width": (in_compact(SEVEN), b"(ABC)"),
    "CFF, a glyph that is not there": (in_compact([600] * 4), b"(ABD)"),
    "CFF, a code of no glyph": (in_compact([600] * 6), b"(ABF)"),
    "TrueType, another width": (in_truetype(SEVEN, **WIN), b"(ABC)"),
    "TrueType, a glyph that is not there": (in_truetype([600] * 4, **WIN), b"(ABD)"),
    "TrueType, symbolic with an encoding": (in_truetype(SIX, 4, **WIN), b"(ABC)"),
    "TrueType, not symbolic without one": (in_truetype(SIX, 32), b"(ABC)"),
    "TrueType, differences": (in_truetype(SIX, 32, Encoding=SYMBOLIC), b"(ABC)"),
    "CIDs in TrueType, another width": (in_cids([500, *SEVEN], **IDENTITY), b"<000100020003>"),
    "CIDs in TrueType, CID 0": (in_cids([600] * 4, **IDENTITY), b"<000100000003>"),
    "CIDs in CFF, another width": (in_cids([500, *SEVEN], "/CIDFontType0"), b"<000100020003>"),
    "CIDs in CFF, one that is not there": (in_cids([600] * 9, "/CIDFontType0"), b"<00010008>"),
}
SOUND = {
    "Type 1": (in_type1(SIX), b"(ABC)"),
    "CFF": (in_compact(SIX), b"(ABC)"),
    "TrueType": (in_truetype(SIX, **WIN), b"(ABC)"),
    "TrueType, symbolic": (
        in_truetype(SIX, 4, truetype(characters={0xF041: "A", 0xF042: "B"}, kind=(3, 0))),
        b"(AB)",
    ),
    "CIDs in TrueType": (in_cids([600] * 4, **IDENTITY), b"<000100020003>"),
    "CIDs in CFF": (in_cids([600] * 4, "/CIDFontType0"), b"<000100020003>"),
    "what is not shown": (in_type1(SEVEN), b"(AC)"),
}


def repaired(content: bytes):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        outcome = normalise(pdf)
        assert normalise(pdf) == ((), ())
        pdf.save(stream)
    return stream.getvalue(), outcome


def picture(content: bytes) -> Image.Image:
    document = pdfium.PdfDocument(content)
    shown = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    return shown


def unlike(one: bytes, other: bytes) -> float:
    """The share of the ink on which two pages differ."""
    first, second = picture(one), picture(other)
    ink = sum(n * (255 - at) for at, n in enumerate(first.histogram()))
    changed = sum(n * at for at, n in enumerate(ImageChops.difference(first, second).histogram()))
    return changed / ink


@pytest.mark.parametrize(("make", "line"), DISAGREEING.values(), ids=DISAGREEING)
def test_a_font_that_disagrees_with_its_program_is_made_anew(make, line):
    before = showing(make, line)
    after, outcome = repaired(before)
    assert outcome == ((AGREE,), ())
    assert unlike(before, after) < 0.05


@pytest.mark.parametrize(("make", "line"), SOUND.values(), ids=SOUND)
def test_a_font_that_agrees_is_left_alone_but_for_lists_of_its_glyphs(make, line):
    before = showing(make, line)
    after, outcome = repaired(before)
    assert outcome == ((), ())
    assert unlike(before, after) == 0
    with pikepdf.open(io.BytesIO(after)) as pdf:
        for item in pdf.objects:
            assert not (isinstance(item, pikepdf.Dictionary) and {"/CharSet", "/CIDSet"} & {*item})


def test_the_order_of_glyphs_is_named_where_it_is_left_open():
    after, outcome = repaired(showing(in_cids([600] * 4), b"<00010002>"))
    assert outcome == (("the order of a font's glyphs named",), ())
    with pikepdf.open(io.BytesIO(after)) as pdf:
        own = pdf.pages[0].Resources.Font.F1.DescendantFonts[0]
        assert own.CIDToGIDMap == "/Identity"


def test_a_list_of_widths_is_as_long_as_the_font_says():
    def make(pdf):
        font = in_compact(SIX)(pdf)
        font.LastChar = 90
        return font

    after, outcome = repaired(showing(make, b"(ABC)"))
    assert outcome.faults == ()
    with pikepdf.open(io.BytesIO(after)) as pdf:
        font = pdf.pages[0].Resources.Font.F1
        assert int(font.LastChar) - int(font.FirstChar) + 1 == len(font.Widths)


def test_widths_that_are_missing_come_from_the_program():
    def make(pdf):
        font = in_type1(SIX, subset=False)(pdf)
        for key in ("/Widths", "/FirstChar", "/LastChar"):
            del font[key]
        return font

    after, outcome = repaired(showing(make, b"(ABC)"))
    assert outcome == ((AGREE,), ())
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert [int(width) for width in pdf.pages[0].Resources.Font.F1.Widths] == SIX


@pytest.mark.parametrize(
    "data", [type1()[0], compact(), truetype()], ids=["Type 1", "CFF", "TrueType"]
)
def test_each_reader_gives_the_width_and_the_outline_of_a_letter(data):
    program = read_program(data)
    letter = 1 if data[:4] == b"\0\1\0\0" else "A"
    assert letter in program
    assert program.width(letter) == 600
    pen = BoundsPen(program.components)
    program.draw(letter, pen)
    assert pen.bounds[1] == 0
    assert pen.bounds[3] == 400


def test_a_font_that_nobody_can_read_is_named():
    def make(pdf):
        described = descriptor(pdf, "/FontFile3", b"\1\0\4\1nothing", Subtype=NAME.Type1C)
        return simple("/Type1", described, SIX)

    with pikepdf.open(io.BytesIO(showing(make, b"(A)"))) as pdf:
        assert normalise(pdf).faults == ("the font Small cannot be read",)
