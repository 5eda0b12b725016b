"""What the volume prints on the page of a paper, and on the title page."""

from __future__ import annotations

from .conftest import EDITION
from .pdf_text import text_of
from .test_words import LONG, margins, page


def test_a_consortium_is_named_whole_in_the_running_head(project):
    project.papers(
        project.paper(
            "a",
            abstract=LONG * 2,
            authors="[{name: The ATLAS Collaboration, kind: organization}]",
        )
    )
    with project.opened() as pdf:
        head, _ = margins(page(pdf, "3"))
    assert head == "The ATLAS Collaboration: Paper a 3"


def test_two_departments_are_two_affiliations(project):
    authors = (
        "[{name: Ada Lovelace, affiliations: {name: One University, department: Mathematics}},"
        " {name: Grace Hopper, affiliations: {name: One University, department: Physics,"
        " city: Oslo, country: 'NO'}}]"
    )
    project.papers(project.paper("a", authors=authors))
    with project.opened() as pdf:
        text = text_of(page(pdf, "1"))
    assert (
        "Ada Lovelace 1 , Grace Hopper 2 "
        "1 Mathematics, One University 2 Physics, One University, Oslo, Norway" in text
    )


def test_the_motto_of_an_edition_is_printed_without_its_markup(project):
    project.edition(f"{EDITION}theme: Order out of *chaos* and {{paper}}`a`\n")
    with project.opened() as pdf:
        text = text_of(page(pdf, "i"))
        described = pdf.open_metadata()["dc:description"]
    assert "Order out of chaos and Paper a" in " ".join(text.replace(" .", ".").split())
    assert described == "Order out of chaos and Paper a"
