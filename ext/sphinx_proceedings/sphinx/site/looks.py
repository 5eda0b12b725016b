"""What a series, an edition and the whole site look like: banner, pattern, logo, style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.artwork import Tile, palette, tiles
from sphinx_proceedings.model.publication.branding import PublishedBrand, published_brand
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.sphinx.site.photos import ShownPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.sphinx.site.site import Site

ACROSS, DOWN = 16, 2
"""Tiles of a banner."""

FOLDER = "_static/brand"
"""Folder of patterns and style sheets, below the root of the site."""

_SIDE = 100  # of a tile, in units of the drawing
_MOST_SERIES = 4  # that the pattern of the site is made of

# The shapes that ``tile`` in the volume's ``book.typ`` knows, as paths: one of the figure's colour,
# over it one of the ground's, over this the figure's again …
_SHAPES: tuple[tuple[str, ...], ...] = (
    ("M0 0h100A100 100 0 0 1 0 100z",),
    ("M0 0h100A100 100 0 0 1 0 100z", "M0 0h50A50 50 0 0 1 0 50z"),
    ("M0 0h100L0 100z",),
    ("M0 0h100A50 50 0 0 1 0 0z",),
    ("M22 50a28 28 0 1 0 56 0 28 28 0 1 0-56 0z",),
    ("M0 0h100v12.5H0zM0 25h100v12.5H0zM0 50h100v12.5H0zM0 75h100v12.5H0z",),
    (
        "M0 0h100A100 100 0 0 1 0 100z",
        "M0 0h75A75 75 0 0 1 0 75z",
        "M0 0h50A50 50 0 0 1 0 50z",
        "M0 0h25A25 25 0 0 1 0 25z",
    ),
    ("M0 0h50v100H0z",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is shown above a home and on cards: pictures with addresses relative to a page."""

    banner: ShownPicture
    logo: ShownPicture | None
    logo_dark: ShownPicture | None


def brand_of(catalogue: Catalogue, owner: Series | Edition) -> PublishedBrand:
    """Return the brand of a series or edition."""
    if isinstance(owner, Edition):
        return catalogue.published_edition(owner).brand
    return published_brand(owner)


def look(site: Site, root: str, owner: Series | Edition | None) -> Look:
    """Return how *owner* (None: the site) looks on a page whose way to the root is *root*."""

    def picture(name: str | None) -> ShownPicture | None:
        made = site.pictures.get(name) if name else None
        return ShownPicture.on_page(made, root) if made else None

    pattern = ShownPicture(
        src=f"{root}{pattern_path(owner)}", srcset="", width=ACROSS * _SIDE, height=DOWN * _SIDE
    )
    if owner is None:
        return Look(banner=pattern, logo=None, logo_dark=None)
    brand = brand_of(site.catalogue, owner)
    return Look(
        banner=picture(brand.banner) or pattern,
        logo=picture(brand.logo),
        logo_dark=picture(brand.logo_dark),
    )


def pattern_path(owner: Series | Edition | None) -> str:
    """Return where the pattern of a series, an edition or the site lies."""
    return f"{FOLDER}/{owner.key.replace('/', '-') if owner else 'site'}.svg"


def pattern(catalogue: Catalogue, owner: Series | Edition | None) -> bytes:
    """Return a banner of tiles as SVG; that of the site has the tiles of its series."""
    if owner is not None:
        made = [_part(catalogue, owner, ACROSS)]
    else:
        shown = list(catalogue.series.values())[:_MOST_SERIES]
        made = [_part(catalogue, one, ACROSS // len(shown)) for one in shown]
    width = sum(across for _, _, across in made)
    pieces, left = [], 0
    for colours, some, across in made:
        for place, tile in enumerate(some):
            x, y = left + place % across, place // across
            pieces.append(_drawn(tile, colours, x * _SIDE, y * _SIDE))
        left += across
    size = f"{width * _SIDE} {DOWN * _SIDE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" '
        f'width="{width * _SIDE}" height="{DOWN * _SIDE}" '
        f'preserveAspectRatio="xMinYMid slice">{"".join(pieces)}</svg>\n'
    ).encode()


def _part(
    catalogue: Catalogue, owner: Series | Edition, across: int
) -> tuple[Sequence[str], Sequence[Tile], int]:
    series = owner.series_id if isinstance(owner, Edition) else owner.id
    colours = brand_of(catalogue, owner).palette or palette(series)
    return colours, tiles(series, owner.key, across * DOWN, across), across


def _drawn(tile: Tile, colours: Sequence[str], x: int, y: int) -> str:
    ground, figure = colours[tile.ground], colours[tile.figure]
    paths = "".join(
        f'<path fill="{ground if number % 2 else figure}" d="{path}"/>'
        for number, path in enumerate(_SHAPES[tile.shape])
    )
    # The ground reaches a little over the edge, so that no seam shows.
    turned = f' transform="rotate({90 * tile.turns} 50 50)"' if tile.turns else ""
    return (
        f'<path fill="{ground}" d="M{x} {y}h{_SIDE + 1}v{_SIDE + 1}h-{_SIDE + 1}z"/>'
        f'<svg x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}"><g{turned}>{paths}</g></svg>'
    )


def style_owner(catalogue: Catalogue, page: str) -> Series | Edition | None:
    """Return whose colours a page has: its edition's or series', or those of the only series."""
    series_id, _, rest = page.partition("/")
    series = catalogue.series.get(series_id)
    if series is None:
        return next(iter(catalogue.series.values())) if len(catalogue.series) == 1 else None
    edition = catalogue.editions.get(f"{series_id}/{rest.partition('/')[0]}")
    return edition if edition is not None and edition.brand and edition.brand.colour else series


def style_path(owner: Series | Edition) -> str:
    """Return where the style sheet with the colours of a series or edition lies."""
    return f"{FOLDER}/{owner.key.replace('/', '-')}.css"


def styled(catalogue: Catalogue) -> Iterator[Series | Edition]:
    """Yield each series and edition that has colours of its own."""
    yield from catalogue.series.values()
    for edition in catalogue.editions.values():
        if edition.brand and edition.brand.colour:
            yield edition


def style(brand: PublishedBrand, *, dark_unscripted: bool) -> bytes:
    """Return the style sheet of a brand.

    Without the script of the default theme there is no ``data-theme``; a theme that stays light for
    every reader must get no dark colours then.
    """
    shades = brand.shades
    light = _colours(shades.light, shades.light_tint, "#ffffff")
    dark = _colours(shades.dark, shades.dark_tint, "#10161e")
    text = (
        f':root[data-theme="light"],:root:not([data-theme]){{{light}}}\n'
        f':root[data-theme="dark"]{{{dark}}}\n'
    )
    if dark_unscripted:
        media = "@media screen and (prefers-color-scheme:dark)"
        text += f"{media}{{:root:root:not([data-theme]){{{dark}}}}}\n"
    return text.encode()


def _colours(text: str, tint: str, on_text: str) -> str:
    values = {"primary": text, "primary-text": on_text, "primary-bg": tint, "link": text}
    return "".join(f"--pst-color-{name}:{value};" for name, value in values.items())
