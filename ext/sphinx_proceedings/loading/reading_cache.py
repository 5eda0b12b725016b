"""What data files were found to hold, kept between runs, so that what is unchanged is not parsed.

An entry is used only if the same code on the same Python wrote it for the same content, and if it
is whole; otherwise it counts as missing. The folder can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
import time
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from sphinx_proceedings import __version__

VARIABLE = "PROCEEDINGS_CACHE"
"""Environment variable that names the folder; set, but empty, it turns the cache off."""
KEPT = 60 * 24 * 3600
"""Seconds after which an entry that nobody wrote or used goes."""

_DAY = 24 * 3600
_SUM = 4
_HEAD = hashlib.sha256().digest_size + _SUM
"""Bytes before what is kept: whose it is, and a check sum, which tells whether it is whole."""
_PACKAGE = Path(__file__).parents[1]
_READERS = ("loading/yaml", "model/richtext", "model/values")
"""Where the code is that decides what a file or a text is read as."""


def cache_folder() -> Path | None:
    """Return the user's folder for what can be made again; None when the cache is turned off."""
    if (named := os.environ.get(VARIABLE)) is not None:
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "sphinx-proceedings"


class ReadingCache:
    """Values of strings, bytes, tuples, lists and dicts, by name; *folder* None keeps none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, name: str, content: bytes) -> Any:
        """Return what was put under *name* for this *content*; None if there is no such entry."""
        if self._folder is None:
            return None
        entry = self._entry(self._folder, name)
        try:
            found = entry.read_bytes()
            head, payload = found[:_HEAD], memoryview(found)[_HEAD:]
            if head != _head(content, payload):
                return None
            if time.time() - entry.stat().st_mtime > _DAY:
                os.utime(entry)
            return marshal.loads(payload)  # noqa: S302 - runs no code, and is whole
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def put(self, name: str, content: bytes, value: Any) -> None:
        """Keep *value*; a folder that cannot be written keeps nothing, and is no error."""
        if self._folder is None:
            return
        payload = marshal.dumps(value)
        entry = self._entry(self._folder, name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, written = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(_head(content, payload) + payload)
            Path(written).replace(entry)
            self._tidy(self._folder)
        except OSError:
            return

    @staticmethod
    def _entry(folder: Path, name: str) -> Path:
        return folder / hashlib.sha256(os.fsencode(name)).hexdigest()[:32]

    @staticmethod
    def _tidy(folder: Path) -> None:
        oldest = time.time() - KEPT
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < oldest:
                    Path(entry.path).unlink(missing_ok=True)


def _head(content: bytes, payload: bytes | memoryview) -> bytes:
    """Return what stands before a whole entry for *content*, written by this code."""
    key = hashlib.sha256(_code() + hashlib.sha256(content).digest()).digest()
    return key + zlib.crc32(payload).to_bytes(_SUM, "big")


@cache
def _code() -> bytes:
    """Return a digest of the code that reads, so that no other version's entry is taken."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for folder in _READERS:
        for module in sorted((_PACKAGE / folder).rglob("*.py")):
            digest.update(hashlib.sha256(module.read_bytes()).digest())
    return digest.digest()
