"""What stands side by side in a programme: rows of a day, and the columns of its sessions."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.views.timetable import timetable

EDITION = """\
title: Made-up Days
short_title: MAD 2030
start_date: 2030-05-01
time_zone: UTC
status: programme
tracks:
  - {{id: b, title: Second by name}}
  - {{id: a, title: First by name}}
sessions:
{sessions}
"""


@pytest.fixture
def arranged(tmp_path):
    """Give a function: sessions as (id, start, end, further keys) to rows of (id, column)."""

    def arrange(*sessions: tuple[str, str, str, str]):
        folder = tmp_path / "data" / "mad" / "2030"
        folder.mkdir(parents=True)
        (folder.parent / "series.yaml").write_text("title: Made-up Days\nshort_title: MAD\n")
        lines = [
            f'  - {{id: {name}, title: Session, start: "{start}", end: "{end}"{more}}}'
            for name, start, end, more in sessions
        ]
        (folder / "edition.yaml").write_text(EDITION.format(sessions="\n".join(lines)))
        loaded = load(tmp_path / "data")
        assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
        (day,) = timetable(loaded.catalogue, loaded.catalogue.editions["mad/2030"])
        return day.columns, [
            [(timed.session.id, day.column(row, timed)) for timed in row] for row in day.rows
        ]

    return arrange


def test_a_track_keeps_its_column_all_day(arranged):
    columns, rows = arranged(
        ("a1", "09:00", "09:30", ", track: a"),
        ("b1", "09:00", "11:00", ", track: b"),
        ("a2", "09:30", "11:00", ", track: a"),
        ("lunch", "11:00", "12:00", ""),
        ("b2", "12:00", "13:00", ", track: b"),
        ("a3", "13:00", "13:30", ", track: a"),
    )
    assert columns == ("b", "a"), "in the order in which the edition names its tracks"
    assert rows == [
        [("b1", 1), ("a1", 2), ("a2", 2)],
        [("lunch", None)],
        [("b2", 1)],
        [("a3", 2)],
    ]


def test_rooms_are_columns_where_there_are_no_tracks(arranged):
    columns, rows = arranged(
        ("all", "09:00", "10:00", ", room: Room 2"),
        ("two", "10:00", "10:30", ", room: Room 2"),
        ("one", "10:00", "11:00", ", room: Room 1"),
    )
    assert columns == ("Room 1", "Room 2")
    assert rows == [[("all", None)], [("one", 1), ("two", 2)]]


def test_what_everybody_goes_to_stands_alone(arranged):
    columns, rows = arranged(
        ("talks", "09:00", "10:05", ""),
        ("coffee", "10:00", "10:30", ""),
        ("one", "11:00", "12:00", ", track: a"),
    )
    assert columns == ()
    assert rows == [[("talks", None)], [("coffee", None)], [("one", None)]]
