"""BibTeX: names, macros and the fields of PMLR; what we export comes back."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import imported

BIB = r"""
@string{ven = "Proceedings of Looms"}
@Proceedings{L-2021,
  booktitle = ven, name = {Workshop on Looms}, shortname = {LOOM}, year = {2021},
  volume = {7}, editor = {Lovelace, Ada and Babbage, Charles}, start = {2021-05-01},
  published = {2021-06-02}, conference_url = {https://loom.example.org/},
}
@InProceedings{lov21,
  title = {The {Jacquard} Loom: 50\% of $x^2$},
  author = {Lovelace, Ada and van der Berg, Jr., Jan and {The Loom Group} and others},
  pages = {1--8}, section = {Talks}, openreview = {https://openreview.net/forum?id=x},
  software = {https://code.example.org/}, doi = {10.1234/abc}, year = 2021,
  crossref = {L-2021}, month = may, annote = {secret},
}
@article{eprint, title = {M{\"u}hle}, author = {J{\"u}rgen Sch{\"o}n}, eprint = {2205.01068},
  archivePrefix = {arXiv}}
@book{b, title = {A Book}, author = {A B}}
"""


@pytest.fixture
def bib(tmp_path):
    place = tmp_path / "x.txt"
    place.write_text(BIB, encoding="utf-8")
    return place


def test_it_is_known_by_its_content(bib):
    assert detect(Source.open([bib])).importer.name == "bibtex"


def test_entries_are_papers(bib):
    edition, _ = imported("bibtex", bib)
    loom, mill = edition.papers
    assert [(a.name, a.kind) for a in loom.authors] == [
        ("Lovelace, Ada", "person"),
        ("van der Berg, Jr., Jan", "person"),
        ("The Loom Group", "organization"),
    ]
    assert (loom.key, loom.pages, loom.track, loom.date) == ("lov21", "1--8", "Talks", "")
    assert [one.type for one in loom.resources] == ["openreview", "code"]
    assert mill.arxiv == "2205.01068"
    assert edition.excluded == {"@book, which is no paper": 1}
    assert edition.unused == {"annote": 1}
    assert [note.field for note in edition.notes] == ["authors"]


def test_it_becomes_data(bib, project):
    assert project.take(bib) == 0, project.err
    text = project.read()
    assert "title: 'The {nocase}`Jacquard` Loom: 50% of $x^2$'" in text.replace('"', "'")
    assert "- {name: Jan van der Berg Jr.}" in text
    assert '- {name: "{The Loom Group}", kind: organization}' in text
    assert "title: Mühle" in text
    assert "pages: 1-8" in text
    facts = project.read("edition.yaml")
    assert "title: Workshop on Looms\nshort_title: LOOM 2021\n" in facts
    assert "start_date: 2021-05-01\n" in facts
    assert "- {id: talks, title: Talks}" in facts
    assert project.run("check") == 0, project.out


def test_a_title_that_is_asked_for_is_a_hand_edit(bib, project):
    assert project.take(bib, "--title", "My Looms") == 0
    assert "title: My Looms\n" in project.read("edition.yaml")
    assert project.take(bib) == 0
    assert "title: My Looms\n" in project.read("edition.yaml")


def test_another_key_for_the_same_paper_is_the_same_paper(bib, project):
    assert project.take(bib) == 0
    before = project.read()
    bib.write_text(BIB.replace("{lov21,", "{lovelace2021,"), encoding="utf-8")
    assert project.take(bib) == 0
    assert project.read() == before
    assert "not in the source" not in project.out


def test_a_file_without_papers_is_refused(tmp_path):
    place = tmp_path / "x.bib"
    place.write_text("@book{b, title = {A}}")
    with pytest.raises(ImportSourceError, match="no entry of a paper"):
        imported("bibtex", place)


@pytest.mark.parametrize(
    ("name", "papers", "authors"), [("v157_acml21", 115, 445), ("v328_CPAL26", 54, 269)]
)
def test_the_pmlr_samples(shared, project, name, papers, authors):
    place = shared / f"samples/pmlr-bibtex/{name}.bib"
    edition, _ = imported("bibtex", place)
    assert len(edition.papers) == papers
    assert sum(len(paper.authors) for paper in edition.papers) == authors
    assert project.take(place) == 0, project.err
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


def test_what_was_exported_comes_back(repository, project):
    assert project.run("export", "bibtex", "enlsp/2022", "--data", repository / "data") == 0
    (place,) = (project.folder / "build" / "exports").rglob("*.bib")
    assert project.take(place) == 0, project.err
    titles = [line for line in project.read().splitlines() if line.startswith("    title: ")]
    original = (repository / "data/enlsp/2022/papers.yaml").read_text(encoding="utf-8")
    wanted = [line for line in original.splitlines() if line.startswith("    title: ")]
    assert len(titles) == len(wanted)
    bare = {"".join(c for c in line if c.isalnum()).replace("nocase", "") for line in titles}
    lost = [
        line
        for line in wanted
        if "".join(c for c in line if c.isalnum()).replace("nocase", "") not in bare
    ]
    assert lost == []
    assert project.read().count("- {name: ") == original.count("- {name: ")
