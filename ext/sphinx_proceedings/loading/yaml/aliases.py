"""YAML in which programs wrote ``&id001`` for what stands there twice, with all written out.

Data files may not have these; what is imported may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from sphinx_proceedings.loading.yaml.yaml_text import new_parser

REFERENCE: Final = re.compile(r"[&*][A-Za-z0-9_]+\s*$|[&*]id\d+\b", re.MULTILINE)
"""What an anchor or an alias looks like."""
_MOST_VALUES: Final = 500_000
_DEEPEST: Final = 40


def expanded(text: str) -> Any:
    """Return the value of YAML text: texts, lists and mappings.

    None when writing all out gives too many values, when one holds itself, or when there is any
    other fault, which the strict reader tells.
    """
    made = _Expansion()
    parser = new_parser(text)
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if not made.take(event):
                return None
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()
    return made.roots[0] if len(made.roots) == 1 else None


@dataclass(slots=True)
class _Open:
    """A collection that is being read."""

    value: Any
    anchor: str | None
    before: int
    """How many values there were before it."""
    key: str | None = None


@dataclass(slots=True)
class _Expansion:
    stack: list[_Open] = field(default_factory=list)
    kept: dict[str, tuple[Any, int]] = field(default_factory=dict)
    """What an anchor names, and how many values it has; nothing before its end is reached."""
    roots: list[Any] = field(default_factory=list)
    count: int = 0

    def take(self, event: Any) -> bool:
        """Take in one event of the parser; return whether reading may go on."""
        if getattr(event, "tag", None) is not None:
            return False
        match event:
            case yaml.ScalarEvent():
                value = event.value if event.value or event.style else None
                self.count += 1
                if event.anchor:
                    self.kept[event.anchor] = value, 1
                self._add(value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                self.stack.append(_Open(empty, event.anchor, self.count))
                self.count += 1
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = self.stack.pop()
                if done.anchor:
                    self.kept[done.anchor] = done.value, self.count - done.before
                self._add(done.value)
            case yaml.AliasEvent():
                if event.anchor not in self.kept:
                    return False
                value, size = self.kept[event.anchor]
                self.count += size
                self._add(value)
        return self.count <= _MOST_VALUES and len(self.stack) <= _DEEPEST

    def _add(self, value: Any) -> None:
        if not self.stack:
            self.roots.append(value)
            return
        inside = self.stack[-1]
        if isinstance(inside.value, list):
            inside.value.append("" if value is None else value)
        elif inside.key is None:
            inside.key = str(value)
        else:
            if value is not None:
                inside.value.setdefault(inside.key, value)
            inside.key = None
