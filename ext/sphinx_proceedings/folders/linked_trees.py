"""Make a folder out of another whose files are as they were left, by links where that can be."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Stamp = tuple[int, int]
"""Size in bytes, and when it was last written, in ns."""


def stamps_of(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of all files below *folder* by their paths, ``a/b.html``."""
    found: dict[str, Stamp] = {}
    folders = [""]
    while folders:
        inner = folders.pop()
        with os.scandir(folder / inner) as entries:
            for entry in entries:
                path = f"{inner}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    found[path] = stamp_of(entry.stat(follow_symlinks=False))
    return found


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells a file that was written since from one that was not."""
    return status.st_size, status.st_mtime_ns


def link_tree(old: Path, new: Path, files: Mapping[str, Stamp]) -> bool:
    """Make the folder *new* with *files* of *old*; whether each was there with its stamp.

    Where files cannot be linked they are copied. Raises OSError.
    """
    folders: dict[str, list[str]] = {"": []}
    for path in files:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    new.mkdir()
    for folder, names in folders.items():
        source, target = f"{old}/{folder}", f"{new}/{folder}"
        if folder:
            os.makedirs(target, exist_ok=True)  # noqa: PTH103 - plain paths, as there are thousands
        start = f"{folder}/" if folder else ""
        for name in names:
            here = f"{source}/{name}"
            try:
                status = os.stat(here, follow_symlinks=False)  # noqa: PTH116 - see above
            except FileNotFoundError:
                return False
            if stamp_of(status) != files[f"{start}{name}"]:
                return False
            _link(here, f"{target}/{name}")
    return True


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def put(path: Path, content: bytes) -> Stamp:
    """Write a new file in the place of one that may be linked from elsewhere; return its stamp."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    return stamp_of(path.stat())
