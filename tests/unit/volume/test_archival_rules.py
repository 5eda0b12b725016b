"""A paper for each rule of ISO 19005-2 that pages can break: its volume keeps them all.

Where the validator of the PDF Association is installed as ``verapdf``, it has the last word.
"""

from __future__ import annotations

import shutil
import subprocess

import pikepdf
import pytest
from PIL import Image, ImageChops

from sphinx_proceedings.volume.camera_ready import inspect
from sphinx_proceedings.volume.pdf.normalising import normalise

from .small_fonts import simple

pdfium = pytest.importorskip("pypdfium2")
NAME, TABLE, LIST = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array
VERAPDF = shutil.which("verapdf")


def painted(operators: bytes):
    return lambda pdf: pdf.pages[0].contents_add(b"q " + operators + b" Q")


def state(**values):
    def change(pdf):
        pdf.pages[0].add_resource(TABLE(**values), NAME.ExtGState, NAME.G9)
        pdf.pages[0].contents_add(b"q /G9 gs 1 0 0 rg 100 300 200 200 re f Q")

    return change


def image(data=bytes(range(12)), **more):
    def change(pdf):
        values = {"ColorSpace": NAME.DeviceRGB, "BitsPerComponent": 8} | more
        made = pdf.make_stream(
            data, Type=NAME.XObject, Subtype=NAME.Image, Width=2, Height=2, **values
        )
        pdf.pages[0].add_resource(made, NAME.XObject, NAME.Im9)
        pdf.pages[0].contents_add(b"q 200 0 0 200 200 300 cm /Im9 Do Q")

    return change


def form(content: bytes = b"0 0 1 rg 0 0 50 50 re f", **more):
    def change(pdf):
        made = pdf.make_stream(
            content, Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 100, 100], **more
        )
        pdf.pages[0].add_resource(made, NAME.XObject, NAME.Fm9)
        pdf.pages[0].contents_add(b"q 1 0 0 1 200 300 cm /Fm9 Do Q")

    return change


def inherited(pdf):
    pdf.pages[0].add_resource(TABLE(CA=1, ca=0.5), NAME.ExtGState, NAME.G8)
    form(b"/G8 gs 0 0 1 rg 0 0 50 50 re f")(pdf)


def annotation(kind: str, *, seen: bool = True, **more):
    def change(pdf):
        made = TABLE(Type=NAME.Annot, Subtype=NAME("/" + kind), Rect=[200, 300, 260, 360], **more)
        if seen:
            look = b"1 0 1 rg 0 0 60 60 re f"
            made.AP = TABLE(
                N=pdf.make_stream(look, Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 60, 60])
            )
        there = list(pdf.pages[0].obj.get("/Annots", []))
        pdf.pages[0].obj.Annots = LIST([*there, pdf.make_indirect(made)])

    return change


def catalogue(**values):
    def change(pdf):
        for key, value in values.items():
            pdf.Root["/" + key] = value

    return change


def script():
    return TABLE(S=NAME.JavaScript, JS=pikepdf.String("app.alert(1)"))


def form_field(pdf):
    annotation("Widget", FT=NAME.Tx, T=pikepdf.String("name"))(pdf)
    field = pdf.pages[0].obj.Annots[-1]
    field.AA = TABLE(K=script())
    pdf.Root.AcroForm = TABLE(Fields=LIST([field]))


def trigger(pdf):
    pdf.Root.AA = TABLE(WC=script())


def opening(pdf):
    pdf.Root.OpenAction = script()


def with_names(pdf):
    pdf.Root.Names = TABLE(JavaScript=TABLE(Names=[pikepdf.String("a"), script()]))
    pdf.pages[0].obj.AA = TABLE(O=script())
    annotation("Link", seen=False, A=script())(pdf)


def metadata(pdf):
    image()(pdf)
    picture = pdf.pages[0].Resources.XObject.Im9
    picture.Metadata = pdf.make_stream(b"<nothing/>", Type=NAME.Metadata, Subtype=NAME.XML)
    picture["/PTEX.InfoDict"] = TABLE(Long=pikepdf.String("x" * 40_000))


def unembedded(pdf):
    font = TABLE(Type=NAME.Font, Subtype=NAME.Type1, BaseFont=NAME("/Times-Roman"))
    pdf.pages[0].add_resource(font, NAME.Font, NAME.F9)
    pdf.pages[0].contents_add(b"BT /F9 20 Tf 100 300 Td (Text) Tj ET")


