"""The author and keyword indexes: who and what stands in them, and in which order."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.views.indexes import author_index, keyword_index

PAPERS = """\
papers:
  - id: "1"
    title: One
    authors: [{name: "Žižka, Jan"}, {name: "Berg, Zoë"}, {name: "Li, Bo"}, {name: 王小云}]
    keywords: [Zebra, graphs, "Éclair", über]
  - id: "2"
    title: Two
    authors: [{name: "Oduya, Sam"}, {name: "van der Berg, Anna"}, {name: "Zhang, Wei"}]
    keywords: [Graph theory, apple, 3D vision, Graphs]
  - id: "3"
    title: Three
    authors: [{name: "Ødegaard, Kari"}, {name: "Li, ana"}, {name: "Åström, Bo"}]
    keywords: [Zebra]
talks:
  - {id: t, title: Talk, speakers: [{name: "Aaltonen, Ida"}, {name: "Li, Bo"}], keywords: [graph]}
committees:
  - {role: organizer, members: [{name: "Aardvark, Only Organizer"}]}
"""
EARLIER = """\
title: First Workshop
short_title: DEMO 2021
papers:
  - {id: "1", title: Early, authors: [{name: "Li, Bo"}, {name: "Curie, Marie"}], keywords: [graph]}
"""


@pytest.fixture
def catalogue(make_data):
    loaded = load(make_data({"demo/2022/papers.yaml": PAPERS, "demo/2021/edition.yaml": EARLIER}))
    assert loaded.catalogue is not None, loaded.problems
    return loaded.catalogue


def lines(index):
    """Return the index as a reader sees it: letters, and under each the headings."""
    return [(letter.letter, [entry.heading for entry in letter.entries]) for letter in index]


def test_authors_are_filed_by_family_name_without_regard_to_accents_case_or_particle(catalogue):
    assert lines(author_index(catalogue, catalogue.editions["demo/2022"])) == [
        ("A", ["Aaltonen, Ida", "Åström, Bo"]),
        ("B", ["van der Berg, Anna", "Berg, Zoë"]),
        ("L", ["Li, ana", "Li, Bo"]),
        ("O", ["Ødegaard, Kari", "Oduya, Sam"]),
        ("Z", ["Zhang, Wei", "Žižka, Jan"]),
        ("王", ["王小云"]),
    ]


def test_the_index_of_all_editions_has_what_each_person_wrote_and_gave(catalogue):
    entries = {
        entry.heading: [record.key for record in entry.records]
        for letter in author_index(catalogue)
        for entry in letter.entries
    }
    assert entries["Li, Bo"] == ["demo/2021/papers/1", "demo/2022/papers/1", "demo/2022/talks/t"]
    assert entries["Curie, Marie"] == ["demo/2021/papers/1"]
    of_edition = author_index(catalogue, catalogue.editions["demo/2021"])
    assert lines(of_edition) == [("C", ["Curie, Marie"]), ("L", ["Li, Bo"])]
    (only,) = of_edition[1].entries
    assert [record.key for record in only.records] == ["demo/2021/papers/1"]


def test_keywords_are_filed_without_regard_to_accents_and_case(catalogue):
    assert lines(keyword_index(catalogue, catalogue.editions["demo/2022"])) == [
        ("#", ["3D vision"]),
        ("A", ["apple"]),
        ("E", ["Éclair"]),
        ("G", ["graph", "Graph theory", "graphs"]),
        ("U", ["über"]),
        ("Z", ["Zebra"]),
    ]


def test_a_keyword_has_each_record_of_all_its_spellings_once(catalogue):
    entries = {
        entry.heading: [record.key for record in entry.records]
        for letter in keyword_index(catalogue)
        for entry in letter.entries
    }
    assert entries["graphs"] == ["demo/2022/papers/1", "demo/2022/papers/2"]
    assert entries["graph"] == ["demo/2021/papers/1", "demo/2022/talks/t"]
