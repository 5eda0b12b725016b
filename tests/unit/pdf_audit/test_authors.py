"""Authors of a PDF against those of the record: missing, too many, order, spelling, variants."""

from __future__ import annotations

import pytest

from .typeset_papers import LAYOUTS

NAMES = ("Anna van der Berg", "Nguyễn Văn An", "Haihao Shen", "José García Márquez")


def record(*names):
    return {"authors": [{"name": name} for name in names]}


@pytest.fixture(params=LAYOUTS)
def held(request, edition):
    """Hold a PDF in each layout with some authors against a record with others."""

    def hold(printed, recorded=NAMES):
        made = edition.made["1"].changed(authors=tuple(printed), layout=request.param)
        edition.write("12", {"1.pdf": made.pdf()}, {"1": record(*recorded)})
        return edition.told()

    return hold


def test_the_same_authors_are_the_same(held):
    assert held(NAMES) == []


def test_a_missing_author_is_named(held):
    (told,) = held(NAMES[:2] + NAMES[3:])
    assert told.startswith("PP422 1 'pdf/1.pdf': 'Haihao Shen' is not among its authors")


def test_an_author_too_many_is_named(held):
    (told,) = held((*NAMES[:2], "Ofer Shai", *NAMES[2:]))
    assert told.startswith("PP423 1 'pdf/1.pdf': 'Ofer Shai' is among its authors, but not in the")


def test_another_order_is_told_with_that_of_the_pdf(held):
    (told,) = held((NAMES[2], NAMES[0], NAMES[1], NAMES[3]))
    assert told.startswith("PP424 1 'pdf/1.pdf': its authors are in another order: Haihao Shen, ")


def test_a_letter_that_differs_is_asked_about(held):
    (told,) = held((*NAMES[:2], "Haihao Chen", NAMES[3]))
    assert told.startswith("PP425 1 'pdf/1.pdf': 'Haihao Chen' is 'Haihao Shen' in the record")


def test_forms_of_one_name_are_one_quiet_line(held):
    printed = ("A. van der Berg", "Văn An Nguyễn", "Haihao Shen", "José García")
    (told,) = held(printed)
    assert told == (
        "PP426 1 'pdf/1.pdf': variant: 'A. van der Berg' for 'Anna van der Berg', 'Văn An Nguyễn' "
        "for 'Nguyễn Văn An', 'José García' for 'José García Márquez'"
    )


@pytest.mark.parametrize(
    ("recorded", "printed"),
    [
        ("Andrew Rock", "Andy Rock"),
        ("Omar M Khalil", "Omar Khalil"),
        ("Omar Khalil", "Omar M. Khalil"),
        ("William Henry Gates", "Bill Gates"),
        ("Mohammad Taher Pilehvar", "M. T. Pilehvar"),
        ("Seyed MohammadAli Modarressi", "Ali Modarressi"),
        ("Yang You", "You Yang"),
        ("Jean-Pierre Serre", "J.-P. Serre"),
        ("Ana-Maria Bucur", "Ana Maria Bucur"),
        ("Mehdi Rezagholizadeh", "Mehdi Rezagholizadeh"),
        ("Björn Þórsson", "Bjorn Thorsson"),
        ("Thomas Müller", "Thomas Mueller"),
        ("Łukasz Kaiser", "ukasz Kaiser"),
        ("Şahin Elif", "Elif Şahin"),
    ],
)
def test_what_is_one_person_is_never_more_than_a_note(edition, recorded, printed):
    made = edition.made["1"].changed(authors=("Wei Li", printed, "Xin Wang"))
    edition.write("12", {"1.pdf": made.pdf()}, {"1": record("Wei Li", recorded, "Xin Wang")})
    assert {line[:7] for line in edition.told()} <= {"PP426 1"}


@pytest.mark.parametrize(
    ("recorded", "printed"),
    [("Ahmad Emami", "Ahmad Emani"), ("Pheobe Sun", "Phoebe Sun"), ("Rosa Marín", "Rosa Marian")],
)
def test_a_slip_is_asked_about_and_no_missing_author(edition, recorded, printed):
    made = edition.made["1"].changed(authors=("Wei Li", printed, "Xin Wang"))
    edition.write("12", {"1.pdf": made.pdf()}, {"1": record("Wei Li", recorded, "Xin Wang")})
    assert [line[:7] for line in edition.told()] == ["PP425 1"]


def test_affiliations_and_footnotes_are_no_authors(edition):
    made = edition.made["1"].changed(
        authors=NAMES,
        affiliations=("Georgia Tech", "Vrije Universiteit Amsterdam", "Mila", "Samsung Austin"),
    )
    for layout in LAYOUTS:
        edition.write("12", {"1.pdf": made.changed(layout=layout).pdf()}, {"1": record(*NAMES)})
        assert edition.told() == []


def test_other_authors_altogether_are_one_finding(edition):
    made = edition.made["1"].changed(authors=("Olga Petrova", "Ivan Sidorov"))
    edition.write("12", {"1.pdf": made.pdf()})
    (told,) = edition.told()
    assert told.startswith("PP422 1 'pdf/1.pdf': none of the record's authors is on it; below its ")


def test_a_first_page_without_authors_is_the_review_version(edition):
    made = edition.made["1"].changed(authors=(" ",), affiliations=(" ",), layout="lncs")
    edition.write("12", {"1.pdf": made.pdf()})
    (told,) = edition.told()
    assert told.startswith("PP411 1 'pdf/1.pdf': the first page names no authors")


def test_a_consortium_among_the_authors_is_no_person_too_many(edition):
    made = edition.made["1"].changed(authors=("Wei Li", "Gravity Wave Consortium", "Xin Wang"))
    authors = [
        {"name": "Wei Li"},
        {"name": "{Gravity Wave Consortium}", "kind": "organization"},
        {"name": "Xin Wang"},
    ]
    edition.write("12", {"1.pdf": made.pdf()}, {"1": {"authors": authors}})
    assert edition.told() == []


@pytest.mark.parametrize(
    "block",
    [
        "Wei Li \\ Georgia Tech \\ wei\\@gt.edu \\ \\ Xin Wang \\ Cornell Tech \\ xin\\@c.edu",
        "Wei Li, Vrije Amsterdam \\ Xin Wang, Ecole Normale",
        "Wei Li (Mila Quebec) and Xin Wang (Untether Labs)",
        "Wei Li, Acme Corporation, Springfield, wei\\@acme.com \\ Xin Wang, Acme Corporation",
        "WEI LI and XIN WANG \\ Hong Kong",
        "Wei Li#super[\\*] #h(20pt) Xin Wang#super[†] \\ #super[\\*]Equal Contribution",
        "Wei Li $dot.c$ Xin Wang \\ Noah's Ark Lab, Huawei \\ Shenzhen, China",
        "By Wei Li and Xin Wang",
        "Wei Li, PhD, Xin Wang, MD",
    ],
)
def test_in_a_plain_block_of_one_type_nothing_is_taken_for_an_author(edition, block):
    names = ("Wei Li", "Xin Wang")
    made = edition.made["1"].changed(authors=names, layout="lncs", block=block)
    edition.write("12", {"1.pdf": made.pdf()}, {"1": record(*names)})
    assert edition.told() == []


def test_an_author_too_many_in_a_plain_list_is_still_found(edition):
    made = edition.made["1"].changed(layout="lncs", block="Wei Li, Ofer Shai and Xin Wang")
    edition.write("12", {"1.pdf": made.pdf()}, {"1": record("Wei Li", "Xin Wang")})
    assert [line[:7] for line in edition.told()] == ["PP423 1"]
