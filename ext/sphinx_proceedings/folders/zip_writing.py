"""ZIP archives whose bytes depend on nothing but the names and the content of their files."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1)
"""The first day that a zip can hold (APPNOTE 4.4.6)."""
_UNIX = 3
_MODE = (stat.S_IFREG | 0o644) << 16
_BUFFER = 1 << 20
_LARGE = 1 << 31
_FAST, _SMALL = 6, 9
"""Levels of deflate: always the same, whatever zlib takes by default."""

PACKED: Final = frozenset(
    {".epub", ".jpeg", ".jpg", ".mp4", ".pdf", ".png", ".webp", ".woff2", ".xlsx", ".zip"}
)
"""Endings of files that are packed in themselves; they are stored."""
_FIRST = "mimetype"
"""The first file of an EPUB, which must be stored (EPUB 3.3, 4.2.2)."""

Entries = Iterable[tuple[str, Path | bytes]]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of *files* by their names, in their order."""
    made = io.BytesIO()
    _write(made, files.items(), dt.date(*_EARLIEST), _FAST)
    return made.getvalue()


def write_zip(target: Path, entries: Entries, date: dt.date) -> None:
    """Write files, or their content, as a zip in the order given; all of them carry *date*.

    Text is deflated at a fixed level, which makes a third of it; zlib's releases have given the
    same bytes for long, but another library (zlib-ng) gives others. So what an archive *is* must
    not depend on the zip alone: the bag's manifests are over the files, and the same everywhere.
    Files in `PACKED` are stored: a damaged byte in one of them spoils nothing else.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("wb") as file:
            _write(file, entries, date, _SMALL)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(file: IO[bytes], entries: Entries, date: dt.date, level: int) -> None:
    day = max(_EARLIEST, (date.year, date.month, date.day))
    with ZipFile(file, "w") as archive:
        for name, content in entries:
            entry = ZipInfo(name, (*day, 0, 0, 0))
            entry.create_system = _UNIX  # on every system
            entry.external_attr = _MODE
            _add(archive, entry, content, level)


def _add(archive: ZipFile, entry: ZipInfo, content: Path | bytes, level: int) -> None:
    stored = entry.filename == _FIRST or PurePosixPath(entry.filename).suffix.lower() in PACKED
    if not stored:
        data = content if isinstance(content, bytes) else content.read_bytes()
        archive.writestr(entry, data, ZIP_DEFLATED, level)
        return
    if isinstance(content, bytes):
        archive.writestr(entry, content)
        return
    entry.file_size = content.stat().st_size
    large = entry.file_size > _LARGE
    with content.open("rb") as source, archive.open(entry, "w", force_zip64=large) as out:
        shutil.copyfileobj(source, out, _BUFFER)
