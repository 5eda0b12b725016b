"""A workshop's Jekyll site: its lists become papers, people and a programme."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.formats.former_sites.clock_times import clock_range
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source


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
