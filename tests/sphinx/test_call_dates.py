"""The dates of a call: extensions, kinds, their calendar, the feed, and when a call is closed."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar
from lxml import etree

EDITION = """\
title: Made-up Days
short_title: MAD 2030
start_date: 2030-05-01
time_zone: Europe/Rome
mode: in-person
status: call
speakers: [{name: Ada Stone}, {name: TBA}, {name: Bo Li, cancelled: true, note: ill}]
call:
  overview: Papers, please.
  dates:
    - title: Submission
      date: 2030-02-10
      time: "18:00"
      time_zone: AoE
      former_dates: [2030-01-20, {date: 2030-02-01, time: "12:00"}]
      announced: 2030-01-30
    - {title: Notification, date: 2030-03-01, kind: notification}
    - {title: Final version, date: 2030-03-15}
    - title: Registration opens
      date: 2030-01-05
      kind: event
      time: "09:00"
      former_date: 2030-01-02
"""
SERIES = "title: Made-up Days\nshort_title: MAD\n"


@pytest.fixture(scope="module")
def built(site_of):
    files = {"mad/series.yaml": SERIES, "mad/2030/edition.yaml": EDITION}
    made = site_of(files, html_baseurl="https://p.example/")
    assert made.warnings == ""
    return made


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_a_date_names_all_that_it_was(built):
    submission, notification, _, registration = built.tree("mad/2030/call.html").xpath(
        "//dl[@class='proc-dates']/div"
    )
    assert [words(former) for former in submission.iter("del")] == [
        "formerly 20 January 2030",
        "formerly 1 February 2030, 12:00",
    ]
    assert "10 February 2030, 18:00 AoE" in words(submission)
    assert words(notification) == "Notification 1 March 2030"
    assert "5 January 2030, 09:00 CET" in words(registration)


def test_a_call_is_open_until_its_last_deadline(built):
    (state,) = built.tree("mad/2030/index.html").xpath("//*[@data-open-until]")
    assert words(state) == "Call open until 15 March 2030"
    assert state.get("data-open-until") == "2030-03-15T23:59:00+01:00"


@pytest.mark.parametrize(
    ("status", "word"), [("announced", "Announced"), ("in-review", "In review")]
)
def test_states_before_and_after_the_call(site_of, status, word):
    edition = EDITION.replace("status: call", f"status: {status}")
    built = site_of({"mad/series.yaml": SERIES, "mad/2030/edition.yaml": edition})
    facts = built.tree("mad/2030/index.html").xpath("//dl[@class='proc-facts']/div")
    assert f"State {word}" in [
        words(fact).replace("State", "State ", 1).replace("  ", " ") for fact in facts
    ]
    assert built.tree("mad/2030/index.html").get_element_by_id("dates") is not None
    assert word in words(built.tree("mad/index.html").find_class("proc-edition-name")[0])


def test_dates_have_a_calendar(built):
    assert "deadlines.ics" in " ".join(built.tree("mad/2030/call.html").xpath("//a/@href"))
    data = (built.folder / "mad/2030/deadlines.ics").read_bytes()
    entries = {str(e["summary"]): e for e in Calendar.from_ical(data).walk("VEVENT")}
    submission = entries["MAD 2030: Submission"]
    assert submission.decoded("dtstart") == dt.datetime(2030, 2, 11, 6, 0, tzinfo=dt.UTC)
    assert submission["sequence"] == 2
    assert submission.decoded("last-modified").date() == dt.date(2030, 1, 30)
    assert str(submission["url"]) == "https://p.example/mad/2030/call.html#date-submission"
    notification = entries["MAD 2030: Notification"]
    assert notification.decoded("dtstart") == dt.date(2030, 3, 1)
    assert "sequence" not in notification
    anchors = built.tree("mad/2030/call.html").xpath("//*[@id='date-submission']")
    assert len(anchors) == 1


def test_dates_are_in_the_feed(built):
    feed = etree.fromstring((built.folder / "atom.xml").read_bytes())
    name = {"a": "http://www.w3.org/2005/Atom"}
    entries = {e.findtext("a:title", None, name): e for e in feed.findall("a:entry", name)}
    entry = entries["MAD 2030 · Submission: 10 February 2030, 18:00 AoE, UTC−12:00"]
    address = "https://p.example/mad/2030/call.html#date-submission"
    assert entry.findtext("a:id", None, name) == f"{address}-2030-02-10"
    assert entry.findtext("a:updated", None, name) == "2030-01-30T00:00:00Z"
    assert "MAD 2030 · Notification: 1 March 2030" in entries


def test_speakers_are_to_be_announced_or_cancelled(built):
    found = {
        words(s.find(".//h2")): words(s)
        for s in built.tree("mad/2030/speakers.html").find_class("proc-speaker")
    }
    assert "The talk is to be announced." in found["Ada Stone"]
    assert "Bo Li Cancelled (ill)" in found
    assert not (built.folder / "people/tba.html").exists()
    assert (built.folder / "people/ada-stone.html").exists()
