"""The volume: one PDF an edition, a book with every paper in it, made to be kept."""

from __future__ import annotations

from sphinx_proceedings.volume.assembly import Volume, make_volume
from sphinx_proceedings.volume.page_recording import record_pages
from sphinx_proceedings.volume.stamping import stamped_papers
from sphinx_proceedings.volume.volume_problems import VolumeError

__all__ = ["Volume", "VolumeError", "make_volume", "record_pages", "stamped_papers"]
