"""Take what is wrong out of a source, so that the rest of it can be validated and looked at.

Errors hide other errors: pydantic does not run a record's own rules while one of its fields is
wrong, and a record that is left out takes its references with it. So wrong values are removed one
by one, needed ones get a placeholder, and what the next validation finds is reported unless it
comes of the removal itself. Values and their marks are changed together, so positions stay true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.yaml.positions import MappingMarks, Mark, SequenceMarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic_core import ErrorDetails

    from sphinx_proceedings.loading.data_sources import Source


@dataclass(slots=True)
class _Step:
    """A value on the way to an error: where it stands in its container, and its marks."""

    container: Any
    step: str | int
    container_marks: Mark | None
    value: Any
    marks: Mark | None


class Pruner:
    """Removes errors from one source; ``removed`` tells which records went with them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._touched: dict[int, object] = {}  # held here, so that no id() is used anew
        self._placed: set[tuple[int, str]] = set()
        self._going: dict[int, tuple[list[Any], Mark | None, set[int]]] = {}
        self.removed: set[tuple[str, str | None]] = set()
        """(list, id) of each record removed; (key, None) for the whole of a top key."""
        self.made_up: set[str] = set()
        """What was put in the place of needed values."""

    def placeholder(self) -> str:
        """Return text that serves as a title and as an id that no other record has."""
        return f"missing-{self._source.key.replace('/', '-')}-{len(self._placed)}"

    def is_consequence(self, detail: ErrorDetails) -> bool:
        """Whether an error comes of what was removed before."""
        path, whole = self._follow(detail["loc"])
        here = path[-1].value if path else self._source.value
        if whole and detail["type"] != "missing" and isinstance(here, dict | list):
            return any(id(inner) in self._touched for inner in _containers(here))
        if not isinstance(here, dict | list):
            here = path[-1].container
        return id(here) in self._touched

    def prune(self, details: Sequence[ErrorDetails]) -> bool:
        """Remove or replace what *details* complain of; False when nothing would be left."""
        for detail in details:
            if not self._prune(detail):
                return False
        for items, marks, indexes in self._going.values():
            for index in sorted(indexes, reverse=True):
                del items[index]
                if isinstance(marks, SequenceMarks):
                    marks.remove(index)
        self._going.clear()
        return True

    def _prune(self, detail: ErrorDetails) -> bool:
        path, whole = self._follow(detail["loc"])
        if detail["type"] == "missing":
            path, _ = self._follow(detail["loc"][:-1])
            here, name = (path[-1].value if path else self._source.value), detail["loc"][-1]
            if isinstance(here, dict) and (id(here), str(name)) not in self._placed:
                here[str(name)] = self.placeholder()
                self.made_up.add(here[str(name)])
                self._placed.add((id(here), str(name)))
                self._touched[id(here)] = here
                return True
        if not path:
            return False
        self._remove(path, known=not (whole and detail["type"] == "extra_forbidden"))
        return True

    def _remove(self, path: list[_Step], *, known: bool) -> None:
        last = path[-1]
        if isinstance(last.container, dict):
            last.container.pop(last.step, None)
        else:
            going = (last.container, last.container_marks, set[int]())
            self._going.setdefault(id(last.container), going)[2].add(int(last.step))
        if not known:
            return
        self._touched[id(last.container)] = last.container
        top = str(path[0].step)
        if len(path) == 1:
            self.removed.add((top, None))
        elif len(path) == 2 and isinstance(last.value, dict):
            self.removed.add((top, str(last.value.get("id"))))

    def _follow(self, loc: tuple[int | str, ...]) -> tuple[list[_Step], bool]:
        """Follow *loc* as far as the data goes; also tell whether that was the whole way.

        An index into what stands alone where a list may stand is no step of the data.
        """
        value: Any = self._source.value
        marks: Mark | None = self._source.marks
        path: list[_Step] = []
        for step in loc:
            inner: Mark | None = None
            if isinstance(value, dict) and step in value:
                if isinstance(marks, MappingMarks):
                    inner = marks.values.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                if isinstance(marks, SequenceMarks):
                    inner = marks.items[step]
            elif step == 0 and not isinstance(value, list):
                continue
            else:
                return path, False
            path.append(_Step(value, step, marks, value[step], inner))
            value, marks = value[step], inner
        return path, True


def _containers(value: Any) -> Iterator[object]:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _containers(inner)
