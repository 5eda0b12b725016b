"""RIS, read back by rispy; EndNote by a few lines here, and by Citation.js in test_endnote.py."""

from __future__ import annotations

import pytest
import rispy

from sphinx_proceedings.exporting.formats.citations.ris import ENDNOTE, RIS, entered
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.model.values.text import one_line


@pytest.fixture(scope="module")
def entries(context, site):
    return rispy.loads(RIS.export(context, site).decode())


@pytest.fixture(scope="module")
def refer(context, site):
    text = ENDNOTE.export(context, site).decode()
    records = []
    for block in text.strip().split("\n\n"):
        record: dict[str, list[str]] = {}
        for line in block.split("\n"):
            assert line[0] == "%"
            record.setdefault(line[:2], []).append(line[3:])
        records.append(record)
    return records


def test_every_paper_comes_back(entries, bibliography):
    assert [entry["id"] for entry in entries] == [c.key for c in bibliography]
    for entry, c in zip(entries, bibliography, strict=True):
        assert entry["title"] == one_line(c.plain_marked_title)
        assert entry["authors"] == [a.inverted for a in c.authors]
        assert entry.get("abstract") == (c.plain_abstract and one_line(c.plain_abstract))
        assert entry.get("start_page") == (c.pages.first if c.pages else None)
        assert entry.get("end_page") == (c.pages.end if c.pages else None)
        assert entry.get("doi") == c.doi
        assert entry["year"] == c.year
        assert entry.get("date") == (c.date.strftime("%Y/%m/%d") if c.date else None)
        assert entry.get("keywords", []) == list(c.keywords)
        assert entry["language"] == c.language


def test_nothing_stands_in_the_place_of_a_database(entries, bibliography):
    for entry, c in zip(entries, bibliography, strict=True):
        assert "name_of_database" not in entry
        assert entry["secondary_title"] == c.edition.title
        assert entry.get("custom3") == (c.proceedings_title if c.in_proceedings else None)
        assert entry.get("tertiary_title") == (c.series.title if c.container.volume else None)


def test_only_what_is_in_proceedings_is_called_so(entries, bibliography):
    types = {
        c.key: entry["type_of_reference"] for entry, c in zip(entries, bibliography, strict=True)
    }
    assert {types[c.key] for c in bibliography if c.archival is False} <= {"CPAPER"}
    assert {types[c.key] for c in bibliography if c.container.volume and c.archival} <= {"CONF"}


def test_a_line_of_an_abstract_cannot_end_the_record():
    assert one_line("a\nER  - \r\nTY  - JOUR") == "a ER - TY - JOUR"


def test_endnote_says_the_same(refer, bibliography):
    assert len(refer) == len(bibliography)
    for record, c in zip(refer, bibliography, strict=True):
        assert record["%A"] == [entered(a) for a in c.authors]
        assert record["%T"] == [one_line(c.plain_marked_title)]
        assert record.get("%X", []) == ([one_line(c.plain_abstract)] if c.abstract else [])
        assert record.get("%P", []) == ([str(c.pages)] if c.pages else [])
        assert record.get("%R", []) == ([c.doi] if c.doi else [])
        assert record["%D"] == [c.year]
        assert record.get("%C", []) == ([c.event_place] if c.event_place else [])


def test_endnote_does_not_split_the_names_of_groups(nasty):
    paper = nasty.catalogue.papers["edge/2025/papers/names"]
    text = ENDNOTE.export(nasty, Selection.of_record(nasty.catalogue, paper)).decode()
    names = [line[3:] for line in text.splitlines() if line.startswith("%A ")]
    assert "Barnes and Noble,, Inc." in names
    assert "The AI & Law Consortium," in names
    assert "King, Martin Luther, Jr." in names
    assert "\r" not in text


def test_taken_back_papers_are_marked(entries, refer, bibliography):
    for entry, record, c in zip(entries, refer, bibliography, strict=True):
        if c.mark:
            assert entry["title"].startswith(c.mark.prefix)
            assert record["%T"][0].startswith(c.mark.prefix)
            assert c.mark.keyword in entry["keywords"]


def test_one_paper_and_one_talk(nasty):
    for key, kind in (("papers/names", "CONF"), ("talks/unscheduled", "GEN")):
        record = nasty.catalogue.get(f"edge/2025/{key}")
        (entry,) = rispy.loads(
            RIS.export(nasty, Selection.of_record(nasty.catalogue, record)).decode()
        )
        assert entry["type_of_reference"] == kind
