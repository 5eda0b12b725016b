"""Cards: the pictures that a link to a page is shown with (Open Graph), drawn from the data.

They need the site's public address (``html_baseurl``), as previews ask for absolute addresses. The
font lies in ``fonts/``, so that a card is the same on every machine; letters that it does not have
are written in Latin ones.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from PIL import Image, ImageDraw, ImageFont

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.model.addresses import CARD
from sphinx_proceedings.model.publication.artwork import Tile, tiles
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.sphinx.head.meta_tags import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFont import FreeTypeFont

    from sphinx_proceedings.sphinx.head.meta_tags import Shown
    from sphinx_proceedings.sphinx.site.page import Page
    from sphinx_proceedings.sphinx.site.site import Site

SIZE = (1200, 630)
"""Width and height in pixels that the networks ask for."""

_FONTS = Path(__file__).parents[1] / "fonts"
_SUBSETS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
_MARGIN = 80
_TILE, _FINER = 48, 4  # side of a tile in the strip above, and how much larger it is drawn
_TITLE_SIZES, _TITLE_HEIGHT = (76, 66, 58, 50, 44), 330
_LINE = 1.22
_BELOW = 32  # size of the line below the title
_INK, _SOFT, _PAPER = "#16202c", "#4a5a6b", "#ffffff"
_EDGE = "#c9d1da"
_PAGE = 360  # width of the first page on a card
_COLOURS = 64  # enough for tiles and the edges of letters; a third of the bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on a card: a line above, the title, a line below, and the site's name.

    Below a strip of the tiles that the cover and the banner of its edition have.
    """

    above: str
    title: str
    below: str
    site: str
    accent: str
    palette: tuple[str, ...]
    tiles: tuple[Tile, ...]
    page: bytes = b""
    """A picture of the paper's first page, if it is to be shown."""


def card_tags(page: Page, record: Shown) -> list[Tag]:
    """Return the tags of a page's card: its own, or its edition's; none without cards."""
    site = page.site
    if not has_cards(site):
        return []
    if isinstance(record, Paper) and papers_have_cards(site):
        path, shown = paper_path(record), cite(site.export_context, record).plain_marked_title
    elif isinstance(record, Edition | Paper | Talk):
        edition = record if isinstance(record, Edition) else site.catalogue.edition_of(record)
        path, shown = edition_path(edition), edition.title
    else:
        return []
    return [
        Tag("og:image", f"{site.base_url.rstrip('/')}/{path}"),
        Tag("og:image:type", "image/png"),
        Tag("og:image:width", str(SIZE[0])),
        Tag("og:image:height", str(SIZE[1])),
        Tag("og:image:alt", shown),
        Tag("twitter:card", "summary_large_image"),
    ]


def edition_path(edition: Edition) -> str:
    """Return where the card of an edition lies."""
    return f"{edition.key}/{CARD}"


def paper_path(paper: Paper) -> str:
    """Return where the card of a paper lies: beside its page."""
    return f"{paper.key}.card.png"


def edition_card(site: Site, edition: Edition) -> Card:
    """Return what stands on the card of an edition."""
    venue = edition.venue
    place = ", ".join(str(p) for p in (venue.city, venue.country) if p) if venue else ""
    host = edition.host_event
    at = (host.short_title or host.title) if host else ""
    return Card(
        above=edition.short_title,
        title=edition.title,
        below=" · ".join(text for text in (_dates(site, edition), place, at) if text),
        site=site.title,
        **_brand(site, edition),
    )


def paper_card(site: Site, paper: Paper) -> Card:
    """Return what stands on the card of a paper."""
    c = cite(site.export_context, paper)
    dates = _dates(site, c.edition)
    return Card(
        above=f"{c.edition.short_title} · {dates}" if dates else c.edition.short_title,
        title=c.plain_marked_title,
        below=some_of([author.display for author in c.authors], _BELOW, SIZE[0] - 2 * _MARGIN),
        site=site.title,
        **_brand(site, c.edition),
    )


