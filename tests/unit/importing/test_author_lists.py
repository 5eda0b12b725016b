"""Lists of authors in all the ways people type them."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.text.author_lists import ListedAuthor, split_column
from sphinx_proceedings.importing.text.author_separators import Separator


def names(column: list[str]) -> list[list[str]]:
    return [[author.name for author in row.authors] for row in split_column(column)[1]]


@pytest.mark.parametrize(
    ("column", "separator", "expected"),
    [
        (["Ann Roe; Bob Poe", "Cy Day"], ";", [["Ann Roe", "Bob Poe"], ["Cy Day"]]),
        (["Ann Roe|Bob Poe"], "|", [["Ann Roe", "Bob Poe"]]),
        (["Ann Roe\nBob Poe"], "new line", [["Ann Roe", "Bob Poe"]]),
        (["Ann Roe • Bob Poe"], "•", [["Ann Roe", "Bob Poe"]]),
        (["Ann Roe / Bob Poe"], "/", [["Ann Roe", "Bob Poe"]]),
        (["Ann Roe and Bob Poe"], "and", [["Ann Roe", "Bob Poe"]]),
        (["Ann Roe, Bob Poe, and Cy Day"], ",", [["Ann Roe", "Bob Poe", "Cy Day"]]),
        (["Ann Roe, Bob Poe & Cy Day"], ",", [["Ann Roe", "Bob Poe", "Cy Day"]]),
        (["Anna Rot und Bernd Po"], "and", [["Anna Rot", "Bernd Po"]]),
        (["Ann Roe; Bob Poe; and Cy Day"], ";", [["Ann Roe", "Bob Poe", "Cy Day"]]),
        (["Doe, Jane; Roe, Ann", "Poe, Bob"], ";", [["Doe, Jane", "Roe, Ann"], ["Poe, Bob"]]),
        (["Doe, Jane and Roe, Ann", "Poe, Bob"], "and", [["Doe, Jane", "Roe, Ann"], ["Poe, Bob"]]),
        (["Smith, J., Doe, A. B., & Roe, C."], ",", [["Smith, J.", "Doe, A. B.", "Roe, C."]]),
        (["Ann Roe, Bob Poe, Jr., Cy Day"], ",", [["Ann Roe", "Bob Poe, Jr.", "Cy Day"]]),
        (["王小云、李明"], ",", [["王小云", "李明"]]),
        (["Dietm&#252;ller, A; Blum, H"], ";", [["Dietmüller, A", "Blum, H"]]),
        (["Doe, Jane", "Roe, Ann"], "none", [["Doe, Jane"], ["Roe, Ann"]]),
        (["Yingda (Roger) Liu; Bo Wu"], ";", [["Yingda (Roger) Liu", "Bo Wu"]]),
        ([""], "none", [[]]),
    ],
)
def test_separators(column: list[str], separator: str, expected: list[list[str]]):
    style, rows = split_column(column)
    assert style.separator == separator
    assert [[author.name for author in row.authors] for row in rows] == expected
    assert not any(row.doubt for row in rows)


def test_a_column_votes_and_a_row_may_be_an_exception():
    column = ["Ann Roe; Bob Poe", "Cy Day; Di Eve", "Ed Fox, Flo Gay", "Doe, Jane; Hal Ives"]
    style, rows = split_column(column)
    assert style.separator is Separator.SEMICOLON
    assert [a.name for a in rows[2].authors] == ["Ed Fox", "Flo Gay"]
    assert rows[2].exception == "cut at commas, where the column has ;"
    assert not any(row.exception for row in (rows[0], rows[1], rows[3]))


def test_one_semicolon_does_not_outvote_a_column_of_commas():
    column = ["Ann Roe, Bob Poe"] * 9 + ["Cy Day; Di Eve"]
    style, rows = split_column(column)
    assert style.separator is Separator.COMMA
    assert [a.name for a in rows[9].authors] == ["Cy Day", "Di Eve"]
    assert rows[9].exception


def author(text: str) -> ListedAuthor:
    (row,) = split_column([text])[1]
    return row.authors[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Roe (U of X); Bo Wu (Y)", {"affiliations": ("U of X",)}),
        ("Ann Roe (Inst. of X (IX)); Bo Wu (Y)", {"affiliations": ("Inst. of X (IX)",)}),
        (
            "Ann Roe (Univ. A; Dept. B)*; Bo (Y)",
            {"affiliations": ("Univ. A; Dept. B",), "marks": "*"},
        ),
        ("Ann Roe, MIT | Bo Wu, Univ. of X, Y", {"affiliations": ("MIT",)}),
        ("Ann Roe1,2*, Bob Poe2†", {"numbers": ("1", "2"), "marks": "*"}),
        ("Ann Roe¹, Bob Poe²", {"numbers": ("1",)}),
        ("Ann Roe<sup>1,*</sup>, Bob Poe", {"numbers": ("1",), "marks": "*"}),
        ("Ann Roe$^{1}$, Bob Poe$^2$", {"numbers": ("1",)}),
        ("◊Ann Roe|Bob Poe", {"marks": "◊"}),
        ("Dr. Ann Roe (she/her); Bob Poe", {"honorific": "Dr."}),
        ("Ann Roe (presenter); Bob Poe", {"presenter": True}),
        ("Ann Roe (corresponding author); Bob Poe", {"corresponding": True}),
        ("Ann Roe <ann@example.org>, Bob Poe", {"email": "ann@example.org"}),
        ("Ann Roe (ann@example.org); Bob Poe", {"email": "ann@example.org"}),
    ],
)
def test_what_stands_beside_a_name(text: str, expected: dict[str, object]):
    found = author(text)
    assert found == ListedAuthor(name="Ann Roe", **expected)  # type: ignore[arg-type]


def test_brackets_that_never_close_end_at_the_next_author_and_are_doubted():
    (row,) = split_column(["Ada Li (Inst. of X (IX); Bo Wu (Y); Cy Day (Z)"])[1]
    assert [a.name for a in row.authors] == ["Ada Li", "Bo Wu", "Cy Day"]
    assert [bool(a.doubt) for a in row.authors] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Qi Xu; Ann Roe; Qi Xu", "stands in it twice"),
        ("Ann Roe, Bob Poe et al.", "authors are missing"),
        ("Doe, Jane, Roe, Ann", "family and given names in turn"),
    ],
)
def test_lists_that_are_doubtful(text: str, doubt: str):
    (row,) = split_column([text])[1]
    assert doubt in row.doubt
