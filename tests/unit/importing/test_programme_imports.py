"""Programmes of SIGCHI's app and of pretalx: clock times, rooms, talks, and papers met by title."""

from __future__ import annotations

import json

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import imported, note

NINE = 1581325200000  # Monday, 10 February 2020, 9:00, as if it were UTC

SIGCHI = {
    "conference": {
        "shortName": "TEI",
        "year": 2020,
        "fullName": "Conference on Tangibles",
        "startDate": NINE,
        "endDate": NINE + 86_400_000,
        "timeZoneOffset": 660,
    },
    "rooms": [{"id": 1, "name": "Hall"}],
    "tracks": [{"id": 5, "name": "Papers"}, {"id": 6}],
    "contentTypes": [{"id": 2, "name": "Paper"}, {"id": 3, "name": "Meal / refreshment"}],
    "timeSlots": [{"id": 9, "startDate": NINE, "endDate": NINE + 3_600_000}],
    "people": [
        {"id": 20, "firstName": "Ada", "middleInitial": "K.", "lastName": "Li"},
        {"id": 21, "firstName": "Bo", "lastName": "Wu"},
    ],
    "contents": [
        {
            "id": 30,
            "typeId": 2,
            "trackId": 5,
            "title": "Looms",
            "abstract": "On\r\nlooms.",
            "authors": [
                {"personId": 20, "institutions": ["A"]},
                {"personId": 21, "affiliations": [{"institution": "B", "country": "Germany"}]},
            ],
        },
        {"id": 31, "typeId": 2, "trackId": 5, "title": "Looms", "authors": [{"personId": 20}]},
        {"id": 32, "trackId": 6, "title": "Opening Keynote: On", "authors": [{"personId": 21}]},
    ],
    "sessions": [
        {
            "id": 40,
            "name": "Session 1",
            "typeId": 2,
            "roomId": 1,
            "timeSlotId": 9,
            "chairIds": [21],
            "contentIds": [30, 32],
        },
        {"id": 41, "name": "No time", "timeSlotId": 77, "contentIds": []},
    ],
    "events": [
        {
            "id": 42,
            "name": "Afternoon Tea",
            "typeId": 3,
            "startDate": NINE + 23_400_000,
            "endDate": NINE + 25_200_000,
        }
    ],
}


def test_sigchi_times_are_the_clock_on_the_wall(tmp_path):
    place = tmp_path / "program.json"
    place.write_text(json.dumps(SIGCHI))
    assert detect(Source.open([place])).importer.name == "sigchi"
    edition, answers = imported("sigchi", place)
    assert list(answers.open) == ["time-zone"]
    tea = edition.sessions[-1].fields
    assert (tea["title"], tea["date"], tea["start"], tea["type"]) == (
        "Afternoon Tea",
        "2020-02-10",
        "15:30",
        "break",
    )
    assert [talk.type for talk in edition.talks] == ["keynote"]
    assert [author.name for author in edition.papers[0].authors] == ["Li, Ada K.", "Wu, Bo"]
    assert {one.field or one.record for one in edition.notes} == {"title", "session-41"}


def test_sigchi_becomes_data(project):
    assert project.take(SIGCHI, "--time-zone", "Australia/Sydney") == 0, project.err
    programme = project.read("programme.yaml")
    assert '      - {talk: "32"}\n    papers: ["30"]\n' in programme
    assert "title: Conference on Tangibles\nshort_title: TEI 2020\n" in project.read("edition.yaml")
    assert "abstract: On looms.\n" in project.read()
    assert "affiliations: {name: B, country: DE}" in project.read()
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(SIGCHI) == 0
    assert project.tree() == before


def test_the_sigchi_sample(shared, project):
    place = shared / "samples/more/sigchi-program-json/tei-2020.program.json"
    edition, _ = imported("sigchi", place, time_zone="Australia/Sydney")
    assert (len(edition.papers), len(edition.talks), len(edition.sessions)) == (102, 2, 33)
    people = [one for paper in edition.papers for one in paper.authors]
    people += [one for talk in edition.talks for one in talk.speakers]
    assert len(people) == 372
    assert sum(one.field == "title" for one in edition.notes) == 11
    tea = next(one for one in edition.sessions if one.fields["title"] == "Afternoon Tea (Monday)")
    assert tea.fields["start"] == "15:30"
    peace = next(paper for paper in edition.papers if paper.key == "25344")
    assert [one.name for one in peace.authors] == ["Nabil, Sara", "MacLeod, Richard"]
    assert project.take(place, "--time-zone", "Australia/Sydney") == 0, project.err
    assert project.run("check") == 0, project.out


def event(number, start, title, **values):
    person = {"code": "ADA", "public_name": "Ada Li", "biography": "Ada weaves."}
    made = {"guid": f"g{number}", "date": f"2026-05-01T{start}:00+02:00", "start": start}
    made |= {"duration": "00:30", "room": "Hall", "title": title, "type": "Talk"}
    return {**made, "abstract": "A.", "persons": [person], **values}


def schedule(*events, zone="Europe/Berlin"):
    day = {"index": 1, "date": "2026-05-01", "rooms": {"Hall": list(events)}}
    conference = {"title": "LoomCon", "start": "2026-05-01", "end": "2026-05-02", "days": [day]}
    return {"schedule": {"conference": {**conference, "time_zone_name": zone}}}


@pytest.fixture
def programme():
    return schedule(
        event(1, "09:00", "Looms and Loops", type="Keynote"),
        event(2, "09:30", "Weaving"),
        event(3, "10:00", "Coffee", persons=[]),
        event(4, "11:30", "Cards"),
    )


