"""Put new entries of papers in the place of old ones, in a file that was exported before."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from sphinx_proceedings.folders.zip_writing import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable

Change = tuple[bytes, bytes]
"""An entry as it stood in a file, and as it is to stand there."""

_ZIP: Final = b"PK\x03\x04"


def with_changes(file: bytes, changes: Iterable[Change]) -> bytes | None:
    """Return *file* with its entries changed; in a zip they are those of what is packed.

    None where an entry is not found exactly once: then this is no file that has it.
    """
    changes = list(changes)
    if not file.startswith(_ZIP):
        return _changed(file, changes)
    with ZipFile(io.BytesIO(file)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        holding = [name for name, content in members.items() if change[0] in content]
        if len(holding) != 1:
            return None
        content = _changed(members[holding[0]], [change])
        if content is None:
            return None
        members[holding[0]] = content
    return zipped(members)


def _changed(content: bytes, changes: Iterable[Change]) -> bytes | None:
    for old, new in changes:
        if not old or content.count(old) != 1:
            return None
        content = content.replace(old, new)
    return content
