"""PDFs whose streams lead out of the file or unpack to more than a machine has are refused."""

from __future__ import annotations

import zlib

import pytest

from sphinx_proceedings.pdf_audit.reading.pdf_reading import read_pdf
from sphinx_proceedings.volume.camera_ready import UnusableError, inspect

pikepdf = pytest.importorskip("pikepdf")

BOMB = zlib.compress(zlib.compress(b" " * 80_000_000, 9), 9)


def written(tmp_path, change, **options):
    """Write a PDF of one page that `change` has changed."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].Contents = pdf.make_stream(b"0 0 m 9 9 l S")
    change(pdf)
    path = tmp_path / "a.pdf"
    pdf.save(path, compress_streams=False, stream_decode_level=NONE, **options)
    return path


NONE = pikepdf.StreamDecodeLevel.none


def outside(pdf):
    pdf.pages[0].Contents.F = pikepdf.String("/etc/passwd")


def outside_in_a_form(pdf):
    form = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.F = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("/etc/passwd"))
    form.BBox = [0, 0, 1, 1]
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))


def twice(pdf):
    flate = pikepdf.Name.FlateDecode
    pdf.pages[0].Contents.write(BOMB, filter=pikepdf.Array([flate, flate]), decode_parms=None)


def large(pdf):
    packed = zlib.compress(b" " * 65 * 2**20, 9)
    pdf.pages[0].Contents.write(packed, filter=pikepdf.Name.FlateDecode)


def many(pdf):
    packed = zlib.compress(b" " * 30 * 2**20, 9)
    pdf.Root.Extra = pikepdf.Array()
    for _ in range(9):
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.Root.Extra.append(stream)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (outside, "has contents that are kept in another file"),
        (outside_in_a_form, "has contents that are kept in another file"),
        (twice, "is compressed twice over"),
        (large, "unpacks to far more than a paper is"),
        (many, "unpacks to far more than a paper is"),
    ],
)
def test_a_hostile_stream_is_refused(tmp_path, change, said):
    with pytest.raises(UnusableError, match=said):
        inspect(written(tmp_path, change))


@pytest.mark.parametrize(
    ("filters", "size", "said"),
    [
        (b"/Filter [/FlateDecode /FlateDecode]", 80_000_000, "is compressed twice over"),
        (b"/Filter[/Fl#61teDecode/FlateDecode]", 80_000_000, "is compressed twice over"),
        (b"/Filter /FlateDecode", 70_000_000, "unpacks to far more than a paper is"),
    ],
)
def test_a_stream_of_objects_is_looked_at_before_it_is_read(tmp_path, filters, size, said):
    body = zlib.compress(b" " * size, 9)
    body = zlib.compress(body, 9) if b"[" in filters else body
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm /N 1 /First 4 %s /Length %d>>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n9\n%%%%EOF\n" % (filters, len(body), body)
    )
    with pytest.raises(UnusableError, match=said):
        inspect(path)


def test_what_papers_have_is_kept(tmp_path):
    def jpeg_in_flate(pdf):
        image = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        both = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
        image.write(zlib.compress(b"jpeg"), filter=both)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))

    options = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    assert inspect(written(tmp_path, jpeg_in_flate, **options)).count == 1


@pytest.mark.parametrize("change", [twice, large])
def test_the_check_of_pdfs_refuses_what_the_volume_refuses(change, tmp_path):
    path = written(tmp_path, change)
    with pytest.raises(UnusableError) as refused:
        inspect(path)
    assert read_pdf(path).unusable == str(refused.value)


def test_the_check_of_pdfs_reads_what_is_of_a_sane_size(tmp_path):
    assert read_pdf(written(tmp_path, lambda _: None)).unusable == ""
