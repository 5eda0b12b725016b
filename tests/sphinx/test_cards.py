"""Cards: a picture for each link, the same everywhere, with what it says on it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from sphinx_proceedings.model.publication.artwork import palette, tiles
from sphinx_proceedings.sphinx.head.cards import SIZE, Card, draw, fitted, length, runs, some_of

ADDRESS = "https://proceedings.example/site/"
COLOURS, STRIP = palette("forum"), tiles("forum", "forum/2031", 25, 25)


def card(**texts):
    return Card(**texts, accent="#0a6e8a", palette=COLOURS, tiles=STRIP)


CARD = card(above="Forum 2031", title="A title", below="Ada B.", site="Forum")


def opened(data):
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def test_card_has_the_size_that_networks_ask_for_and_ink_on_it():
    image = opened(draw(CARD))
    assert image.size == SIZE
    strip = image.crop((0, 0, SIZE[0], 48)).quantize(64).getcolors()
    assert len(strip) >= 5  # the tiles, in all colours of the cover
    title = image.crop((80, 140, 1120, 240)).convert("L")
    assert title.getextrema()[0] < 60


def test_card_is_drawn_the_same_twice():
    assert draw(CARD) == draw(CARD)


@pytest.mark.parametrize("title", ["x", "word " * 100, "w" * 300, "", "Šarić 王小云 Привет"])
def test_title_stays_within_the_card(title):
    size, lines = fitted(title, 1040)
    assert all(length(line, size) <= 1040 for line in lines)
    assert len(lines) * size * 1.22 <= 330 + size
    assert opened(draw(card(above="", title=title, below="", site="")))


def test_letters_that_no_font_has_are_written_in_latin_ones():
    assert "".join(run for _, run in runs("Šarić 王")) == "Šarić Wang"
    assert [subset for subset, _ in runs("aж")] == ["latin", "cyrillic"]


def test_names_that_have_no_room_are_counted():
    names = [f"Somebody Number{n}" for n in range(40)]
    line = some_of(names, 32, 1040)
    shown = line.count("Somebody")
    assert line.endswith(f" and {40 - shown} more")
    assert length(line, 32) <= 1040
    assert some_of(["Ada"], 32, 1040) == "Ada"


def images(tree):
    return tree.xpath("//meta[@property='og:image']/@content")


def test_papers_have_cards_of_their_own_while_they_are_few(project):
    few, many = (project(html_baseurl=ADDRESS, proceedings_cards=n) for n in (100, 1))
    (own,) = images(few.tree("forum/2031/papers/12.html"))
    assert own == f"{ADDRESS}forum/2031/papers/12.card.png"
    assert opened((few.folder / own.removeprefix(ADDRESS)).read_bytes()).size == SIZE
    (shared,) = images(many.tree("forum/2031/papers/12.html"))
    assert shared == f"{ADDRESS}forum/2031/card.png"
    assert (many.folder / "forum/2031/card.png").is_file()
    assert not list(many.folder.rglob("*.card.png"))


def test_without_an_address_or_with_none_wanted_there_are_no_cards(site, project):
    without = project(html_baseurl=ADDRESS, proceedings_cards=0)
    for built in (site, without):
        assert not list(built.folder.rglob("*card.png"))
        assert not images(built.tree("forum/2031/papers/12.html"))
