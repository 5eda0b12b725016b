"""A volume with papers stays tagged, and each paper is one element of its structure tree."""

from __future__ import annotations

import re
import shutil
import subprocess

import pikepdf
import pytest


@pytest.fixture
def volume(project, pdfs, tmp_path):
    """A volume with two papers of their own pages and one of an abstract; its path."""
    project.file("pdf/a.pdf", pdfs.whole(3))
    project.file("pdf/b.pdf", pdfs.whole(2))
    project.papers(
        project.paper("a", "pdf/a.pdf", title="On *looms*"),
        project.paper("c"),
        project.paper("b", "pdf/b.pdf", language="de"),
    )
    made = project.volume()
    assert made.standards == ("a-2b",)
    path = tmp_path / "volume.pdf"
    path.write_bytes(made.pdf)
    return path


def articles(pdf):
    kids = pdf.Root.StructTreeRoot.K
    document = kids[0] if isinstance(kids, pikepdf.Array) else kids
    return [kid for kid in document.K if kid.get("/S") == "/Art"]


def test_each_paper_is_one_article_with_its_title_and_language(volume):
    with pikepdf.open(volume) as pdf:
        assert pdf.Root.MarkInfo.Marked
        found = [(str(a.T), str(a.Lang), len(a.K)) for a in articles(pdf)]
        assert found == [("On looms", "en", 3), ("Paper b", "de", 2)]


def test_the_marks_of_its_pages_lead_back_to_it(volume):
    with pikepdf.open(volume) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for article in articles(pdf):
            for mark in article.K:
                parents = tree[int(mark.Pg.StructParents)]
                assert parents[int(mark.MCID)].objgen == article.objgen
                content = b"".join(part.read_bytes() for part in mark.Pg.Contents)
                marked = rb"/Art <</MCID %d>> BDC\s+q [\d. -]+ cm /CameraReady\d+ Do Q\s+EMC"
                assert re.search(marked % int(mark.MCID), content)


def test_each_number_of_a_mark_is_used_once_on_a_page(volume):
    with pikepdf.open(volume) as pdf:
        for page in pdf.pages:
            contents = page.obj.Contents
            parts = contents if isinstance(contents, pikepdf.Array) else [contents]
            content = b"".join(part.read_bytes() for part in parts)
            numbers = re.findall(rb"/MCID (\d+)", content)
            assert len(numbers) == len(set(numbers))


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="there is no pdfinfo")
def test_another_reader_finds_the_articles_among_our_own_headings(volume):
    listed = subprocess.run(
        ["pdfinfo", "-struct", str(volume)],  # noqa: S607 - whichever is there
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found = re.findall(r"^ +(?:Art|H1) \"(.+?)\"", listed, re.MULTILINE)
    assert found == ["Preface", "Contents", "On looms", "Paper c", "Paper b", "Authors", "Keywords"]
