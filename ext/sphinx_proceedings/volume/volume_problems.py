"""What can stand in the way of a volume, and the codes of what is wrong with its papers."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What making a volume finds."""

    UNUSABLE_PDF = "PP301"
    """A camera-ready PDF that cannot be put in: the paper has an abstract page instead."""
    NOT_ARCHIVAL = "PP302"
    """A PDF that keeps the volume from being PDF/A: see the message for what it has or lacks."""
    NO_GLYPH = "PP303"
    """A character that no font has, printed as a box: install a font or name its folder."""
    PAGES_MOVED = "PP304"
    """A paper that no longer fits into the pages recorded for it."""
    NORMALISED = "PP306"
    """A PDF that was changed in the copy in the volume so that it is archival: nothing to do."""
    RASTERISED = "PP307"
    """A PDF whose pages are pictures in the volume, as ``--rasterise`` asks: export it anew."""
    UNUSABLE_IMAGE = "PP305"
    """A photo or logo that cannot be printed: it is left out."""


class VolumeError(Exception):
    """The volume cannot be made; the message says what to do."""
