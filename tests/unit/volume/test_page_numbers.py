"""Numbers of pages: recorded ones with gaps between them, and the new papers after them."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from sphinx_proceedings.volume.typst.typesetting import HERE, Typesetter

LONG = "word " * 1500
UPDATE = re.compile(r"counter\(page\)\.update|#go-on\(")


@pytest.fixture
def sources(monkeypatch):
    """What Typst was given to set, one text a volume."""
    given = []
    real = Typesetter.pdf

    def pdf(self, source, **options):
        given.append(source)
        return real(self, source, **options)

    monkeypatch.setattr(Typesetter, "pdf", pdf)
    return given


@pytest.mark.parametrize("step", [1, 8], ids=["in a row", "with gaps"])
def test_recorded_pages_do_not_add_updates_of_the_page_counter(project, sources, step):
    """Each update makes each place with a page number dearer: 1,000 took 13 GB of memory."""
    for count in (2, 20):
        papers = [
            project.paper(f"a{n}" if n else "a", pages=str(n * step + 1)) for n in range(count)
        ]
        project.papers(*papers, project.paper("new"))
        assert project.volume().pages["new"].first == str((count - 1) * step + 2)
    few, many = (len(UPDATE.findall(source)) for source in sources)
    assert few == many
    book = (HERE / "book.typ").read_text(encoding="utf-8")
    (function,) = re.findall(r"#let (\S+)\([^#]*?counter\(page\)\.update", book)
    assert function == "go-on"


def test_numbers_with_gaps_are_the_same_everywhere(project):
    project.papers(
        project.paper("a", pages="7-9", abstract=f"See {{paper}}`b` and {{paper}}`c`. {LONG}"),
        project.paper("b"),
        project.paper("c", pages="20-24"),
        project.paper("d", abstract=LONG),
    )
    made = project.volume()
    pages = {name: str(value) for name, value in made.pages.items()}
    assert pages == {"a": "7-9", "c": "20", "b": "25", "d": "26-28"}
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[6:] == "7 8 9 20 25 26 27 28 29 30".split()


def test_what_follows_recorded_pages_begins_after_the_last_of_them(project, pdfs):
    """Also when the last paper is longer than it was."""
    project.file("pdf/a.pdf", pdfs.whole(4))
    project.papers(project.paper("c", pages="2-3"), project.paper("a", "pdf/a.pdf", pages="11-12"))
    with project.opened() as pdf:
        assert [page.label for page in pdf.pages][6:] == "2 11 12 13 14 15 16".split()
    project.papers(project.paper("a", pages="1-8"))
    with project.opened() as pdf:
        assert [page.label for page in pdf.pages][6:] == ["1", "9", "10"]


def told(made):
    return [(p.severity.value, p.message) for p in made.problems if p.code == "PP304"]


def test_no_number_is_printed_twice(project, pdfs):
    """A paper that grew into the next one's pages: neither is moved, and no such book is made."""
    project.file("pdf/a.pdf", pdfs.whole(4))
    longer = project.paper("a", "pdf/a.pdf", pages="11-12")
    project.papers(longer, project.paper("b", pages="14"), project.paper("c"))
    made = project.volume()
    message = "paper a keeps pages 11-12 but now ends on page 14, and paper b has page 14"
    assert told(made) == [("error", message)]
    assert made.pdf is None
    assert made.pages == {}

    project.papers(longer, project.paper("b", pages="15"), project.paper("c"))
    made = project.volume()
    assert told(made) == [("warning", "paper a keeps pages 11-12 but now ends on page 14")]
    assert {n: str(p) for n, p in made.pages.items()} == {"a": "11-14", "b": "15", "c": "16"}


def test_records_that_overlap_are_an_error_only_where_the_papers_do(project):
    project.papers(project.paper("a", pages="1-8"), project.paper("b", pages="5-6"))
    made = project.volume()
    assert told(made) == []
    assert made.pdf is not None

    project.papers(project.paper("a", pages="5-8"), project.paper("b", pages="5-8"))
    made = project.volume()
    assert told(made) == [("error", "paper a keeps pages 5-8, and paper b has page 5")]
    assert made.pdf is None
