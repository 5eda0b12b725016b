"""The artwork of covers and banners: tiles and colours that follow from the series' id.

Editions of a series share the colours, which are made from the colour of its brand where it has
one; the arrangement of the tiles is each edition's own.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.model.values.colours import Lch, to_hex, to_lch

if TYPE_CHECKING:
    from collections.abc import Iterator

PALETTES = (
    ("#16283c", "#f3ead8", "#c8553d", "#e0a458", "#5f8a8b"),
    ("#243119", "#f4efe1", "#a63d40", "#e9b872", "#90a959"),
    ("#2b1d3a", "#f5ecdf", "#d1495b", "#edae49", "#66a3b5"),
    ("#0f3b3a", "#f2eee2", "#dd6e42", "#e8b66b", "#7fb5a6"),
    ("#3a1620", "#f6ebdd", "#e07a3f", "#ecc07a", "#8b9bb4"),
    ("#1b2a49", "#f1ede4", "#9c5e97", "#d9ae5f", "#6c95c4"),
    ("#2a2a2a", "#f3efe6", "#b8442f", "#d8a84e", "#8c8c83"),
    ("#12344a", "#f4ece0", "#bf6b63", "#e3bd7d", "#4f9aa8"),
)
"""Ground, paper and three figures; ground and paper have a contrast of at least 10 to 1."""
SHAPES = 8
"""Shapes that ``tile`` in ``book.typ`` knows."""
ACROSS, DOWN = 5, 4
_GREY = 0.01  # chroma below which a colour has no hue worth the name


class Tile(NamedTuple):
    """A tile: its shape, quarter turns, and the colours of ground and figure in the palette."""

    shape: int
    turns: int
    ground: int
    figure: int


def palette(series: str) -> tuple[str, ...]:
    """Five colours as ``#rrggbb``."""
    return PALETTES[next(_numbers(f"palette {series}")) % len(PALETTES)]


def palette_around(colour: str) -> tuple[str, ...]:
    """Five colours made from one: a dark ground, paper, the colour itself and two beside it."""
    _, chroma, hue = to_lch(colour)
    return (
        to_hex(Lch(0.27, min(chroma, 0.05), hue)),
        "#f3eee2",
        colour,
        to_hex(Lch(0.8, min(chroma, 0.1), hue + 50)),
        to_hex(Lch(0.66, min(chroma, 0.07), hue - 40)),
    )


def accent(colours: tuple[str, ...]) -> str:
    """The colour of pages that go with a cover: the hue of its ground, or that of a figure."""
    ground, figure = to_lch(colours[0]), to_lch(colours[2])
    chosen = ground if ground.chroma >= _GREY else figure
    return to_hex(Lch(0.45, 0.11, chosen.hue))


def tiles(
    series: str, edition: str, count: int = ACROSS * DOWN, across: int = ACROSS
) -> tuple[Tile, ...]:
    """*count* tiles, *across* in a row; a series has a handful of shapes of its own."""
    chosen = _numbers(f"shapes {series}")
    shapes = sorted(range(SHAPES), key=lambda _: next(chosen))[:5]
    numbers = _numbers(f"tiles {series} {edition}")
    made: list[Tile] = []
    for place in range(count):
        ground = _other(next(numbers), made[-1].ground if place % across else 0)
        figure = next(numbers) % 5
        figure = (figure + 1 + next(numbers) % 4) % 5 if figure == ground else figure
        made.append(Tile(shapes[next(numbers) % 5], next(numbers) % 4, ground, figure))
    return tuple(made)


def _other(number: int, before: int) -> int:
    """A colour that its neighbour to the left does not have."""
    return (before + 1 + number % 4) % 5


def _numbers(seed: str) -> Iterator[int]:
    """Numbers from 0 to 255 without end, the same for a seed on every machine."""
    block = hashlib.sha256(seed.encode()).digest()
    while True:
        yield from block
        block = hashlib.sha256(block).digest()
