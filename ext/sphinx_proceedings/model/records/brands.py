"""The look of a series or an edition: colour, logo and banner."""

from __future__ import annotations

from sphinx_proceedings.model.records.base import Record, Text
from sphinx_proceedings.model.values.colours import Colour


class Brand(Record):
    """What tells a series or edition from others at a glance.

    An edition has what its series has, unless it says otherwise.
    """

    colour: Colour | None = None
    """Colour of links, buttons and headings; shades that can be read on light and dark pages are
    computed from it. Without one it is that of the volume's cover."""
    logo: Text | None = None
    """File below the folder of the series or edition: its mark, without a margin."""
    logo_dark: Text | None = None
    """Logo for a dark background."""
    banner: Text | None = None
    """File below the folder of the series or edition: a wide picture, shown above its home and on
    the card that leads to it. Without one it is the pattern of the volume's cover."""
