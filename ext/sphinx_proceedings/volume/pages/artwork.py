"""The cover's artwork: tiles and colours that follow from the series' id, and from nothing else.

Editions of a series share the colours; the arrangement of the tiles is each edition's own.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

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


class Tile(NamedTuple):
    """A tile: its shape, quarter turns, and the colours of ground and figure in the palette."""

    shape: int
    turns: int
    ground: int
    figure: int


def palette(series: str) -> tuple[str, ...]:
    """Five colours as ``#rrggbb``."""
    return PALETTES[next(_numbers(f"palette {series}")) % len(PALETTES)]


def tiles(series: str, edition: str, count: int = ACROSS * DOWN) -> tuple[Tile, ...]:
    """*count* tiles, row by row; a series has a handful of shapes of its own."""
    chosen = _numbers(f"shapes {series}")
    shapes = sorted(range(SHAPES), key=lambda _: next(chosen))[:5]
    numbers = _numbers(f"tiles {series} {edition}")
    made: list[Tile] = []
    for place in range(count):
        ground = _other(next(numbers), made[-1].ground if place % ACROSS else 0)
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
