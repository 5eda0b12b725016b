"""Read one YAML file as text, lists and mappings only, remembering where everything stands.

Every scalar is text, whatever it looks like, so that ``12:30`` is half past twelve and ``No`` a
surname; the record's field decides the type. Anchors, aliases, tags, further documents and
duplicate keys are refused, as are files, depths and counts beyond any real edition: a data file
is untrusted input (see docs/contributing/threats).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_proceedings.loading.marks import Mark, MappingMarks, SequenceMarks
from sphinx_proceedings.model.problems import Location, Problem
from sphinx_proceedings.model.text import check_text

if TYPE_CHECKING:
    from pathlib import Path

try:
    from yaml import CParser as _Parser  # libyaml: ten times as fast
except ImportError:  # a PyYAML built without libyaml reads the same, more slowly
    from yaml import Loader as _Parser  # type: ignore[assignment]

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 5_000_000


@dataclass(slots=True)
class Document:
    """The value of a file (None when it is empty or unreadable), its marks and its problems."""

    path: str
    value: Any = None
    marks: Mark = (1, 1)
    problems: list[Problem] = field(default_factory=list)


class _StopReadingError(Exception):
    """The rest of the file cannot be understood or is refused."""


def read(file: Path, path: str) -> Document:
    """Read *file*; *path* is the name shown in problems.

    Nothing is raised for bad content: PP101 unreadable, PP102 not YAML, PP103 duplicate key,
    and PP102 again for a
    refused feature or limit.
    """
    document = Document(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            _report(document, 1, 1, "PP102", f"file is larger than {MAX_BYTES} bytes; split it")
            return document
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _report(document, 1, 1, "PP101", f"not UTF-8 (byte {error.start}); save it as UTF-8")
        return document
    except OSError as error:
        _report(document, 1, 1, "PP101", f"cannot be read: {error.strerror}")
        return document
    return read_text(text, path)


def read_text(text: str, path: str) -> Document:
    """Read YAML *text* as `read` does."""
    document = Document(path)
    builder = _Builder(document)
    try:
        parser = _Parser(text)
    except yaml.YAMLError as error:
        _syntax(document, error)
        return document
    try:
        builder.run(parser)
    except _StopReadingError:
        document.value = None
    except yaml.YAMLError as error:
        _syntax(document, error)
        document.value = None
    finally:
        parser.dispose()
    return document


def _report(document: Document, line: int, column: int, code: str, message: str) -> None:
    document.problems.append(Problem(Location(document.path, line, column), code, message))


def _syntax(document: Document, error: yaml.YAMLError) -> None:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    _report(document, line, column, "PP102", f"not valid YAML: {said}")


@dataclass(slots=True)
class _Frame:
    """A collection that is being read."""

    value: Any
    marks: MappingMarks | SequenceMarks
    key: str | None = None
    skip: bool = False


class _Builder:
    """Turns parser events into values and marks, without recursion."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.nodes = 0

    def run(self, parser: Any) -> None:
        scalar, start_mapping = yaml.ScalarEvent, yaml.MappingStartEvent
        start_sequence = yaml.SequenceStartEvent
        documents = 0
        while parser.check_event():
            event = parser.get_event()
            kind = type(event)
            if kind is scalar:
                self._refuse(event)
                self._scalar(event)
            elif kind is start_mapping or kind is start_sequence:
                self._refuse(event)
                self._start(event, mapping=kind is start_mapping)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                frame = self.stack.pop()
                self._add(frame.value, frame.marks)
            elif kind is yaml.AliasEvent:
                self._stop(event, "aliases (*name) are not allowed; write the value out")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop(event, "a second document (---) is not allowed; use another file")

    def _stop(self, event: Any, message: str) -> None:
        mark = event.start_mark
        _report(self.document, mark.line + 1, mark.column + 1, "PP102", message)
        raise _StopReadingError

    def _refuse(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(event, f"more than {MAX_NODES} values in one file; split it")
        if event.anchor is not None:
            self._stop(event, "anchors (&name) are not allowed; write the value out")
        if event.tag is not None:
            self._stop(event, f"the tag {event.tag} is not allowed; remove it")

    def _start(self, event: Any, *, mapping: bool) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._stop(event, f"nested deeper than {MAX_DEPTH} levels")
        mark = event.start_mark
        if self.stack and self.stack[-1].key is None and isinstance(self.stack[-1].value, dict):
            self._stop(event, "a key must be text; put quotes around it")
        place = (self.document.path, mark.line + 1, mark.column + 1)
        frame = (
            _Frame({}, MappingMarks(*place)) if mapping else _Frame([], SequenceMarks(*place))
        )
        self.stack.append(frame)

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and isinstance(frame.marks, MappingMarks):
            self._key(frame, text, place)
            return
        if not text.isascii() or not text.isprintable():
            try:
                text = check_text(text)
            except ValueError as error:
                _report(self.document, *place, "PP107", str(error))
                text = ""
        empty = not text and event.style in (None, "")
        self._add(None if empty else text, place)

    def _key(self, frame: _Frame, text: str, place: tuple[int, int]) -> None:
        assert isinstance(frame.marks, MappingMarks)
        frame.key = text
        frame.skip = text in frame.marks.keys
        if frame.skip:
            line = frame.marks.keys[text][0]
            message = f"key {text!r} stands twice (first on line {line}); keep one"
            _report(self.document, *place, "PP103", message)
        else:
            frame.marks.keys[text] = place

    def _add(self, value: Any, marks: Mark) -> None:
        if not self.stack:
            self.document.value = value
            self.document.marks = marks
            return
        frame = self.stack[-1]
        if isinstance(frame.marks, SequenceMarks):
            frame.value.append("" if value is None else value)
            frame.marks.items.append(marks)
            return
        key, frame.key = frame.key, None
        if frame.skip:
            return
        frame.marks.values[str(key)] = marks
        if value is not None:  # a key with nothing behind it counts as absent
            frame.value[key] = value
