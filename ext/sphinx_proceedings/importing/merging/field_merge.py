"""Three-way merge of one record: the rules, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.merging.comparing import same
from sphinx_proceedings.importing.merging.conflicts import Conflict

if TYPE_CHECKING:
    from sphinx_proceedings.importing.merging.conflicts import Decisions

PEOPLE: Final = frozenset(["authors", "speakers"])


@dataclass(slots=True, kw_only=True)
class Merge:
    """The merge of one record: what was decided about its fields, and what is left open."""

    kind: str
    record: str
    decisions: Decisions
    carries: frozenset[str] = frozenset()
    """Fields whose absence in the source means that they were taken away."""
    conflicts: list[Conflict] = field(default_factory=list)
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    """Field, value before and after, of what comes in from the source."""

    def value(
        self, name: str, base: Any, yours: Any, theirs: Any, *, label: str = "", kind: str = ""
    ) -> tuple[Any, Any]:
        """Return the merged value of a field and its new base; None stands for absent.

        The source unchanged: the data stays. The data unchanged: the source comes in. Both
        changed to the same: only the base moves. Both changed otherwise: a conflict, in which the
        data and the base stay until it is decided.
        """
        kind, label = kind or self.kind, label or name
        if same(kind, name, theirs, base):
            return yours, base
        if same(kind, name, yours, theirs):
            return yours, theirs
        if same(kind, name, yours, base):
            self.changes.append((label, yours, theirs))
            return theirs, theirs
        return self.decided(label, base, yours, theirs)

    def decided(self, label: str, base: Any, yours: Any, theirs: Any) -> tuple[Any, Any]:
        """Return what was decided about a conflict; note it if nothing was."""
        decision = self.decisions.of(f"{self.record}.{label}")
        if decision == "take":
            self.changes.append((label, yours, theirs))
            return theirs, theirs
        if decision == "keep":
            return yours, theirs
        self.conflicts.append(
            Conflict(record=self.record, field=label, base=base, yours=yours, theirs=theirs)
        )
        return yours, base

    def members(
        self, name: str, base: Any, yours: Any, theirs: Any, key: Callable[[Any], Any]
    ) -> tuple[Any, Any]:
        """Merge a list as a set: what the source added comes in, what it dropped goes."""
        if same(self.kind, name, theirs, base):
            return yours, base
        if same(self.kind, name, yours, base) or same(self.kind, name, yours, theirs):
            return self.value(name, base, yours, theirs)
        before = {key(one): one for one in base or ()}
        now = {key(one): one for one in theirs or ()}
        merged: list[Any] = []
        for one in yours or ():
            found = key(one)
            if found in before and found not in now and one == before[found]:
                continue
            merged.append(now[found] if one == before.get(found) and found in now else one)
        there = {key(one) for one in yours or ()}
        merged += [one for found, one in now.items() if found not in before and found not in there]
        if not same(self.kind, name, merged or None, yours):
            self.changes.append((name, yours, merged))
        return merged or None, theirs


def merge_fields(
    merge: Merge,
    base: dict[str, Any],
    yours: dict[str, Any],
    theirs: dict[str, Any],
    people: Callable[[Merge, str, Any, Any, Any], tuple[Any, Any]],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the merged fields of a record, and its new base.

    *people* merges the lists of names. Fields that neither base nor source knows stay as they
    are.
    """
    merged, new_base = dict(yours), dict(base)
    for name in [*theirs, *(name for name in base if name not in theirs)]:
        now = theirs.get(name)
        if now is None and name not in merge.carries:
            continue
        old, own = base.get(name), yours.get(name)
        if name in PEOPLE:
            value, kept = people(merge, name, old, own, now)
        elif name == "keywords" and own is not None and old is not None:
            value, kept = merge.members(name, old, _listed(own), now, str.casefold)
        elif name == "resources":
            value, kept = merge.members(name, old, own, now, _resource_key)
        else:
            value, kept = merge.value(name, old, own, now)
        _put(merged, name, value)
        _put(new_base, name, kept)
    return merged, new_base


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        fields.pop(name, None)
    else:
        fields[name] = value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _resource_key(resource: dict[str, Any]) -> tuple[Any, Any]:
    return resource.get("type"), resource.get("url") or resource.get("file")
