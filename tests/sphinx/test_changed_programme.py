"""A programme that changes: what is off, what has moved, where a slot is, boards, other zones."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from icalendar import Calendar
from lxml import etree

from sphinx_proceedings.exporting.formats.schedules.frab import FRAB_XML
from sphinx_proceedings.exporting.formats.schedules.icalendar import ICALENDAR
from sphinx_proceedings.exporting.formats.spreadsheets.table_rows import TALKS
from sphinx_proceedings.exporting.formats.web import schema_org
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.scheduled_events import uuid_of
from sphinx_proceedings.volume.pages.programme_pages import programme
from sphinx_proceedings.volume.plan import make_plan
from sphinx_proceedings.volume.typst_text import VolumeLinks

EDITION = """\
title: Made-up Days
short_title: MAD 2030
start_date: 2030-05-01
end_date: 2030-05-02
time_zone: Europe/Rome
mode: hybrid
status: programme
status_note: The hall is being repaired.
event_status: moved
changed: 2030-03-01
venue: {name: Old Hall, city: Bologna, country: IT}
papers:
  - {id: p1, title: Two, abstract: x, authors: [{name: Ada Stone}]}
  - {id: p2, title: Twelve, abstract: x, authors: [{name: Ada Stone}]}
  - {id: p3, title: Boardless, abstract: x, authors: [{name: Ada Stone}]}
talks:
  - id: off
    title: On tides
    abstract: x
    status: cancelled
    status_note: The speaker is *ill*.
    changed: [2030-04-20, 2030-04-25]
    speakers: [{name: Bo Li, bio: b, cancelled: true, note: ill}]
  - {id: web, title: On nets, abstract: x, speakers: [{name: Cy Wu, bio: b}]}
  - {id: late, title: On stars, abstract: x, speakers: [{name: Di Fo, bio: b}]}
  - {id: room, title: On walls, abstract: x, speakers: [{name: Em Ko, bio: b}]}
panels:
  - {id: later, title: A panel, status: postponed}
sessions:
  - id: talks
    title: Talks
    room: Main hall
    start: "09:00"
    end: "12:00"
    slots:
      - {start: "09:00", end: "09:30", talk: off}
      - start: "09:30"
        end: "10:00"
        talk: room
        room: Annex
        url: https://meet.example/annex
        status: moved
        changed: 2030-04-30
      - {start: "10:00", end: "10:30", panel: later}
      - {start: "10:30", end: "11:00", title: Coffee, status: cancelled, note: No beans}
  - id: online
    title: Online
    time_zone: America/New_York
    start: "09:00"
    end: "10:00"
    url: https://meet.example/online
    slots: [{start: "09:00", end: "09:30", talk: web}]
  - id: night
    title: Night
    room: Dome
    start: "22:00"
    end: "02:00"
    end_date: 2030-05-02
    slots:
      - {start: "22:00", end: "23:30", title: Music}
      - {start: "00:30", end: "01:00", talk: late}
  - id: posters
    title: Posters
    type: poster
    date: 2030-05-02
    room: Foyer
    start: "14:00"
    end: "15:00"
    papers: [{paper: p2, board: 12}, p3, {paper: p1, board: 2}]
"""
SERIES = "title: Made-up Days\nshort_title: MAD\n"


@pytest.fixture(scope="module")
def built(site_of):
    made = site_of({"mad/series.yaml": SERIES, "mad/2030/edition.yaml": EDITION})
    assert made.warnings == ""
    return made


@pytest.fixture(scope="module")
def context(built):
    return ExportContext(catalogue=built.catalogue, base_url="https://p.example/")


@pytest.fixture(scope="module")
def edition(built):
    return built.catalogue.editions["mad/2030"]


@pytest.fixture(scope="module")
def entries(context, edition):
    """Entries of the edition's calendar by what they are about."""
    data = ICALENDAR.export(context, Selection.of_edition(context.catalogue, edition))
    found = {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}
    return lambda key: found[str(uuid_of(key))]


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_a_cancelled_talk_keeps_its_page_and_says_why(built):
    tree = built.tree("mad/2030/talks/off.html")
    (banner,) = tree.find_class("proc-off")
    assert words(banner) == "Cancelled · The speaker is ill."
    assert words(tree.find_class("proc-people")[0]).endswith("Cancelled ill")


