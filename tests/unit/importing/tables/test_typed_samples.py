"""Real tables of organizers, with the counts and rows that their README tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_proceedings.importing.formats.tables.typed_table import TYPED_TABLE
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers, UnansweredError
from sphinx_proceedings.importing.records import ImportedEdition

SAMPLES = [
    ("more/csv-headerless/aaai26-w10_accepted_papers.csv", 41, 222, 212, 41),
    ("more/csv-html-entities/rss2017_papers.csv", 75, 253, 236, 75),
    ("more/mini-conf-japanese/nlp2024_papers_part.csv", 214, 805, 597, 214),
]


def read(file: Path) -> ImportedEdition:
    """Read a table, with every question answered as it is proposed."""
    source = Source.open([file])
    answers = Answers()
    try:
        return TYPED_TABLE.read(source, answers)
    except UnansweredError:
        proposed = {question.id: question.options[0] for question in answers.open.values()}
        return TYPED_TABLE.read(source, Answers(proposed))


@pytest.mark.parametrize(("name", "papers", "slots", "names", "abstracts"), SAMPLES)
def test_counts(shared: Path, name: str, papers: int, slots: int, names: int, abstracts: int):
    edition = read(shared / "samples" / name)
    people = [author for paper in edition.papers for author in paper.authors]
    assert len(edition.papers) == papers
    assert len(people) == slots
    assert len({author.name for author in people}) == names
    assert sum(1 for paper in edition.papers if paper.abstract) == abstracts


def test_a_sheet_without_header(shared: Path):
    edition = read(shared / "samples" / SAMPLES[0][0])
    papers = {paper.key: paper for paper in edition.papers}
    assert [a.name for a in papers["AAAI26_W10_13"].authors] == ["Samed Bayer", "Ingo Weber"]
    assert len(papers["AAAI26_W10_1"].authors) == 9
    assert sum(1 for paper in edition.papers if paper.type == "oral") == 5
    assert {paper.type for paper in edition.papers} == {"oral", ""}
    last = [str(note) for note in edition.notes if note.record == "AAAI26_W10_41"]
    assert any("Qiang Xu stands in it twice" in note for note in last)
    assert not any("@" in str(note) for note in edition.notes)


def test_a_sheet_with_entities_and_ids_that_are_text(shared: Path):
    edition = read(shared / "samples" / SAMPLES[1][0])
    papers = {paper.key: paper for paper in edition.papers}
    assert [a.name for a in papers["153"].authors] == [
        "Jiaji Zhou",
        "James Bagnell",
        "Matthew Mason",
    ]
    assert [a.name for a in papers["140"].authors][:2] == ["Hermann Blum", "Alexander Dietmüller"]
    assert "Kinematics, Dynamics, and Control" in papers["153"].keywords


def test_a_sheet_in_japanese(shared: Path):
    edition = read(shared / "samples" / SAMPLES[2][0])
    papers = {paper.key: paper for paper in edition.papers}
    assert [a.name for a in papers["B1-2"].authors] == [
        "YouyuanLin",
        "MasaakiNagata",
        "ChenhuiChu",
    ]
    assert len(papers["P3-1"].authors) == 7
    assert len(papers["P1-25"].authors) == 4
