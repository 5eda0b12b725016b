"""The volume: one PDF an edition, a book with every paper in it, made to be kept."""

from __future__ import annotations

from sphinx_proceedings.volume.errors import VolumeError
from sphinx_proceedings.volume.making import Volume, make_volume

__all__ = ["Volume", "VolumeError", "make_volume"]
