"""The rules of a time zone in iCalendar, for the years that are asked for.

Written here, since the library dates the beginning of summer time by the clock that is already set
forward, where RFC 5545 (3.6.5) wants the clock before the change: its readers are an hour off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from sphinx_proceedings.model.values.dates import Zone


class Change(NamedTuple):
    """A change of clocks: the instant (UTC) from which the offset holds, and the one before."""

    instant: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool


@lru_cache(64)
def vtimezone(zone: Zone, first_year: int, last_year: int) -> Timezone:
    """Return the rules of *zone* from the beginning of one year to the end of another.

    The component is shared by the calendars of all records of an edition; it is not to be changed.
    """
    component = Timezone()
    component.add("tzid", zone.name)
    for change in changes(zone.tzinfo, first_year, last_year):
        kind = TimezoneDaylight if change.is_summer else TimezoneStandard
        rule = kind()
        rule.add("dtstart", (change.instant + change.before).replace(tzinfo=None))
        rule.add("tzoffsetfrom", change.before)
        rule.add("tzoffsetto", change.after)
        rule.add("tzname", change.name)
        component.add_component(rule)
    return component


def changes(zone: dt.tzinfo, first_year: int, last_year: int) -> Iterator[Change]:
    """Yield what holds when the first year begins, then every change to the end of the last."""
    now = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC) - dt.timedelta(days=1)
    end = dt.datetime(last_year + 1, 1, 2, tzinfo=dt.UTC)
    yield _change(now, zone, _state(now, zone)[0])
    while now < end:
        later = now + dt.timedelta(days=1)
        if _state(now, zone) != _state(later, zone):
            yield _change(_between(now, later, zone), zone, _state(now, zone)[0])
        now = later


def _state(moment: dt.datetime, zone: dt.tzinfo) -> tuple[dt.timedelta, str, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())


def _change(instant: dt.datetime, zone: dt.tzinfo, before: dt.timedelta) -> Change:
    after, name, is_summer = _state(instant, zone)
    return Change(instant, before, after, name, is_summer)


def _between(before: dt.datetime, after: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the first second at which the state of *after* holds."""
    old = _state(before, zone)
    while after - before > dt.timedelta(seconds=1):
        middle = before + dt.timedelta(seconds=(after - before) // dt.timedelta(seconds=2))
        if _state(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after
