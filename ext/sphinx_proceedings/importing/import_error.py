"""The error that a source raises which cannot be imported."""

from __future__ import annotations


class ImportSourceError(ValueError):
    """A source that cannot be imported; the message says where, why, and what to do about it."""
