"""The digest of each record of an edition, by which a change after publication is noticed.

A digest is over what a record says, not how: comments, the order of keys, and how lists are spread
over files do not count, nor do fields that are absent or have their default.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sphinx_proceedings.model.records.editions import Edition

OF_THE_EDITION: Final = "edition"
"""The name under which the edition's own fields are entered."""

_TABLES = ("papers", "talks", "panels", "sessions")
_ADDED_LATER = frozenset(
    {"status", "newer_edition", "redirects", "former_ids", "notices", "pdf_checked"}
)
"""Fields that tell what became of a record after it was published, and may be added at any time."""


def plain(record: BaseModel, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a record as JSON would have it, without the fields named and those with defaults."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude=set(without))


def digests(edition: Edition) -> dict[str, str]:
    """Return the SHA-256 of each record: ``edition``, ``papers/5`` and so on."""
    found = {OF_THE_EDITION: _digest(edition, _ADDED_LATER | set(_TABLES))}
    for table in _TABLES:
        for record in getattr(edition, table):
            found[f"{table}/{record.id}"] = _digest(record, _ADDED_LATER)
    return found


def _digest(record: BaseModel, without: frozenset[str]) -> str:
    value = plain(record, without=without)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
