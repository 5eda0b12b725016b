"""Colours of brands and their shades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.model.publication.artwork import PALETTES, accent, palette_around
from sphinx_proceedings.model.publication.branding import published_brand
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.values.colours import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    Colour,
    contrast,
    shades,
    to_hex,
    to_lch,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_text_in_a_shade_can_be_read_on_all_that_it_stands_on(colour):
    made = shades(colour)
    for ground in (*LIGHT_GROUNDS, made.light_tint):
        assert contrast(made.light, ground) >= 4.5
    for ground in (*DARK_GROUNDS, made.dark_tint):
        assert contrast(made.dark, ground) >= 4.5
    assert contrast(made.light, "#ffffff") >= 4.5
    assert contrast(made.dark, "#10161e") >= 4.5


@given(colours)
def test_oklch_there_and_back_is_the_same_colour(colour):
    found = to_hex(to_lch(colour))
    assert all(abs(int(colour[i : i + 2], 16) - int(found[i : i + 2], 16)) <= 1 for i in (1, 3, 5))


def test_known_colours_have_the_values_of_the_specification():
    # CSS Color 4, 9.3: sRGB red is oklch(0.628 0.2577 29.23).
    lch = to_lch("#ff0000")
    assert (round(lch.lightness, 3), round(lch.chroma, 3)) == (0.628, 0.258)
    assert round(lch.hue, 1) == pytest.approx(29.2, abs=0.1)
    assert contrast("#000000", "#ffffff") == 21


@given(colours)
def test_a_title_can_be_read_on_the_cover_of_any_brand(colour):
    ground, paper, *_ = palette_around(colour)
    assert contrast(ground, paper) >= 10


def test_a_colour_is_kept_in_one_form():
    assert Colour("#0B7") == "#00bb77"
    for wrong in ("teal", "#12", "0b7285", "#0b72859"):
        with pytest.raises(ValueError, match="is not a colour"):
            Colour(wrong)


def test_an_edition_has_what_its_series_has_unless_it_says_otherwise():
    series = Series.model_validate(
        {
            "title": "S",
            "short_title": "S",
            "brand": {
                "colour": "#0b7285",
                "logo": "s.png",
                "logo_dark": "s-dark.png",
                "banner": "b.jpg",
            },
        },
        context={"series": "s"},
    )
    context = {"edition": "s/2030"}
    plain = Edition.model_validate({"title": "E", "short_title": "E"}, context=context)
    brand = published_brand(series, plain)
    assert (brand.colour, brand.logo, brand.banner) == ("#0b7285", "s/s.png", "s/b.jpg")
    own = Edition.model_validate(
        {"title": "E", "short_title": "E", "brand": {"colour": "#a00", "logo": "e.png"}},
        context=context,
    )
    brand = published_brand(series, own)
    assert (brand.colour, brand.logo, brand.banner) == ("#aa0000", "s/2030/e.png", "s/b.jpg")
    assert brand.logo_dark is None  # that of the series is another mark


def test_without_a_colour_pages_go_with_the_cover():
    assert {accent(colours) for colours in PALETTES}  # each has one
    series = Series.model_validate({"title": "S", "short_title": "S"}, context={"series": "s"})
    brand = published_brand(series)
    assert brand.palette in PALETTES
    assert brand.colour == accent(brand.palette)
