"""Folders for work in progress; what a killed process has left is removed by the next.

Whoever works in such a folder holds a lock on it, which ends with the process however that ends:
one that can be had is nobody's. Where folders cannot be locked (Windows), none is taken for dead.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if sys.platform != "win32":
    import fcntl

_MARK = "proceedings-"
_looked_for: set[str] = set()
_RANDOM = "[a-z0-9_]{8}"  # as tempfile makes it


@contextmanager
def scratch_folder(
    name: str, parent: Path | None = None, *, rescue: Callable[[Path], None] | None = None
) -> Iterator[Path]:
    """Make a folder in *parent*, or in the system's for such, that is gone afterwards.

    Folders of the same *name* that dead processes left there are removed first; *rescue* may take
    out of each what is to be kept. Raises OSError when the folder cannot be made.
    """
    home = Path(tempfile.gettempdir()) if parent is None else parent
    prefix = f".{_MARK}{name}-" if parent else f"{_MARK}{name}-"
    if parent or name not in _looked_for:  # pages may need thousands of those in the system's
        remove_dead(name, parent, rescue=rescue)
    _looked_for.add(name)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=home))
        lock = _lock(folder)
        if folder.exists():  # nobody took it for dead before it was locked
            break
        _unlock(lock)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _unlock(lock)


def remove_dead(
    name: str, parent: Path | None = None, *, rescue: Callable[[Path], None] | None = None
) -> None:
    """Remove what dead processes left, as `scratch_folder` does; what cannot be removed stays."""
    home = Path(tempfile.gettempdir()) if parent is None else parent
    ours = re.compile(rf"{re.escape('.' if parent else '')}{_MARK}{re.escape(name)}-{_RANDOM}")
    with suppress(OSError):
        for path in sorted(home.iterdir()):
            if ours.fullmatch(path.name) and _is_own_folder(path):
                _remove(path, rescue)


def _remove(path: Path, rescue: Callable[[Path], None] | None) -> None:
    lock = _lock(path, wait=False)
    if lock is None:
        return
    try:
        if rescue:
            rescue(path)
        shutil.rmtree(path, ignore_errors=True)
    finally:
        _unlock(lock)


def _is_own_folder(path: Path) -> bool:
    """Whether it is a folder, and not one that another user has put into a shared place."""
    if path.is_symlink() or not path.is_dir():
        return False
    return not hasattr(os, "geteuid") or path.stat().st_uid == os.geteuid()


def _lock(folder: Path, *, wait: bool = True) -> int | None:
    """Lock a folder; None where that cannot be, or where a living process has it."""
    if sys.platform == "win32":
        return None
    descriptor = -1
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if descriptor >= 0:
            os.close(descriptor)
        return None
    return descriptor


def _unlock(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
