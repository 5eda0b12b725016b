"""Cut keys out of data files as they are written, with their comments and layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.data_folders import shown_path
from sphinx_proceedings.loading.yaml.positions import MappingMarks, Mark, SequenceMarks
from sphinx_proceedings.loading.yaml.yaml_text import read, read_lines
from sphinx_proceedings.model.problems import Location

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class LayoutError(ValueError):
    """A key is written in a way from which no lines can be cut; says where, and how to write it."""


class Slices:
    """The text of every top-level key of some files, and of the keys inside those."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._items: dict[tuple[str, str], tuple[int, Location]] = {}
        self._problems: dict[tuple[str, str], str] = {}
        for file in files:
            document = read(file, shown_path(file))
            if isinstance(document.marks, MappingMarks):
                lines = read_lines(file)
                self._cut("", document.value, document.marks, lines, len(lines))

    def text(self, name: str, *, below: str = "") -> str:
        """Return the lines of a key, comments above it included; empty when it is not there.

        Raises `LayoutError` when the key shares its lines with others, or stands in several files
        and its list is in [ ] in one of them.
        """
        if problem := self._problems.get((below, name)):
            raise LayoutError(problem)
        return self._texts.get((below, name), "")

    def _cut(
        self, below: str, value: dict[str, Any], marks: MappingMarks, lines: list[str], end: int
    ) -> None:
        if _begins_with("{", marks, lines):
            self._refuse_all(below, marks)
            return
        firsts = [_with_comments(lines, line) for line, _ in marks.keys.values()]
        afters = [*firsts[1:], end + 1]
        for name, first, after in zip(marks.keys, firsts, afters, strict=True):
            if name not in value:  # nothing stands behind it, so that another file may have it
                continue
            line, inner = marks.keys[name][0], marks.values[name]
            if (below, name) in self._texts:
                self._join(name, inner, marks.path, lines, range(line, after - 1))
            else:
                self._texts[below, name] = _joined(lines[first - 1 : after - 1])
                self._items[below, name] = _items(inner, marks.path, lines)
            if not below and isinstance(inner, MappingMarks):
                self._cut(name, value[name], inner, lines, after - 1)

    def _join(self, name: str, marks: Mark, path: str, lines: list[str], behind_key: range) -> None:
        """Add the items of a list that began in another file."""
        key = ("", name)
        (column, place), (wanted, first) = _items(marks, path, lines), self._items[key]
        if not (column and wanted):
            self._problems[key] = (
                f"{place if wanted else first}: the list {name!r} stands in several files, and "
                "cannot be copied where it is in [ ]; write each item on a line of its own that "
                "begins with '- '"
            )
            return
        # Items of one list stand below one another.
        shift = wanted - column
        moved = [_shifted(lines[index], shift) for index in behind_key]
        self._texts[key] += _joined(moved)

    def _refuse_all(self, below: str, marks: MappingMarks) -> None:
        for name, (line, column) in marks.keys.items():
            self._problems[below, name] = (
                f"{Location(marks.path, line, column)}: {name!r} stands in {{ }}, and cannot be "
                "copied out of it; write each key on a line of its own, without the braces"
            )
            inner = marks.values[name]
            if not below and isinstance(inner, MappingMarks):
                self._refuse_all(name, inner)


def _begins_with(sign: str, marks: MappingMarks | SequenceMarks, lines: list[str]) -> bool:
    return lines[marks.line - 1].startswith(sign, marks.column - 1)


def _items(marks: Mark, path: str, lines: list[str]) -> tuple[int, Location]:
    """Return the column at which each item's ``-`` stands, 0 where there are none, and where."""
    if isinstance(marks, tuple):
        return 0, Location(path, *marks)
    listed = isinstance(marks, SequenceMarks) and not _begins_with("[", marks, lines)
    return marks.column if listed else 0, Location(path, marks.line, marks.column)


def _shifted(line: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + line if line else line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _with_comments(lines: list[str], line: int) -> int:
    """Return the first of the comment lines right above *line*; a file's first line is its own."""
    while line > 2 and lines[line - 2].lstrip().startswith("#"):
        line -= 1
    return line