IMAGE = b"200 0 0 200 200 300 cm BI /W 2 /H 2 /BPC 8 /CS /RGB %s ID 123456789abc EI"
KEPT = {
    "6.1.13 strings too long": metadata,
    "6.2.2 resources of another stream": inherited,
    "6.2.4.3 CMYK": painted(b"0.8 0.2 0 0.1 k 100 300 200 200 re f"),
    "6.2.4.3 CMYK in an image of the contents": painted(
        b"200 0 0 200 200 300 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI"
    ),
    "6.2.5 transfer function": state(TR=NAME.Identity),
    "6.2.5 second transfer function": state(TR2=NAME.Identity),
    "6.2.5 halftone": state(HT=TABLE(HalftoneType=1)),
    "6.2.5 halftone phase": state(HTP=LIST([0, 0])),
    "6.2.6 intent of a state": state(RI=NAME.Mine),
    "6.2.6 intent of contents": painted(b"/Mine ri 1 0 0 rg 100 300 200 200 re f"),
    "6.2.6 intent of an image": image(Intent=NAME.Mine),
    "6.2.8 alternates": image(Alternates=LIST([])),
    "6.2.8 OPI": image(OPI=TABLE()),
    "6.2.8 bits of a mask": image(
        b"\x80\x40", ImageMask=True, BitsPerComponent=8, ColorSpace=NAME.DeviceGray
    ),
    "6.2.9 PostScript in a form": form(Subtype2=NAME.PS),
    "6.2.9 a form of another file": form(Ref=TABLE()),
    "6.2.10 blend mode": state(BM=NAME.Mine),
    "6.2.10 choice of blend modes": state(BM=LIST([NAME.Mine, NAME.Multiply])),
    "6.2.11.4.1 font": unembedded,
    "6.3.1 note": annotation("Text", Contents=pikepdf.String("Is this so?")),
    "6.3.1 sound": annotation("Sound", seen=False),
    "6.3.1 film": annotation("Movie", seen=False),
    "6.3.1 screen": annotation("Screen", seen=False),
    "6.3.1 model": annotation("3D", seen=False),
    "6.3.1 attached file": annotation("FileAttachment", seen=False),
    "6.3.2 hidden": annotation("Square", F=2),
    "6.3.2 not printed": annotation("Square", F=0),
    "6.3.3 without appearance": annotation("Square", seen=False),
    "6.4.1 form field": form_field,
    "6.4.2 XFA": catalogue(AcroForm=TABLE(Fields=[], XFA=pikepdf.String("<xdp/>"))),
    "6.5.1 action": with_names,
    "6.5.2 trigger": trigger,
    "6.5.2 opening": opening,
    "6.8 embedded files": lambda pdf: pdf.attachments.__setitem__("a.txt", b"attached"),
    "6.10 presentation": lambda pdf: pdf.pages[0].obj.__setitem__("/PresSteps", TABLE()),
    "6.11 requirements": catalogue(Requirements=LIST([TABLE(S=NAME.EnableJavaScripts)])),
}
SEEN_OTHERWISE = {
    "6.2.8 interpolation": image(Interpolate=True),
    "6.2.8 interpolation in contents": painted(IMAGE % b"/I true"),
}
"""Interpolation is what readers do with a picture."""
NOT_OURS = {"6.3.1 note", "6.4.1 form field"}
"""A note has a sign on the screen, which is not of the page; a field shows that it is one."""


def picture(content: bytes, number: int) -> Image.Image:
    document = pdfium.PdfDocument(content)

    shown = document[number].render(scale=1).to_pil().convert("RGB")
    document.close()
    return shown


def first_page(made) -> int:
    with pikepdf.open(made) as pdf:
        return next(
            at
            for at, page in enumerate(pdf.pages)
            if f"/CameraReady{at}" in page.resources.get("/XObject", {})
        )


@pytest.mark.parametrize("rule", [*KEPT, *SEEN_OTHERWISE])
def test_a_paper_that_breaks_a_rule_is_repaired_and_looks_the_same(rule, pdfs, tmp_path):
    path, copy = tmp_path / "a.pdf", tmp_path / "copy.pdf"
    path.write_bytes(pdfs.changed({**KEPT, **SEEN_OTHERWISE}[rule]))
    assert inspect(path, copy).fault == ""
    with pikepdf.open(copy) as pdf:
        assert normalise(pdf) == ((), ())
    if rule in KEPT and rule not in NOT_OURS:
        before, after = picture(path.read_bytes(), 0), picture(copy.read_bytes(), 0)
        changed = ImageChops.difference(before, after).convert("L").histogram()
        assert sum(changed[64:]) <= 400, rule


