"""Fonts that a paper does not embed are embedded in its copy: text stays, and looks as it did."""

from __future__ import annotations

import io
from contextlib import contextmanager

import pikepdf
import pytest
from PIL import Image, ImageChops

from sphinx_proceedings.volume.camera_ready import inspect
from sphinx_proceedings.volume.pdf.fonts.standard_faces import standard_face
from sphinx_proceedings.volume.pdf.normalising import normalise

pdfium = pytest.importorskip("pypdfium2")
pytest.importorskip("fontTools")

STANDARD = (
    *("Courier Courier-Bold Courier-BoldOblique Courier-Oblique").split(),
    *("Helvetica Helvetica-Bold Helvetica-BoldOblique Helvetica-Oblique").split(),
    *("Times-Roman Times-Bold Times-BoldItalic Times-Italic Symbol ZapfDingbats").split(),
)
LINE = b"The (quick) \\(brown\\) fox \\\\ 1/2: \\344\\366\\374\\337 \\223so\\224 \\226 \\200"


def paper(line: bytes = b"(" + LINE + b")", **font):
    """A page with a line of text in a font that is not embedded."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    made = pikepdf.Dictionary(Type=pikepdf.Name.Font, **font)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made))
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 700 Td " + line + b" Tj ET")
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def named(name: str, kind: str = "/Type1", **more):
    encoding = {} if name in {"Symbol", "ZapfDingbats"} else {"Encoding": WIN}
    return {"Subtype": pikepdf.Name(kind), "BaseFont": pikepdf.Name("/" + name)} | encoding | more


WIN = pikepdf.Name.WinAnsiEncoding


def descriptor(flags: int, **more):
    return pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.X, Flags=flags, **more
    )


def repaired(content: bytes):
    """The copy after its repair, with what was changed in it and what could not be."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        outcome = normalise(pdf)
        pdf.save(stream)
    return stream.getvalue(), outcome


def text(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    try:
        return document[0].get_textpage().get_text_range().strip()
    finally:
        document.close()


def picture(content: bytes) -> Image.Image:
    document = pdfium.PdfDocument(content)
    shown = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    return shown.crop((100, 240, 1190, 320))


def unlike(one: bytes, other: bytes) -> float:
    """The share of the ink on which two pages differ."""
    first, second = picture(one), picture(other)
    ink = sum(n * (255 - at) for at, n in enumerate(first.histogram()))
    changed = sum(n * at for at, n in enumerate(ImageChops.difference(first, second).histogram()))
    return changed / max(ink, 1)


@contextmanager
def font_of(content: bytes):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf.pages[0].Resources.Font.F1


@pytest.mark.parametrize("name", STANDARD)
def test_a_standard_font_is_embedded_and_the_page_looks_the_same(name):
    line = b"(" + LINE + b")" if name not in {"Symbol", "ZapfDingbats"} else b"(abcXYZ123)"
    before = paper(line, **named(name))
    after, outcome = repaired(before)
    assert outcome == ((f"{name} embedded",), ())
    with font_of(after) as font:
        assert "/FontFile3" in font.FontDescriptor
    assert text(after) == text(before) != ""
    assert unlike(before, after) < 0.05


@pytest.mark.parametrize(
    ("alias", "face"),
    {
        "Arial": "Helvetica",
        "ArialMT": "Helvetica",
        "Arial,Bold": "Helvetica-Bold",
        "Arial-BoldItalicMT": "Helvetica-BoldOblique",
        "TimesNewRoman": "Times-Roman",
        "TimesNewRomanPSMT": "Times-Roman",
        "TimesNewRomanPS-BoldItalicMT": "Times-BoldItalic",
        "Times New Roman,Italic": "Times-Italic",
        "CourierNew": "Courier",
        "CourierNewPS-BoldMT": "Courier-Bold",
    }.items(),
)
def test_usual_aliases_have_the_metrics_of_the_standard_fonts(alias, face):
    after, outcome = repaired(paper(b"(Waves)", **named(alias, "/TrueType")))
    assert outcome == ((f"{alias} embedded",), ())
    with font_of(after) as font:
        given = [int(width) for width in font.Widths]
        assert given[ord("W") - int(font.FirstChar)] == standard_face(face).width("W")


def test_other_fonts_keep_their_widths_and_get_the_face_that_is_most_like_them():
    widths = [700] * 224
    looks = {
        "Garamond-Bold": (descriptor(2), "Times-Bold"),
        "Calibri": (descriptor(32), "Helvetica"),
        "Unheard": (descriptor(1 + 32), "Courier"),
        "Unheard-Of": (descriptor(2 + 32 + 64), "Times-Italic"),
        "Strange": (descriptor(32 + (1 << 18)), "Helvetica-Bold"),
    }
    for name, (described, face) in looks.items():
        more = {"FirstChar": 32, "LastChar": 255, "Widths": pikepdf.Array(widths)}
        before = paper(b"(Hamburg)", **named(name, "/TrueType", FontDescriptor=described, **more))
        after, outcome = repaired(before)
        assert outcome == ((f"{name} shown in {face}",), ())
        assert text(after) == "Hamburg"
        with font_of(after) as font:
            assert {int(width) for width in font.Widths} == {0, 700}


def test_encodings_of_all_kinds_show_the_letters_that_they_mean():
    differences = pikepdf.Dictionary(
        Type=pikepdf.Name.Encoding,
        BaseEncoding=pikepdf.Name.MacRomanEncoding,
        Differences=pikepdf.Array(
            [65, *(pikepdf.Name(f"/{g}") for g in ("ccaron", "Lslash", "alpha", "uni00E9"))]
        ),
    )
    cases = {
        b"(\\212 \\237)": (pikepdf.Name.MacRomanEncoding, "ä ü"),
        b"(ABCD \\212)": (differences, "čŁαé ä"),
        b"<C1 DF 8A>": (WIN, "ÁßŠ"),
    }
    for line, (encoding, shown) in cases.items():
        after, outcome = repaired(paper(line, **named("Times-Roman", Encoding=encoding)))
        assert outcome.faults == ()
        assert text(after) == shown
        assert picture(after).histogram()[0] > 0


def test_a_font_of_pictures_is_not_replaced_by_letters(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(paper(b"(abc)", **named("Wingdings-Regular", "/TrueType")))
    assert inspect(path).fault == "the font Wingdings-Regular is not embedded"


def test_a_glyph_that_no_face_has_is_told():
    encoding = pikepdf.Dictionary(Differences=pikepdf.Array([65, pikepdf.Name("/uni4E00")]))
    _, outcome = repaired(paper(b"(A)", **named("Times-Roman", Encoding=encoding)))
    assert outcome.faults == ("the font Times-Roman is not embedded",)


def test_only_what_is_shown_is_embedded():
    after, _ = repaired(paper(b"(ab)", **named("Helvetica")))
    with font_of(after) as font:
        assert len(font.FontDescriptor.FontFile3.read_bytes()) < 1500


def test_a_volume_of_such_papers_is_archival(project):
    project.file("pdf/a.pdf", paper(**named("Times-Roman")))
    project.papers(project.paper("a", "pdf/a.pdf"))
    made = project.volume()
    assert made.standards == ("a-2b",)
    assert "Times-Roman embedded" in made.problems[0].message