def test_what_is_off_is_marked_in_programme_and_search(built):
    tree = built.tree("mad/2030/programme.html")
    off = [words(slot) for slot in tree.xpath("//li[contains(@class, 'proc-is-off')]")]
    assert [text[:22] for text in off] == [
        "09:00–09:30 Cancelled ",
        "10:00–10:30 Postponed ",
        "10:30–11:00 Cancelled ",
    ]
    assert "No beans" in off[2]
    documents = "".join(p.read_text("utf-8") for p in built.folder.glob("search-index/d*.js"))
    assert "CANCELLED: On tides" in documents


def test_an_edition_says_what_became_of_it(built, context, edition):
    (banner,) = built.tree("mad/2030/index.html").find_class("proc-off")
    assert words(banner) == "Time or place changed · The hall is being repaired."
    assert schema_org.event(context, edition)["eventStatus"].endswith("/EventRescheduled")
    assert "Time or place changed" in built.text("mad/index.html")


def test_status_alone_says_that_an_edition_is_off(site_of):
    edition = EDITION.replace("status: programme", "status: cancelled").replace(
        "event_status: moved\n", ""
    )
    built = site_of({"mad/series.yaml": SERIES, "mad/2030/edition.yaml": edition})
    found = built.catalogue.editions["mad/2030"]
    context = ExportContext(catalogue=built.catalogue)
    assert schema_org.event(context, found)["eventStatus"].endswith("/EventCancelled")
    for talk in built.catalogue.talks.values():
        assert schema_org.talk(context, talk)["eventStatus"].endswith("/EventCancelled")
        assert context.catalogue.published(talk).mark.status == "cancelled"


def test_calendars_tell_status_and_change(entries):
    off = entries("mad/2030/sessions/talks#talks/off")
    assert str(off["status"]) == "CANCELLED"
    assert str(off["summary"]) == "CANCELLED: On tides"
    assert off["sequence"] == 3  # once with the edition, twice by itself
    assert off.decoded("dtstamp") == dt.datetime(2030, 5, 1, 0, 0, 3, tzinfo=dt.UTC)
    assert off.decoded("last-modified").date() == dt.date(2030, 4, 25)
    assert "The speaker is ill." in str(off["description"])
    assert str(entries("mad/2030/sessions/talks#panels/later")["status"]) == "TENTATIVE"
    assert str(entries("mad/2030/sessions/talks#coffee")["status"]) == "CANCELLED"
    assert entries("mad/2030/sessions/posters")["sequence"] == 1
    assert entries("mad/2030")["sequence"] == 1


def test_a_status_without_a_day_is_a_change(site_of):
    plain = EDITION.replace("event_status: moved\nchanged: 2030-03-01\n", "")
    plain = plain.replace("    changed: [2030-04-20, 2030-04-25]\n", "")
    built = site_of({"mad/series.yaml": SERIES, "mad/2030/edition.yaml": plain})
    context = ExportContext(catalogue=built.catalogue)
    data = ICALENDAR.export(context, Selection.of_site(built.catalogue))
    found = {str(e["summary"]): e for e in Calendar.from_ical(data).walk("VEVENT")}
    assert found["CANCELLED: On tides"]["sequence"] == 1
    stamps = {e.decoded("dtstamp") for name, e in found.items() if "sequence" not in e}
    assert found["CANCELLED: On tides"].decoded("dtstamp") > max(stamps)
    assert "status" not in found["On nets"]


