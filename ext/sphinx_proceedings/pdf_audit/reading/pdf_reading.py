"""Read PDFs: each opened once, in a process of its own where there are many; none stops another."""

from __future__ import annotations

import hashlib
import importlib.util
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.files.pdf_soundness import pdf_fault
from sphinx_proceedings.loading.files.unread_pdfs import unread_fault
from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts
from sphinx_proceedings.pdf_audit.reading.pdf_structure import structure_of
from sphinx_proceedings.pdf_audit.reading.text_reading import front_of, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

READER = "5"
"""Raised when the same file gives other facts, so that nothing older is taken from a cache."""
MOST_PAGES = 400
"""Pages of a PDF whose text is read."""
_FEW_WORDS = 40
"""A first page with fewer is a cover, and the page behind it is read as well."""
_MOST_WORDS = 700

_REASONS = {
    2: "cannot be read",
    3: "is damaged or no PDF; export it again",
    4: "asks for a password; save it without one",
    5: "is encrypted in a way that no reader here knows; save it without encryption",
    6: "has a page that cannot be read; export it again",
}
"""PDFium's codes of errors."""


def is_available() -> bool:
    """Whether the reader of PDFs is installed."""
    return importlib.util.find_spec("pypdfium2") is not None


def read_pdf(path: Path) -> PdfFacts:
    """Read one PDF; whatever is wrong with it is in the result."""
    try:
        content = path.read_bytes()
        fault = pdf_fault(path) or unread_fault(path, contents=True)
    except OSError as failure:
        return PdfFacts(sha256="", size=0, unusable=f"cannot be read: {failure.strerror}")
    digest = hashlib.sha256(content).hexdigest()
    if fault:
        return PdfFacts(sha256=digest, size=len(content), unusable=fault)
    return _opened(content, digest)


def _opened(content: bytes, digest: str) -> PdfFacts:
    import pypdfium2  # noqa: PLC0415 - the extra `pdf`

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as failure:
        code = getattr(failure, "err_code", None)
        reason = _REASONS.get(code if isinstance(code, int) else 3, _REASONS[3])
        return PdfFacts(sha256=digest, size=len(content), unusable=reason)
    try:
        return _facts(document, content, digest)
    except pypdfium2.PdfiumError:
        return PdfFacts(sha256=digest, size=len(content), unusable=_REASONS[6])
    finally:
        document.close()


def _facts(document: Any, content: bytes, digest: str) -> PdfFacts:
    count = len(document)
    if not count:
        return PdfFacts(sha256=digest, size=len(content), unusable="has no pages; export it again")
    front = front_of(document[0])
    if len(front.words) < _FEW_WORDS and count > 1:
        last = front.words[-1].line + 1 if front.words else 0
        behind = front_of(document[1], 1, last)
        front.words += behind.words
        front.raised += behind.raised
    structure = structure_of(content)
    read = range(min(count, MOST_PAGES))
    return PdfFacts(
        sha256=digest,
        size=len(content),
        pages=count,
        sheets=tuple(_sheet(document, at) for at in read),
        not_embedded=tuple(structure.not_embedded),
        type3=structure.type3,
        local_links=tuple(structure.local_links),
        encrypted=structure.encrypted,
        damage=structure.damage,
        words=(*front.words[:_MOST_WORDS], *_numbers(front.words[_MOST_WORDS:])),
        raised="".join(front.raised),
        texts=tuple(page_text(document[at]) for at in read),
    )


def _numbers(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the numbers that stand by themselves: those of lines are often written last."""
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        if len(line) == 1 and line[0].text.isdecimal():
            yield line[0]


def _sheet(document: Any, at: int) -> tuple[float, float]:
    width, height = document.get_page_size(at)
    return round(width, 1), round(height, 1)
