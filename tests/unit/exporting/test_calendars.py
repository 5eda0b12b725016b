"""Calendars, read back by icalendar and by vobject, which makes its own zones of what it reads."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import vobject
from icalendar import Calendar

from sphinx_proceedings.exporting.formats.schedules.icalendar import ICALENDAR, calendar_of_session
from sphinx_proceedings.exporting.formats.schedules.icalendar_timezone import vtimezone
from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Selection
from sphinx_proceedings.exporting.scheduled_events import scheduled_events, uuid_of
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.values.dates import parse_zone

# vobject is older than what Python thinks of some calls; we read with it all the same.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def events(data):
    """Events by UID, with instants in UTC."""
    found = {}
    for event in Calendar.from_ical(data).walk("VEVENT"):
        times = [event.decoded(name) for name in ("dtstart", "dtend")]
        found[str(event["uid"])] = (str(event["summary"]), *map(instant, times))
    return found


def events_by_vobject(data):
    found = {}
    for event in vobject.readOne(data.decode()).vevent_list:
        times = (event.dtstart.value, event.dtend.value)
        found[event.uid.value] = (event.summary.value, *map(instant, times))
    return found


def instant(moment):
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


@pytest.fixture(scope="module")
def data(context, site):
    return ICALENDAR.export(context, site)


def test_two_readers_see_the_same(data):
    assert events(data) == events_by_vobject(data)


def test_every_event_is_there_at_its_time(data, context, site):
    read = events(data)
    expected = [h for edition in site.editions for h in scheduled_events(context, edition)]
    for event in expected:
        assert read[str(event.guid)] == (
            event.title,
            event.start.astimezone(dt.UTC),
            event.end.astimezone(dt.UTC),
        )
    sessions = {
        str(uuid_of(session.key))
        for edition in site.editions
        if edition.start_date and edition.time_zone
        for session in edition.sessions
    }
    editions = {str(uuid_of(e.key)) for e in site.editions if e.start_date}
    assert set(read) == {str(h.guid) for h in expected} | sessions | editions


def test_lines_are_short_and_clean(data):
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_text_comes_back_whole(nasty):
    (talk,) = [t for t in nasty.catalogue.talks.values() if t.id == "across-the-change"]
    data = ICALENDAR.export(nasty, Selection.of_record(nasty.catalogue, talk))
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    title = 'Talking through the change; a "quoted, title" with \\ and 100%'
    assert str(event["summary"]) == title
    # The calendar's own name is a text too (RFC 7986, 5.1).
    assert rb'NAME:Talking through the change\; a "quoted\, title" with \\ and 100%' in data
    assert "a \\ backslash.\n\nA second one" in str(event["description"])
    assert str(event["url"]).endswith("/edge/2025/talks/across-the-change.html")
    assert str(event["location"]) == 'Bar, Haus, der "Kulturen"; & Co., Köln, DE'
    assert event.decoded("dtstart").tzinfo.utcoffset(event.decoded("dtstart")) == dt.timedelta(
        hours=2
    )


def test_a_night_in_which_clocks_change(nasty):
    session = nasty.catalogue.sessions["edge/2025/sessions/night"]
    read = events(calendar_of_session(nasty, session)).values()
    hours = {title: (end - start).total_seconds() / 3600 for title, start, end in read}
    assert hours["The long night"] == 7  # 22:00 to 04:00, with one hour twice
    emoji = next(start for title, start, _ in read if title.startswith("Emoji"))
    assert emoji == dt.datetime(2025, 10, 26, 2, 0, tzinfo=dt.UTC)


def test_an_edition_is_whole_days(nasty):
    edition = nasty.catalogue.editions["edge/2025"]
    read = events(ICALENDAR.export(nasty, Selection.of_edition(nasty.catalogue, edition)))
    assert read[str(uuid_of("edge/2025"))] == (
        edition.title,
        dt.date(2025, 10, 25),
        dt.date(2025, 10, 27),  # the first day after (RFC 5545, 3.6.1)
    )


def test_a_poster_is_there_as_long_as_its_session(nasty):
    paper = nasty.catalogue.papers["edge/2025/papers/rtl"]
    data = ICALENDAR.export(nasty, Selection.of_record(nasty.catalogue, paper))
    ((title, start, end),) = events(data).values()
    assert title == "Posters"
    assert (end - start) == dt.timedelta(hours=1)


def test_what_has_no_time_is_refused_with_advice(nasty):
    talk = nasty.catalogue.talks["edge/2025/talks/unscheduled"]
    with pytest.raises(ExportError, match="give it a slot"):
        ICALENDAR.export(nasty, Selection.of_record(nasty.catalogue, talk))


def test_a_retracted_paper_is_marked(data, citations):
    titles = [title for title, _, _ in events(data).values()]
    for c in citations:
        if c.mark and c.mark.status == "retracted":
            assert c.plain_marked_title in titles


def test_identifiers_do_not_depend_on_the_address(nasty):
    selection = Selection.of_site(nasty.catalogue)
    elsewhere = ExportContext(catalogue=nasty.catalogue, base_url="https://elsewhere.example")
    assert set(events(ICALENDAR.export(nasty, selection))) == set(
        events(ICALENDAR.export(elsewhere, selection))
    )


def test_the_stamp_is_the_one_given(nasty):
    made = dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    context = ExportContext(catalogue=nasty.catalogue, generated_at=made)
    data = ICALENDAR.export(context, Selection.of_site(nasty.catalogue))
    assert set(re.findall(rb"DTSTAMP:(\S+)", data)) == {b"20300102T030405Z"}


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/Berlin", 2025),
        ("America/Chicago", 2022),
        ("Australia/Lord_Howe", 2024),  # half an hour
        ("Asia/Kolkata", 2024),  # no changes
        ("America/Sao_Paulo", 2018),  # at midnight
        ("Africa/Casablanca", 2024),  # winter time in Ramadan
        ("Europe/Dublin", 2024),  # winter time is the exception by law
    ],
)
def test_zones_are_right_for_every_hour_of_a_year(zone, year):
    rules = parse_zone(zone)
    lines = vtimezone(rules, year, year).to_ical().decode()
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{lines}END:VCALENDAR\r\n"
    read = Calendar.from_ical(text).timezones[0].to_tz(lookup_tzid=False)
    moment = dt.datetime(year, 1, 1, 0, 30, tzinfo=dt.UTC)
    for hour in range(365 * 24):
        local = (moment + dt.timedelta(hours=hour)).astimezone(rules.tzinfo)
        if local.year != year or local.fold:
            continue  # a calendar cannot tell the second of an hour that comes twice
        told = local.replace(tzinfo=read)
        assert told.utcoffset() == local.utcoffset(), local


def test_deadlines_anywhere_on_earth_are_told_in_utc(tmp_path):
    folder = tmp_path / "far" / "2030"
    folder.mkdir(parents=True)
    (tmp_path / "far" / "series.yaml").write_text("title: Far\nshort_title: FAR\n")
    (folder / "edition.yaml").write_text(
        "title: Far\nshort_title: FAR 2030\nstart_date: 2030-05-01\ntime_zone: AoE\n"
        "sessions: [{id: a, title: A, start: '20:00', end: '21:00'}]\n"
    )
    catalogue = load(tmp_path).catalogue
    assert catalogue is not None
    data = ICALENDAR.export(ExportContext(catalogue=catalogue), Selection.of_site(catalogue))
    assert b"DTSTART:20300502T080000Z" in data
    assert b"VTIMEZONE" not in data