def test_a_slot_has_a_room_and_an_address_of_its_own(built, entries, context):
    entry = entries("mad/2030/sessions/talks#talks/room")
    assert str(entry["location"]) == "Annex, Old Hall, Bologna, IT"
    assert str(entry["url"]) == "https://meet.example/annex"
    assert "https://p.example/mad/2030/talks/room.html" in str(entry["description"])
    for page in ("mad/2030/talks/room.html", "mad/2030/programme.html"):
        assert "Annex" in words(built.tree(page).xpath("//article | //main | //body")[0])
        assert "https://meet.example/annex" in built.tree(page).xpath("//a/@href")
    rows = {row["id"]: row for row in TALKS.rows(context, Selection.of_site(context.catalogue))}
    assert rows["room"]["room"] == "Annex"
    assert rows["off"]["status"] == "cancelled"
    api = json.loads(built.text("api/v1/mad/2030/talks/room.json"))
    (place,) = api["resolved"]["appearances"]
    assert (place["room"], place["status"]) == ("Annex", "moved")


def test_an_online_talk_is_at_its_address(entries, context):
    entry = entries("mad/2030/sessions/online#talks/web")
    assert str(entry["location"]) == str(entry["url"]) == "https://meet.example/online"
    (place,) = schema_org.talk(context, context.catalogue.talks["mad/2030/talks/web"])["location"]
    assert place == {"@type": "VirtualLocation", "url": "https://meet.example/online"}


def test_a_session_has_a_zone_of_its_own(built, entries):
    start = entries("mad/2030/sessions/online#talks/web").decoded("dtstart")
    assert start.astimezone(dt.UTC) == dt.datetime(2030, 5, 1, 13, 0, tzinfo=dt.UTC)
    assert start.tzinfo.key == "America/New_York"
    session = built.tree("mad/2030/programme.html").get_element_by_id("session-online")
    assert "EDT, UTC−04:00" in words(session)
    assert "UTC−04:00" not in words(
        built.tree("mad/2030/programme.html").find_class("proc-zone-note")[0]
    )


def test_what_follows_in_a_night_is_of_the_next_day(entries, context, edition):
    start = entries("mad/2030/sessions/night#talks/late").decoded("dtstart")
    assert f"{start:%d %H:%M}" == "02 00:30"
    data = FRAB_XML.export(context, Selection.of_edition(context.catalogue, edition))
    days = etree.fromstring(data).findall("day")
    assert [day.get("date") for day in days] == ["2030-05-01", "2030-05-02"]
    titles = [[title.text for title in day.iter("title")] for day in days]
    assert "On stars" in titles[0], "with its session, not the day after"
    assert titles[1] == ["Posters"]
    events = etree.fromstring(data).iter("event")
    rooms = {event.findtext("title"): event.findtext("room") for event in events}
    assert rooms["On walls"] == "Annex"
    assert "CANCELLED: On tides" in rooms


def test_posters_stand_at_their_boards(built, entries, context):
    session = built.tree("mad/2030/programme.html").get_element_by_id("session-posters")
    assert [words(item)[:24] for item in session.xpath(".//li[@class='proc-paper']")] == [
        "Two Ada Stone Board 2",
        "Twelve Ada Stone Board 1",
        "Boardless Ada Stone",
    ]
    assert "Board 12" in words(
        built.tree("mad/2030/papers/p2.html").find_class("proc-appearance")[0]
    )
    assert "- Board 2: Two\n- Board 12: Twelve\n- Boardless" in str(
        entries("mad/2030/sessions/posters")["description"]
    )
    paper = context.catalogue.papers["mad/2030/papers/p2"]
    data = ICALENDAR.export(context, Selection.of_record(context.catalogue, paper))
    (entry,) = Calendar.from_ical(data).walk("VEVENT")
    assert (str(entry["summary"]), str(entry["location"])) == (
        "Twelve",
        "Board 12, Foyer, Old Hall, Bologna, IT",
    )


def test_the_volume_says_what_is_off_and_where(context, edition):
    plan = make_plan(context.catalogue, edition, {}, {})
    (chapter,) = programme(plan, VolumeLinks(context.catalogue, edition))
    text = chapter.markup
    for expected in ("CANCELLED\\: On tides", "Annex", "[12]", "EDT, UTC−04\\:00"):
        assert expected in text
