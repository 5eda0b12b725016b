"""Conference and workshop proceedings for Sphinx: one set of data, a site and everything that goes with it."""

from __future__ import annotations

__version__ = "0.1.0"
