"""Read one YAML file as text, lists and mappings only, remembering where everything stands.

Every scalar is text, whatever it looks like, so that ``12:30`` is half past twelve and ``No`` a
surname; the record's field decides the type. Anchors, aliases, tags, further documents and
duplicate keys are refused, as are files, depths and counts beyond any real edition: a data file
is untrusted input.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.loading.yaml.characters import REPLACEMENT, clean, replaced
from sphinx_proceedings.loading.yaml.positions import MappingMarks, Mark, SequenceMarks
from sphinx_proceedings.loading.yaml.yaml_messages import cut_text, in_words, sharp_lines
from sphinx_proceedings.model.problems import Location, Problem
from sphinx_proceedings.model.values.text import check_text
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from pathlib import Path

_Parser: Any
try:
    # libyaml, ten times as fast; its stubs do not export the class.
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML built without libyaml reads the same, more slowly
    from yaml import Loader as _Parser

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 3_000_000
MAX_ITEMS = 100_000
"""Items of one list; the largest conferences have a tenth of this in papers."""
MAX_KEYS = 1_000
"""Keys of one mapping; records have some sixty at most."""


@dataclass(slots=True)
class Document:
    """The value of a file, its marks and its problems."""

    path: str
    value: Any = None
    """None when the file is empty or could not be read."""
    placed: Mark | Callable[[], Mark] = (1, 1)
    """The marks, or what finds them when they are first asked for."""
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    """Whether some of the file could not be understood, so that nothing is known to be missing."""
    blanks: list[tuple[str | int, ...]] = field(default_factory=list)
    """Steps to each key with nothing behind it; such a key counts as absent."""
    spoilt: set[tuple[int, int]] = field(default_factory=set)
    """Where keys and values stand in which characters were refused and replaced."""

    @property
    def marks(self) -> Mark:
        """Where everything stands."""
        if callable(self.placed):
            self.placed = self.placed()
        return self.placed

    def report(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Add a problem at a place in this file."""
        self.problems.append(error(Location(self.path, line, column), code, message, hint))


class _StopReadingError(Exception):
    """The rest of the file cannot be understood or is refused."""


def read(file: Path, path: str) -> Document:
    """Read *file*; *path* is the name shown in problems.

    Nothing is raised for bad content: it gives PP101 (unreadable), PP102 (not YAML, or a feature
    or size that is refused) or PP103 (duplicate key).
    """
    document = Document(path, unread=True)
    content = read_content(file, document)
    text = decoded(content, document) if content is not None else None
    return document if text is None else read_text(text, path)


def read_content(file: Path, document: Document) -> bytes | None:
    """Return the bytes of a file, or None after a report in *document*."""
    try:
        if file.stat().st_size > MAX_BYTES:
            message = f"file is larger than {MAX_BYTES // 2**20} MiB"
            document.report(1, 1, Code.SYNTAX, message, "split it")
            return None
        return file.read_bytes()
    except OSError as failure:
        document.report(1, 1, Code.UNREADABLE, f"cannot be read: {failure.strerror}")
        return None


