"""What a record says in its edition: facts of its own, inherited ones, names, titles."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_proceedings.loading import load

SERIES = "title: Demonstrations\nshort_title: DEMO\npublisher: Series Press\nissn: 2049-3630\n"
EDITION = """\
title: The Second Workshop
short_title: DEMO 2022
start_date: 2022-12-02
end_date: 2022-12-03
time_zone: America/Chicago
language: nl
licence: CC-BY-4.0
archival: true
venue: {city: New Orleans, region: Louisiana, country: US}
committees:
- role: chair
  members: [{name: Ada Lovelace}, {name: Grace Hopper}]
- role: organizer
  members: [{name: Ada Lovelace}]
"""
PAPERS = """\
papers:
- id: a
  title: 'A *first'
  subtitle: try* at it
  authors:
  - {name: Ada Lovelace, affiliations: {name: One University, department: Mathematics}}
  - {name: Grace Hopper, affiliations: {name: One University, department: Physics}}
  - {name: The ATLAS Collaboration, kind: organization}
- id: b
  title: Which one?
  subtitle: None
  authors: [{name: Ada Lovelace}]
  language: fr
  licence: CC0-1.0
  archival: false
  date: 2023-01-05
  abstract: It is gone.
  resources: [{type: code, url: https://example.org/b}]
  notices: [{type: withdrawal, date: 2023-02-01, text: Taken back.}]
talks:
- {id: t, title: Opening, speakers: [{name: Ada Lovelace}]}
panels:
- {id: p, title: And now?, moderators: [{name: Grace Hopper}], panelists: [{name: Ada Lovelace}]}
"""
PEOPLE = """\
people:
- {id: ada-lovelace, name: Ada Lovelace, orcid: 0000-0002-1825-0097}
organizations:
- {id: one, name: One University, ror: 'https://ror.org/05a0ya142'}
"""
VOLUME = """\
volume:
  title: Proceedings of DEMO
  editors: [{name: Grace Hopper}]
  publisher: Volume Press
  date: 2023-01-01
  isbn: 978-3-16-148410-0
  licence: CC-BY-SA-4.0
"""


@pytest.fixture
def catalogue(make_data):
    def make(edition=EDITION):
        root = make_data(
            {
                "demo/series.yaml": SERIES,
                "demo/2022/edition.yaml": edition,
                "demo/2022/papers.yaml": PAPERS,
                "people.yaml": PEOPLE,
            }
        )
        loaded = load(root)
        assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
        return loaded.catalogue

    return make


def test_a_record_inherits_what_it_does_not_say(catalogue):
    records = catalogue()
    paper = records.published(records.papers["demo/2022/papers/a"])
    assert (paper.language, paper.licence, paper.archival) == ("nl", "CC-BY-4.0", True)
    assert (paper.date, paper.year) == (dt.date(2022, 12, 2), "2022")
    talk = records.published(records.talks["demo/2022/talks/t"])
    assert (talk.language, talk.licence) == ("nl", None)
    panel = records.published(records.panels["demo/2022/panels/p"])
    assert [name.display for name in panel.names] == ["Grace Hopper", "Ada Lovelace"]


def test_a_record_says_otherwise(catalogue):
    records = catalogue()
    paper = records.published(records.papers["demo/2022/papers/b"])
    assert (paper.language, paper.licence, paper.archival) == ("fr", "CC0-1.0", False)
    assert paper.year == "2023"


def test_a_volume_inherits_from_its_series(catalogue):
    records = catalogue()
    published = records.published_edition(records.editions["demo/2022"])
    assert published.title == "Proceedings of the Second Workshop"
    assert (published.publisher, published.issn) == ("Series Press", "2049-3630")
    assert published.licence == "CC-BY-4.0"
    assert published.date == dt.date(2022, 12, 2)
    assert published.event_place == "New Orleans, Louisiana, US"
    assert [name.display for name in published.organizers] == ["Ada Lovelace", "Grace Hopper"]
    assert published.editors == ()


def test_a_volume_says_otherwise(catalogue):
    records = catalogue(EDITION + VOLUME)
    published = records.published_edition(records.editions["demo/2022"])
    assert published.title == "Proceedings of DEMO"
    assert (published.publisher, published.isbn) == ("Volume Press", "978-3-16-148410-0")
    assert published.licence == "CC-BY-SA-4.0"
    assert [name.display for name in published.editors] == ["Grace Hopper"]
    paper = records.published(records.papers["demo/2022/papers/a"])
    assert (paper.licence, paper.year) == ("CC-BY-4.0", "2023")


def test_names_have_what_is_on_record(catalogue):
    records = catalogue()
    ada, grace, atlas = records.published(records.papers["demo/2022/papers/a"]).names
    assert (ada.orcid, grace.orcid) == ("0000-0002-1825-0097", None)
    assert ada.affiliations[0].ror == "05a0ya142"
    assert (atlas.literal, atlas.full_family) == ("The ATLAS Collaboration",) * 2


def test_two_departments_are_two_affiliations(catalogue):
    records = catalogue()
    numbered, affiliations = records.published(records.papers["demo/2022/papers/a"]).numbered_names
    assert [numbers for _, numbers in numbered] == [(1,), (2,), ()]
    assert [a.department for a in affiliations] == ["Mathematics", "Physics"]


def test_title_and_subtitle_are_two_texts(catalogue):
    records = catalogue()
    first, second = (
        records.published(records.papers[f"demo/2022/papers/{id}"]) for id in ("a", "b")
    )
    texts = [node.text for node in first.title.walk() if node.kind != "document"]
    assert texts == ["A *first: try* at it"], "asterisks of two texts make no emphasis"
    assert "".join(node.text for node in second.marked_title.walk()) == "WITHDRAWN: Which one? None"
    assert first.marked_title is first.title


def test_nothing_of_a_withdrawn_paper_is_shown(catalogue):
    records = catalogue()
    paper = records.published(records.papers["demo/2022/papers/b"])
    assert paper.withdrawn
    assert (paper.abstract, paper.resources) == (None, ())


def test_a_record_is_derived_once(catalogue):
    records = catalogue()
    paper = records.papers["demo/2022/papers/a"]
    assert records.published(paper) is records.published(paper)
    assert records.published(paper).container is records.published_edition(
        records.editions["demo/2022"]
    )


def test_a_name_is_found_by_what_it_says(catalogue):
    """A copy of a contribution stands for the same person, one with another ORCID does not."""
    records = catalogue()
    printed = records.papers["demo/2022/papers/a"].authors[0]
    data = printed.model_dump(mode="json")
    copied = printed.model_validate(data)
    assert records.person(copied) is records.people["ada-lovelace"]
    other = printed.model_validate({**data, "orcid": "0000-0001-5109-3700"})
    assert records.person(other) is None