def draw(card: Card) -> bytes:
    """Draw a card as PNG; the same bytes for the same card."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    width, height = SIZE
    image.paste(_strip(card.tiles, card.palette), (0, 0))
    inner = width - 2 * _MARGIN
    if card.page:
        inner -= _put_page(image, card.page)
    _line(pen, (_MARGIN, _MARGIN - 12), shortened(card.above, 34, inner), 34, card.accent)
    size, lines = fitted(card.title, inner)
    for number, text in enumerate(lines):
        _line(pen, (_MARGIN, 140 + round(number * size * _LINE)), text, size, _INK)
    below = shortened(card.below, _BELOW, inner)
    _line(pen, (_MARGIN, height - 142), below, _BELOW, _SOFT)
    _line(pen, (_MARGIN, height - 84), shortened(card.site, 26, inner), 26, _SOFT)
    out = io.BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=False)
    return out.getvalue()


def _put_page(card: Image.Image, content: bytes) -> int:
    """Put the first page of a paper at the right of its card; return the room that it takes."""
    with Image.open(io.BytesIO(content)) as opened:
        page = opened.convert("RGB")
    page = page.resize((_PAGE, round(page.height * _PAGE / page.width)), Image.Resampling.LANCZOS)
    top = _TILE + _MARGIN // 2
    page = page.crop((0, 0, _PAGE, min(page.height, SIZE[1] - top)))
    left = SIZE[0] - _MARGIN - _PAGE
    ImageDraw.Draw(card).rectangle(
        (left - 2, top - 2, left + _PAGE + 1, top + page.height + 1), fill=_EDGE
    )
    card.paste(page, (left, top))
    return _PAGE + _MARGIN // 2


@cache
def _strip(tiles: tuple[Tile, ...], colours: tuple[str, ...]) -> Image.Image:
    side = _TILE * _FINER
    strip = Image.new("RGB", (side * len(tiles), side))
    for number, tile in enumerate(tiles):
        drawn = _tile(tile.shape, side, colours[tile.ground], colours[tile.figure])
        strip.paste(drawn.rotate(-90 * tile.turns), (number * side, 0))
    return strip.resize((_TILE * len(tiles), _TILE), Image.Resampling.LANCZOS)


def _tile(shape: int, side: int, ground: str, figure: str) -> Image.Image:
    """Draw a shape that ``tile`` in the volume's ``book.typ`` knows, before it is turned."""
    image = Image.new("RGB", (side, side), ground)
    pen = ImageDraw.Draw(image)

    def disc(x: float, y: float, radius: float, colour: str) -> None:
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(tuple(side * part for part in box), fill=colour)

    if shape in {0, 1, 6}:  # quarters of circles, one upon the other
        radii = {0: (1.0,), 1: (1.0, 0.5), 6: (1.0, 0.75, 0.5, 0.25)}[shape]
        for number, radius in enumerate(radii):
            disc(0, 0, radius, ground if number % 2 else figure)
    elif shape == 2:
        pen.polygon([(0, 0), (side, 0), (0, side)], fill=figure)
    elif shape in {3, 4}:
        disc(0.5, 0 if shape == 3 else 0.5, 0.5 if shape == 3 else 0.28, figure)
    elif shape == 5:
        for number in range(4):
            top = side * number // 4
            pen.rectangle((0, top, side, top + side // 8 - 1), fill=figure)
    else:
        pen.rectangle((0, 0, side // 2 - 1, side), fill=figure)
    return image


def fitted(text: str, width: int) -> tuple[int, list[str]]:
    """Return the largest size, and the lines, in which a title has room; cut if none is enough."""
    for size in _TITLE_SIZES:
        lines = wrapped(text, size, width)
        most = int(_TITLE_HEIGHT // (size * _LINE))
        if len(lines) <= most and all(length(line, size) <= width for line in lines):
            return size, lines
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return size, [shortened(line, size, width) for line in kept]


def wrapped(text: str, size: int, width: int) -> list[str]:
    """Break a text into lines of at most *width* pixels, between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, size: int, width: int) -> str:
    """Return a line that is not wider than *width* pixels, cut with … where it is."""
    if length(text, size) <= width:
        return text
    while text and length(f"{text}…", size) > width:
        text = text[:-1].rstrip(" ,;:·…")
    return f"{text}…"


def some_of(names: list[str], size: int, width: int) -> str:
    """Return as many names as have room on a line, and how many there are besides."""
    for count in range(len(names), 1, -1):
        left = len(names) - count
        line = ", ".join(names[:count]) + (f" and {left} more" if left else "")
        if length(line, size) <= width:
            return line
    return ", ".join(names[:1]) + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def length(text: str, size: int) -> float:
    """Return the width of a line in pixels."""
    return sum(_font(subset, size).getlength(run) for subset, run in runs(text))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Divide a line into runs, each with the part of the font that has its letters."""
    run, current = "", _SUBSETS[0]
    for char in "".join(char if _subset(char) else anyascii(char) for char in text):
        subset = _subset(char) or _SUBSETS[0]
        if char != " " and subset != current:
            if run:
                yield current, run
            run, current = "", subset
        run += char
    if run:
        yield current, run


@cache
def _font(subset: str, size: int) -> FreeTypeFont:
    path = _FONTS / f"ibm-plex-sans-{subset}-600.woff2"
    # Pillow's own layout: the other one depends on what the machine has installed.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _subset(char: str) -> str | None:
    """Return the part of the font that has a letter; None if none does."""
    if char == " ":
        return _SUBSETS[0]
    for subset in _SUBSETS:
        font = _font(subset, 32)
        if _shape(font, char) != _shape(font, "\ue000"):
            return subset
    return None


def _shape(font: FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)


def _line(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, colour: str
) -> None:
    x, y = place
    for subset, run in runs(text):
        font = _font(subset, size)
        pen.text((x, y), run, fill=colour, font=font)
        x += font.getlength(run)


def _dates(site: Site, edition: Edition) -> str:
    if edition.start_date is None:
        return edition.year
    return site.language.date_range(edition.start_date, edition.end_date)


def _brand(site: Site, edition: Edition) -> dict[str, Any]:
    brand = site.catalogue.published_edition(edition).brand
    strip = tiles(edition.series_id, edition.key, SIZE[0] // _TILE, SIZE[0] // _TILE)
    return {"accent": brand.shades.light, "palette": brand.palette, "tiles": strip}


def has_cards(site: Site) -> bool:
    """Return whether there are cards: they are wanted, and the site's address is known."""
    return bool(site.base_url) and site.settings.cards > 0


def papers_have_cards(site: Site) -> bool:
    """Return whether papers are few enough for cards of their own."""
    return len(site.catalogue.papers) <= site.settings.cards
