"""Whether a file that is named as a PDF can be one: whole, and readable without a password.

Cheap enough for every run: head and tail are read, and no page is looked at.
"""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEAD, _TAIL, _TRAILER = 1024, 4096, 4096
_START = re.compile(rb"startxref\s+(\d{1,12})")
_PASSWORD = 4
"""PDFium's code of a file that cannot be opened without a password."""


def pdf_fault(path: Path) -> str:
    """Say why a PDF cannot be used, and what to do; empty when nothing speaks against it.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _TAIL))
        tail = stream.read()
        start = _START.search(tail)
        trailer = b""
        if start and int(start[1]) < size:
            stream.seek(int(start[1]))
            trailer = stream.read(_TRAILER)
    if not head.strip():
        return "is empty; export it again"
    if fault := _other_kind(head):
        return fault
    if start is None:
        return "is cut off before its end; copy or export it again"
    if b"/Encrypt" in tail + trailer and _asks_for_password(path):
        return "asks for a password; save it without one"
    return ""


def _other_kind(head: bytes) -> str:
    lower = head.lower()
    if b"<html" in lower or b"<!doctype html" in lower:
        return "is a web page, whatever its ending says; export it again"
    if b"%PDF-" not in head:
        return "is no PDF, whatever its ending says; export it again"
    return ""


def _asks_for_password(path: Path) -> bool:
    """Whether an encrypted file opens for nobody; without the extra ``pdf`` it is taken to open."""
    if importlib.util.find_spec("pypdfium2") is None:
        return False
    import pypdfium2  # noqa: PLC0415 - the extra `pdf`, and few files are encrypted

    try:
        pypdfium2.PdfDocument(path).close()
    except pypdfium2.PdfiumError as failure:
        return getattr(failure, "err_code", None) == _PASSWORD
    return False
