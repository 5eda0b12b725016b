"""Abstracts and pages of the record against those of the PDF."""

from __future__ import annotations

import pytest

from .typeset_papers import LAYOUTS, sentences


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_abstract_that_ends_early_is_told(edition, layout):
    made = edition.made["1"].changed(layout=layout)
    for short in (
        made.abstract[: made.abstract.rindex(" ") - 60],
        made.abstract.rsplit(". ", 2)[0] + ".",
    ):
        edition.write("12", {"1.pdf": made.pdf()}, {"1": {"abstract": short}})
        (told,) = edition.told()
        assert told.startswith(
            "PP427 1 'pdf/1.pdf': the record's abstract ends early; the PDF goes"
        )


def test_words_run_together_and_broken_are_named(edition):
    made = edition.made["1"]
    words = made.abstract.split()
    at = next(
        n for n in range(10, 40) if min(map(len, words[n : n + 2])) > 3 and "." not in words[n]
    )
    glued = " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
    long = next(n for n in range(at + 3, 80) if len(words[n]) > 7 and words[n].isalpha())
    broken = glued.replace(f" {words[long]} ", f" {words[long][:3]}- {words[long][3:]} ", 1)
    edition.write("12", records={"1": {"abstract": broken}})
    (told,) = edition.told()
    assert told.startswith(
        "PP428 1 'pdf/1.pdf': words of the abstract are run together or broken: "
    )
    assert words[at] + words[at + 1] in told
    assert f"{words[long][:3]}- " in told


def test_another_wording_is_the_authors_own_business(edition):
    edition.write("12", records={"1": {"abstract": sentences(6, 99)}, "2": {"abstract": None}})
    assert edition.told() == []


def test_pages_that_are_not_as_many_are_told(edition):
    count = edition.audit_pages("1")
    records = {"1": {"pages": f"11-{10 + count}"}, "2": {"pages": "21-40"}}
    edition.write("12", records=records)
    (told,) = edition.told()
    assert told.startswith("PP429 2 'pdf/2.pdf': the record's pages 21-40 are 20, the PDF has ")
