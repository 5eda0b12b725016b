"""Notes that the processes of a build leave for whoever has started it: plain values, by name."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class BuildNotes:
    """Notes in a folder; without one nothing is noted."""

    folder: Path | None = None

    def put(self, name: str, value: Any) -> None:
        """Leave a value of dicts, lists, tuples, texts, bytes and numbers."""
        if self.folder is not None:
            self.folder.joinpath(f"{name}.note").write_bytes(marshal.dumps(value))

    def get(self, name: str) -> Any:
        """Return what was left under *name*, or None."""
        if self.folder is None:
            return None
        try:
            content = self.folder.joinpath(f"{name}.note").read_bytes()
        except FileNotFoundError:
            return None
        return marshal.loads(content)  # noqa: S302 - of this very build


BUILD_NOTES = BuildNotes()
"""Those of the build that this process, or the one that it was forked from, is doing."""


def plain_fields(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass, mappings as plain ones."""
    found = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: dict(v) if isinstance(v, Mapping) else v for name, v in found.items()}