@pytest.mark.parametrize("kind", ["6.4.1 form field", "6.3.2 not printed"])
def test_what_is_seen_of_an_annotation_becomes_part_of_the_page(kind, pdfs, tmp_path):
    path, copy = tmp_path / "a.pdf", tmp_path / "copy.pdf"
    path.write_bytes(pdfs.changed(KEPT[kind]))
    inspect(path, copy)
    found = picture(copy.read_bytes(), 0).getcolors(maxcolors=1 << 20) or []
    assert next((n for n, colour in found if colour == (255, 0, 255)), 0) >= 3000


@pytest.fixture(scope="session")
def every_rule(pdfs, tmp_path_factory):
    """A volume with a paper for each rule."""
    from .conftest import Project  # noqa: PLC0415 - the fixture of the folder is made once a test

    project = Project(tmp_path_factory.mktemp("rules"))
    papers = [project.paper("a")]
    for number, change in enumerate((KEPT | SEEN_OTHERWISE).values()):
        project.file(f"pdf/r{number}.pdf", pdfs.changed(change))
        papers.append(project.paper(f"r{number}", f"pdf/r{number}.pdf"))
    project.papers(*papers)
    return project.volume()


def test_the_volume_of_all_of_them_is_archival(every_rule, tmp_path):
    assert every_rule.standards == ("a-2b",)
    path = tmp_path / "volume.pdf"
    path.write_bytes(every_rule.pdf)
    with pikepdf.open(path) as pdf:
        assert normalise(pdf) == ((), ())
        kinds = {str(a.Subtype) for page in pdf.pages for a in page.obj.get("/Annots", [])}
        assert kinds == {"/Link"}
        for key in ("/AcroForm", "/AA", "/OpenAction", "/Requirements"):
            assert key not in pdf.Root
        assert not {"/JavaScript", "/EmbeddedFiles"} & {*pdf.Root.get("/Names", {})}
    if VERAPDF:
        said = subprocess.run(
            [VERAPDF, "--format", "text", "--flavour", "2b", str(path)],
            check=False,
            capture_output=True,
            text=True,
        )
        assert said.stdout.startswith("PASS"), said.stdout


def pictures_font(pdf):
    described = TABLE(Type=NAME.FontDescriptor, FontName=NAME.Wingdings, Flags=4)
    font = simple("/TrueType", described, [600, 600])
    font.BaseFont = NAME.Wingdings
    pdf.pages[0].add_resource(font, NAME.Font, NAME.F9)
    pdf.pages[0].contents_add(b"BT /F9 20 Tf 100 300 Td (AB) Tj ET")


def test_what_cannot_be_repaired_is_named_and_made_a_picture_on_request(project, pdfs, tmp_path):
    project.file("pdf/a.pdf", pdfs.changed(pictures_font))
    project.papers(project.paper("a", "pdf/a.pdf"))
    without = project.volume()
    assert without.standards == ()
    (problem,) = without.problems
    assert problem.code == "PP302"
    assert "Wingdings is not embedded" in problem.message
    assert "--rasterise" in problem.hint
    made = project.volume(rasterise=True)
    assert made.standards == ("a-2b",)
    (problem,) = made.problems
    assert problem.code == "PP307"
    assert "Wingdings is not embedded" in problem.message
    path = tmp_path / "volume.pdf"
    path.write_bytes(made.pdf)
    document = pdfium.PdfDocument(path)
    text = document[first_page(path)].get_textpage().get_text_range()
    document.close()
    assert "Camera-ready" in text
    assert "outside" in text
    with pikepdf.open(path) as pdf:
        links = [str(a.A.URI) for a in pdf.pages[first_page(path)].obj.Annots if "/A" in a]
        assert "https://example.org/outside" in links


def test_the_pictures_look_as_the_pages(pdfs, tmp_path):
    path, copy = tmp_path / "a.pdf", tmp_path / "copy.pdf"
    path.write_bytes(pdfs.changed(pictures_font))
    found = inspect(path, copy, rasterise=True)
    assert (found.fault, found.changes) == ("", ())
    before, after = picture(path.read_bytes(), 0), picture(copy.read_bytes(), 0)
    assert before.size == after.size
    changed = ImageChops.difference(before, after).convert("L").histogram()
    assert sum(changed[128:]) < 400
