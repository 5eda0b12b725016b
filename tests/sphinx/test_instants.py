"""The same instants on pages, in calendars and in JSON-LD, whatever zone they are read in."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.programme import Session
from sphinx_proceedings.sphinx.domain import ProceedingsDomain


def events(built, name):
    """Return (start, end) by UID, each in UTC by the rules in the file, not by our zone data."""
    calendar = Calendar.from_ical((built.folder / f"{name}.ics").read_bytes())
    rules = [zone for zone in calendar.walk("VTIMEZONE") if isinstance(zone, Timezone)]
    zones = {str(zone["TZID"]): zone.to_tz() for zone in rules}

    def instant(moment):
        zone = zones.get(moment.params.get("TZID"), dt.UTC)
        naive = moment.dt.replace(tzinfo=None)
        return naive.replace(tzinfo=zone).astimezone(dt.UTC)

    return {
        str(event["UID"]): (instant(event["DTSTART"]), instant(event["DTEND"]))
        for event in calendar.walk("VEVENT")
        if isinstance(event.decoded("DTSTART"), dt.datetime)
    }


def shown(tree, xpath):
    """Return the intervals that a piece of a page has, in UTC; it prints what it means."""
    found = []
    for span in tree.xpath(f"{xpath}//span[@data-when]"):
        moments = [dt.datetime.fromisoformat(t.get("datetime")) for t in span.iter("time")]
        assert [t.text for t in span.iter("time")] == [f"{m:%H:%M}" for m in moments]
        found.append(tuple(moment.astimezone(dt.UTC) for moment in moments))
    return found


def utc(interval):
    return (interval.start.astimezone(dt.UTC), interval.end.astimezone(dt.UTC))


def timed(catalogue: Catalogue) -> list[tuple[Session, Paper | Talk | None, object]]:
    found: list[tuple[Session, Paper | Talk | None, object]] = []
    for session in catalogue.sessions.values():
        if interval := catalogue.interval(session):
            found.append((session, None, interval))
        for slot in session.slots:
            table = catalogue.papers if slot.paper else catalogue.talks
            name = f"{session.edition_key}/{'papers' if slot.paper else 'talks'}"
            record = table.get(f"{name}/{slot.paper or slot.talk}")
            if record and (interval := catalogue.interval(session, slot)):
                found.append((session, record, interval))
    return found


@pytest.mark.parametrize("which", ["site", "published"])
def test_every_instant_is_the_same_everywhere(request, which):
    built = request.getfixturevalue(which)
    catalogue = built.app.env.domains[ProceedingsDomain.name].catalogue
    everything = timed(catalogue)
    assert any(isinstance(record, Paper) for _, record, _ in everything)
    assert any(isinstance(record, Talk) for _, record, _ in everything)
    for session, record, interval in everything:
        programme = built.tree(f"{session.edition_key}/programme.html")
        section = f"//section[@id='session-{session.id}']"
        whole = events(built, f"{session.edition_key}/programme")
        if record is None:
            assert utc(interval) == shown(programme, f"{section}//header")[0], session.key
            assert utc(interval) in whole.values(), session.key
            continue
        assert utc(interval) in shown(programme, section), record.key
        page = built.tree(f"{record.key}.html")
        assert utc(interval) in shown(page, "//p[@class='proc-appearance']"), record.key
        # One event, by its UID, in the file of the record and in all that hold it.
        own = events(built, record.key)
        assert list(own.values()) == [utc(interval)], record.key
        for name in (session.key, f"{session.edition_key}/programme", "calendar"):
            assert own.items() <= events(built, name).items(), (record.key, name)
        if isinstance(record, Talk):
            (script,) = page.xpath("//script[@type='application/ld+json']")
            (event,) = (t for t in json.loads(script.text)["@graph"] if t["@type"] == "Event")
            told = (event["startDate"], event["endDate"])
            assert tuple(dt.datetime.fromisoformat(t) for t in told) == utc(interval), record.key


def test_readers_in_other_zones_see_the_hours_of_either_side_of_a_change_of_clocks(site):
    """In Oslo clocks go forward in the night between the two days."""
    nine = {
        "UTC": ("08:00", "07:00"),
        "America/New_York": ("04:00", "03:00"),
        "Asia/Tokyo": ("17:00", "16:00"),
        "Australia/Sydney": ("19:00", "18:00"),
        "Europe/Oslo": ("09:00", "09:00"),
    }
    folder = "forum/2031/sessions"
    for zone, hours in nine.items():
        for session, hour in zip(("beside", "second-day"), hours, strict=True):
            starts = {start for start, _ in events(site, f"{folder}/{session}").values()}
            assert f"{min(starts).astimezone(ZoneInfo(zone)):%H:%M}" == hour, (zone, session)


def test_sessions_of_a_day_stand_in_order(published):
    for path in published.folder.rglob("programme.html"):
        tree = published.tree(path.relative_to(published.folder))
        starts = [when[0] for when in shown(tree, "//section/header")]
        assert all(before <= after for before, after in pairwise(starts)), path
