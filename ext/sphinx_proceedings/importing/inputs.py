"""The files that are imported, read safely: nothing of hostile size or depth is taken apart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.safe_xml import parse_xml
from sphinx_proceedings.importing.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

MAX_BYTES: Final = 64 * 2**20
"""Largest file that is read; the largest export seen has a tenth of it."""
MAX_FILES: Final = 5_000
MAX_DEPTH: Final = 100
"""Brackets open at once in JSON."""
MAX_VALUES: Final = 2_500_000
"""Values in one JSON file, as far as its signs tell."""
HEAD: Final = 64 * 2**10

_BUILT: Final = frozenset(("_site", "node_modules", "__pycache__"))
"""Folders that programs fill; what is in them stands elsewhere too, or is not the site's."""

_UNREAD: Final[Any] = object()


@dataclass(slots=True, eq=False)
class SourceFile:
    """One file. What is read from it is kept, so that every format may look at it."""

    path: Path
    name: str
    """For messages and for finding it: the path as given, or inside the folder that was given."""
    _data: bytes | None = field(default=None, repr=False)
    _text: str | None = field(default=None, repr=False)
    _json: Any = field(default=_UNREAD, repr=False)
    derived: dict[str, Any] = field(default_factory=dict, repr=False)
    """What formats made of it while looking at it, by name."""
    decoded_as: str = ""
    """What the text was read as and why, when it was not plain UTF-8."""

    @property
    def suffix(self) -> str:
        """Ending of the name in lower case, with its dot; the content decides, not this."""
        return self.path.suffix.lower()

    @property
    def data(self) -> bytes:
        """The bytes; `ImportSourceError` when it is too large or cannot be read."""
        if self._data is None:
            try:
                size = self.path.stat().st_size
                if size > MAX_BYTES:
                    raise ImportSourceError(
                        f"{self.name}: {size / 2**20:.0f} MB is more than the "
                        f"{MAX_BYTES // 2**20} MB that are read; export less, or split the file"
                    )
                self._data = self.path.read_bytes()
            except OSError as failure:
                raise ImportSourceError(
                    f"{self.name}: it cannot be read: {failure.strerror}"
                ) from None
        return self._data

    @property
    def head(self) -> bytes:
        """The first 64 KiB, for a look at what it is."""
        return self.data[:HEAD]

    @property
    def is_binary(self) -> bool:
        """Whether it is no text: a workbook, a picture."""
        head = self.head
        utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        return b"\0" in head and not utf16

    @property
    def text(self) -> str:
        """The text, its line ends as line feeds; `decoded_as` tells how it was read."""
        if self._text is None:
            text, self.decoded_as = decode(self.data)
            self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        return self._text

    @property
    def looks_like_json(self) -> bool:
        """Whether the first sign is one that JSON begins with."""
        return not self.is_binary and self.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")

    def json(self) -> Any:
        """Return the JSON value; `ImportSourceError` with line and column when it is none."""
        if self._json is _UNREAD:
            self._json = _read_json(self.text, self.name)
        return self._json

    @property
    def looks_like_xml(self) -> bool:
        """Whether the first sign is one that XML begins with."""
        return not self.is_binary and self.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"

    def xml(self) -> etree._Element:
        """Return the root element, without entities or anything from outside.

        `ImportSourceError` with line and column when it is no XML or is hostile.
        """
        return parse_xml(self.data, self.name)


def _read_json(text: str, name: str) -> Any:
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise ImportSourceError(
            f"{name}: more than {MAX_VALUES:,} values in one JSON file; export less, or split it"
        )
    depth = _json_depth(text)
    if depth is not None:
        line = text.count("\n", 0, depth) + 1
        raise ImportSourceError(f"{name}:{line}: JSON nested deeper than {MAX_DEPTH} levels")
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except json.JSONDecodeError as failure:
        place = f"{name}:{failure.lineno}:{failure.colno}"
        raise ImportSourceError(
            f"{place}: not JSON: {failure.msg[:1].lower()}{failure.msg[1:]}"
            f"{_advice(text, failure.pos)}"
        ) from None
    except ValueError as failure:
        raise ImportSourceError(f"{name}: not JSON: {failure}") from None


def _json_depth(text: str) -> int | None:
    """Return the offset at which brackets are nested too deep, None when nowhere.

    Brackets inside texts are counted too, but no text opens a hundred more than it closes; where
    one does, a second look passes over the texts.
    """
    from re import finditer  # noqa: PLC0415 - only for what may be nested

    depth, inside = 0, False
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return None
    for found in finditer(r'\\.|["\[\]{}]', text):
        sign = found[0]
        if sign == '"':
            inside = not inside
        elif inside or len(sign) > 1:
            continue
        elif sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return found.start()
        else:
            depth -= 1
    return None


_MOST_DIGITS = 300


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        msg = f"a number of {len(digits)} digits"
        raise ValueError(msg)
    return int(digits)


def _no_number(sign: str) -> None:
    msg = f"{sign} is no JSON"
    raise ValueError(msg)


def _advice(text: str, at: int) -> str:
    before = text[:at].rstrip()
    if before.endswith(",") and text[at : at + 1] in ("]", "}"):
        line = before.count("\n") + 1
        return f"; remove the comma at the end of line {line}"
    return ""


@dataclass(slots=True, eq=False)
class Source:
    """What is imported at once: one file, several that belong together, or a folder."""

    files: list[SourceFile]
    root: Path | None = None
    """The folder that was given; files that the source names are looked for inside it only."""

    @classmethod
    def open(cls, paths: Iterable[Path]) -> Source:
        """Return the source made of files, or of all files in a folder.

        Raises:
            ImportSourceError: there is no such file, or there are too many.
        """
        given = list(paths)
        files: list[SourceFile] = []
        folders = [path for path in given if path.is_dir()]
        for path in given:
            if path in folders:
                files += [SourceFile(file, file.relative_to(path).as_posix()) for file in _in(path)]
            elif path.is_file():
                files.append(SourceFile(path, str(path)))
            else:
                raise ImportSourceError(f"{path}: there is no such file")
        if len(files) > MAX_FILES:
            raise ImportSourceError(f"{given[0]}: more than {MAX_FILES} files in the folder")
        if not files:
            raise ImportSourceError(f"{given[0]}: there is no file in the folder")
        root = folders[0] if folders else None
        return cls(files, root.resolve() if root else None)

    @property
    def label(self) -> str:
        """The files' names, for messages."""
        names = [file.name for file in self.files]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    @property
    def first(self) -> SourceFile:
        """The first file, which is the only one in most cases."""
        return self.files[0]

    def named(self, name: str) -> SourceFile | None:
        """Return the file of a folder by its path inside it."""
        return next((file for file in self.files if file.name == name), None)

    def inside(self, name: str) -> Path | None:
        """Return the file that the source names, None when it is not inside the given folder.

        Neither ``..`` nor an absolute path nor a link leads out of it.
        """
        if self.root is None or not name or "\0" in name or "\\" in name:
            return None
        try:
            found = (self.root / name).resolve()
        except (OSError, ValueError, RuntimeError):
            return None
        return found if found.is_relative_to(self.root) and found.is_file() else None


def _in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder by name, without hidden and built ones, following no links."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name in _BUILT or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _in(entry)
        elif entry.is_file():
            yield entry