def decoded(content: bytes, document: Document) -> str | None:
    """Return the text of a file, or None after a report in *document*."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = failure.object[: failure.start]
        column = failure.start - before.rfind(b"\n")
        message = f"byte 0x{failure.object[failure.start]:02X} is not UTF-8"
        document.report(
            before.count(b"\n") + 1, column, Code.UNREADABLE, message, "save the file as UTF-8"
        )
        return None


def read_lines(file: Path) -> list[str]:
    """Return the lines of a file that was read before; none when it cannot be read any more."""
    try:
        return clean(file.read_bytes().decode("utf-8-sig"))[0].split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def read_text(text: str, path: str) -> Document:
    """Read YAML *text* as `read` does."""
    document = Document(path)
    text, bad = clean(text)
    for character in bad:
        document.report(
            character.line, character.column, Code.SYNTAX, character.message, character.hint
        )
    try:
        parser = new_parser(text)
        try:
            _Builder(document, sharp_lines(text)).run(parser)
        finally:
            parser.dispose()
    except _StopReadingError:
        document.value, document.unread = None, True
    except yaml.YAMLError as failure:
        _syntax(document, failure)
        document.value, document.unread = None, True
    return document


def new_parser(text: str) -> Any:
    """Return a parser of *text*; `get_event` gives its events, `dispose` ends it."""
    return _Parser(text)


def _syntax(document: Document, failure: yaml.YAMLError) -> None:
    mark = getattr(failure, "problem_mark", None)
    said = getattr(failure, "problem", None) or getattr(failure, "reason", None) or "unreadable"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message, hint = in_words(said)
    document.report(line, column, Code.SYNTAX, f"not valid YAML: {message}", hint)


@dataclass(slots=True)
class _Frame:
    """A collection that is being read."""

    value: Any
    marks: MappingMarks | SequenceMarks
    key: str | None = None
    skip: bool = False


class _Builder:
    """Turns parser events into values and marks, without recursion."""

    def __init__(self, document: Document, sharp: dict[int, str]) -> None:
        self.document = document
        self.sharp = sharp
        self.spoilt = bool(document.problems)  # up to here these are bad characters
        self.stack: list[_Frame] = []
        self.nodes = 0

    def run(self, parser: Any) -> None:
        next_event = parser.get_event
        scalar, mapping, sequence = (
            yaml.ScalarEvent,
            yaml.MappingStartEvent,
            yaml.SequenceStartEvent,
        )
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar:
                self._refuse(event)
                self._scalar(event)
            elif kind is mapping or kind is sequence:
                self._refuse(event)
                self._start(event, mapping=kind is mapping)
            elif kind in ends:
                frame = self.stack.pop()
                self._add(frame.value, frame.marks)
            elif kind is yaml.AliasEvent:
                self._stop(event, "aliases (*name) are not allowed", "write the value out")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop(event, "a second document (---) is not allowed", "use another file")
            elif kind is yaml.StreamEndEvent:
                return

    def _stop(self, event: Any, message: str, hint: str) -> None:
        mark = event.start_mark
        self.document.report(mark.line + 1, mark.column + 1, Code.SYNTAX, message, hint)
        raise _StopReadingError

    def _too_many(self, marks: Mark, message: str) -> None:
        line, column = marks if isinstance(marks, tuple) else (marks.line, marks.column)
        self.document.report(
            line, column, Code.SYNTAX, message, "no record has so many; correct it"
        )
        raise _StopReadingError

    def _refuse(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(event, f"more than {MAX_NODES} values in one file", "split it")
        if event.anchor is not None:
            hint = "write the value out; a text that begins with & needs quotes"
            self._stop(event, "anchors (&name) are not allowed", hint)
        if event.tag is not None:
            hint = "remove it; a text that begins with ! needs quotes"
            self._stop(event, f"the tag {shown(event.tag)} is not allowed", hint)

    def _start(self, event: Any, *, mapping: bool) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._stop(event, f"nested deeper than {MAX_DEPTH} levels", "no record is so deep")
        mark = event.start_mark
        if self.stack and self.stack[-1].key is None and isinstance(self.stack[-1].value, dict):
            hint = "put quotes around it; a text that begins with [ or { needs them"
            self._stop(event, "a key must be text", hint)
        place = (self.document.path, mark.line + 1, mark.column + 1)
        if mapping:
            self.stack.append(_Frame({}, MappingMarks(*place)))
        else:
            self.stack.append(_Frame([], SequenceMarks(*place)))

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        frame = self.stack[-1] if self.stack else None
        if not text.isprintable():  # an escape may have brought in what the file itself has not
            text = self._checked(text, place)
        if self.spoilt and REPLACEMENT in text:
            self.document.spoilt.add(place)
        if frame is not None and frame.key is None and isinstance(frame.marks, MappingMarks):
            self._key(frame, text, place)
            return
        if self.sharp and not event.style:
            cut = cut_text(self.document.path, self.sharp, mark, event.end_mark)
            self.document.problems += cut
        # Quotes with nothing between them are a value, if a strange one; nothing at all is none,
        # and so is YAML's sign for it, which editors read as nothing too.
        nothing = not event.style and (not text or (text == "~" and frame and frame.key))
        self._add(None if nothing else text, place)

    def _checked(self, text: str, place: tuple[int, int]) -> str:
        try:
            return check_text(text)
        except ValueError as failure:
            self.document.report(*place, Code.SYNTAX, str(failure))
            self.document.spoilt.add(place)
            return replaced(text)

    def _key(self, frame: _Frame, text: str, place: tuple[int, int]) -> None:
        assert isinstance(frame.marks, MappingMarks)  # noqa: S101 - narrows the type
        frame.key = text
        if len(frame.marks.keys) >= MAX_KEYS:
            self._too_many(place, f"more than {MAX_KEYS} keys in one mapping")
        frame.skip = text in frame.marks.keys
        if frame.skip:
            line = frame.marks.keys[text][0]
            message, hint = f"key {shown(text)} stands twice", f"first on line {line}; keep one"
            self.document.report(*place, Code.DUPLICATE_KEY, message, hint)
        else:
            frame.marks.keys[text] = place

    def _add(self, value: Any, marks: Mark) -> None:
        if not self.stack:
            self.document.value = value
            self.document.placed = marks
            return
        frame = self.stack[-1]
        if isinstance(frame.marks, SequenceMarks):
            if len(frame.value) >= MAX_ITEMS:
                self._too_many(marks, f"more than {MAX_ITEMS} items in one list")
            frame.value.append("" if value is None else value)
            frame.marks.items.append(marks)
            return
        key, frame.key = str(frame.key), None
        if frame.skip:
            return
        frame.marks.values[key] = marks
        if value is None:
            self.document.blanks.append((*self._steps(), key))
        else:
            frame.value[key] = value

    def _steps(self) -> tuple[str | int, ...]:
        return tuple(
            len(frame.value) if isinstance(frame.marks, SequenceMarks) else str(frame.key)
            for frame in self.stack[:-1]
        )
