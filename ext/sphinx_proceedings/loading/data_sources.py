"""Read the data files of a site and join those of each edition, keeping every position."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.data_folders import EDITION, SERIES, find_files, shown_path
from sphinx_proceedings.loading.document_reading import read_document
from sphinx_proceedings.loading.problem_codes import Code, error, warning
from sphinx_proceedings.loading.yaml.positions import (
    MappingMarks,
    Mark,
    SequenceMarks,
    forget,
    locate,
)
from sphinx_proceedings.loading.yaml.yaml_text import Document, read_lines
from sphinx_proceedings.model.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.loading.reading_cache import ReadingCache


_LONGEST_TEXT = 300
"""Lines of a text in which a reference is looked for."""


@dataclass(slots=True)
class Source:
    """The joined content of one series or edition, or one people file, before validation."""

    key: str
    path: str
    """The file that it begins in, as shown in problems."""
    value: dict[str, Any] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    """What is joined, in order."""
    unread: bool = False
    """Whether some of it could not be read, so that nothing is known to be missing."""
    blanks: list[tuple[str | int, ...]] = field(default_factory=list)
    """Steps to keys with nothing behind them, in the files as they stand."""
    _marks: MappingMarks | None = None

    @property
    def marks(self) -> MappingMarks:
        """Where everything stands; read from the files when it is first asked for.

        From then on it is changed together with the value.
        """
        if self._marks is None:
            self._marks = _joined_marks(self.path, self.documents)
        return self._marks


@dataclass(slots=True)
class Sources:
    """Everything that was read, by kind, with the problems met."""

    root: Path
    series: dict[str, Source] = field(default_factory=dict)
    editions: dict[str, Source] = field(default_factory=dict)
    people: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Keys of what could not be looked into: ``people``, a series, an edition."""
    warnings: list[tuple[Path, Problem]] = field(default_factory=list)
    """Files and folders that are not read or hold nothing, with the warning about each."""
    spoilt: set[Location] = field(default_factory=set)
    """Where values stand that had characters which were refused and replaced."""
    _records: dict[str, tuple[Source, tuple[str | int, ...]]] = field(default_factory=dict)
    _lines: tuple[str, list[str]] | None = None

    def note(self, key: str, source: Source, *steps: str | int) -> None:
        """Remember where the record *key* stands: *steps* lead to it in *source*."""
        self._records.setdefault(key, (source, steps))

    def locate(self, key: str, *steps: str | int) -> Location | None:
        """Return the position of a record, or of a value inside it; None if it has none."""
        if key not in self._records:
            return None
        source, before = self._records[key]
        return locate(source.marks, (*before, *steps))

    def forget(self, key: str, *steps: str | int) -> None:
        """Forget the item of a list in the record *key*, which was taken out of the record too."""
        if key in self._records:
            source, before = self._records[key]
            forget(source.marks, (*before, *steps))

    def find(self, place: Location | None, *wanted: str) -> Location | None:
        """Return where one of *wanted* stands in the text that begins at *place*, else *place*.

        For a problem inside a text of many lines: the file is read again and looked through.
        """
        if place is None:
            return None
        file = next((file for file in self.files if shown_path(file) == place.path), None)
        if self._lines is None or self._lines[0] != place.path:
            document = read_lines(file) if file else []
            self._lines = (place.path, document)
        return _find(self._lines[1], place, wanted)


def _find(lines: list[str], place: Location, wanted: tuple[str, ...]) -> Location:
    for number, line in enumerate(lines[place.line - 1 : place.line + _LONGEST_TEXT], place.line):
        start = place.column - 1 if number == place.line else 0
        for text in wanted:
            if (at := line.find(text, start)) >= 0:
                return Location(place.path, number, at + 1)
    return place


def read_sources(root: Path, cache: ReadingCache) -> Sources:
    """Read all data files below *root*; the problems are in the result, nothing is raised."""
    layout = find_files(root)
    sources = Sources(root, problems=layout.problems, lost=layout.lost, warnings=layout.warnings)
    for file in layout.people:
        sources.people.append(_join(sources, cache, "people", [file]))
    for key, file in layout.series.items():
        own = [file] if _is_own(file) else []
        sources.series[key] = _join(sources, cache, key, own, file)
    for key, files in layout.editions.items():
        sources.editions[key] = _join(sources, cache, key, files)
        sources.editions[key].unread |= key in layout.lost
    return sources


