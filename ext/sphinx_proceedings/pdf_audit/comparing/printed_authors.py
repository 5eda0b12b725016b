"""The authors as a PDF prints them, where no record says who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.comparing.name_chunks import is_name, name_chunks, style

if TYPE_CHECKING:
    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead

_NEAR = 120
"""Words behind the first name in which the others stand."""


def printed_authors(head: PaperHead) -> list[str]:
    """Return the names below the title that are set as the first of them is.

    They are as likely right as a reader who knows nobody there; a person is to look at them.
    """
    chunks = [chunk for chunk in name_chunks(head.authors) if is_name(chunk)]
    if not chunks:
        return []
    first = chunks[0]
    names = [
        chunk.text
        for chunk in chunks
        if style(chunk.words[0]) == style(first.words[0]) and chunk.first <= first.first + _NEAR
    ]
    return list(dict.fromkeys(names))
