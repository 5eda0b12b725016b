"""Whose a PDF is: swapped, shifted, foreign, twice, missing, unnamed; clean ones are left alone."""

from __future__ import annotations

import pytest

from .typeset_papers import LAYOUTS, MadePaper

FOREIGN = MadePaper(
    "Weather of the Northern Sea", ("Olga Petrova", "Ivan Sidorov"), layout="lncs", seed=77
)


def test_nothing_is_said_of_clean_pdfs_in_any_layout(edition):
    ids = [str(number) for number in range(1, 13)]
    edition.write(ids)
    assert {edition.made[name].layout for name in ids} == set(LAYOUTS)
    assert edition.told() == []


def test_a_swapped_pair_is_told_with_the_exchange_that_repairs_it(edition):
    one, two = edition.made["1"].pdf(), edition.made["2"].pdf()
    edition.write(files={"1.pdf": two, "2.pdf": one})
    assert edition.told() == [
        (
            "PP402 1 'pdf/1.pdf' is the PDF of paper 2 'A Study of Layer-Wise Pruning: Office "
            "Flows and Efficient Af…', not of 1 (exchange it with 'pdf/2.pdf' (--fix does))"
        ),
        (
            "PP402 2 'pdf/2.pdf' is the PDF of paper 1 'Efficient Fine-Tuning of Multilingual "
            "Transformers', not of 2 (exchange it with 'pdf/1.pdf' (--fix does))"
        ),
    ]


def test_a_shifted_range_is_told_as_one(edition):
    made = [edition.made[name].pdf() for name in "123456"]
    names = [f"{name}.pdf" for name in "123456"]
    # 2 to 5 have the PDF of the next; 6 has none of these.
    shifted = [made[0], made[2], made[3], made[4], made[5], FOREIGN.pdf()]
    edition.write(files=dict(zip(names, shifted, strict=True)))
    told = edition.told()
    assert [line[:7] for line in told] == ["PP402 2", "PP402 3", "PP402 4", "PP402 5", "PP403 6"]
    assert "its own is not here" in told[0]
    assert "its own is 'pdf/2.pdf', which 2 names," in told[1]
    assert told[2].endswith("the PDFs of 2 to 5 are one record off)")
    assert "its title reads 'Weather of the Northern Sea' (" in told[4]


def test_one_pdf_twice_is_told_where_it_does_not_belong(edition):
    edition.write(files={"3.pdf": edition.made["1"].pdf()})
    (told,) = edition.told()
    assert told.startswith("PP404 3 'pdf/3.pdf' has the same bytes as 'pdf/1.pdf' the PDF of paper")
    assert "ask the authors of 3" in told


def test_the_same_text_in_other_bytes_is_the_same_paper(edition):
    again = edition.made["1"].changed(paper="a4").pdf()
    edition.write(files={"3.pdf": again})
    (told,) = edition.told()
    assert told.startswith("PP404 3 ")


def test_a_record_without_a_pdf_and_the_pdf_that_is_its_own(edition):
    without = {"resources": None}
    edition.write("123", {"4.pdf": FOREIGN.pdf()}, {"1": without, "2": without})
    (edition.folder / "pdf" / "2.pdf").unlink()
    assert edition.told() == [
        (
            "PP405 1 paper 1 'Efficient Fine-Tuning of Multilingual Transformers' has no PDF "
            "('pdf/1.pdf', which no record names, is its PDF; name it under resources (--fix does))"
        ),
        (
            "PP405 2 paper 2 'A Study of Layer-Wise Pruning: Office Flows and Efficient Af…' has "
            "no PDF "
            "(ask the authors for it)"
        ),
        (
            "PP406 - 'pdf/4.pdf' is named by no record and is of none; its title reads 'Weather of "
            "the Northern Sea' (add the record that is missing, or move the file away)"
        ),
    ]


def test_a_pdf_at_another_address_is_no_missing_one(edition):
    record = {"resources": [{"type": "pdf", "url": "https://example.org/1.pdf"}]}
    edition.write("12", records={"1": record})
    (edition.folder / "pdf" / "1.pdf").unlink()
    assert edition.told() == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_review_version_is_still_the_paper_of_its_record(edition, layout):
    blind = edition.made["1"].changed(layout=layout, review=True)
    edition.write("12", {"1.pdf": edition.made["2"].pdf(), "2.pdf": blind.pdf()})
    told = [line[:7] for line in edition.told()]
    assert told[:2] == ["PP402 1", "PP402 2"]
    assert "PP411 1" in told


def test_papers_of_the_same_authors_are_told_apart_by_their_titles(edition):
    names = [{"name": author} for author in edition.made["1"].authors]
    other = edition.made["2"].changed(authors=edition.made["1"].authors)
    edition.write("12", {"2.pdf": other.pdf()}, {"2": {"authors": names}})
    assert edition.told() == []


def test_a_new_title_of_the_same_work_is_no_other_paper(edition):
    renamed = edition.made["1"].changed(title="Cheap Adaptation of Many Languages").pdf()
    edition.write("12", {"1.pdf": renamed})
    assert [line[:7] for line in edition.told()] == ["PP421 1"]


def test_what_an_edition_names_as_something_else_is_left_alone(edition):
    resources = [
        {"type": "pdf", "file": "pdf/1.pdf"},
        {"type": "slides", "file": "pdf/talk.pdf"},
    ]
    edition.write("1", {"talk.pdf": FOREIGN.pdf()}, {"1": {"resources": resources}})
    assert edition.told() == []


def test_a_pdf_that_cannot_be_read_is_told_with_its_record(edition):
    edition.write(
        "123", {"1.pdf": b"<html>Sign in</html>", "2.pdf": edition.made["2"].pdf()[:-900]}
    )
    assert edition.told() == [
        "PP401 1 'pdf/1.pdf' is a web page, whatever its ending says; export it again",
        "PP401 2 'pdf/2.pdf' is cut off before its end; copy or export it again",
    ]


def test_a_pdf_that_is_not_there_is_told_unless_it_is_awaited(edition):
    waiting = {"2": {"pdf": "awaited"}, "3": {"pdf": "awaited", "resources": None}}
    edition.write("1234", records=waiting)
    for name in "123":
        (edition.folder / "pdf" / f"{name}.pdf").unlink()
    assert edition.told() == [
        (
            "PP405 1 'pdf/1.pdf', which paper 1 'Efficient Fine-Tuning of Multilingual "
            "Transformers' names, is not there (ask the authors, or correct the name)"
        )
    ]
