"""The authors as a PDF prints them, where no record says who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.comparing.name_chunks import (
    NameChunk,
    is_name,
    name_chunks,
    style,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead

_NEAR = 120
"""Words behind the first name in which the others stand."""


def printed_authors(head: PaperHead) -> list[str]:
    """Return the names below the title that are set as the first of them is.

    They are as likely right as a reader who knows nobody there; a person is to look at them.
    """
    chunks = [chunk for chunk in _unbroken(list(name_chunks(head.authors))) if is_name(chunk)]
    if not chunks:
        return []
    first = chunks[0]
    names = [
        chunk.text
        for chunk in chunks
        if style(chunk.words[0]) == style(first.words[0]) and chunk.first <= first.first + _NEAR
    ]
    return list(dict.fromkeys(names))


def _unbroken(chunks: Sequence[NameChunk]) -> Iterator[NameChunk]:
    """Yield the pieces with those put together that are one name, broken at a line's end."""
    held: NameChunk | None = None
    for chunk in chunks:
        if held is not None:
            whole = NameChunk(held.first, (*held.words, *chunk.words), in_list=True)
            if _is_broken(held, chunk) and is_name(whole):
                held = whole
                continue
            yield held
        held = chunk
    if held is not None:
        yield held


def _is_broken(before: NameChunk, behind: NameChunk) -> bool:
    """Whether a name goes on in the next line: a word alone, or an initial, is none by itself."""
    last, first = before.words[-1], behind.words[0]
    if last.line == first.line or last.text.endswith((",", ";")) or style(last) != style(first):
        return False
    if not (before.in_list or behind.in_list) or not 0 < last.y - first.y < 2 * last.size:
        return False
    initial = len(last.text.rstrip(".")) == 1
    return initial or len(before.words) == 1 or len(behind.words) == 1
