"""What streams of a PDF could cost or bring in: refused before anything reads them.

A stream may name another file as its contents (ISO 32000-1, 7.3.8.2), which a program that embeds
the PDF could follow; and one that is compressed twice grows to a million times its size.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx_proceedings.loading.files.unread_pdfs import LARGE, MOST_OF_ONE, TWICE, unpacked_size
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_stream

MOST_OF_ALL: Final = 256 * 1024 * 1024
_PACKED = frozenset(
    ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL", "/BrotliDecode")
)
_ELSEWHERE = "has contents that are kept in another file; export it again"


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
            return TWICE
        if str(item.get("/Subtype")) != "/Image" and names[:1] == ["/FlateDecode"]:
            size = unpacked_size(item.read_raw_bytes())
            total += size
            if size >= MOST_OF_ONE or total > MOST_OF_ALL:
                return LARGE
    return ""
