"""Pages that were copied out of a browser, where headings are only lines and cells are too."""

from __future__ import annotations

from pathlib import Path

from sphinx_proceedings.importing.formats.workshop_pages.copied_pages import with_headings
from sphinx_proceedings.importing.formats.workshop_pages.page_source import Line
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import imported

COPIED = """The 2nd Workshop on Weaving
Overview
We weave carpets of cards, and want to hear from everybody who weaves carpets.
Important Dates:
- Submission Deadline:
September 25, 2022 AOE
- Workshop Date: Friday December 2, 2022 (in-person and virtual)
Confirmed Speakers
Dr.
Ada Li
LoomLab
Prof.
Bo Wu
McGill & MILA
Cy Day
University of B
Schedule (Oslo)
Title: (Keynote) On Looms
Presenter: Ada Li
BioAda Li is a weaver of long standing.
AbstractWe look at looms.
They look back.
Title: Threads
Presenter:
AuthorsDi Eve, Ed Fox
Time |
Title |
Presenter |
09:30AM - 10:00AM |
(Keynote) On Looms |
|
Ada Li |
10:00AM - 10:20AM |
Threads |
|
10:20AM - 10:40AM |
Knots |
|
- Flo Gee
- Hu Ito
|
Organizers
Jo Kay
BASF
Technical Committee
- Lu Moe (University of C)
|
- Ny Orr (LoomLab)
"""
ANSWERS = {"time-zone": "Europe/Oslo", "start-date": "2022-12-02"}


def shown(people):
    return [(one.name, *(where.name for where in one.affiliations)) for one in people]


def test_a_copied_page_comes_in_whole(tmp_path):
    place = tmp_path / "page.txt"
    place.write_text(COPIED, encoding="utf-8")
    assert detect(Source.open([place])).importer.name == "workshop-pages"
    edition, _ = imported("workshop-pages", place, **ANSWERS)
    facts = edition.facts
    assert facts["overview"].startswith("We weave carpets")
    assert [(one["title"], one["date"]) for one in facts["call"]["dates"]] == [
        ("Submission Deadline", "2022-09-25"),
        ("Workshop Date (in-person and virtual)", "2022-12-02"),
    ]
    speakers = [("Ada Li", "LoomLab"), ("Bo Wu", "McGill & MILA"), ("Cy Day", "University of B")]
    assert shown(facts["speakers"]) == speakers
    assert [one.honorific for one in facts["speakers"]] == ["Dr.", "Prof.", ""]
    organizers, committee = facts["committees"]
    assert shown(organizers["members"]) == [("Jo Kay", "BASF")]
    assert shown(committee["members"]) == [("Lu Moe", "University of C"), ("Ny Orr", "LoomLab")]
    looms, threads, knots = edition.talks
    assert looms.abstract == "We look at looms.\n\nThey look back."
    assert looms.speakers[0].bio == "Ada Li is a weaver of long standing."
    assert [one.name for one in threads.speakers] == ["Di Eve", "Ed Fox"]
    assert [one.name for one in knots.speakers] == ["Flo Gee", "Hu Ito"]
    (session,) = edition.sessions
    assert [slot["start"] for slot in session.fields["slots"]] == ["09:30", "10:00", "10:20"]


def test_a_page_with_empty_lines_or_headings_stays_as_it_is():
    copied = [Line(text, number) for number, text in enumerate(COPIED.split("\n"), 1)]
    assert with_headings(copied) != copied
    spaced = [Line(text, 1) for line in copied for text in (line.text, "")]
    assert with_headings(spaced) == spaced
    headed = [Line("# Weaving", 1), *copied]
    assert with_headings(headed) == headed
    without = [line for line in copied if line.text not in ("Overview", "Organizers")][:8]
    assert with_headings(without) == without


def test_the_seed_that_was_copied(shared: Path):
    (place,) = (shared / "seeds").glob("003_*.txt")
    edition, _ = imported("workshop-pages", place, **{**ANSWERS, "time-zone": "America/Chicago"})
    assert len(edition.facts["speakers"]) == 12
    assert len(edition.facts["call"]["dates"]) == 4
    organizers, volunteers, committee = edition.facts["committees"]
    assert [len(one["members"]) for one in (organizers, volunteers, committee)] == [7, 2, 56]
    assert len(edition.talks) == 19
    assert all(talk.abstract for talk in edition.talks)
