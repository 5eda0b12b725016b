"""Pages of camera-ready PDFs in the volume, and the links on them."""

from __future__ import annotations

import tempfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.volume import finishing
from sphinx_proceedings.volume.pdf.embedding import Matrix
from sphinx_proceedings.volume.pdf.normalising import normalise

numbers = st.floats(-1e3, 1e3)
matrices = st.builds(Matrix, *[numbers] * 6)


@given(matrices, matrices, numbers, numbers)
def test_then_does_one_map_after_the_other(one, other, x, y):
    assert one.then(other)(x, y) == pytest.approx(other(*one(x, y)), rel=1e-6, abs=1e-2)


def links(page):
    return [a for a in page.obj.get("/Annots", []) if a.Subtype == "/Link"]


def labels(pdf):
    return [page.label for page in pdf.pages]


@pytest.fixture
def volume(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(project.paper("a", "pdf/a.pdf"), project.paper("b"))
    with project.opened() as opened:
        yield opened


def test_every_page_is_there_and_numbered(volume):
    assert labels(volume)[-6:] == ["1", "2", "3", "4", "5", "6"]  # two papers, two indexes


def test_links_outside_and_inside_are_kept(volume):
    first, last = labels(volume).index("1"), labels(volume).index("3")
    outside, inside = links(volume.pages[first])
    assert outside.A.URI == "https://example.org/outside"
    assert inside.Dest[0].objgen == volume.pages[last].obj.objgen
    assert 0 < float(inside.Dest[3]) < float(volume.pages[last].mediabox[3])


def test_a_link_lies_on_its_words(volume):
    """The map of the link is that of the page: 0.93 of A4, in the middle, below the head."""
    page = volume.pages[labels(volume).index("1")]
    outside, _ = links(page)
    left = float(outside.Rect[0])
    width = float(page.mediabox[2])
    scale = (841.89 - (10.5 + 11.0) * 72 / 25.4) / 842
    assert left == pytest.approx(width / 2 - scale * (595 / 2 - 72), abs=0.1)


def test_links_that_are_no_web_addresses_are_left_out(project, pdfs):
    def change(pdf):
        kinds = (
            {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"},
            {"/S": pikepdf.Name.URI, "/URI": "javascript:alert(1)"},
            {"/S": pikepdf.Name.URI, "/URI": "file:///etc/passwd"},
            {"/S": pikepdf.Name.Launch, "/F": "calc.exe"},
            {"/S": pikepdf.Name.GoTo, "/D": pikepdf.Array([99, pikepdf.Name.Fit])},
            {"/S": pikepdf.Name.GoTo, "/D": "nowhere"},
        )
        made = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 9, 9],
                A=pikepdf.Dictionary(kind),
            )
            for kind in kinds
        ]
        pdf.pages[0].Annots = pikepdf.Array([*pdf.pages[0].Annots, *made, pikepdf.Name.Odd])

    project.file("pdf/a.pdf", pdfs.changed(change))
    project.papers(project.paper("a", "pdf/a.pdf"))
    with project.opened() as volume:
        assert len(links(volume.pages[labels(volume).index("1")])) == 2


def test_scripts_and_attachments_do_not_come_along(project, pdfs):
    def change(pdf):
        pdf.attachments["secret.txt"] = b"the attachment"
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('boo')")
        pdf.Root.OpenAction = script
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)

    project.file("pdf/a.pdf", pdfs.changed(change))
    project.papers(project.paper("a", "pdf/a.pdf"))
    with project.opened() as volume:
        assert not volume.attachments
        assert "/OpenAction" not in volume.Root
        assert not any("/JS" in o for o in volume.objects if isinstance(o, pikepdf.Dictionary))


def test_a_turned_page_stands_as_its_reader_sees_it(project, pdfs):
    turned = pdfs.changed(lambda pdf: [page.rotate(90, relative=False) for page in pdf.pages])
    project.file("pdf/a.pdf", turned)
    project.papers(project.paper("a", "pdf/a.pdf"))
    with project.opened() as volume:
        page = volume.pages[labels(volume).index("1")]
        x0, y0, x1, y1 = (float(side) for side in links(page)[0].Rect)
        assert y1 - y0 > x1 - x0  # a word that ran along the line now runs down
        assert 0 <= x0 < x1 <= float(page.mediabox[2])


def test_a_page_larger_than_the_volume_is_made_smaller(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(size=(1190, 1684)))
    project.papers(project.paper("a", "pdf/a.pdf"))
    with project.opened() as volume:
        for link in links(volume.pages[labels(volume).index("1")]):
            assert 0 <= float(link.Rect[0]) <= float(link.Rect[2]) <= 596


def test_there_is_nothing_left_to_repair_in_the_volume(volume):
    assert normalise(volume) == ((), ())
    assert all(int(link.F) == 4 for page in volume.pages for link in links(page))


def test_papers_are_put_in_some_at_a_time(project, pdfs, monkeypatch):
    """A file is open until what was copied out of it is saved, and systems allow 256 or 1,024."""
    resource = pytest.importorskip("resource")
    names = [f"p{number}" for number in range(40)]
    for name in ("a", *names):
        project.file(f"pdf/{name}.pdf", pdfs.whole(1))
    papers = [project.paper("a", "pdf/a.pdf"), *(project.paper(n, f"pdf/{n}.pdf") for n in names)]
    project.papers(*papers)
    together = project.volume()
    monkeypatch.setattr(finishing, "AT_ONCE", 4)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    with tempfile.TemporaryFile() as probe:
        free = probe.fileno() + 20
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, limits[1]))
    try:
        made = project.volume()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert made.pdf == together.pdf
    assert made.pages["p39"].last == "41"
