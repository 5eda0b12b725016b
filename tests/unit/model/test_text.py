"""Plain text: matching, ids, order, and the characters that are not let in."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.model.values.identifiers import RecordId
from sphinx_proceedings.model.values.text import (
    check_text,
    collation_key,
    did_you_mean,
    fold,
    initial_key,
    initial_letter,
    slug,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Guimarães", "guimaraes"),
        ("Guimara\u0303es", "guimaraes"),
        ("Łukasz  Øystein\u00a0Đặng", "lukasz oystein dang"),
        ("Straße", "strasse"),
        ("eﬃcient", "efficient"),
        ("王小云", "wangxiaoyun"),
        ("Αθήνα", "athina"),
        ("Андрей", "andrey"),
        ("O\u2019Neil", "o'neil"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_fold_is_idempotent_and_blind_to_normal_forms(text: str) -> None:
    once = fold(text)
    assert once.isascii()
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == once
    assert fold(unicodedata.normalize("NFC", text)) == once


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Samira Ebrahimi Kahou", "samira-ebrahimi-kahou"),
        ("Jean-Pierre O'Neil", "jean-pierre-oneil"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Q&A", "q-and-a"),
        ("王小云", "wangxiaoyun"),
        ("index", "index-1"),
        ("CON", "con-1"),
    ],
)
def test_slug(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.text(max_size=300))
def test_slug_is_always_an_id_and_stays_one(text: str) -> None:
    made = slug(text)
    assert RecordId(made) == made
    assert slug(made) == made


def test_slugs_of_long_or_empty_texts_stay_apart() -> None:
    assert slug("a" * 200) != slug("a" * 201)
    assert slug("!") != slug("?")
    assert re.fullmatch(r"x-[0-9a-f]{10}", slug("!"))
    assert len(slug("word " * 100)) <= 80


def test_collation_is_that_of_a_dictionary() -> None:
    words = ["Zoë", "zebra", "Äther", "Apfel", "Øre", "Ost", "éclair", "Eclat", "Žižek", "王", "Я"]
    expected = ["Apfel", "Äther", "éclair", "Eclat", "Øre", "Ost", "zebra", "Žižek", "Zoë"]
    assert sorted(words, key=collation_key) == [*expected, "Я", "王"]


def test_collation_is_a_total_order() -> None:
    assert collation_key("a\u00ad") != collation_key("a")


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Ångström", "A"),
        ("Øre", "O"),
        ("Čapek", "C"),
        ("łan", "L"),
        ("Þór", "T"),
        ("ßx", "S"),
        ("“Attention”", "A"),
        ("Ａ", "A"),
        ("42 ways", "#"),
        ("!?", "#"),
        ("", "#"),
        ("Άννα", "Α"),  # Greek alpha
        ("йод", "Й"),
        ("ёлка", "Е"),  # Cyrillic
        ("김민수", "ㄱ"),
        ("까치", "ㄱ"),
        ("ガラス", "か"),
        ("王小云", "王"),
    ],
)
def test_initial_letter(text: str, letter: str) -> None:
    assert initial_letter(text) == letter
    assert initial_letter(unicodedata.normalize("NFD", text)) == letter


def test_initials_in_order() -> None:
    assert sorted("王ЯZ#AΑか", key=initial_key) == ["#", "A", "Z", "Α", "Я", "か", "王"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ab\x07c", "control character U+0007 at offset 2 (after 'ab'); remove it"),
        ("a\rb", "control character U+000D at offset 1"),
        ("\x00", "control character U+0000 at offset 0; remove it"),
        ("\x85", "control character U+0085"),
        ("a\u202eb", "bidirectional control character U+202E at offset 1"),
        ("\u2066", "bidirectional control character U+2066"),
        ("\u200f", "bidirectional control character U+200F"),
        ("\ufffe", "noncharacter U+FFFE"),
        ("\ufdd0", "noncharacter U+FDD0"),
        ("\U0010ffff", "noncharacter U+10FFFF"),
        ("x\ud800", "half of a surrogate pair U+D800 at offset 1"),
    ],
)
def test_check_text_refuses(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        check_text(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn"])))
def test_check_text_lets_visible_text_through(text: str) -> None:
    assert check_text(text) == text


def test_check_text_lets_lines_tabs_and_joiners_through() -> None:
    text = "a\n\tb \U0001f469\u200d\U0001f52c"
    assert check_text(text) == text


def test_did_you_mean() -> None:
    keys = ["title", "abstract", "authors"]
    assert did_you_mean("absract", keys) == "abstract"
    assert did_you_mean("Abstract", keys) == "abstract"
    assert did_you_mean("room", keys) is None
    assert did_you_mean("a" * 10_000, keys) is None


def test_who_does_not_sort_does_not_load_the_collation_table() -> None:
    code = (
        "import sys; from sphinx_proceedings.model.values import text; "
        "text.slug('Zoë'); text.initial_letter('Zoë'); sys.exit('pyuca' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
