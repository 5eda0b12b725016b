"""Time zones: read by their names, proposed for cities, offsets and abbreviations."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.programme_words import ask_time_zone
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.importing.text.zone_names import read_zone


@pytest.mark.parametrize("zone", ["America/Chicago", "UTC", "AoE"])
def test_zones(zone: str):
    assert read_zone(zone).zone == zone


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Orlando UTC-4", "America/New_York"),
        ("New Orleans Time Zone", "America/Chicago"),
        ("Vienna local time", "Europe/Vienna"),
        ("CST", "America/Chicago"),
        ("9:00 CEST", "Europe/Berlin"),
        ("Paris", "Europe/Paris"),
        ("UTC-4", None),
        ("Narnia", None),
    ],
)
def test_zones_that_are_none_are_asked_about(text: str, proposal: str | None):
    read = read_zone(text)
    assert read.zone == ""
    assert read.doubt
    assert (read.proposals[:1] or (None,))[0] == proposal


def test_an_answer_that_is_no_zone_is_refused_with_what_may_be_meant():
    assert ask_time_zone(Answers({"time-zone": "Europe/Rome"})) == "Europe/Rome"
    with pytest.raises(ImportSourceError, match="America/New_York"):
        ask_time_zone(Answers({"time-zone": "Orlando UTC-4"}))


def test_what_the_source_prints_is_shown_with_proposals():
    answers = Answers()
    assert ask_time_zone(answers, printed="New Orleans Time Zone") is None
    question = answers.open["time-zone"]
    assert question.line == '--time-zone "America/Chicago"'
    assert "'New Orleans Time Zone'" in question.text