def _is_own(file: Path) -> bool:
    """Whether there is such a file, and in this very place: what links lead to is not read."""
    return file.is_file() and not file.is_symlink()


def _join(
    sources: Sources,
    cache: ReadingCache,
    key: str,
    files: Iterable[Path],
    named: Path | None = None,
) -> Source:
    """Join files: their lists are appended, any other key may stand in one file only."""
    files = list(files)
    source = Source(key, shown_path(files[0] if files else named or Path()))
    source.unread = not files
    empty: list[Path] = []
    for file in files:
        sources.files.append(file)
        document = read_document(file, shown_path(file), cache)
        sources.problems.extend(document.problems)
        sources.spoilt.update(Location(document.path, *place) for place in document.spoilt)
        source.unread |= document.unread
        if not (document.value or document.problems):
            empty.append(file)
        if document.value is None:
            continue
        if isinstance(document.value, dict):
            _add(sources, source, document)
            continue
        source.unread = True
        line, column = locate_in(document)
        shape = "a list" if isinstance(document.value, list) else "text"
        sources.problems.append(
            error(
                Location(document.path, line, column),
                Code.WRONG_TYPE,
                f"the file is {shape} at its top",
                "it must be a mapping (key: value); name the list, such as papers:",
            )
        )
    for file in empty:
        if file.name in {SERIES, EDITION} and "title" not in source.value and not source.unread:
            source.unread = True
            place = Location(shown_path(file), 1, 1)
            hint = "fill it: title and short_title are needed"
            problem = error(place, Code.MISSING_KEY, "the file holds nothing", hint)
            sources.problems.append(problem)
        else:
            _warn_of_empty(sources, file)
    if key != "people":
        sources.note(key, source)
    return source


def _warn_of_empty(sources: Sources, file: Path) -> None:
    place = Location(shown_path(file), 1, 1)
    problem = warning(place, Code.EMPTY, "the file holds nothing", "fill it, or remove it")
    sources.problems.append(problem)
    sources.warnings.append((file, problem))


def locate_in(document: Document) -> tuple[int, int]:
    """Return the line and column at which the value of a document begins."""
    marks = document.marks
    return marks if isinstance(marks, tuple) else (marks.line, marks.column)


def _add(sources: Sources, source: Source, document: Document) -> None:
    """Add the keys of a further file to *source*."""
    shift = {name: len(value) for name, value in source.value.items() if isinstance(value, list)}
    for name, value in document.value.items():
        before = source.value.get(name)
        if before is None:
            source.value[name] = value
        elif isinstance(before, list) and isinstance(value, list):
            source.value[name] = [*before, *value]
        else:
            first = locate(_joined_marks(source.path, source.documents), (name,), key=True)
            place = locate(document.marks, (name,), key=True)
            message = f"key {name!r} stands in another file too"
            hint = f"first: {first}; only lists may be spread over files, keep one"
            sources.problems.append(error(place, Code.DUPLICATE_KEY, message, hint))
    source.documents.append(document)
    for steps in document.blanks:
        top, *rest = steps
        if rest and isinstance(rest[0], int):
            rest[0] += shift.get(str(top), 0)
        source.blanks.append((top, *rest))


def _joined_marks(path: str, documents: Iterable[Document]) -> MappingMarks:
    """Return the marks of the values that `_add` joins."""
    joined = MappingMarks(path, 1, 1)
    filled: set[str] = set()
    for document in documents:
        marks = document.marks
        if not isinstance(marks, MappingMarks):  # the file was changed since
            continue
        for name, at in marks.keys.items():
            mark, before = marks.values[name], joined.values.get(name)
            has_value = name in document.value
            if before is None or (has_value and name not in filled):
                joined.values[name] = _with_path(mark, document.path)
                joined.keys[name] = at
            elif isinstance(before, SequenceMarks) and isinstance(mark, SequenceMarks):
                joined.values[name] = before.joined(mark)
            if has_value:
                filled.add(name)
    return joined


def _with_path(marks: Mark, path: str) -> Mark:
    """Wrap a top-level scalar's mark so that its file is known in a joined mapping."""
    return MappingMarks(path, *marks) if isinstance(marks, tuple) else marks
