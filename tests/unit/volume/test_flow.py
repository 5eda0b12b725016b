"""What the volume gives back to the data, and what it takes from it besides papers."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.registry import exporter
from sphinx_proceedings.volume import make_volume, record_pages

DEPOSITOR = {"depositor_name": "Chairs", "depositor_email": "chairs@p.example"}


def record(project):
    catalogue = project.catalogue()
    made = project.volume()
    record_pages(catalogue.editions["tw/2024"], made.pages, project.data)
    return made


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bibtex", ("pages = {1--3}", "pages = {4}")),
        ("crossref", ("<first_page>1<", "<last_page>3<", "<first_page>4<")),
        ("csl-json", ('"page": "1-3"', '"page": "4"')),
    ],
)
def test_recorded_pages_are_those_of_every_format(project, pdfs, name, expected):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(
        project.paper("a", "pdf/a.pdf", doi="10.1000/a"), project.paper("b", doi="10.1000/b")
    )
    record(project)
    catalogue = project.catalogue()
    context = ExportContext(catalogue=catalogue, base_url="https://p.example/", options=DEPOSITOR)
    chosen = Selection.of_edition(catalogue, catalogue.editions["tw/2024"])
    text = exporter(name).export(context, chosen).decode()
    assert [part for part in expected if part not in text] == [], text


def test_a_paper_whose_line_is_deleted_moves_to_the_end(project):
    record(project)
    file = project.folder / "pages.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(ln for ln in lines if '"a"' not in ln), encoding="utf-8")
    assert {n: str(p) for n, p in record(project).pages.items()} == {"b": "2", "a": "3"}


def test_a_picture_that_cannot_be_printed_is_named_and_left_out(project):
    good = io.BytesIO()
    Image.new("RGBA", (9, 9), "red").save(good, "PNG")
    project.file("good.png", good.getvalue())
    noise = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(noise, "JPEG")
    project.file("bad.jpg", noise.getvalue())
    text = (project.folder / "edition.yaml").read_text(encoding="utf-8")
    sponsors = "sponsors:\n- {name: One, logo: good.png}\n- {name: Two, logo: bad.jpg}\n"
    project.edition(text + sponsors)
    catalogue = project.catalogue()
    # Whole when the data was read, which looks at pictures too.
    project.file("bad.jpg", noise.getvalue()[:9_000])
    made = make_volume(catalogue, catalogue.editions["tw/2024"], project.data)
    (problem,) = made.problems
    assert (str(problem.code), "'bad.jpg' cannot be printed" in problem.message) == ("PP305", True)
    assert str(problem.location).endswith("edition.yaml:20:21")
    assert made.standards == ("a-2a", "ua-1")


def test_pictures_of_one_name_in_two_folders_are_two(project):
    """A person's photo lies beside the editions, and an edition has a file of the same name."""
    for folder, colour in ((project.data, "red"), (project.folder, "blue")):
        (folder / "photos").mkdir()
        Image.new("RGB", (9, 9), colour).save(folder / "photos" / "ada.png")
    people = "people: [{id: ada, name: Ada Lovelace, photo: photos/ada.png}]\n"
    (project.data / "people.yaml").write_text(people, encoding="utf-8")
    text = (project.folder / "edition.yaml").read_text(encoding="utf-8")
    talks = (
        "talks:\n"
        "- {id: one, title: One, speakers: [{name: Ada Lovelace, person: ada}]}\n"
        "- {id: two, title: Two, speakers: [{name: Bo Li, photo: photos/ada.png}]}\n"
        "sponsors: [{name: Press, logo: photos/ada.png}]\n"
    )
    project.edition(text + talks)
    with project.opened() as pdf:
        colours = [
            pikepdf.PdfImage(image).as_pil_image().convert("RGB").getpixel((4, 4))
            for page in pdf.pages
            for image in page.get_images().values()
        ]
    red, blue = (255, 0, 0), (0, 0, 255)
    assert colours == [blue, red, blue]  # the sponsor's logo, then the talks


def test_a_formula_that_cannot_be_set_is_reported_and_printed_as_source(project):
    project.papers(project.paper("a", abstract="'So $x^2$ but $\\foo{y}$.'"))
    made = project.volume()
    assert made.pdf is not None
    (problem,) = [p for p in made.problems if p.code == "PP239"]
    assert "$\\foo{y}$" in problem.message
    assert str(problem.location).endswith("papers.yaml:5:15")
