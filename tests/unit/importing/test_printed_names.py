"""Names are cleaned; which of them only a person can tell is said, and nothing guessed."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.text import read_name, to_name
from sphinx_proceedings.model.values.names import PersonName


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ('Sch{\\"o}lkopf, Bernhard', "Schölkopf, Bernhard"),
        ("Bernhard Sch&ouml;lkopf", "Bernhard Schölkopf"),
        ("JÃ¼rgen Doe", "Jürgen Doe"),
        ("  Ann\u00a0 Roe , ", "Ann Roe"),
        ("Woochul Lee :", "Woochul Lee"),
        ("Barnes and Noble, Inc.", "{Barnes and Noble, Inc.}"),
        ("{The ATLAS Collaboration}", "{The ATLAS Collaboration}"),
        ("Anonymous Author(s)", "Anonymous"),
        *((name, name) for name in ("TJ Lee", "J. R. R. Tolkien", "Ann Roe III", "高村大也")),
        *(
            (name, name)
            for name in ("Seyed MohammadAli Doe", "Tim O'Brien", "Ludwig van Beethoven")
        ),
    ],
)
def test_names_that_are_clear(raw: str, name: str):
    read = read_name(raw)
    assert (read.text, read.doubt) == (name, "")
    assert PersonName.parse(read.text).display


@pytest.mark.parametrize(
    ("raw", "doubt", "proposal"),
    [
        ("Mausam .", "one word", "{Mausam}"),
        ("YI JI", "capitals", "Yi Ji"),
        ("He CAO", "capitals", "He Cao"),
        ("jane doe", "small letters", "Jane Doe"),
        ("MasaakiNagata", "a space seems to be lost", "Masaaki Nagata"),
        ("The ATLAS Collaboration", "organization", "{The ATLAS Collaboration}"),
        ("TBA", "placeholder", ""),
        ("author 1", "placeholder", ""),
        ("Ann Roe 2", "signs", ""),
        ("a@example.org", "signs", ""),
        ("One, Two, Three, Four", "commas", ""),
        ("A Name That Goes On And On Forever", "many", ""),
    ],
)
def test_names_that_are_doubtful_stay_as_printed(raw: str, doubt: str, proposal: str):
    read = read_name(raw)
    assert read.text == raw
    assert doubt in read.doubt
    assert read.proposal == proposal
    assert doubt in to_name(raw)[2]
