"""What keeps a PDF from PDF/A is repaired in the copy in the volume, and looks as before."""

from __future__ import annotations

import io
import struct

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms

from sphinx_proceedings.volume.camera_ready import inspect
from sphinx_proceedings.volume.pdf.cmyk_profile import cmyk_profile
from sphinx_proceedings.volume.pdf.normalising import normalise

pdfium = pytest.importorskip("pypdfium2")


def picture(pdf, space, data, **more):
    return pdf.make_stream(
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=2,
        Height=2,
        BitsPerComponent=8,
        ColorSpace=space,
        **more,
    )


def drawn(make):
    """Draw a picture in the middle of the first page."""

    def change(pdf):
        pdf.pages[0].add_resource(make(pdf), pikepdf.Name.XObject, pikepdf.Name.Im9)
        pdf.pages[0].contents_add(b"q 200 0 0 200 200 300 cm /Im9 Do Q")

    return change


INKS = bytes((255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 40, 30, 20, 160))


def operators(pdf):
    pdf.pages[0].contents_add(
        b"q 0.8 0.2 0 0.1 k 100 300 200 200 re f 0 0 0 1 K 100 300 m 400 500 l S Q"
    )


def separation(pdf):
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    name = pikepdf.Name
    space = pikepdf.Array(
        [name.Separation, name("/Spot"), name.DeviceCMYK, pdf.make_indirect(tint)]
    )
    pdf.pages[0].resources.ColorSpace = pikepdf.Dictionary(Cs9=space)
    pdf.pages[0].contents_add(b"q /Cs9 cs 0.7 scn 100 300 200 200 re f Q")


def state(**values):
    def change(pdf):
        made = pikepdf.Dictionary(**values)
        pdf.pages[0].add_resource(made, pikepdf.Name.ExtGState, pikepdf.Name.G9)
        pdf.pages[0].contents_add(b"q /G9 gs 1 0 0 rg 100 300 200 200 re f Q")

    return change


def group(pdf):
    pdf.pages[0].obj.Group = pikepdf.Dictionary(
        S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK
    )


RGB = bytes((250, 10, 10, 10, 200, 10, 10, 10, 200, 90, 90, 90))
REPAIRED = {
    "operators": (operators, "CMYK colours given a profile"),
    "image": (
        drawn(lambda pdf: picture(pdf, pikepdf.Name.DeviceCMYK, INKS)),
        "CMYK colours given a profile",
    ),
    "separation": (separation, "CMYK colours given a profile"),
    "group": (group, "CMYK colours given a profile"),
    "interpolation": (
        drawn(lambda pdf: picture(pdf, pikepdf.Name.DeviceRGB, RGB, Interpolate=True)),
        "interpolation turned off",
    ),
    "transfer": (state(TR=pikepdf.Name.Identity), "a transfer function or halftone taken out"),
    "halftone": (
        state(HT=pikepdf.Dictionary(Type=pikepdf.Name.Halftone, HalftoneType=1)),
        "a transfer function or halftone taken out",
    ),
    "alternates": (
        drawn(lambda pdf: picture(pdf, pikepdf.Name.DeviceRGB, RGB, Alternates=pikepdf.Array([]))),
        "content kept elsewhere taken out",
    ),
}


def page(content: bytes, number: int) -> Image.Image:
    document = pdfium.PdfDocument(content)
    shown = document[number].render(scale=1).to_pil().convert("RGB")
    document.close()
    return shown


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ: the mean of all channels, from 0 to 255."""
    histogram = ImageChops.difference(one, other).histogram()
    total = sum(count * (at % 256) for at, count in enumerate(histogram))
    return total / (one.width * one.height * 3)


@pytest.mark.parametrize(("change", "said"), REPAIRED.values(), ids=REPAIRED)
def test_it_is_repaired_and_looks_the_same(change, said, pdfs, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.changed(change))
    before = path.read_bytes()
    found = inspect(path)
    assert (found.fault, found.changes) == ("", (said,))
    assert path.read_bytes() == before  # the authors' own
    stream = io.BytesIO()
    with pikepdf.open(path) as pdf:
        normalise(pdf)
        assert normalise(pdf) == ((), ())
        pdf.save(stream)
    # Interpolation is what viewers do with it; all else is to look alike.
    assert unlike(page(before, 0), page(stream.getvalue(), 0)) < (9 if "interpol" in said else 1.0)


def test_the_volume_of_such_papers_is_archival_and_says_what_was_changed(project, pdfs):
    names = list(REPAIRED)
    for name in names:
        project.file(f"pdf/{name}.pdf", pdfs.changed(REPAIRED[name][0]))
    project.papers(project.paper("a"), *(project.paper(n, f"pdf/{n}.pdf") for n in names))
    made = project.volume()
    assert made.standards == ("a-2b",)
    assert [str(problem.code) for problem in made.problems] == ["PP306"] * len(names)
    assert {problem.severity.value for problem in made.problems} == {"note"}
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert normalise(pdf) == ((), ())


def test_a_clean_paper_is_not_touched(pdfs, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.whole())
    assert inspect(path).changes == ()


def test_content_from_elsewhere_never_comes_along(project, pdfs):
    def fetched(pdf):
        form = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 10, 10])
        form.F = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("/etc/passwd"))
        pdf.pages[0].add_resource(form, pikepdf.Name.XObject, pikepdf.Name.X9)
        pdf.pages[0].contents_add(b"/X9 Do")

    project.file("pdf/a.pdf", pdfs.changed(fetched))
    project.papers(project.paper("a", "pdf/a.pdf"))
    assert b"passwd" not in project.volume().pdf
    with project.opened() as pdf:
        for item in pdf.objects:
            assert not (isinstance(item, pikepdf.Stream) and "/F" in item)


def test_the_profile_is_read_by_a_library_of_colours(tmp_path):
    profile = cmyk_profile()
    assert struct.unpack(">I", profile[:4]) == (len(profile),)
    path = tmp_path / "cmyk.icc"
    path.write_bytes(profile)
    change = ImageCms.buildTransform(str(path), ImageCms.createProfile("sRGB"), "CMYK", "RGB")
    inks = Image.new("CMYK", (5, 1))
    colours = [(0, 0, 0, 0), (0, 0, 0, 255), (255, 0, 0, 0), (0, 255, 255, 0), (0, 0, 128, 0)]
    inks.putdata(colours)
    converted = ImageCms.applyTransform(inks, change)
    assert converted is not None
    shown = [struct.unpack_from("3B", converted.tobytes(), 3 * at) for at in range(5)]
    expected = [(255, 255, 255), (35, 31, 32), (0, 173, 239), (237, 28, 36), (255, 248, 128)]
    for colour, wanted in zip(shown, expected, strict=True):
        assert max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) < 14, (colour, wanted)
