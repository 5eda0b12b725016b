"""What streams of a PDF could cost or bring in: refused before anything reads them.

A stream may name another file as its contents (ISO 32000-1, 7.3.8.2), which a program that embeds
the PDF could follow; and one that is compressed twice grows to a million times its size.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_stream

if TYPE_CHECKING:
    from pathlib import Path

MOST_OF_ONE: Final = 64 * 1024 * 1024
"""Bytes of a stream that is no picture, unpacked; papers have less than a hundredth."""
MOST_OF_ALL: Final = 256 * 1024 * 1024

_PACKED = frozenset(
    ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL", "/BrotliDecode")
)
_TWICE = "is compressed twice over; export it again"
_LARGE = "unpacks to far more than a paper is; export it again"
_ELSEWHERE = "has contents that are kept in another file; export it again"

# Dictionaries of streams stand in a file as they are, unlike all that is in streams of objects.
_STREAM = re.compile(rb"\bstream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_DICTIONARY = 4096
_FILTER = re.compile(rb"/(?:Flate|LZW|RunLength|Brotli)Decode\b|/(?:Fl|LZW|RL)\b")


def unread_fault(path: Path) -> str:
    """Say what a PDF would cost to open; empty when little.

    Streams of objects are unpacked by whoever opens it. Raises OSError.
    """
    data = path.read_bytes()
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - _MOST_DICTIONARY) : found.start()]
        table = before[before.rfind(b"obj") + 3 :]
        table = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), table)
        if b"/ObjStm" not in table and b"/XRef" not in table:
            continue
        if len(_FILTER.findall(table.partition(b"/DecodeParms")[0])) > 1:
            return _TWICE
        if _unpacked(data[found.end() : found.end() + MOST_OF_ONE]) >= MOST_OF_ONE:
            return _LARGE
    return ""


def stream_fault(pdf: Any) -> str:
    """Say what is wrong with a stream of an open PDF; empty when nothing is."""
    total = 0
    for item in pdf.objects:
        if not is_stream(item):
            continue
        if "/F" in item or "/FFilter" in item:
            return _ELSEWHERE
        filters = item.get("/Filter", [])
        names = [str(f) for f in filters] if is_array(filters) else [str(filters)]
        if sum(name in _PACKED for name in names) > 1:
            return _TWICE
        if str(item.get("/Subtype")) != "/Image" and names[:1] == ["/FlateDecode"]:
            size = _unpacked(item.read_raw_bytes())
            total += size
            if size >= MOST_OF_ONE or total > MOST_OF_ALL:
                return _LARGE
    return ""


def _unpacked(data: bytes) -> int:
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
