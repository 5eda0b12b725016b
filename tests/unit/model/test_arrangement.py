"""Papers in groups, as tables of contents have them: which groups, and in which order."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.views.arrangement import By, best_grouping, grouped, ordered

AUTHOR = "authors: [{name: Ada Lovelace}]"
PAPERS = f"""\
papers:
  - {{id: p1, title: One, type: poster, track: b, pages: 17-20, {AUTHOR}}}
  - {{id: p2, title: Two, type: oral, {AUTHOR}}}
  - {{id: p3, title: Three, type: poster, track: a, pages: 9-16, {AUTHOR}}}
  - {{id: p4, title: Four, type: oral, track: b, pages: 101, {AUTHOR}}}
  - {{id: p5, title: Five, type: poster, pages: 1-8, {AUTHOR}}}
tracks:
  - {{id: a, title: "The *first* track"}}
  - {{id: b, title: The second track}}
  - {{id: c, title: Nobody came}}
sessions:
  - {{id: last, title: Last, date: 2022-12-03, start: "9:00", end: "10:00", papers: [p3, p5]}}
  - {{id: late, title: Late, start: "14:00", end: "15:00", papers: [p3], track: a}}
  - {{id: lunch, title: Lunch, type: break, start: "12:00", end: "13:00"}}
  - {{id: early, title: Early, start: "9:00", end: "10:00", papers: [p1], slots: [{{paper: p4}}]}}
"""


def edition_of(make_data, text) -> tuple[Catalogue, Edition]:
    loaded = load(make_data({"demo/2022/papers.yaml": text}))
    assert loaded.catalogue is not None, loaded.problems
    return loaded.catalogue, loaded.catalogue.editions["demo/2022"]


def groups(found):
    """Return groups as (id, heading, ids of the papers)."""
    return [
        (group.id, group.title and to_plain(group.title), [paper.id for paper in group.papers])
        for group in found
    ]


def test_by_session_in_the_order_of_the_clock_and_each_paper_once(make_data):
    assert groups(grouped(*edition_of(make_data, PAPERS), By.SESSION)) == [
        ("session-early", "Early", ["p4", "p1"]),
        ("session-late", "Late", ["p3"]),
        ("session-last", "Last", ["p5"]),
        ("other", "Other papers", ["p2"]),
    ]


def test_by_track_in_the_order_of_the_tracks_and_then_the_others(make_data):
    catalogue, edition = edition_of(make_data, PAPERS)
    assert groups(grouped(catalogue, edition, By.TRACK)) == [
        ("a", "The first track", ["p3"]),
        ("b", "The second track", ["p1", "p4"]),
        ("other", "Other papers", ["p2", "p5"]),
    ]
    assert best_grouping(edition) is By.TRACK
    assert [paper.id for paper in ordered(catalogue, edition)] == ["p3", "p1", "p4", "p2", "p5"]


def test_by_type_orals_before_posters(make_data):
    assert groups(grouped(*edition_of(make_data, PAPERS), By.TYPE)) == [
        ("oral", "Oral papers", ["p2", "p4"]),
        ("poster", "Poster papers", ["p1", "p3", "p5"]),
    ]


def test_by_page_as_numbers_and_what_has_none_last(make_data):
    assert groups(grouped(*edition_of(make_data, PAPERS), By.PAGE)) == [
        ("all", None, ["p5", "p3", "p1", "p4", "p2"])
    ]


def test_by_page_front_matter_comes_first_and_prefixed_pages_last(make_data):
    pages = ["none", "e2", "S3-S5", "10-12", "9", "ix-xii", "iv", "i-iii", "xl", "e1"]
    papers = "".join(
        f"  - {{id: p{p.partition('-')[0]}, title: One, {AUTHOR}"
        + (f", pages: {p}}}\n" if p != "none" else "}\n")
        for p in pages
    )
    (found,) = grouped(*edition_of(make_data, f"papers:\n{papers}"), By.PAGE)
    assert [paper.id.removeprefix("p") for paper in found.papers] == [
        *("i", "iv", "ix", "xl"),
        *("9", "10"),
        *("S3", "e1", "e2"),
        "none",
    ]


@pytest.mark.parametrize("by", [By.TRACK, By.SESSION])
def test_without_tracks_and_sessions_there_is_no_heading_for_the_others(make_data, by):
    papers = (
        f"papers:\n  - {{id: p1, title: One, {AUTHOR}}}\n  - {{id: p2, title: Two, {AUTHOR}}}\n"
    )
    assert groups(grouped(*edition_of(make_data, papers), by)) == [("other", None, ["p1", "p2"])]
