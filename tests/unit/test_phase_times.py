"""The time of a build is divided between its phases, and counted once."""

from __future__ import annotations

import time

import pytest

from sphinx_proceedings.phase_times import PhaseTimes


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that stands still until it is set."""

    class Clock:
        now = 0.0

    monkeypatch.setattr(time, "process_time", lambda: Clock.now)
    return Clock


def test_an_inner_phase_is_not_counted_in_the_outer_one(clock):
    times = PhaseTimes()
    times.is_on = True
    with times.phase("render"):
        clock.now = 1.0
        with times.phase("exports"):
            clock.now = 3.0
        clock.now = 7.0
    clock.now = 100.0  # in no phase
    with times.phase("write"):
        clock.now = 101.0
    assert times.seconds == {"render": 5.0, "exports": 2.0, "write": 1.0}


def test_what_another_process_counts_is_added(clock):
    times = PhaseTimes()
    times.is_on = True
    with times.phase("render"):
        clock.now = 1.0
    times.add({"render": 2.0, "search": 3.0})
    assert times.seconds == {"render": 3.0, "search": 3.0}
    times.begin()
    assert times.seconds == {}


def test_nothing_is_counted_unless_asked_for(clock):
    times = PhaseTimes()
    with times.phase("render"):
        clock.now = 1.0
    assert times.seconds == {}
