"""The cover's artwork."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.model.publication.artwork import ACROSS, PALETTES, SHAPES, palette, tiles


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(p * w for p, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_the_title_can_be_read_on_every_ground():
    for ground, paper, *_ in PALETTES:
        assert (luminance(paper) + 0.05) / (luminance(ground) + 0.05) >= 10


@given(st.text(), st.text())
def test_any_series_has_tiles_that_can_be_drawn(series, edition):
    made = tiles(series, edition)
    assert made == tiles(series, edition)
    for tile in made:
        assert 0 <= tile.shape < SHAPES
        assert 0 <= tile.turns < 4
        assert tile.ground != tile.figure
        assert {tile.ground, tile.figure} <= set(range(5))
    for row in range(0, len(made), ACROSS):
        assert all(a.ground != b.ground for a, b in pairwise(made[row : row + ACROSS]))


def test_editions_share_colours_and_differ_in_tiles():
    assert palette("enlsp") == palette("enlsp")
    assert tiles("enlsp", "enlsp/2021") != tiles("enlsp", "enlsp/2022")
    assert len({palette(f"series-{n}") for n in range(40)}) > 4
