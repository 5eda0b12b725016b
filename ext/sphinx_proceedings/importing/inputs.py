"""The files that are imported, read safely: nothing of hostile size or depth is taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.safe_reading.safe_json import read_json
from sphinx_proceedings.importing.safe_reading.safe_xml import parse_xml
from sphinx_proceedings.importing.text import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

MAX_BYTES: Final = 64 * 2**20
"""Largest file that is read; the largest export seen has a tenth of it."""
MAX_FILES: Final = 5_000
HEAD: Final = 64 * 2**10

_BUILT: Final = frozenset(("_site", "node_modules", "__pycache__"))
"""Folders that programs fill; what is in them stands elsewhere too, or is not the site's."""

_JSON: Final = re.compile(rb"\{\s*[\"}'a-z]|\[\s*(?:[\[{\"\]]|-?\d+(?:\.\d+)?\s*[,\]])")
_HTML: Final = re.compile(
    rb"(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|/?(?:html|head|body|title|meta|link|style|script|"
    rb"div|p|a|b|i|br|hr|ul|ol|li|dl|h[1-6]|img|span|table|thead|tbody|tr|td|center|main|nav|header|"
    rb"footer|form|iframe|svg|pre|font|strong|em|details|figure|blockquote|button|input)\b)",
    re.IGNORECASE | re.DOTALL,
)
_PAGES: Final = tuple(".html .htm .md .markdown .qmd .njk .j2 .liquid .erb .vue".split())
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
    unreadable: str = ""
    """Why it cannot be read as what it begins as; only told of the files of a folder."""
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
        """Whether it begins as JSON does, and not as a template or a link of Markdown does."""
        if self.is_binary:
            return False
        begin = self.head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        if self.suffix == ".json":
            return begin[:1] in (b"{", b"[")
        return bool(_JSON.match(begin))

    def json(self) -> Any:
        """Return the JSON value; `ImportSourceError` with line and column when it is none."""
        if self._json is _UNREAD:
            self._json = read_json(self.text, self.name)
        return self._json

    @property
    def looks_like_markup(self) -> bool:
        """Whether the first sign is one that XML and HTML begin with."""
        return not self.is_binary and self.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"

    @property
    def looks_like_xml(self) -> bool:
        """Whether it begins as XML does; HTML, which is seldom XML, does not count."""
        if not self.looks_like_markup:
            return False
        begin = self.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        return not _HTML.match(begin) and (self.suffix not in _PAGES or begin.startswith(b"<?xml"))

    def xml(self) -> etree._Element:
        """Return the root element, without entities or anything from outside.

        `ImportSourceError` with line and column when it is no XML or is hostile.
        """
        return parse_xml(self.data, self.name)


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

    def json_values(self) -> Iterator[tuple[SourceFile, Any]]:
        """Yield the files that are JSON, with their values.

        In a folder, a file that cannot be read is passed over, and `unreadable` says so.

        Raises:
            ImportSourceError: a file that was named is no JSON after all, or hostile.
        """
        for file in self.files:
            if file.looks_like_json and (value := self.tried(file, file.json)) is not None:
                yield file, value

    def xml_roots(self, mark: bytes = b"<") -> Iterator[tuple[SourceFile, etree._Element]]:
        """Yield the files that are XML and have a *mark* near their begin, with their roots.

        As `json_values`, it passes over what cannot be read in a folder.
        """
        for file in self.files:
            if file.looks_like_xml and mark in file.head:
                root = self.tried(file, file.xml)
                if root is not None:
                    yield file, root

    def tried(self, file: SourceFile, read: Callable[[], Any]) -> Any:
        """Return what reading a file gives; None for one of a folder that cannot be read.

        Raises:
            ImportSourceError: the file was named itself.
        """
        if file.unreadable:
            return None
        try:
            return read()
        except ImportSourceError as refusal:
            if self.root is None:
                raise
            file.unreadable = str(refusal)
            return None

    @property
    def label(self) -> str:
        """The files' names, for messages."""
        names = [file.name for file in self.files]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    @property
    def shown(self) -> list[str]:
        """What was given, for a report: files by name; of a folder not the names inside it."""
        if self.root is None:
            return [file.name for file in self.files]
        return [f"{self.root.name}/, {len(self.files)} files"]

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
