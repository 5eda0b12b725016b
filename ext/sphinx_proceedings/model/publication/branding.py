"""The look of a series or edition, with what is inherited and what follows from its colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.artwork import accent, palette, palette_around
from sphinx_proceedings.model.records.brands import Brand
from sphinx_proceedings.model.values.colours import Shades, shades

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Edition, Series

_NONE = Brand()


@dataclass(frozen=True, kw_only=True)
class PublishedBrand:
    """Colours of a series or edition, and its pictures by their path below the data folder."""

    colour: str
    """The colour of the brand, as given or as that of the cover."""
    palette: tuple[str, ...]
    """Ground, paper and three figures of its cover and pattern."""
    logo: str | None
    logo_dark: str | None
    banner: str | None

    @cached_property
    def shades(self) -> Shades:
        """The colour as pages need it."""
        return shades(self.colour)


def published_brand(series: Series, edition: Edition | None = None) -> PublishedBrand:
    """Return the look of an edition, or of a series."""
    general = series.brand or _NONE
    own = (edition.brand if edition else None) or _NONE
    colour = own.colour or general.colour
    colours = palette_around(colour) if colour else palette(series.id)
    return PublishedBrand(
        colour=colour or accent(colours),
        palette=colours,
        # A dark logo of the series would not go with a light one of the edition.
        logo=_file(own.logo, edition) or _file(general.logo, series),
        logo_dark=_file(own.logo_dark, edition)
        or (None if own.logo else _file(general.logo_dark, series)),
        banner=_file(own.banner, edition) or _file(general.banner, series),
    )


def _file(name: str | None, owner: Series | Edition | None) -> str | None:
    return f"{owner.key}/{name}" if name and owner else None