def test_pretalx_talks_come_with_their_sessions(project, programme):
    assert project.take(programme) == 0, project.err
    text = project.read("programme.yaml")
    assert "  - id: looms-and-loops\n    title: Looms and Loops\n    type: keynote\n" in text
    assert '- {start: "09:30", end: "10:00", talk: weaving}' in text
    assert "    title: Coffee\n    type: break\n" in text
    assert "title: Hall, Friday morning\n" in text
    assert "bio: Ada weaves." in text
    assert "time_zone: Europe/Berlin" in project.read("edition.yaml")
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(programme) == 0
    assert project.tree() == before


def test_what_is_a_paper_of_the_edition_is_no_talk(project, programme):
    assert project.take([note(1, "Looms and Loops")]) == 0
    papers = project.read()
    assert project.take(programme) == 0, project.err
    assert project.read() == papers
    text = project.read("programme.yaml")
    assert '- {start: "09:00", end: "09:30", paper: "1"}' in text
    assert "looms-and-loops" not in text
    assert sorted(path.name for path in (project.folder / "data/demo/2026/.import").iterdir()) == [
        "openreview.json",
        "pretalx.json",
    ]


def test_a_zone_that_the_offsets_deny_is_asked_about(project, programme):
    programme["schedule"]["conference"]["time_zone_name"] = "UTC"
    assert project.take(programme) == 2
    assert '--time-zone "' in project.err
    assert project.take(programme, "--time-zone", "Europe/Berlin") == 0


def test_the_pretalx_sample(shared, project):
    place = shared / "samples/pretalx-schedule-json/pretalx-democon.json"
    assert detect(Source.open([place])).importer.name == "pretalx"
    assert project.take(place, "--time-zone", "Europe/Berlin") == 0, project.err
    assert "read 36 talks" in project.out
    assert project.run("check") == 0, project.out


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
{head}BEGIN:VEVENT
UID:user1@example.org
SUMMARY:Poster Session
DTSTART:20260501T160000Z
DTEND:20260501T170000Z
LOCATION:Hall B
END:VEVENT
BEGIN:VEVENT
UID:floating
SUMMARY:Opening
DTSTART:20260501T090000
DURATION:PT30M
RRULE:FREQ=DAILY;COUNT=2
END:VEVENT
BEGIN:VEVENT
UID:day
SUMMARY:Deadline
DTSTART;VALUE=DATE:20260401
END:VEVENT
END:VCALENDAR
"""


def calendar(tmp_path, head=""):
    place = tmp_path / "programme.txt"
    place.write_text(CALENDAR.format(head=head).replace("\n", "\r\n"))
    return place


def test_events_are_sessions_on_the_clock_of_the_zone(tmp_path):
    place = calendar(tmp_path, "X-WR-TIMEZONE:Europe/Berlin\n")
    assert detect(Source.open([place])).importer.name == "icalendar"
    edition, _ = imported("icalendar", place)
    opening, posters = edition.sessions
    assert (opening.key, opening.fields["start"], opening.fields["end"]) == (
        "floating",
        "09:00",
        "09:30",
    )
    assert (posters.fields["start"], posters.fields["room"]) == ("18:00", "Hall B")
    assert posters.key == "poster-session-2026-05-01-1800", "an address is no key"
    assert edition.excluded == {"events without a title, or for whole days": 1}
    assert [one.record for one in edition.notes] == ["floating"]


def test_a_calendar_without_a_zone_is_asked_about(tmp_path, project):
    place = calendar(tmp_path)
    assert project.take(place) == 2
    assert project.take(place, "--time-zone", "America/Chicago") == 0, project.err
    assert 'start: "11:00"' in project.read("programme.yaml")
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


def test_the_calendar_sample(shared, project):
    place = shared / "samples/mini-conf-csv/sample_cal.ics"
    assert project.take(place) == 0, project.err
    assert "sessions" in project.out


def submission(code, **said):
    slot = {"room": {"en": "Hall"}, "start": "2026-05-01T09:00:00+02:00"}
    slot["end"] = "2026-05-01T09:45:00+02:00"
    made = {
        "code": code,
        "title": f"On {code}",
        "speakers": [
            {"code": "S1", "name": "Ada Li", "biography": "Ada weaves.", "email": "a@b.org"}
        ],
        "submission_type": {"en": "Keynote"},
        "state": "confirmed",
        "abstract": "All of it.",
        "slot": slot,
    }
    return made | said


@pytest.mark.parametrize("kept", ["answer", "by day"])
def test_submissions_of_the_api_of_pretalx(project, kept):
    second = [{"id": 3, "room": {"name": {"en": "Attic"}}, "start": "2026-05-01T10:00:00+02:00",
               "end": "2026-05-01T10:30:00+02:00"}]  # fmt: skip
    looms, cards = submission("LOOMS"), submission("CARDS", slot=None, slots=second)
    rejected = submission("SECRET", state="rejected")
    value = {"count": 3, "results": [looms, cards, rejected]}
    if kept == "by day":
        value = {"schedule": {"2026-05-01": {"7": {"1": looms, "2": cards, "3": rejected}}}}
    assert project.take(value, "--time-zone", "Europe/Paris") == 0, project.err
    assert "1 rejected" in project.out
    programme = project.read("programme.yaml")
    assert "title: On LOOMS\n    type: keynote" in programme
    assert "- {name: Ada Li, bio: Ada weaves.}" in programme
    assert '{start: "10:00", end: "10:30", talk: on-cards}' in programme
    assert "room: Attic" in programme
    assert "SECRET" not in "".join(map(str, project.tree().values()))
