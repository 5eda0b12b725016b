"""Where data and source were both changed, and what was decided about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.privacy import without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL: Final = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One field that has three values, or two and no known origin."""

    record: str
    """Id of the record in the data; ``edition`` for the edition's own fields."""
    field: str
    """``title``, ``authors.ada-lovelace.affiliations``, ``authors.order``."""
    base: Any = None
    """What the source said before; None if it is not known."""
    yours: Any = None
    theirs: Any = None

    @property
    def label(self) -> str:
        """What ``--keep`` and ``--take`` name it by."""
        return f"{self.record}.{self.field}"

    def lines(self) -> list[str]:
        """Return the three values, a line each, under the label."""
        shown = [("base", self.base)] if self.base is not None else []
        shown += [("yours", self.yours), ("theirs", self.theirs)]
        return [self.label, *(f"  {name:6} {_shown(value)}" for name, value in shown)]


@dataclass(slots=True)
class Decisions:
    """Which side is right: patterns of labels such as ``12.title``, ``12``, ``*.abstract``."""

    keep: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    used: set[str] = field(default_factory=set)

    def of(self, label: str) -> str:
        """Return ``keep``, ``take``, or nothing."""
        for decision, patterns in (("keep", self.keep), ("take", self.take)):
            if found := _matching(patterns, label):
                self.used.add(found)
                return decision
        return ""

    @property
    def unused(self) -> list[str]:
        """Patterns that no conflict has asked for."""
        return [one for one in (*self.keep, *self.take) if one not in self.used | {ALL}]


def _matching(patterns: Iterable[str], label: str) -> str:
    for pattern in patterns:
        if pattern == ALL or label.startswith(f"{pattern}.") or fnmatchcase(label, pattern):
            return pattern
    return ""


def _shown(value: Any) -> str:
    if value is None:
        return "(nothing)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(without_addresses(text).split())  # first, or half an address is left
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


_LONGEST = 300
