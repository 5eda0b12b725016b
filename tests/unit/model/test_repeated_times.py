"""A session that one slot fills says its times once."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.views.timetable import timetable

SESSIONS = """\
time_zone: UTC
start_date: 2022-12-02
sessions:
  - {id: whole, title: A, start: "9:00", end: "10:00",
     slots: [{start: "9:00", end: "10:00", title: X}]}
  - {id: part, title: B, start: "10:00", end: "11:00",
     slots: [{start: "10:00", end: "10:30", title: X}]}
  - {id: two, title: C, start: "11:00", end: "12:00", slots: [{title: X}, {title: Y}]}
"""


@pytest.fixture
def sessions(make_data):
    loaded = load(make_data({"demo/2022/edition.yaml": f"title: D\nshort_title: D\n{SESSIONS}"}))
    assert loaded.catalogue is not None, loaded.problems
    days = timetable(loaded.catalogue, loaded.catalogue.editions["demo/2022"])
    return [timed for day in days for row in day.rows for timed in row]


def test_only_what_fills_the_session_repeats_its_times(sessions):
    repeated = {t.session.id: [t.repeats(slot) for slot in t.slots] for t in sessions}
    assert repeated == {"whole": [True], "part": [False], "two": [False, False]}
