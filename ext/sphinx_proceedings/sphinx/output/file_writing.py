"""Write a file of the site, if its bytes have changed: one that is the same keeps its date.

Each is noted, so that a later build removes it when it is no longer made.
"""

from __future__ import annotations

import os

from sphinx.errors import SphinxError

from sphinx_proceedings.sphinx.output.build_manifest import register_file


def write_file(path: str, data: bytes) -> None:
    """Write *data* to *path*, with the folders that it needs, unless the file has these bytes.

    Tens of thousands of files are written a build, hence plain paths, and no question beforehand
    whether a folder is there.

    Raises:
        SphinxError: the file cannot be written; the message says which and why.
    """
    try:
        register_file(path, len(data))
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - a Path costs as much as the file
                if file.read() == data:
                    return
        except FileNotFoundError:
            pass
        try:
            _write(path, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
            _write(path, data)
    except OSError as error:
        raise SphinxError(f"cannot write {path}: {error.strerror}") from error


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 - see write_file
        file.write(data)
