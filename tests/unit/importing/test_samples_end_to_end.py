"""Real exports through the whole command: they load, and importing again changes no byte."""

from __future__ import annotations

from pathlib import Path

import pytest

ACL = "acl-anthology-xml/2023-schema_toy_anthology/xml"
COLUMNS = ("id", "title", "abstract", "authors", "emails", "type", "ignore", "ignore")
SAMPLES = [
    (
        "more/csv-headerless/aaai26-w10_accepted_papers.csv",
        41,
        [f"--column={number}={name}" for number, name in enumerate(COLUMNS, 1)],
    ),
    ("more/csv-html-entities/rss2017_papers.csv", 75, []),
    ("more/mini-conf-japanese/nlp2024_papers_part.csv", 214, []),
    (f"{ACL}/2022.naloma.xml", 5, []),
    ("dblp-xml/ismir2023_dblp.xml", 103, []),
    ("jats/joss_expected_paper.jats", 1, []),
]


@pytest.mark.parametrize(("name", "papers", "options"), SAMPLES, ids=[s[0] for s in SAMPLES])
def test_a_real_export_comes_in(project, shared: Path, name: str, papers: int, options: list[str]):
    status = project.take(shared / "samples" / name, *options)
    assert status == 0, project.out + project.err
    assert project.read().count("\n  - id: ") == papers
    assert "@example.org" not in "".join(map(str, project.tree().values()))
    before = project.tree()
    assert project.take(shared / "samples" / name) == 0
    assert "nothing new" in project.out
    assert project.tree() == before
