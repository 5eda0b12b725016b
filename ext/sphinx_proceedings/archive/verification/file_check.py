"""The file that holds an archive: nothing around the zip, and the digest that lies beside it.

Checksums inside an archive say nothing of bytes before or after the zip, and whoever changes a page
can make them anew; a digest that is kept elsewhere cannot be changed with it.
"""

from __future__ import annotations

import hashlib
import re
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDING: Final = ".sha256"
"""What the name of a digest beside an archive ends with; its form is that of ``sha256sum``."""
_END: Final = struct.Struct("<4s4H2LH")  # APPNOTE 4.3.16, end of central directory record
_LINE: Final = re.compile(r"([0-9a-fA-F]{64})(?: [ *](.+))?")
_ZIP64: Final = 0xFFFFFFFF


def digest_line(path: Path) -> str:
    """Return the line of ``sha256sum`` for a file."""
    return f"{_digest(path)}  {path.name}\n"


def surroundings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a zip's file around its entries."""
    size = path.stat().st_size
    with path.open("rb") as file:
        begins = file.read(4) == b"PK\x03\x04"
        file.seek(max(size - _END.size, 0))
        last = file.read()
    if len(last) < _END.size or not last.startswith(b"PK\x05\x06"):
        yield "", "has bytes after the end of the zip, which no checksum covers"
        return
    *_, length, offset, _comment = _END.unpack(last)
    whole = offset == _ZIP64 or offset + length + _END.size == size
    if not begins or not whole:
        yield "", "has bytes before the zip begins, which no checksum covers"


def digest_findings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what is wrong by the digest beside an archive, where there is one."""
    beside = path.with_name(path.name + ENDING)
    if not beside.is_file():
        return
    found = _LINE.fullmatch(beside.read_text(encoding="utf-8", errors="replace").strip())
    if found is None:
        yield "", f"{beside.name} is no line of sha256sum"
    elif found[1].lower() != _digest(path):
        yield "", f"its SHA-256 is not that of {beside.name}: the file was changed after that"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
