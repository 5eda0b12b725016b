"""Find the data files of a site and join the files of each edition, keeping every position."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.codes import Code
from sphinx_proceedings.loading.marks import MappingMarks, Mark, SequenceMarks, locate
from sphinx_proceedings.loading.yaml_text import Document, read
from sphinx_proceedings.model.identifiers import RecordId
from sphinx_proceedings.model.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

RESERVED = frozenset({"people", "keywords", "api", "schema", "search", "genindex"})
"""Names below data/ or of the site that no series can have."""


@dataclass(slots=True)
class Source:
    """The joined content of one series, edition or people file, before validation."""

    key: str
    value: dict[str, Any]
    marks: MappingMarks


@dataclass(slots=True)
class Sources:
    """Everything that was read, by kind, with the problems met."""

    root: Path
    series: dict[str, Source] = field(default_factory=dict)
    editions: dict[str, Source] = field(default_factory=dict)
    people: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    _records: dict[str, tuple[Mark, tuple[str | int, ...]]] = field(default_factory=dict)

    def note(self, key: str, marks: Mark, *steps: str | int) -> None:
        """Remember where the record *key* stands."""
        self._records.setdefault(key, (marks, steps))

    def locate(self, key: str, *steps: str | int) -> Location | None:
        """Return the position of a record, or of a value inside it; None if it has none."""
        if key not in self._records:
            return None
        marks, first = self._records[key]
        return locate(marks, (*first, *steps))


def read_sources(root: Path) -> Sources:
    """Read all data files below *root*; the problems are in the result, nothing is raised."""
    sources = Sources(root)
    if not root.is_dir():
        where = Location(_shown(root), 1, 1)
        hint = "make the folder, or set proceedings_data (command line: --data)"
        sources.problems.append(
            Problem(where, Code.UNREADABLE, "there is no data folder here", hint=hint)
        )
        return sources
    for file in (root / "people.yaml", *_yaml_files(root / "people")):
        if file.is_file():
            source = _join(sources, [file], "people", root)
            sources.people.append(source)
    for folder in _folders(root):
        if folder.name not in RESERVED and _named_well(sources, folder):
            _read_series(sources, folder)
    return sources


def _read_series(sources: Sources, folder: Path) -> None:
    file = folder / "series.yaml"
    years = [f for f in _folders(folder) if any(True for _ in _yaml_files(f))]
    if not file.is_file():
        if years:
            where = Location(_shown(file), 1, 1)
            message = f"series {folder.name!r} has editions but no series.yaml"
            hint = "add it, with title and short_title"
            sources.problems.append(Problem(where, Code.UNREADABLE, message, hint=hint))
        return
    sources.series[folder.name] = _join(sources, [file], folder.name, folder)
    for year in years:
        if _named_well(sources, year):
            key = f"{folder.name}/{year.name}"
            sources.editions[key] = _join(sources, list(_yaml_files(year)), key, year)


def _named_well(sources: Sources, folder: Path) -> bool:
    try:
        RecordId(folder.name)
    except ValueError as error:
        where = Location(_shown(folder), 1, 1)
        sources.problems.append(Problem(where, Code.UNREADABLE, f"folder name: {error}"))
        return False
    return True


def _join(sources: Sources, files: list[Path], key: str, folder: Path) -> Source:
    """Join files: their lists are appended, any other key may stand in one file only."""
    source = Source(key, {}, MappingMarks(_shown(files[0] if files else folder), 1, 1))
    sources.note(key, source.marks)
    for file in files:
        sources.files.append(file)
        document = read(file, _shown(file))
        sources.problems.extend(document.problems)
        if document.value is None:
            continue
        if not isinstance(document.value, dict) or not isinstance(document.marks, MappingMarks):
            where = locate(document.marks, ())
            where = Location(document.path, where.line, where.column)
            message = "the file must be a mapping (key: value) at its top"
            sources.problems.append(Problem(where, Code.WRONG_TYPE, message))
            continue
        _add(sources, source, document)
    return source


def _add(sources: Sources, source: Source, document: Document) -> None:
    assert isinstance(document.marks, MappingMarks)
    for name, value in document.value.items():
        marks = document.marks.values[name]
        at = document.marks.keys[name]
        if name not in source.value:
            source.value[name] = value
            source.marks.values[name] = _with_path(marks, document.path)
            source.marks.keys[name] = at
            continue
        before = source.marks.values[name]
        if isinstance(before, SequenceMarks) and isinstance(marks, SequenceMarks):
            joined = SequenceMarks(before.path, before.line, before.column)
            joined.items = [*before.items, *marks.items]
            joined.paths = [
                *(before.paths or [before.path] * len(before.items)),
                *([marks.path] * len(marks.items)),
            ]
            source.value[name] = [*source.value[name], *value]
            source.marks.values[name] = joined
            continue
        first = locate(source.marks, (name,), key=True)
        message = f"key {name!r} stands in another file too ({first}); keep one"
        sources.problems.append(
            Problem(Location(document.path, *at), Code.DUPLICATE_KEY, message)
        )


def _with_path(marks: Mark, path: str) -> Mark:
    """Wrap a top-level scalar's mark so that its file is known in a joined mapping."""
    if isinstance(marks, tuple):
        return MappingMarks(path, *marks)
    return marks


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(p for p in folder.iterdir() if p.is_dir() and _visible(p))


def _yaml_files(folder: Path) -> Iterator[Path]:
    """Yield *folder*'s .yaml files and those of its own folders, in order of their names."""
    if folder.is_dir():
        for file in sorted(folder.rglob("*.yaml")):
            if _visible(file) and file.is_file():
                yield file


def _visible(path: Path) -> bool:
    """Leave out hidden files, and symbolic links, which may lead out of the data folder."""
    return not path.name.startswith(".") and not path.is_symlink()


def _shown(path: Path) -> str:
    """Give *path* as a person in the current folder would write it, with forward slashes."""
    relative = os.path.relpath(path)
    return Path(path if relative.startswith("..") else relative).as_posix()
