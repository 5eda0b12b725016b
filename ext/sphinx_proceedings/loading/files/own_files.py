"""Tell what lies in a folder itself from what a symbolic link in it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def is_own_file(file: Path, root: Path) -> bool:
    """Whether *file* is one, and no link is on the way to it from the folder *root*."""
    place = root
    for part in file.relative_to(root).parts:
        place /= part
        if place.is_symlink():
            return False
    return file.is_file()


def own_files(folder: Path) -> Iterator[Path]:
    """Yield the files below *folder*, in order of their names; links are not followed."""
    yield from sorted(path for path in folder.rglob("*") if is_own_file(path, folder))
