"""In the volume no paper that was taken back is named without its mark."""

from __future__ import annotations

from .conftest import EDITION
from .pdf_text import text_of

PROGRAMME = """\
sessions:
- {id: all, title: Everything, start: 09:00, end: "10:00", papers: [a, b]}
"""


def test_a_retracted_paper_is_marked_wherever_it_is_named(project):
    project.edition(EDITION + PROGRAMME)
    project.papers(
        project.paper("a", abstract="'It rests on {paper}`b`.'"),
        project.paper("b", notices="[{type: retraction, date: 2024-07-01, text: Wrong.}]"),
    )
    with project.opened() as pdf:
        pages = {page.label: text_of(page) for page in pdf.pages}
        with pdf.open_outline() as outline:
            titles = [i.title for item in outline.root for i in item.children]
    assert "RETRACTED: Paper b" in titles
    assert "Paper b" not in titles
    named = {label: text.count("Paper b") for label, text in pages.items() if "Paper b" in text}
    marked = {label: pages[label].count("RETRACTED: Paper b") for label in named}
    own = next(label for label, text in pages.items() if "Retracted, 1 July 2024" in text)
    assert named[own] == 1, "the leaf behind it has its title, and the notice below"
    del named[own], marked[own]
    assert len(named) == 4, "programme, contents, the abstract that refers to it, and its own page"
    assert marked == named


def test_the_text_of_a_withdrawn_paper_is_not_printed(project):
    project.papers(
        project.paper("a"),
        project.paper(
            "b",
            abstract="Not ours to give.",
            notices="[{type: withdrawal, date: 2024-07-01, text: Taken back.}]",
        ),
    )
    with project.opened() as pdf:
        texts = [text_of(page) for page in pdf.pages]
    assert any("Taken back." in text for text in texts)
    assert not any("Not ours to give." in text for text in texts)
