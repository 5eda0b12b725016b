"""Layers of papers are listed in the volume, and shown or hidden as they were."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

pdfium = pytest.importorskip("pypdfium2")


def layered(**usual):
    """Two layers that paint a square each; *usual* says which are shown."""

    def change(pdf):
        names = ("red", "green")
        layers = [
            pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(n)))
            for n in names
        ]
        state = pikepdf.Dictionary(AS=[])
        for key, value in usual.items():
            state[f"/{key}"] = [layers[at] for at in value]
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=layers, D=state)
        page = pdf.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(L0=layers[0], L1=layers[1])
        page.contents_add(
            b"q /OC /L0 BDC 1 0 0 rg 100 400 100 100 re f EMC"
            b" /OC /L1 BDC 0 1 0 rg 300 400 100 100 re f EMC Q"
        )

    return change


def colours(content: bytes, number: int) -> set[tuple[int, ...]]:
    document = pdfium.PdfDocument(content)
    shown = document[number].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    found = {colour for _, colour in shown.getcolors(maxcolors=shown.width * shown.height)}
    return found & {(255, 0, 0), (0, 255, 0)}


@pytest.mark.parametrize("usual", [{}, {"OFF": [1]}, {"OFF": [0, 1]}])
def test_layers_are_shown_or_hidden_as_they_were(usual, project, pdfs):
    papers = [layered(**usual), layered()]
    for number, change in enumerate(papers):
        project.file(f"pdf/{'ab'[number]}.pdf", pdfs.changed(change, pdfs.whole(1)))
    project.papers(*(project.paper(n, f"pdf/{n}.pdf") for n in "ab"))
    made = project.volume()
    assert made.standards == ("a-2b",)
    before = (project.folder / "pdf/a.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        properties = pdf.Root.OCProperties
        every = {layer.objgen for layer in properties.OCGs}
        assert len(every) == 4
        assert {layer.objgen for layer in properties.D.Order} == every
        assert properties.D.Name
        assert "/AS" not in properties.D
        forms: list[Any] = [page.resources.get("/XObject", {}) for page in pdf.pages]
        at = next(n for n, form in enumerate(forms) if f"/CameraReady{n}" in form)
    assert colours(made.pdf, at) == colours(before, 0)


def test_a_base_state_of_hidden_is_kept(project, pdfs):
    def change(pdf):
        layered(ON=[1])(pdf)
        pdf.Root.OCProperties.D.BaseState = pikepdf.Name.OFF

    project.file("pdf/a.pdf", pdfs.changed(change))
    project.papers(project.paper("a", "pdf/a.pdf"))
    with project.opened() as pdf:
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.D.OFF] == ["red"]


def test_without_layers_there_is_no_list_of_them(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole())
    project.papers(project.paper("a", "pdf/a.pdf"))
    with project.opened() as pdf:
        assert "/OCProperties" not in pdf.Root
