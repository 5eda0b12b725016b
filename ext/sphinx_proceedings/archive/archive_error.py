"""What stands in the way of an archive."""

from __future__ import annotations


class ArchiveError(Exception):
    """No archive can be made; the message tells a user why and what to do."""
