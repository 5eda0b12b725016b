"""Dates, times and zones: what is read, what is refused with which words, what is printed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sphinx_proceedings.model.values.dates import (
    Date,
    TimeOfDay,
    TimeZone,
    Zone,
    combine,
    format_date_range,
    format_time,
    parse_date,
    parse_time,
    parse_zone,
    zone_label,
)

CHICAGO = Zone("America/Chicago")


@given(st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)))
def test_dates_are_read_as_they_are_written(date: dt.date) -> None:
    assert parse_date(date.isoformat()) == date


@given(st.times())
def test_times_are_read_as_they_are_written(time: dt.time) -> None:
    whole = time.replace(microsecond=0)
    assert parse_time(format_time(whole)) == whole


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2022-02-30", "2022-02-30 is not a date: February 2022 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("2022-04-00", "April 2022 has 30 days"),
        ("2022-13-01", "there is no month 13"),
        ("2022-00-01", "there is no month 0"),
        ("2022-2-3", "write it as 2022-02-03"),
        ("2 December 2022", "write it as 2022-12-02 (year-month-day)"),
        ("0202-12-02", "the year is not in 1800–2199"),
        ("٢٠٢٢-12-02", "is not a date"),
        ("2022-12-02T08:00", "is not a date"),
        ("", "'' is not a date"),
    ],
)
def test_no_date(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("08:00", dt.time(8)),
        ("8:15", dt.time(8, 15)),
        (" 00:00 ", dt.time(0)),
        ("23:59:59", dt.time(23, 59, 59)),
    ],
)
def test_time(text: str, time: dt.time) -> None:
    assert parse_time(text) == time


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("24:00", "write 23:59, or 00:00 with the date of the next day"),
        ("24:01", "hours go from 00 to 23"),
        ("7:60", "minutes and seconds from 00 to 59"),
        ("8:15 PM", "write it as 20:15"),
        ("12:30am", "write it as 00:30"),
        ("12 p.m.", "write it as 12:00"),
        ("13:15PM", "write it as 08:15"),
        ("8:15M", "'8:15M' is not a time"),
        ("750", "'750' is not a time"),
    ],
)
def test_no_time(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("America/Chicago", "America/Chicago"),
        ("UTC", "UTC"),
        ("aoe", "AoE"),
        ("Anywhere on Earth", "AoE"),
    ],
)
def test_zone(text: str, name: str) -> None:
    assert str(parse_zone(text)) == name


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("CST", "may mean several; write it as America/Chicago"),
        ("GMT", "write UTC"),
        ("america/chicago", "did you mean America/Chicago?"),
        ("Amercia/Chicago", "did you mean America/Chicago?"),
        ("Vancouver", "did you mean America/Vancouver?"),
        ("New Orleans Time Zone", "write it as America/Chicago, UTC or AoE"),
        ("../zoneinfo/UTC", "is not a time zone"),
        ("/etc/localtime", "is not a time zone"),
    ],
)
def test_no_zone(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        parse_zone(text)


def test_a_time_that_clocks_skip_is_refused() -> None:
    complaint = re.escape("02:30 on 2022-03-13 does not exist in America/Chicago")
    with pytest.raises(ValueError, match=complaint + ".*did you mean 03:30"):
        combine(dt.date(2022, 3, 13), dt.time(2, 30), CHICAGO)
    assert combine(dt.date(2022, 3, 13), dt.time(3, 0), CHICAGO).utcoffset() == dt.timedelta(
        hours=-5
    )


@pytest.mark.parametrize("fold", [0, 1])
def test_of_a_time_that_clocks_show_twice_the_first_is_taken(fold: int) -> None:
    moment = combine(dt.date(2022, 11, 6), dt.time(1, 30, fold=fold), CHICAGO)
    assert moment.isoformat() == "2022-11-06T01:30:00-05:00"


@given(
    st.dates(dt.date(1970, 1, 1), dt.date(2037, 12, 31)),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.sampled_from(["UTC", "AoE", "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_a_moment_shows_the_date_and_time_it_was_made_of(
    date: dt.date, time: dt.time, zone: str
) -> None:
    try:
        moment = combine(date, time, Zone(zone))
    except ValueError:
        assert zone in {"America/Chicago", "Australia/Lord_Howe"}  # the two with summer time
        return
    again = moment.astimezone(dt.UTC).astimezone(Zone(zone).tzinfo)
    assert (again.date(), again.time()) == (date, time)


def test_anywhere_on_earth_is_the_last_zone() -> None:
    moment = combine(dt.date(2022, 9, 25), dt.time(23, 59), Zone("AoE"))
    assert moment.astimezone(dt.UTC).isoformat() == "2022-09-26T11:59:00+00:00"


@pytest.mark.parametrize(
    ("zone", "day", "label"),
    [
        ("America/Chicago", "2022-12-02", "CST, UTC−06:00"),
        ("America/Chicago", "2022-07-02", "CDT, UTC−05:00"),
        ("America/Sao_Paulo", "2022-12-02", "UTC−03:00"),
        ("Asia/Kolkata", "2022-12-02", "IST, UTC+05:30"),
        ("AoE", "2022-12-02", "AoE, UTC−12:00"),
        ("UTC", "2022-12-02", "UTC"),
    ],
)
def test_zone_label(zone: str, day: str, label: str) -> None:
    assert zone_label(combine(parse_date(day), dt.time(8), Zone(zone))) == label


def test_zone_label_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        zone_label(dt.datetime(2022, 12, 2, 8, 0))  # noqa: DTZ001 - what is tested


@pytest.mark.parametrize(
    ("start", "end", "lang", "text"),
    [
        ("2022-12-02", "2022-12-02", "en", "2 December 2022"),
        ("2021-05-07", "2021-05-09", "en", "7–9 May 2021"),
        ("2022-11-30", "2022-12-02", "en-CA", "30 Nov – 2 Dec 2022"),
        ("2022-12-30", "2023-01-02", "en", "30 Dec 2022 – 2 Jan 2023"),
        ("2022-12-02", "2022-12-02", "fr", "2 décembre 2022"),
        ("2021-05-07", "2021-05-09", "de", "7.–9. Mai 2021"),
        ("2022-12-02", "2022-12-02", "ja", "2022年12月2日"),
        ("2022-12-02", "2022-12-02", "tlh", "2 December 2022"),
    ],
)
def test_format_date_range(start: str, end: str, lang: str, text: str) -> None:
    formatted = format_date_range(parse_date(start), parse_date(end), lang)
    assert re.sub(r"\s", " ", formatted) == text


def test_a_range_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="is before the start"):
        format_date_range(dt.date(2022, 12, 2), dt.date(2022, 12, 1))


class _Slot(BaseModel):
    date: Date
    start: TimeOfDay
    zone: TimeZone


def test_moments_are_pydantic_fields() -> None:
    data = {"date": "2022-12-02", "start": "8:15", "zone": "America/Chicago"}
    slot = _Slot.model_validate(data)
    assert slot == _Slot(date=dt.date(2022, 12, 2), start=dt.time(8, 15), zone=CHICAGO)
    assert slot.model_dump(mode="json") == data | {"start": "08:15"}
    schema = _Slot.model_json_schema()["properties"]
    assert schema["date"]["format"] == "date"
    assert re.fullmatch(schema["start"]["pattern"], "8:15")
    assert "AoE" in schema["zone"]["examples"]


def test_fields_take_text_only_and_report_all_problems() -> None:
    with pytest.raises(ValidationError) as caught:
        _Slot.model_validate({"date": 20221202, "start": 750, "zone": None})
    assert [error["loc"] for error in caught.value.errors()] == [("date",), ("start",), ("zone",)]
    assert "a time is text, as 08:15; this is int" in str(caught.value)
