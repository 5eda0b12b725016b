"""Listings as plain text: what a style sheet sets apart has something between it here too."""

from __future__ import annotations

import re

import pytest


@pytest.fixture(scope="module")
def text(project):
    built = project("text")
    return {name: built.text(f"{name}.txt") for name in ("index", "forum/2031/contents")}


@pytest.mark.parametrize(
    "line",
    [
        "Best paper · Oral · pp. 1–8 · Code · PDF",
        "Retracted · Poster",
        "Track A · R1 · Chair: Bo Li",
        "Keynote · Ana Šarić",
        "* Ana Šarić, Univ. North",
        "formerly 1 January 2031, now 15 January 2031, 23:59 AoE, UTC−12:00",
        "* Šarić, Ana 2",
        "* Only-Announced, Øyvind",
        "-[ Abstract ]-",
    ],
)
def test_pieces_of_a_line_are_told_apart(text, line):
    lines = [found.strip() for found in text["forum/2031/contents"].splitlines()]
    assert line in [re.sub(r"^(\*|\d+\.) +", r"\1 ", found) for found in lines]


def test_what_is_known_of_editions_stands_with_them(text):
    assert re.search(r"The First Forum\n\n  2 May 2030\n\n  1 paper\n", text["index"])


def test_nothing_is_there_for_the_screen_alone(text):
    for page in text.values():
        assert "records:" not in page
        assert "Add to calendar" not in page
