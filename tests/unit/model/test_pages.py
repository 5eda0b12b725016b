"""Page ranges as organizers and formats write them."""

from __future__ import annotations

import pytest

from sphinx_proceedings.model.values.page_ranges import Pages, page_rank


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("12-20", "12", "20", "12-20"),
        ("12–20", "12", "20", "12-20"),
        ("12--20", "12", "20", "12-20"),
        (" 12 — 20 ", "12", "20", "12-20"),
        ("7", "7", "7", "7"),
        ("e12", "e12", "e12", "e12"),
        ("i-ix", "i", "ix", "i-ix"),
    ],
)
def test_ranges_are_read(text, first, last, shown):
    pages = Pages.parse(text)
    assert (pages.first, pages.last, str(pages)) == (first, last, shown)


@pytest.mark.parametrize("text", ["e" + "9" * 5000, "", "-", "12-", "a to b", "1-2-3", "twelve"])
def test_what_is_no_range_says_how_to_write_one(text):
    with pytest.raises(ValueError, match="write first-last"):
        Pages.parse(text)


def test_a_range_does_not_run_backwards():
    with pytest.raises(ValueError, match="ends before it starts"):
        Pages.parse("20-12")


def test_pages_are_ranked_in_digits_of_any_script():
    pages = ["S3", "10", "٣", "iv", "2", "e12", "i"]
    assert sorted(pages, key=page_rank) == ["i", "iv", "2", "٣", "10", "S3", "e12"]
    assert page_rank("٣") == page_rank("3")
