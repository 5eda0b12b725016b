"""Cut keys out of data files as they are written, with their comments and layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.loading.folders import shown_path
from sphinx_proceedings.loading.marks import MappingMarks
from sphinx_proceedings.loading.yaml_text import read, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Slices:
    """The text of every top-level key of some files, and of the keys inside those."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        for file in files:
            marks = read(file, shown_path(file)).marks
            if isinstance(marks, MappingMarks):
                lines = read_lines(file)
                self._cut("", marks, lines, len(lines))

    def text(self, name: str, *, below: str = "") -> str:
        """Return the lines of a key, comments above it included; empty when it is not there."""
        return self._texts.get((below, name), "")

    def _cut(self, below: str, marks: MappingMarks, lines: list[str], end: int) -> None:
        starts = [(line, name) for name, (line, _) in marks.keys.items()]
        if len({line for line, _ in starts}) < len(starts):
            return  # several keys in a line: a mapping in { }
        firsts = [_with_comments(lines, line) for line, _ in starts]
        afters = [*firsts[1:], end + 1]
        for (line, name), first, after in zip(starts, firsts, afters, strict=True):
            previous = self._texts.get((below, name), "")
            # A list may be spread over files; its items follow one another below one key.
            chosen = lines[line : after - 1] if previous else lines[first - 1 : after - 1]
            self._texts[below, name] = previous + "\n".join(chosen).rstrip() + "\n"
            inner = marks.values.get(name)
            if not below and isinstance(inner, MappingMarks) and inner.keys:
                self._cut(name, inner, lines, after - 1)


def _with_comments(lines: list[str], line: int) -> int:
    """Return the first of the comment lines right above *line*; a file's first line is its own."""
    while line > 2 and lines[line - 2].lstrip().startswith("#"):
        line -= 1
    return line
