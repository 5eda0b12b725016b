"""Conference and workshop proceedings for Sphinx: one set of data, and all that comes of it."""

from __future__ import annotations

__version__ = "0.1.0"
