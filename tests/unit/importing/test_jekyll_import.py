"""A workshop's Jekyll site: its lists become papers, people and a programme."""

from __future__ import annotations

import json

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.text.clock_times import clock_range


@pytest.mark.parametrize(
    ("text", "start", "end", "doubtful"),
    [
        ("07:30AM - 07:50AM", "07:30", "07:50", False),
        ("2:30PM-3:00PM", "14:30", "15:00", False),
        ("12:00PM – 1:00PM", "12:00", "13:00", False),
        ("9:00 - 10:30 am", "09:00", "10:30", False),
        ("1:00 - 2:30 pm", "13:00", "14:30", False),
        ("14:00-15:30", "14:00", "15:30", False),
        ("8:15M - 8:20AM", "08:15", "08:20", True),
        ("11:30AM - 12:00AM", "11:30", "12:00", True),
        ("11:48AM - 11:54PM", "11:48", "11:54", True),
    ],
)
def test_times_are_read_and_doubted(text, start, end, doubtful):
    when = clock_range(text)
    assert when is not None
    assert (when.start, when.end, bool(when.doubt)) == (start, end, doubtful)


@pytest.mark.parametrize("text", ["", "noon", "25:00 - 26:00", "9:00", "TBA - TBA"])
def test_what_is_no_time_is_none(text):
    assert clock_range(text) is None


FILES = {
    "_config.yml": "title: LOOM 2021\nauthor: {email: ada@example.org}\ndescription: On looms.\n",
    "_data/accepted_papers.yml": (
        '[{"id": "2", "title": "Looms: a Story",\n"abstract": "On \x1blooms.", '
        '"authors": "Ada Li (A; B)*; Bo Wu (C)", "has_supp": "yes",},\n'
        '{"id": "5", "title": "Cards", "abstract": "", "authors": "Anonymous"}]\n'
    ),
    "_data/schedule.yml": (
        "- {Title: Opening, Time: '08:00AM - 08:10AM', Whole_line: true}\n"
        "- {Title: (KeyNote Talk) On Weaving, Time: '08:10AM - 09:00AM', Presenter: Cy Day,"
        " Bio: Cy weaves., Abstract: All of it.}\n"
        "- {Title: '(<b>Spotlight 1</b>) Looms: A story', Time: '09:00AM - 09:10AM',"
        " Presenter: <ul><li>Bo Wu</li></ul>, Is_paper: true}\n"
        "- {Title: Lunch, Time: '12:00PM - 1:00M', Whole_line: true}\n"
    ),
    "_data/speakers.yml": (
        "- num_row: 1\n  speakers: [{name: Cy Day, title: Prof., affiliation: D}]\n"
    ),
    "_data/organizers.yml": "- num_row: 1\n  organizers: [{name: Ada Li, affiliation: A}]\n",
    "_data/technical_committee.yml": "- Eve Fay (Univ. of E (UE))\n- Bo Wu\n",
}
ANSWERS = (
    *("--time-zone", "America/Chicago", "--start-date", "2021-12-13"),
    *("--answer", "time.12:00PM - 1:00M=12:00-13:00"),
)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "site"
    for name, text in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_it_is_known_by_its_lists_though_they_look_like_json(folder):
    assert detect(Source.open([folder])).importer.name == "jekyll"


def test_what_is_doubtful_is_asked_before_anything_is_written(folder, project):
    assert project.take(folder) == 2
    assert '--time-zone "' in project.err
    assert '--start-date "' in project.err
    assert '--answer "time.12:00PM - 1:00M=12:00-13:00"' in project.err
    assert not (project.folder / "data/demo/2026").exists()


def test_papers_people_and_programme(folder, project):
    assert project.take(folder, *ANSWERS) == 0, project.err
    papers = project.read()
    assert "- {name: Ada Li, affiliations: A; B, corresponding: true}" in papers
    assert "- {name: Bo Wu, affiliations: C, presenter: true}" in papers
    assert "type: spotlight" in papers
    assert "abstract: On looms." in papers
    assert "- {name: Anonymous, kind: anonymous}" in papers
    programme = project.read("programme.yaml")
    assert "    title: On Weaving\n    type: keynote\n" in programme
    assert "honorific: Prof." in programme
    assert '- {start: "09:00", end: "09:10", paper: "2"}' in programme
    assert "title: LOOM 2021\n" in project.read("edition.yaml")
    assert "overview: On looms.\n" in project.read("edition.yaml")
    assert "- {name: Eve Fay, affiliations: Univ. of E (UE)}" in project.read("people.yaml")
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(folder) == 0, "the answers are remembered"
    assert project.tree() == before


YEARS = {
    2022: (40, 12, ()),
    2023: (
        80,
        12,
        (
            *("--answer", "time.8:15M - 8:20AM=08:15-08:20"),
            *("--answer", "time.11:42AM - 11:48PM=11:42-11:48"),
            *("--answer", "time.11:48AM - 11:54PM=11:48-11:54"),
        ),
    ),
}


@pytest.mark.parametrize("year", YEARS)
def test_the_sites_of_enlsp(shared, project, year):
    papers, sessions, answers = YEARS[year]
    place = shared / f"samples/ml-workshop-site/enlsp{year}"
    when = ("--time-zone", "America/Chicago", "--start-date", f"{year}-12-02")
    assert project.take(place, *when, *answers) == 0, project.err
    assert f"read {papers} papers" in project.out
    assert f"{sessions} sessions" in project.out
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


