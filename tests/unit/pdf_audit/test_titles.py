"""Titles are compared in words: how they are set makes no difference."""

from __future__ import annotations

import pytest

from .typeset_papers import LAYOUTS


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("record", "printed"),
    [
        ("Office flows and efficient affinities", "OFFICE FLOWS AND EFFICIENT AFFINITIES"),
        ("A $k$-NN bound of $\\mathcal{O}(n \\log n)$ in all", "A k-NN bound of O(n log n) in all"),
        ("Research & development of low-rank nets", "Research and Development of Low Rank Nets"),
        ("Müller’s “naïve” coöperation – revisited", "Muller's \"naive\" cooperation -- revisited"),
        ("CO~2~ and 10^6^ tokens: what does it cost?", "CO2 and 10^6 Tokens: What Does It Cost?"),
        ("*Attention* is `all` you need, **again**", "Attention Is All You Need, Again"),
    ],
)  # fmt: skip
def test_one_title_set_in_two_ways_is_one(edition, layout, record, printed):
    made = edition.made["1"].changed(title=printed, layout=layout)
    edition.write("12", {"1.pdf": made.pdf()}, {"1": {"title": record}})
    assert edition.told() == []


def test_a_subtitle_may_be_printed_or_not(edition):
    whole = edition.made["1"].changed(title="Cheap Models: A Survey").pdf()
    records = {
        "1": {"title": "Cheap Models", "subtitle": "A Survey"},
        "2": {"title": edition.made["2"].title, "subtitle": "Not Printed at All"},
    }
    edition.write("12", {"1.pdf": whole}, records)
    assert edition.told() == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_word_that_differs_is_named(edition, layout):
    made = edition.made["1"].changed(title="Efficient Pre-Training of Multilingual Transformers")
    edition.write("12", {"1.pdf": made.changed(layout=layout).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP421 1 'pdf/1.pdf': its title reads ")
    assert "stands for 'Fine-Tuning'" in told


def test_a_title_that_goes_on_is_told(edition):
    made = edition.made["3"].changed(title="Fast DistilBERT on CPUs: An Extended Study")
    edition.write("23", {"3.pdf": made.pdf()})
    (told,) = edition.told()
    assert told.startswith("PP421 3 'pdf/3.pdf': its title has more than the record's: 'Fast ")


def test_a_title_that_lacks_words_is_told(edition):
    made = edition.made["10"].changed(title="Distilling Graph Knowledge")
    edition.write(["2", "10"], {"10.pdf": made.pdf()})
    (told,) = edition.told()
    assert "it lacks 'for Open Question Answering'" in told


@pytest.mark.parametrize(
    "title", ["Fast DistilBERT on CPUs", "Sparse Mixtures at Scale and Beyond"]
)
def test_a_masthead_in_larger_type_is_no_title(edition, title):
    masthead = "#text(size: 22pt)[Journal of Things] #h(1fr) #text(size: 9pt)[Vol. 3]\n\n"
    made = edition.made["9"].changed(title=title, layout="lncs", before=masthead)
    edition.write(["2", "9"], {"9.pdf": made.pdf()}, {"9": {"title": title}})
    assert edition.told() == []
