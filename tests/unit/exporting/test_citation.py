"""What a citation inherits, and the words for what a reader must know."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.exporting.remarks import joined
from sphinx_proceedings.model.publication.titles import title_of


@pytest.fixture
def cited(nasty):
    return lambda key: cite(nasty, nasty.catalogue.get(f"edge/2025/{key}"))


def test_a_paper_inherits_what_it_does_not_say(cited):
    c = cited("papers/names")
    assert c.licence == "CC-BY-4.0"
    assert c.language == "en"
    assert c.archival is True
    assert c.date == dt.date(2025, 11, 3)
    assert c.publisher == "Müller & Söhne {Verlag}"
    assert c.issn == "2640-3498"
    assert c.isbn == "978-1-955917-21-6"


def test_a_paper_says_otherwise(cited):
    assert cited("papers/corrected").licence == "CC0-1.0"
    assert cited("papers/corrected").language == "de"
    assert cited("papers/emoji").archival is False
    assert cited("papers/emoji").date == dt.date(2025, 12, 31)


def test_a_talk_is_dated_by_the_event_and_has_no_licence(cited):
    c = cited("talks/across-the-change")
    assert c.date == dt.date(2025, 10, 25)
    assert c.licence is None
    assert c.key == "edge:2025:talks:across-the-change"


def test_a_year_is_known_without_a_date(real):
    edition = real.catalogue.editions["enlsp/2021"]
    assert edition.start_date is None or edition.start_date.year == 2021
    assert all(cite(real, p).year == p.edition_key[-4:] for p in real.catalogue.papers.values())


def test_editors_are_of_a_volume_only(cited, real):
    assert [e.inverted for e in cited("papers/names").editors] == [
        "van der Berg, Jan",
        "King, Martin Luther, Jr.",
    ]
    c = cite(real, real.catalogue.papers["enlsp/2022/papers/5"])
    assert c.editors == ()
    assert c.organizers[0].display == "Mehdi Rezagholizadeh"


def test_a_volume_has_a_title(real, nasty):
    for context, key, begins in (
        (real, "enlsp/2022", "Proceedings of the 2nd Workshop"),
        (nasty, "edge/2025", "Proceedings of EDGE"),
    ):
        catalogue = context.catalogue
        title = catalogue.published_edition(catalogue.editions[key]).title
        assert title.startswith(begins)


def test_subtitles(cited):
    assert cited("papers/maths").plain_title.endswith("10⁻³: In Vivo and in_silico")
    assert cited("papers/withdrawn").plain_title == "Why Did We Send This? A Withdrawal"


def test_marks_and_remarks(cited):
    c = cited("papers/retracted")
    assert c.plain_marked_title == "RETRACTED: A Result That Was Too Good"
    assert c.plain_title == "A Result That Was Too Good"
    assert c.remarks[0].startswith("Retracted (15 January 2026): The data were made up; see Names")
    assert c.remarks[1].startswith("Erratum")
    assert cited("papers/concern").mark.status == "expression-of-concern"
    assert cited("papers/corrected").mark is None


def test_whole_names(cited):
    (only,) = cited("papers/anonymous").authors
    assert (only.literal, only.person) == ("Anonymous", None)
    last = cited("papers/crowd").authors[-1]
    assert last.literal == "The Two Hundred Collaboration"
    assert len(cited("papers/crowd").authors) == 200


def test_an_orcid_on_record_is_found(cited):
    sukarno = next(a for a in cited("papers/names").authors if a.display == "Sukarno")
    assert sukarno.orcid == "0000-0002-1825-0097"


def test_addresses(cited, nasty):
    c = cited("papers/braces")
    assert c.url == "https://proceedings.example.org/site/edge/2025/papers/braces.html"
    assert c.pdf_url == "https://proceedings.example.org/site/edge/2025/papers/braces.pdf"
    nowhere = cite(ExportContext(catalogue=nasty.catalogue), c.record)
    assert nowhere.url == c.doi.url
    assert nowhere.pdf_url is None


def test_references_in_texts_have_titles(cited, nasty):
    assert (
        "Escherichia coli: BERT vs. mRNA at 10⁻³ and Sukarno."
        in cited("papers/braces").plain_abstract
    )
    for entry in ("edge", "edge/2025", "people/sukarno", "edge/2025/sessions/posters"):
        assert title_of(nasty.catalogue.get(entry))
    keyword = nasty.catalogue.keyword("sorting")
    assert title_of(keyword) == "sorting"


def test_joining():
    assert (
        joined(["One", "two.", "See https://example.org/a"])
        == "One. two. See https://example.org/a"
    )


def test_a_talk_is_dated_by_the_programme(nasty):
    dates = {
        record.id: cite(nasty, record).date
        for record in nasty.catalogue.editions["edge/2025"].talks
    }
    assert dates["across-the-change"] == dt.date(2025, 10, 25)
    assert dates["unscheduled"] is None, "the event has two days"
    assert cite(nasty, nasty.catalogue.talks["edge/2025/talks/unscheduled"]).year == "2025"
