"""Write a file of the site, if its bytes have changed: one that is the same keeps its date.

Each is noted, so that a later build removes it when it is no longer made.
"""

from __future__ import annotations

import os

from sphinx.errors import SphinxError

from sphinx_proceedings.phase_times import phase
from sphinx_proceedings.sphinx.output.build_manifest import register_file

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)  # the one on Windows alone


def write_file(path: str, data: bytes) -> None:
    """Write *data* to *path*, with the folders that it needs, unless the file has these bytes.

    Tens of thousands of files are written a build, hence plain paths, and no question beforehand
    whether a folder is there.

    Raises:
        SphinxError: the file cannot be written; the message says which and why.
    """
    with phase("write"):
        try:
            register_file(path, len(data))
            try:
                _create(path, data)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a Path costs as much as the file
                _create(path, data)
            except FileExistsError:
                _replace(path, data)
        except OSError as error:
            raise SphinxError(f"cannot write {path}: {error.strerror}") from error


def _create(path: str, data: bytes) -> None:
    """Write a file that is not there yet, as nearly all are: no look before, and no buffer."""
    file = os.open(path, _NEW, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):  # a full disk says so at the next attempt
            written += os.write(file, data[written:])
    finally:
        os.close(file)


def _replace(path: str, data: bytes) -> None:
    with open(path, "rb") as file:  # noqa: PTH123 - see write_file
        if file.read() == data:
            return
    with open(path, "wb") as file:  # noqa: PTH123 - see write_file
        file.write(data)
