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

    def joined(self, other: SequenceMarks) -> SequenceMarks:
        """Return the marks of this list with the items of *other* behind its own."""
        paths = [
            path for part in (self, other) for path in part.paths or [part.path] * len(part.items)
        ]
        items = [*self.items, *other.items]
        return SequenceMarks(self.path, self.line, self.column, items, paths)

    def remove(self, index: int) -> None:
        """Forget an item."""
        del self.items[index]
        if self.paths:
            del self.paths[index]


def forget(marks: Mark, steps: Sequence[str | int]) -> None:
    """Forget the item of a list that *steps* lead to, so that those behind it move up."""
    *before, last = steps
    here: Mark | None = marks
    for step in before:
        if isinstance(here, MappingMarks):
            here = here.values.get(str(step))
        elif isinstance(here, SequenceMarks) and isinstance(step, int):
            here = here.items[step]
    if isinstance(here, SequenceMarks) and isinstance(last, int):
        here.remove(last)


def locate(marks: Mark, steps: Sequence[str | int], *, key: bool = False) -> Location:
    """Follow *steps* as far as the tree goes and give the position reached.

    With *key* the position is that of the last key instead of its value, where there is one.
    An index into what stands alone where a list may stand is passed over. At any other step that
    the data does not have (a missing key) the value reached so far is named.
    """
    path = "" if isinstance(marks, tuple) else marks.path
    here: Mark = marks
    at_key: tuple[int, int] | None = None
    for step in steps:
        if isinstance(here, MappingMarks) and step in here.values:
            at_key = here.keys[str(step)]
            here = here.values[str(step)]
        elif isinstance(here, SequenceMarks) and isinstance(step, int) and step < len(here.items):
            path = here.paths[step] if here.paths else path
            at_key = None
            here = here.items[step]
        elif step == 0 and not isinstance(here, SequenceMarks):
            continue
        else:
            key = False
            break
        if not isinstance(here, tuple):  # in joined files a value knows its own
            path = here.path
    if key and at_key is not None:
        return Location(path, *at_key)
    if isinstance(here, tuple):
        return Location(path, *here)
    return Location(path, here.line, here.column)