def test_the_site_of_2022_has_the_programme_of_this_repository(shared, project, repository):
    place = shared / "samples/ml-workshop-site/enlsp2022"
    project.take(place, "--time-zone", "America/Chicago", "--start-date", "2022-12-02")
    ours = (repository / "data/enlsp/2022/programme.yaml").read_text(encoding="utf-8")
    for line in ours.splitlines():
        if "paper:" in line:
            assert line.strip() in project.read("programme.yaml")


OTHER_SITE = {
    "_config.yml": "title: Microlooms 2021\n",
    "banner.pptx": "PK\x03\x04 no workbook",
    "_includes/figure.html": "{% if include.src %}<img>{% endif %}\n",
    "_site/papers.csv": "id,title,authors\n9,A Copy,Nobody Atall\n",
    "_data/spotlight_papers.yml": (
        "- Title: 'Looms: a Story'\n  Author: Ada Li et al.\n"
        "  Link: https://openreview.net/forum?id=abc\n"
    ),
    "_data/papers.json": json.dumps(
        [
            {
                "name": "Cards",
                "authors": [{"name": "Bo Wu", "affiliation": "C"}, {"name": "Cy Day"}],
                "has_supp": True,
                "kind": "poster",
                "slides": "https://x.org/cards.pdf",
            },
            {"name": "Threads", "authors": [{"name": "Eve Fay"}], "has_supp": False},
        ]
    ),
    "_data/people.yml": "- {name: Not Apaper, title: Prof., authors: none}\n",
    "_data/program_committee.yml": "- Eve Fay (E)\n- Gus Hay, H\n",
    "_data/pc.yml": "reviewers: ['Ida Jay, K']\n",
    "_data/program.yml": (
        "- day: September 8th\n  events:\n"
        "    - {title: Welcome, from: '9:00', to: '9:10'}\n"
        "    - {title: '<b>(First Keynote)</b> On Weaving <a href=\"https://x.org/w.pdf\">Slides</a>',"
        " from: '9:10', to: '10:00', speaker: Cy Day}\n"
        "    - {title: Coffee Break, time: '10:00'}\n"
        "    - {title: '(Oral Presentation) Cards', time: '10:30 - 11:00', location: Hall}\n"
        "    - {title: Coffee Break, time: '11:00 - 11:30'}\n"
        "- day: September 9th, 2021\n  events:\n"
        "    - {title: 'On Thread<br><b>Speakers:</b> Ada Li, Bo Wu', time: 9:00 AM – 10:00 AM}\n"
    ),
}


def test_a_site_in_other_words(tmp_path, project):
    place = tmp_path / "other"
    for name, text in OTHER_SITE.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    zone = ("--time-zone", "Europe/Paris")
    assert project.take(place, *zone) == 2
    assert '--answer "day.September 8th=2021-09-08"' in project.err
    answers = (*zone, "--answer", "day.September 8th=2021-09-08")
    assert project.take(place, *answers) == 0, project.err
    assert "read 3 papers, 4 authors" in project.out
    assert "has_supp (2)" in project.out
    papers = project.read()
    assert "type: spotlight" in papers
    assert "https://openreview.net/forum?id=abc" in papers
    assert "- {name: Bo Wu, affiliations: C}" in papers
    assert "- {type: slides, url: https://x.org/cards.pdf}" in papers.replace('"', "")
    assert "A Copy" not in papers
    people = project.read("people.yaml")
    assert "- {name: Gus Hay, affiliations: H}" in people
    assert "- {name: Ida Jay, affiliations: K}" in people
    programme = project.read("programme.yaml")
    assert "    title: On Weaving\n    type: keynote\n" in programme
    assert "https://x.org/w.pdf" in programme
    assert '{start: "10:30", end: "11:00", paper: cards}' in programme
    assert programme.count("title: Coffee Break") == 2
    assert 'start: "10:00"\n    end: "10:30"' in programme
    assert "- {name: Ada Li}\n      - {name: Bo Wu}" in programme
    assert "date: 2021-09-09" in programme
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


@pytest.mark.parametrize("name", ["papers.json", "papers.yml"])
def test_a_list_of_records_alone_is_a_table(tmp_path, project, name):
    (tmp_path / name).write_text(json.dumps(LIST), encoding="utf-8")
    assert project.take(tmp_path / name) == 0, project.err
    assert "read 2 papers, 3 authors" in project.out
    papers = project.read()
    assert "- {name: Ada Li, affiliations: A; B, C}" in papers.replace('"', "")
    assert "doi: 10.1234/x" in papers


LIST = {
    "proceedings": [
        {"title": "On Looms", "author": ["Bo Wu", "Cy Day"], "doi": "10.1234/x", "year": 2021},
        {"title": "On Cards", "author": [{"first_name": "Ada", "last_name": "Li",
                                          "institution": "A; B, C"}]},
    ]
}  # fmt: skip


def test_what_is_in_a_folder_without_papers_is_not_complained_of(tmp_path, project):
    place = tmp_path / "other"
    for name in ("banner.pptx", "_includes/figure.html"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(OTHER_SITE[name], encoding="utf-8")
    assert project.take(place) == 1
    assert "the format is not known" in project.err
