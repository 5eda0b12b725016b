"""What a PDF would cost whoever opens it, told from its bytes before any library reads them.

A stream that is compressed twice grows to a million times its size, and streams of objects are
unpacked by every reader.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MOST_OF_ONE: Final = 64 * 1024 * 1024
"""Bytes of a stream that is no picture, unpacked; papers have less than a hundredth."""
TWICE: Final = "is compressed twice over; export it again"
LARGE: Final = "unpacks to far more than a paper is; export it again"

# Dictionaries of streams stand in a file as they are, unlike all that is in streams of objects.
_STREAM = re.compile(rb"\bstream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_DICTIONARY = 4096
_FILTER = re.compile(rb"/(?:Flate|LZW|RunLength|Brotli)Decode\b|/(?:Fl|LZW|RL)\b")


def unread_fault(path: Path, *, contents: bool = False) -> str:
    """Say what a PDF would cost to open, and with *contents* to read; empty when little.

    Streams of objects are unpacked by whoever opens it, those of pages by who reads their text.

    Raises:
        OSError: the file cannot be read.
    """
    data = path.read_bytes()
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - _MOST_DICTIONARY) : found.start()]
        table = before[before.rfind(b"obj") + 3 :]
        table = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), table)
        opened = b"/ObjStm" in table or b"/XRef" in table
        if not opened and (not contents or b"/Image" in table or not _FILTER.search(table)):
            continue
        if len(_FILTER.findall(table.partition(b"/DecodeParms")[0])) > 1:
            return TWICE
        end = data.find(b"endstream", found.end())
        end = min(end if end >= 0 else len(data), found.end() + MOST_OF_ONE)
        if unpacked_size(data[found.end() : end]) >= MOST_OF_ONE:
            return LARGE
    return ""


def unpacked_size(data: bytes) -> int:
    """Return how many bytes a deflated stream gives, as far as the limit."""
    machine = zlib.decompressobj()
    size, rest = 0, data
    try:
        while rest and size < MOST_OF_ONE:
            size += len(machine.decompress(rest, 1024 * 1024))
            rest = machine.unconsumed_tail
    except zlib.error:
        pass
    return size
