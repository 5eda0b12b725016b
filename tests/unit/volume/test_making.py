"""The whole volume: what it holds, what it says of itself, and that it is the same each time."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.values.text import slug
from sphinx_proceedings.volume import make_volume, record_pages, stamped_papers
from sphinx_proceedings.volume.pdf.normalising import normalise


def outline(items):
    return [(item.title, outline(item.children)) for item in items]


@pytest.fixture(scope="module")
def enlsp(repository):
    """The volume of ENLSP 2022 and the catalogue that it was made from."""
    data = repository / "data"
    catalogue = load(data).catalogue
    assert catalogue is not None
    return catalogue, make_volume(catalogue, catalogue.editions["enlsp/2022"], data)


def test_the_abstracts_of_a_real_edition_make_an_archival_accessible_book(enlsp):
    catalogue, made = enlsp
    assert made.problems == ()
    assert made.standards == ("a-2a", "ua-1")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert normalise(pdf) == ((), ())
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.Lang == "en"
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
    assert len(made.pages) == len(catalogue.editions["enlsp/2022"].papers) == 40


def test_the_pages_of_papers_follow_each_other(enlsp):
    _, made = enlsp
    next_page = 1
    for pages in made.pages.values():
        assert int(pages.first) == next_page
        next_page = int(pages.last) + 1


def test_the_outline_leads_to_every_paper_and_talk(enlsp):
    catalogue, made = enlsp
    edition = catalogue.editions["enlsp/2022"]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf, pdf.open_outline() as opened:
        found = dict(outline(opened.root))
        papers = [title for title, _ in found["Oral papers"] + found["Poster papers"]]
        assert len(papers) == len(edition.papers)
        assert len(found["Talks and panels"]) == len(edition.talks) + len(edition.panels)
        assert list(found)[:3] == ["Cover", "Title page", "About the workshop"]
        assert list(found)[-2:] == ["Authors", "Keywords"]


def test_metadata_names_the_volume(project):
    with project.opened() as pdf:
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == "Proceedings of the Test Workshop"
        assert xmp["dc:creator"] == ["Ada Lovelace", "Zoë Łukasiewicz"]
        assert xmp["dc:identifier"] == "doi:10.1000/volume"
        assert "Attribution 4.0" in xmp["dc:rights"]
        assert xmp["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
        assert xmp["xmp:CreateDate"].startswith("2024-06-01T00:00:00")


def test_page_labels_are_those_printed(project):
    with project.opened() as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels == ["Cover", "Cover verso", "i", "ii", "iii", "iv", "1", "2", "3", "4"]


def test_broken_papers_are_named_and_have_an_abstract_page(project, pdfs):
    project.file("pdf/good.pdf", pdfs.whole(4))
    # Beginning and end are there, so that only who opens it can tell.
    project.file("pdf/hollow.pdf", pdfs.whole()[:900] + b"\nstartxref\n0\n%%EOF\n")
    project.papers(project.paper("a", "pdf/hollow.pdf"), project.paper("b", "pdf/good.pdf"))
    made = project.volume()
    (problem,) = made.problems
    assert str(problem.location).endswith("data/tw/2024/papers.yaml:7:35")
    assert problem.code == "PP301"
    # Its own pages are still to come, and then none of the others is to move.
    assert {name: str(pages) for name, pages in made.pages.items()} == {"b": "1-4", "a": "5"}
    assert made.awaited == {"a"}
    assert made.standards == ("a-2b",)


def test_a_paper_that_is_not_archival_is_named_and_the_volume_claims_nothing(project, pdfs):
    def without_font(pdf):
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                del item["/FontFile3"]

    project.file("pdf/a.pdf", pdfs.changed(without_font))
    project.papers(project.paper("a", "pdf/a.pdf"))
    made = project.volume()
    assert made.standards == ()
    assert [str(problem.code) for problem in made.problems] == ["PP302"]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert "pdfaid:part" not in pdf.open_metadata()


def test_recorded_pages_stay_and_new_papers_come_after(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.papers(project.paper("a", "pdf/a.pdf"), project.paper("b"))
    catalogue = project.catalogue()
    made = project.volume()
    path = record_pages(catalogue.editions["tw/2024"], made.pages, project.data)
    assert path == project.folder / "pages.yaml"
    before = (project.folder / "pages.yaml").read_text(encoding="utf-8")

    project.papers(
        project.paper("new", title="A paper that was late"),
        project.paper("b"),
        project.paper("a", "pdf/a.pdf"),
    )
    catalogue = project.catalogue()
    assert str(catalogue.papers["tw/2024/papers/a"].pages) == "1-3"
    made = project.volume()
    assert {n: str(p) for n, p in made.pages.items()} == {"a": "1-3", "b": "4", "new": "5"}
    record_pages(catalogue.editions["tw/2024"], made.pages, project.data)
    after = (project.folder / "pages.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert '{paper: "new", pages: "5"}' in after
    again = project.catalogue().editions["tw/2024"]
    assert record_pages(again, made.pages, project.data) is None


def test_a_paper_that_outgrows_its_pages_is_named(project, pdfs):
    project.file("pdf/a.pdf", pdfs.whole(4))
    project.papers(project.paper("a", "pdf/a.pdf", pages="11-12"), project.paper("b"))
    made = project.volume()
    assert [str(problem.code) for problem in made.problems] == ["PP304"]
    assert str(made.pages["b"]) == "15"


def test_recorded_pages_of_no_paper_are_an_error(project):
    text = "volume_pages: [{paper: nobody, pages: 1-2}]\n"
    (project.folder / "pages.yaml").write_text(text, encoding="utf-8")
    (problem,) = load(project.data).problems
    assert "there is no paper 'nobody'" in str(problem)


SCRIPT = """
import sys
from pathlib import Path
from sphinx_proceedings.loading import load
from sphinx_proceedings.volume import make_volume
data = Path(sys.argv[1])
catalogue = load(data).catalogue
sys.stdout.buffer.write(make_volume(catalogue, catalogue.editions["tw/2024"], data).pdf)
"""


def test_the_same_data_gives_the_same_bytes(project, pdfs, repository, tmp_path):
    project.file("pdf/a.pdf", pdfs.whole(2))
    project.papers(project.paper("a", "pdf/a.pdf"), project.paper("b"))
    elsewhere = tmp_path / "elsewhere" / "data"
    elsewhere.parent.mkdir()
    project.data.rename(elsewhere)
    made = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(elsewhere)],
            env={"PYTHONPATH": str(repository / "ext"), "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=place,
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone, place in (("1", "UTC", repository), ("2", "Asia/Tokyo", tmp_path))
    ]
    assert made[0][:5] == b"%PDF-"
    assert made[0] == made[1]


def test_each_paper_is_stamped_described_and_cleaned(project, pdfs):
    def change(pdf):
        pdf.attachments["secret.txt"] = b"the attachment"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    project.file("pdf/a.pdf", pdfs.changed(change))
    project.papers(
        project.paper("a", "pdf/a.pdf", title="On *Tests*", doi="10.1000/a"), project.paper("b")
    )
    catalogue = project.catalogue()
    edition = catalogue.editions["tw/2024"]
    pages = project.volume().pages
    ((name, made),) = stamped_papers(catalogue, edition, project.data, pages)
    assert name == "a"
    assert ((name, made),) == tuple(stamped_papers(catalogue, edition, project.data, pages))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 2
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == "On Tests"
        assert xmp["dc:creator"] == ["Ada Lovelace"]
        assert xmp["dc:identifier"] == "doi:10.1000/a"
        assert pdf.docinfo.Title == "On Tests"
        assert "/VolumeStamp" in pdf.pages[0].resources.XObject
        assert len(pdf.pages[0].Annots) == 2  # the author's links


def test_slugs_are_not_needed_in_labels(project):
    """Ids may hold dots and capitals; labels take them as they are."""
    project.papers(project.paper("A.b_C-1"), project.paper("a"))
    assert slug("A.b_C-1") != "A.b_C-1"
    assert list(project.volume().pages) == ["A.b_C-1", "a"]


def test_markup_in_data_stays_text(project):
    hostile = '\'#read("/etc/passwd") [#panic()] $ "x" \\\\ // /* <a> @b = c - d + e\''
    project.papers(
        project.paper(
            "a",
            title='"#eval(\\"1\\") ] and [ end"',
            authors="[{name: '#panic( ] Lovelace', affiliations: '\"] #panic() \\ [\"'}]",
            keywords=f"[{hostile}]",
        )
    )
    with project.opened() as pdf, pdf.open_outline() as opened:
        assert ("Papers", [('#eval("1") ] and [ end', [])]) in outline(opened.root)


def test_every_font_lies_beside_its_licence(repository: Path):
    fonts = repository / "ext" / "sphinx_proceedings" / "volume" / "typst" / "fonts"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert {path.suffix for path in fonts.iterdir()} == {".ttf", ".txt", ".md"}
