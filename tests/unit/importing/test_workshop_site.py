"""Speakers, committees, dates and programmes on the pages of a site."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import imported


def take(tmp_path, files, **given):
    folder = tmp_path / "site"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return imported("workshop-pages", folder, **given)


def shown(people):
    return [(one.name, *(where.name for where in one.affiliations)) for one in people]


SPEAKERS = """---
title: Speakers
---
- [Ada Li](#ada-li)
- [Bo Wu](#bo-wu)

## Ada Li

| <img src="/ada.jpg" alt="Ada Li" height="250px" /> |
| **On *Looms* and Cards** |
| {long} |

| **Affiliation** | [Univ. of A](https://a.example.org) |
| **Biography** | Ada Li is a professor. |

## Cy Day: Carpets

**Abstract:**
We weave.

**Bio:** Cy was born.
"""


def test_speakers_with_their_talks(tmp_path):
    text = SPEAKERS.replace("{long}", "We weave at 50% of the cost. " * 10)
    edition, _ = take(tmp_path, {"speakers.md": text})
    looms, carpets = edition.talks
    assert (looms.title, looms.type) == ("On Looms and Cards", "invited")
    assert looms.abstract.startswith("We weave at 50% of")
    (ada,) = looms.speakers
    assert (ada.name, ada.url, ada.bio) == (
        "Ada Li",
        "https://a.example.org",
        "Ada Li is a professor.",
    )
    assert (carpets.title, carpets.abstract) == ("Carpets", "We weave.")
    assert carpets.speakers[0].bio == "Cy was born."
    assert shown(edition.facts["speakers"]) == [
        ("Ada Li", "Univ. of A"),
        ("Cy Day",),
        ("Bo Wu",),
    ]
    assert edition.unused["photographs"] == 1


COMMITTEES = """
# Organisers

|<img src="/a.jpg" alt="Ada Li"/>|<img src="/b.jpg" alt="Bo Wu"/>|
|[Ada Li](https://a.example.org)<br />Univ. of A|[Bo Wu](https://b.example.org)<br />Lab B|

## Programme Chairs

- **Web chair:** [Cy Day](https://linkedin.com/in/cy) (Inst. C, [@cyday](https://twitter.com/cyday))
- Prof. Dee Eve, Univ. of D, dee at d dot example
- To be announced

## Program Committee

Fay Gee (Univ. of F), Guy Hay (Lab G) and Ida Jay (Inst. (I) of J)

# Reviewers

<div class="row">
 <div class="card"><img src="/images/k.jpg"><h4><b>Dr.<br>Kim Lee</b><br>Univ. of K</h4></div>
 <div class="card"><h4><b>X.<br>Lu Mo</b><br>Lab L</h4></div>
</div>
"""


def test_people_in_lists_cards_and_rows_of_photographs(tmp_path):
    edition, _ = take(tmp_path, {"people.md": COMMITTEES})
    found = edition.facts["committees"]
    assert [(one["role"], shown(one["members"])) for one in found] == [
        ("organizer", [("Ada Li", "Univ. of A"), ("Bo Wu", "Lab B")]),
        ("programme-chair", [("Cy Day", "Inst. C"), ("Dee Eve", "Univ. of D")]),
        (
            "committee",
            [("Fay Gee", "Univ. of F"), ("Guy Hay", "Lab G"), ("Ida Jay", "Inst. (I) of J")],
        ),
        ("reviewer", [("Kim Lee", "Univ. of K"), ("Lu Mo", "Lab L")]),
    ]
    cy, dee = found[1]["members"]
    assert (cy.note, dee.honorific) == ("Web chair", "Prof.")
    assert found[3]["members"][0].honorific == "Dr."
    assert found[0]["members"][0].url == "https://a.example.org"
    assert not any("dee at" in str(one) for one in edition.notes)


DATES = """
## Overview

The workshop will take place on Friday May 7, 2021. It is about looms, and all that weaves.

## Important Dates

- **Submission deadline:** ~~March 7, 2021~~ March 14, 2021 (AoE)
- Apr 2nd, 2021: Notification of acceptance
- Workshop: June 11-13, 2021
- Camera-ready: Monday 3 May 2022
- Registration: in May 2021

| 2021-05-07 | Workshop |
"""


def test_dates_are_read_and_doubtful_ones_asked_about(tmp_path):
    edition, _ = take(tmp_path, {"index.md": DATES})
    assert edition.facts["start_date"] == "2021-05-07"
    assert edition.facts["call"]["dates"] == [
        {
            "title": "Submission deadline",
            "date": "2021-03-14",
            "time_zone": "AoE",
            "former_date": "2021-03-07",
        },
        {"title": "Notification of acceptance", "date": "2021-04-02"},
        {"title": "Workshop", "date": "2021-05-07", "deadline": False},
    ]
    assert [(note.before, note.why.split(": ")[1]) for note in edition.notes] == [
        ("Workshop: June 11-13, 2021", "several days"),
        ("Camera-ready: Monday 3 May 2022", "2022-05-03 is no Monday"),
        ("Registration: in May 2021", "no date with a year in it"),
    ]


SCHEDULE = """
# Accepted papers

- **Looms**, Ada Li
- **Cards**, Bo Wu

# Invited talks

### Cy Day
**Carpets**

# Schedule

| **Time (CET)** | **Time (EST)** | **Event** |
| 08:00--08:15 | 02:00--02:15 | Introduction |
| 08:15--08:45 | 02:15--02:45 | Keynote I: Cy Day |
| 08:45--09:00 | 02:45--03:00 | Looms |
| 09:00--10:00 | 03:00--04:00 | [Poster Session I](#poster-session-i) |
| 10:00--10:30 | 04:00--04:30 | Break |

# Poster Session I

- Looms
- Cards
- Something Else
"""


def test_a_programme_names_talks_papers_and_what_hangs_in_a_session(tmp_path):
    edition, answers = take(tmp_path, {"index.md": SCHEDULE})
    assert answers.open["time-zone"].text.startswith("The programme says 'CET'")
    assert "start-date" in answers.open
    edition, _ = take(
        tmp_path, {"index.md": SCHEDULE}, time_zone="Europe/Berlin", start_date="2020-12-11"
    )
    assert edition.facts["time_zone"] == "Europe/Berlin"
    sessions = {one.fields["title"]: one.fields for one in edition.sessions}
    assert list(sessions) == ["Talks 1", "Poster Session I", "Break"]
    slots = sessions["Talks 1"]["slots"]
    assert [slot.get("talk") or slot.get("paper") or slot["title"] for slot in slots] == [
        "Introduction",
        "carpets",
        "looms",
    ]
    assert sessions["Poster Session I"]["papers"] == ["looms", "cards"]
    assert any("1 titles of the session" in note.why for note in edition.notes)


def test_days_are_headings_and_an_end_is_the_next_begin(tmp_path):
    text = """# Program
### Monday, June 1, 2026
- 9:00 am Welcome
- **9:15 am** Looms
### Tuesday, June 2, 2026
- 14:00 - 15:00 Cards
- 15:00 Late
"""
    edition, answers = take(tmp_path, {"program.md": text}, time_zone="Europe/Rome")
    assert not answers.required
    assert (edition.facts["start_date"], edition.facts["end_date"]) == ("2026-06-01", "2026-06-02")
    found = [(one.fields.get("date"), one.fields["start"]) for one in edition.sessions]
    assert found == [("2026-06-01", "09:00"), ("2026-06-02", "14:00")]
    left = [note.before for note in edition.notes if "no end is given" in note.why]
    assert left == ["Looms", "Late"]


def test_a_page_that_a_template_fills_in_is_named(tmp_path):
    text = "# Accepted papers\n{% for p in site.data.papers %}\n- **{{ p.title }}**\n{% endfor %}\n"
    people = "# Organizers\n- Ada Li (Univ. of A)\n- Bo Wu\n"
    edition, _ = take(tmp_path, {"papers.md": text, "people.md": people})
    assert not edition.papers
    (note,) = edition.notes
    assert note.why.startswith("papers.md: a template fills it in")


def test_haet_comes_in_whole(shared: Path, project):
    folder = shared / "samples/ml-workshop-site/haet"
    assert detect(Source.open([folder])).importer.name == "workshop-pages"
    options = ("--time-zone", "Europe/Berlin", "--start-date", "2020-12-11")
    status = project.take(folder, *options, "--answer", "time.13:30 - 13:30=13:00-13:30")
    assert status == 0, project.out + project.err
    edition, _ = imported(
        "workshop-pages", folder, **{"time-zone": "Europe/Berlin", "start-date": "2020-12-11"}
    )
    assert len(edition.papers) == 40
    assert sum(paper.type == "spotlight" for paper in edition.papers) == 10
    assert all(paper.abstract and paper.authors for paper in edition.papers)
    organizers = next(c for c in edition.facts["committees"] if c["role"] == "organizer")
    assert [one.name for one in organizers["members"]] == [
        "Ghouthi Boukli Hacene",
        "Yoshua Bengio",
        "Vincent Gripon",
    ]
    committee = next(c for c in edition.facts["committees"] if c["role"] == "committee")
    assert len(committee["members"]) == 46
    before = project.tree()
    assert project.take(folder) == 0, project.err
    assert project.tree() == before


@pytest.mark.parametrize(
    ("seed", "talks", "speakers", "organizers"),
    [("002_a204c6eb987c645a.txt", 6, 11, 0), ("000_8255d0e8ec639b7a.txt", 0, 8, 6)],
)
def test_the_seeds_of_this_repository(shared: Path, seed, talks, speakers, organizers):
    edition, _ = imported("workshop-pages", shared / "seeds" / seed)
    assert len(edition.talks) == talks
    assert all(talk.abstract and talk.speakers[0].bio for talk in edition.talks)
    assert len(edition.facts["speakers"]) == speakers
    found = [one for c in islice(edition.facts.get("committees", []), 1) for one in c["members"]]
    assert len(found) == organizers


@pytest.mark.parametrize(
    ("seed", "paragraphs", "sponsors"),
    [("001_b85a498e18519e18.txt", 5, 4), ("004_d9923950b367c97a.txt", 5, 0)],
)
def test_the_seeds_that_say_what_the_workshop_is_about(shared: Path, seed, paragraphs, sponsors):
    place = shared / "seeds" / seed
    assert detect(Source.open([place])).importer.name == "workshop-pages"
    edition, _ = imported("workshop-pages", place)
    texts = edition.facts["overview"].split("\n\n")
    assert len(texts) == paragraphs
    assert "GitHub" not in edition.facts["overview"]
    assert len(edition.facts.get("sponsors", [])) == sponsors


@pytest.mark.parametrize(
    "text",
    [
        "- a, b\n" * 7_000,
        "- " + "Ada Li, " * 100_000,
        "{% comment %}" * 50_000,
        "\n".join("`" * length for length in range(900, 3, -1)),
        "*a " * 200_000,
    ],
    ids=["items", "commas", "comments", "fences", "stars"],
)
def test_hostile_pages_are_passed_over(tmp_path, text):
    people = "# Organizers\n- Ada Li (Univ. of A)\n"
    edition, _ = take(tmp_path, {"papers.md": f"# Accepted papers\n{text}", "people.md": people})
    assert not edition.papers
    assert shown(edition.facts["committees"][0]["members"]) == [("Ada Li", "Univ. of A")]


STARTER = """## Aim of the Workshop

We weave carpets of cards, and want to hear from everybody who weaves carpets too.

Whenever you commit to this repository, GitHub Pages will run [Jekyll](https://jekyllrb.com/).

### Markdown

Markdown is a lightweight and easy-to-use syntax for styling your writing.

### Support or Contact

Having trouble with Pages? Check out our documentation.

## Sponsors

[Looms Inc.](https://looms.example.org)
"""


def test_a_page_with_an_overview_only_is_known_and_github_s_own_text_is_left_out(tmp_path):
    (tmp_path / "index.txt").write_text(STARTER, encoding="utf-8")
    found = detect(Source.open([tmp_path / "index.txt"]))
    assert found.importer.name == "workshop-pages"
    assert found.detection.reason == "pages that list what the event is about"
    edition, _ = take(tmp_path, {"index.md": STARTER})
    assert edition.facts["overview"].startswith("We weave carpets")
    assert "Pages" not in edition.facts["overview"]
    assert "Markdown" not in edition.facts["overview"]
    assert [one["name"] for one in edition.facts["sponsors"]] == ["Looms Inc."]
    assert "index.md, line 5: the text that GitHub Pages puts into a new site" in [
        note.why for note in edition.notes
    ]


def test_a_text_that_stands_on_two_pages_comes_in_once(tmp_path):
    text = "## Overview\n\nWe weave carpets of cards, and we are happy to hear from you.\n"
    edition, _ = take(
        tmp_path, {"index.md": text, "home.md": f"{text}\nMore is on other pages: {'x' * 40}.\n"}
    )
    first, second = edition.facts["overview"].split("\n\n")
    assert {first.startswith("We weave"), second.startswith("We weave")} == {True, False}


def test_the_overview_of_a_program_is_no_page_of_a_workshop(tmp_path):
    text = "# Looms\n\n## Overview\n\nA program that weaves carpets of all kinds of cards.\n"
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    with pytest.raises(ImportSourceError, match="the format is not known"):
        detect(Source.open([tmp_path / "notes.md"]))
