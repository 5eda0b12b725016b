"""Camera-ready PDFs that cannot be used, and those that can although they are odd."""

from __future__ import annotations

import pikepdf
import pytest

from sphinx_proceedings.volume.camera_ready import UnusableError, inspect


def no_pages(pdf):
    while len(pdf.pages):
        del pdf.pages[0]


def no_area(pdf):
    pdf.pages[1].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])


def giant(pdf):
    pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 595, 99_999])


def no_contents(pdf):
    pdf.pages[0].obj.Contents = pikepdf.Array([pikepdf.Dictionary()])


BROKEN = {
    "cut off": (lambda p: p.whole()[: len(p.whole()) // 2], "cut off before its end"),
    "web page": (lambda _: b"%PDF-1.4 <!DOCTYPE html><html>Not found</html>", "is a web page"),
    "text": (lambda _: b"Dear chairs, the paper follows.", "is no PDF"),
    "empty": (lambda _: b"", "is empty"),
    "noise": (lambda _: b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"startxref\n1\n", "is broken"),
    "no pages": (lambda p: p.changed(no_pages), "has no pages"),
    "no area": (lambda p: p.changed(no_area), "a page of 0 points on page 2"),
    "giant": (lambda p: p.changed(giant), "a page of 99999 points on page 1"),
    "no contents": (lambda p: p.changed(no_contents), "lacks the contents of page 1"),
    "password": (
        lambda p: p.changed(lambda _: 0, encryption=pikepdf.Encryption(user="u", owner="o")),
        "asks for a password",
    ),
}


@pytest.mark.parametrize(("make", "message"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_used_says_why(make, message, pdfs, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(make(pdfs))
    with pytest.raises(UnusableError, match=message):
        inspect(path)


ODD = {
    "owner password": lambda p: p.changed(
        lambda _: 0, encryption=pikepdf.Encryption(user="", owner="o")
    ),
    "wrong xref": lambda p: p.whole().replace(b"startxref\n", b"startxref\n9", 1),
    "turned": lambda p: p.changed(lambda pdf: pdf.pages[0].rotate(270, relative=False)),
    "corners swapped": lambda p: p.changed(
        lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", pikepdf.Array([595, 842, 0, 0]))
    ),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_is_only_odd_is_used(make, pdfs, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(make(pdfs))
    assert inspect(path).count == 2


def font_gone(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            del item["/FontFile3"]


def image(space):
    def change(pdf):
        picture = pdf.make_stream(
            b"\0" * 4,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=1,
            Height=1,
            BitsPerComponent=8,
            ColorSpace=space,
        )
        pdf.pages[0].add_resource(picture, pikepdf.Name.XObject, pikepdf.Name.Im9)

    return change


def test_a_font_that_nothing_stands_in_for_is_named(pdfs, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.changed(font_gone))
    assert "is not embedded" in inspect(path).fault


def test_a_clean_paper_passes_the_preflight(pdfs, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.changed(image(pikepdf.Name.DeviceRGB)))
    assert inspect(path).fault == ""
