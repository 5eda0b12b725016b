"""Note which files a build makes, as it makes them, in a list that outlives the build.

Each file is appended to the list by whichever process made it, in one call of the system: nothing
is sent between processes, and a build that was killed has noted all that it made.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Mapping

_END = "\0"  # no path has it in it


@dataclass(frozen=True, slots=True)
class _Open:
    """The list of the build that is running: its file, and the ways to begin a file's path."""

    descriptor: int
    outdir: str
    prefixes: tuple[str, ...]


_open: _Open | None = None


def register_file(path: str, size: int) -> None:
    """Note that this build makes the file *path*, of *size* bytes; nothing outside a build.

    Raises:
        OSError: the list cannot be written.
    """
    if _open is not None and path.startswith(_open.prefixes):
        line = f"{size} {path[len(_open.outdir) + 1 :]}{_END}"
        os.write(_open.descriptor, line.encode("utf-8", "surrogateescape"))


class BuildManifest:
    """Files made for a folder: of the last build that ended well, and of those since then.

    A list has the size in bytes by the path below the folder, which tells a file of ours from one
    that somebody else has put in its place.
    """

    def __init__(self, outdir: Path, doctreedir: Path, builder: str) -> None:
        self.outdir = outdir
        # Builders, and folders that are built in turn, may share their doctrees; all may be moved.
        near = outdir.drive == doctreedir.drive
        way = os.path.relpath(outdir, doctreedir) if near else str(outdir)
        digest = hashlib.sha256(os.fsencode(way)).hexdigest()[:12]
        self.last = doctreedir / f"proceedings-{builder}-{digest}.files"
        self._journal = self.last.with_suffix(".journal")

    def begin(self) -> None:
        """Begin to note files; what builds that were broken off have made counts as made.

        Raises:
            SphinxError: the list cannot be written.
        """
        global _open  # noqa: PLW0603 - one build is written at a time; workers take it over
        self.end()
        try:
            if self._journal.exists():
                self._save({**_read(self.last), **_read(self._journal)})
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self._journal, flags, 0o666)
        except OSError as error:
            raise SphinxError(f"cannot write {error.filename}: {error.strerror}") from error
        outdir = str(self.outdir)
        _open = _Open(descriptor, outdir, (f"{outdir}/", f"{outdir}{os.sep}"))

    def end(self) -> bool:
        """Note no more files; return whether those of this folder were."""
        global _open  # noqa: PLW0603 - see begin
        if _open is None:
            return False
        os.close(_open.descriptor)
        ours = _open.outdir == str(self.outdir)
        _open = None
        return ours

    def before(self) -> Mapping[str, int]:
        """Return the files of builds before this one."""
        return _read(self.last)

    def now(self) -> Mapping[str, int]:
        """Return the files of this build."""
        return _read(self._journal)

    def commit(self, made: Mapping[str, int]) -> None:
        """Let this build, with the files *made*, be the last that ended well."""
        self._save(made)
        self._journal.unlink()

    def _save(self, files: Mapping[str, int]) -> None:
        whole = self.last.with_suffix(".new")
        text = "".join(f"{size} {path}{_END}" for path, size in files.items())
        whole.write_bytes(text.encode("utf-8", "surrogateescape"))
        whole.replace(self.last)


def _read(file: Path) -> dict[str, int]:
    """Return a list; nothing where there is none, and without what is no line of one."""
    try:
        text = file.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return {}
    found: dict[str, int] = {}
    for line in text.split(_END):
        size, _, path = line.partition(" ")
        if path and size.isascii() and size.isdigit():
            found[path.replace(os.sep, "/")] = int(size)
    return found
