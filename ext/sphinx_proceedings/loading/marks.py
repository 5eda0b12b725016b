"""Where each value of a data file stands: a tree of positions parallel to the tree of values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sphinx_proceedings.model.problems import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

Mark: TypeAlias = "tuple[int, int] | MappingMarks | SequenceMarks"
"""(line, column) of a scalar, both from 1, or the marks of a collection."""


@dataclass(slots=True)
class MappingMarks:
    """Positions of a mapping, of its keys and of its values."""

    path: str
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: dict[str, Mark] = field(default_factory=dict)


@dataclass(slots=True)
class SequenceMarks:
    """Positions of a sequence and of its items.

    ``paths`` has an entry an item when the items come from several files.
    """

    path: str
    line: int
    column: int
    items: list[Mark] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def locate(marks: Mark, steps: Sequence[str | int], *, key: bool = False) -> Location:
    """Follow *steps* as far as the tree goes and give the position reached.

    With *key* the position is that of the last key instead of its value, where there is one.
    Steps that the data does not have (a missing key, an item that a validator made) are ignored,
    so that the nearest enclosing value is named.
    """
    path = ""
    here: Mark = marks
    at_key: tuple[int, int] | None = None
    for step in steps:
        if isinstance(here, MappingMarks) and step in here.values:
            path = here.path
            at_key = here.keys[str(step)]
            here = here.values[str(step)]
            if not isinstance(here, tuple):  # in a joined mapping the value knows its file
                path = here.path
        elif isinstance(here, SequenceMarks) and isinstance(step, int) and step < len(here.items):
            path = here.paths[step] if here.paths else here.path
            at_key = None
            here = here.items[step]
        else:
            key = False
            break
    if key and at_key is not None:
        return Location(path, *at_key)
    if isinstance(here, tuple):
        return Location(path, *here)
    return Location(here.path, here.line, here.column)
