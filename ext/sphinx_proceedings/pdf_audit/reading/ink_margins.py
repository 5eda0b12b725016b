"""How far the ink of each page is from the edges of the paper, by a picture of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_SCALE = 0.5
"""Pixels for each point: edges are found to two points."""
_MM = 25.4 / 72
_PAPER = 235
"""Grey above which a pixel is paper."""


class Margins(NamedTuple):
    """Millimetres of white at the sides of a page, which is counted from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def ink_margins(path: Path) -> list[Margins]:
    """Measure the margins of every page that has ink; none when the PDF cannot be read."""
    import pypdfium2  # noqa: PLC0415 - the extra `pdf`

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [found for at in range(len(document)) if (found := _page(document[at], at + 1))]
    finally:
        document.close()


def _page(page: Any, number: int) -> Margins | None:
    picture = page.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
    box = picture.point(lambda grey: 255 if grey < _PAPER else 0).getbbox()
    if box is None:
        return None
    width, height = picture.size
    sides = (box[0], box[1], width - box[2], height - box[3])
    return Margins(number, *(round(side / _SCALE * _MM, 1) for side in sides))
