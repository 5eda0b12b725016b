"""The schedule XML of frab and pretalx says what their JSON says, and is read the same way."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import imported


def schedule_xml(tmp_path, *, dated=True, zone="<time_zone_name>Europe/Berlin</time_zone_name>"):
    rows = (
        ("1", "09:00", "01", "Looms &amp; Loops", "Keynote", "Ada Li"),
        ("2", "9:30", "01", "Weaving", "Talk", "Bo Wu"),
        ("3", "10:00", "01", "Coffee", "Break", ""),
        ("4", "00:30", "02", "Late Looms", "Talk", "Ada Li"),
    )
    events = "".join(
        f"<event guid='g{number}' id='{number}'><room>Hall</room><title>{title}</title><subtitle/>"
        + (f"<date>2026-05-{day}T{start:0>5}:00+02:00</date>" if dated else "")
        + f"<start>{start}</start><duration>00:30</duration><type>{kind}</type>"
        "<abstract>One.\n\nTwo.</abstract><track>Art</track><persons>"
        + (f"<person id='{person[0]}'>{person}</person>" if person else "")
        + "</persons><recording><license/><optout>false</optout></recording>"
        "<links><link href='https://example.org/loom'>Loom</link></links></event>"
        for number, start, day, title, kind, person in rows
    )
    place = tmp_path / "programme.txt"
    place.write_text(
        "<?xml version='1.0' encoding='utf-8' ?>\n<!-- Made. -->\n<schedule><conference>"
        f"<title>LoomCon</title><start>2026-05-01</start><end>2026-05-02</end>{zone}<days>1</days>"
        "</conference><day index='1' date='2026-05-01' start='2026-05-01T08:00:00+02:00' "
        f"end='2026-05-02T04:00:00+02:00'><room name='Hall'>{events}</room></day></schedule>",
        encoding="utf-8",
    )
    return place


def test_schedule_xml_comes_as_the_json_does(project, tmp_path):
    place = schedule_xml(tmp_path)
    assert detect(Source.open([place])).importer.name == "pretalx"
    assert project.take(place) == 0, project.err
    text = project.read("programme.yaml")
    assert "title: Looms & Loops\n    type: keynote\n" in text
    assert "abstract: |-\n      One.\n\n      Two.\n" in text
    assert 'url: "https://example.org/loom"' in text
    assert '- {start: "09:30", end: "10:00", talk: weaving}' in text
    assert "    title: Coffee\n    type: break\n" in text
    assert "time_zone: Europe/Berlin" in project.read("edition.yaml")
    assert "track (4)" in project.out
    assert "recording" not in project.out
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


@pytest.mark.parametrize("says", ["the event", "the day", "the conference"])
def test_what_begins_after_midnight_is_on_the_next_date(tmp_path, says):
    place = schedule_xml(tmp_path, dated=says == "the event")
    if says == "the conference":
        text = place.read_text(encoding="utf-8").replace(" start='2026-05-01T08:00:00+02:00'", "")
        text = text.replace("<duration>00:30<", "<duration>00:30:00<")
        change = "<day_change>06:00:00</day_change></conference>"
        place.write_text(text.replace("</conference>", change), encoding="utf-8")
    edition, answers = imported("pretalx", place)
    assert not answers.open
    when = {one.fields["slots"][-1]["start"]: one.fields["date"] for one in edition.sessions[::2]}
    assert when == {"09:30": "2026-05-01", "00:30": "2026-05-02"}


def test_schedule_xml_without_a_zone_is_asked_for_it(project, tmp_path):
    place = schedule_xml(tmp_path, zone="")
    assert project.take(place) == 2
    assert '--time-zone "' in project.err


def test_biographies_of_the_json_outlive_the_xml(project, tmp_path):
    person = {"id": 1, "public_name": "Ada Li", "biography": "Ada weaves."}
    event = {
        "guid": "g1",
        "date": "2026-05-01T09:00:00+02:00",
        "start": "09:00",
        "duration": "00:30",
        "room": "Hall",
        "title": "Looms & Loops",
        "persons": [person],
    }
    days = [{"rooms": {"Hall": [event]}}]
    conference = {"title": "LoomCon", "time_zone_name": "Europe/Berlin", "days": days}
    assert project.take({"schedule": {"conference": conference}}) == 0, project.err
    assert project.take(schedule_xml(tmp_path)) == 0, project.err
    assert "bio: Ada weaves." in project.read("programme.yaml")
