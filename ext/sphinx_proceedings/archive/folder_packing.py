"""The files of a folder in a fixed order, for manifests and for the zip of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.folders.zip_writing import write_zip
from sphinx_proceedings.loading.files.own_files import own_files

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path


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
