"""Damaged characters are repaired and reported, sound ones left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.foreign_text.character_repair import repair


@pytest.mark.parametrize(
    ("raw", "text", "why"),
    [
        ("JÃ¼rgen SchÃ¶n", "Jürgen Schön", "read as Windows-1252"),
        ("â€œsoâ€\x9d itâ€™s", "“so” it’s", "read as Windows-1252"),
        ("JÃƒÂ¼rgen", "Jürgen", "read as Windows-1252"),
        ("\x93so\x94 \x96", "“so” –", "read as Latin-1"),
        ("Comt\x8e", "Comté", "Mac Roman"),
        ("eﬃcient ﬂow", "efficient flow", "ligature"),
        ("a\u00a0b\u202fc\u2009d", "a b c d", "a space of a special kind, 3 times"),
        ("soft\u00adware zero\u200bwidth\ufeff", "software zerowidth", "invisible"),
        ("a\u202eb", "ab", "direction"),
        ("a\u200db", "ab", "joiner"),
        ("a\x00b", "ab", "control"),
        ("\uf0b7 one", "• one", None),
    ],
)
def test_repairs(raw: str, text: str, why: str | None):
    made = repair(raw)
    assert made.text == text
    assert why is None or any(why in note.why for note in made.notes)
    assert not made.doubts


@pytest.mark.parametrize(
    ("raw", "text"),
    [("Sch\ufffdn", "Sch\ufffdn"), ("recog-\nnition", "recog-nition"), ("a\ue123b", "a\ue123b")],
)
def test_what_cannot_be_repaired_is_doubtful(raw: str, text: str):
    made = repair(raw)
    assert made.text == text
    assert made.doubts


@given(st.text(st.characters(codec="utf-8", categories=["L", "N"]), max_size=40))
def test_letters_of_the_world_are_left_alone(text: str):
    composed = repair(text).text
    assert repair(composed).text == composed


@pytest.mark.parametrize(
    "text",
    [
        *("Žižek, Łódź, Ångström, façade, naïve", "Ærøskøbing – Île-de-France", "«Ã» É«x»"),
        *(
            "नमस्ते क्\u200dष",
            "می\u200cخواهم",
            "👩\u200d🔬",
            "高村大也 プタシンスキ",
            "Příliš žluťoučký",
        ),
        *("state-\nOf", "x -\ny"),
    ],
)
def test_sound_text_is_left_alone(text: str):
    made = repair(text)
    assert made.text == text
    assert made.notes == ()


@given(st.text(st.sampled_from("aäöüéèñçßøåœ’“”–€ x"), min_size=1, max_size=30))
def test_mojibake_is_undone(text: str):
    damaged = text.encode("utf-8").decode("cp1252", "replace")
    if "\ufffd" not in damaged and "\xa0" not in damaged:
        assert repair(damaged).text == text
