"""Write a zip whose bytes depend on nothing but the names and the content of its files."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sphinx_proceedings.loading.files.own_files import own_files

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold (APPNOTE 4.4.6)."""
_UNIX = 3
_MODE = (stat.S_IFREG | 0o644) << 16
_BUFFER = 1 << 20
_LARGE = 1 << 31
_LEVEL = 9
"""Of deflate: always the same, whatever zlib takes by default."""

PACKED: Final = frozenset(
    {".epub", ".jpeg", ".jpg", ".mp4", ".pdf", ".png", ".webp", ".woff2", ".xlsx", ".zip"}
)
"""Endings of files that are packed in themselves; they are stored."""
_FIRST = "mimetype"
"""The first file of an EPUB, which must be stored (EPUB 3.3, 4.2.2)."""


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below *folder* with their names relative to it, in order of the names.

    Links are not followed.
    """
    named = ((path.relative_to(folder).as_posix(), path) for path in own_files(folder))
    return iter(sorted(named, key=lambda pair: pair[0].encode()))


def pack(folder: Path, target: Path, date: dt.date) -> None:
    """Write the content of *folder* to the zip *target*, below a top folder named as the zip is."""
    named = ((f"{target.stem}/{name}", path) for name, path in files_below(folder))
    write_zip(target, named, date)


def write_zip(target: Path, entries: Iterable[tuple[str, Path | bytes]], date: dt.date) -> None:
    """Write files, or their content, as a zip in the order given; all of them carry *date*.

    Text is deflated at a fixed level, which makes a third of it; zlib's releases have given the
    same bytes for long, but another library (zlib-ng) gives others. So what an archive *is* must
    not depend on the zip alone: the bag's manifests are over the files, and the same everywhere.
    Files in `PACKED` are stored: a damaged byte in one of them spoils nothing else.
    """
    moment = max(_EARLIEST, (date.year, date.month, date.day, 0, 0, 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with ZipFile(unfinished, "w") as archive:
            for name, content in entries:
                _add(archive, ZipInfo(name, moment), content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _add(archive: ZipFile, entry: ZipInfo, content: Path | bytes) -> None:
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    stored = entry.filename == _FIRST or PurePosixPath(entry.filename).suffix.lower() in PACKED
    if not stored:
        data = content if isinstance(content, bytes) else content.read_bytes()
        archive.writestr(entry, data, ZIP_DEFLATED, _LEVEL)
        return
    if isinstance(content, bytes):
        archive.writestr(entry, content)
        return
    entry.file_size = content.stat().st_size
    large = entry.file_size > _LARGE
    with content.open("rb") as source, archive.open(entry, "w", force_zip64=large) as out:
        shutil.copyfileobj(source, out, _BUFFER)
