"""Names among the authors of a PDF that are none of the record's, as sure as one can be.

A name is one by its company: it is set as the found authors are, and stands in their list or, where
affiliations are set otherwise, by itself.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.comparing.name_chunks import (
    NO_NAME,
    NameChunk,
    is_name,
    style,
)
from sphinx_proceedings.pdf_audit.reading.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.comparing.author_matching import AuthorBlock, FoundName
    from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper


def extra_authors(
    block: AuthorBlock, found: Sequence[FoundName | None], paper: AuditedPaper
) -> list[str]:
    """Return the names that are set among the authors, but are no author's of the record."""
    taken = {at for place in found if place for at in range(place.first, place.last + 1)}
    places = [place for place in found if place is not None]
    styles = {style(block.words[place.first]) for place in places}
    listed = {block.words[place.first].line for place in places}
    lists = _lists(block, places)
    known_places = " ".join(_known_places(paper))
    known = {letters(author.name.display) for author in paper.paper.authors}
    chunks = [chunk for chunk in block.chunks if style(chunk.words[0]) in styles]
    mixed = any(NO_NAME.search(chunk.text) or "@" in chunk.text for chunk in chunks)
    last = max((place.last for place in places), default=0)
    extras: list[str] = []
    for chunk in chunks:
        if taken.intersection(range(chunk.first, chunk.first + len(chunk.words))):
            if chunk.words[0].line in lists:
                extras += _between(chunk, taken)
            continue
        beside = chunk.in_list and chunk.words[0].line in lists
        if chunk.words[0].line in listed and not beside:
            continue  # an author, and behind a comma where they are from
        if (mixed or chunk.first > last + 40) and not beside:
            continue
        text = letters(chunk.text)
        if is_name(chunk) and text not in known and text not in known_places:
            extras.append(chunk.text)
    return extras if len(extras) <= max(3, 2 * len(places)) else []


def _between(chunk: NameChunk, taken: set[int]) -> Iterator[str]:
    """Yield names in a row of names with nothing between them, of which some are found."""
    numbered = enumerate(chunk.words, chunk.first)
    for is_taken, group in groupby(numbered, key=lambda item: item[0] in taken):
        words = tuple(word for _, word in group)
        rest = NameChunk(0, words, in_list=True)
        if not is_taken and is_name(rest):
            yield rest.text


def _lists(block: AuthorBlock, places: Sequence[FoundName]) -> set[int]:
    """The lines that list authors: two of them are found there, or an "and" stands between names.

    With one author and commas, what follows is where the author is from.
    """
    counted = Counter(block.words[place.first].line for place in places)
    lines = {line for line, count in counted.items() if count > 1}
    ands = {word.line for word in block.words if word.text.lower() in {"and", "&"}}
    return lines | (ands & counted.keys())


def _known_places(paper: AuditedPaper) -> Iterator[str]:
    """The letters of the affiliations that the record gives."""
    for author in paper.paper.authors:
        for place in author.affiliations:
            yield letters(f"{place.name} {place.department or ''} {place.city or ''}")
