"""The volume: one PDF an edition, a book with every paper in it, made to be kept."""

from __future__ import annotations

from sphinx_proceedings.volume.errors import VolumeError
from sphinx_proceedings.volume.making import Volume, make_volume
from sphinx_proceedings.volume.recording import record_pages
from sphinx_proceedings.volume.stamping import stamped_papers

__all__ = ["Volume", "VolumeError", "make_volume", "record_pages", "stamped_papers"]
