"""Whether the authors of a PDF are the record's: missing, too many, in another order or form."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.comparing.author_matching import AuthorBlock, FoundName
from sphinx_proceedings.pdf_audit.comparing.extra_authors import extra_authors
from sphinx_proceedings.pdf_audit.comparing.name_forms import Likeness
from sphinx_proceedings.pdf_audit.comparing.version_marks import anonymous_line
from sphinx_proceedings.pdf_audit.reading.letters import letters
from sphinx_proceedings.pdf_audit.reading.paper_head import name_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.model.values.names import PersonName
    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding

_ASK = "ask the authors which is right"
_SIGNED = re.compile(
    r"(?i)(?:preface|foreword|editorial|message from|introduction to the|welcome|proceedings of)\b"
)
"""Texts that are signed at their end."""
_MANY = 12
"""Authors of whom some may be listed at the end of the paper."""


def author_findings(pair: ComparedPair) -> Iterator[Finding]:
    """Compare the authors; nothing is said where the PDF or the record withholds them."""
    names = pair.paper.persons
    if not (names and pair.facts.words) or pair.paper.is_anonymous or anonymous_line(pair.head):
        return
    block = AuthorBlock(pair.head.authors or pair.facts.words[:200])
    found = block.find(names)
    elsewhere = [
        place is None and _is_elsewhere(pair, name)
        for name, place in zip(names, found, strict=True)
    ]
    missing = [
        name
        for name, place, other in zip(names, found, elsewhere, strict=True)
        if place is None and not other
    ]
    if len(missing) == len(names):
        yield from _none_found(pair)
        return
    for name in missing:
        message = f"{shown(name.display)} is not among its authors"
        yield pair.finding(Code.AUTHOR_MISSING, message, _ASK, Severity.ERROR, "authors")
    for extra in extra_authors(block, found, pair.paper):
        message = f"{shown(extra)} is among its authors, but not in the record"
        yield pair.finding(Code.AUTHOR_EXTRA, message, _ASK, Severity.ERROR, "authors")
    yield from _forms(pair, names, found)
    yield from _order(pair, block, names, found)


def _is_elsewhere(pair: ComparedPair, name: PersonName) -> bool:
    """Whether a name stands on the first page, if not between title and abstract."""
    wanted = letters(name.display)
    run = name_run(pair.facts.words)
    if run.aligned(wanted) or (len(wanted) > 9 and wanted in run.text):
        return True
    if len(pair.paper.persons) < _MANY:
        return False
    return any(wanted in letters(text) for text in pair.facts.texts[-3:])


def _none_found(pair: ComparedPair) -> Iterator[Finding]:
    if all(word.page for word in pair.facts.words) or _SIGNED.match(pair.paper.title):
        return  # the first page has no text, or its authors sign at the end
    words = [word.text for word in pair.head.authors if len(letters(word.text)) > 1]
    if len(words) < 2:
        message = "the first page names no authors"
        hint = "ask the authors for the final version"
        yield pair.finding(Code.REVIEW_VERSION, message, hint, Severity.ERROR)
        return
    there = shown(" ".join(words[:12]))
    message = f"none of the record's authors is on it; below its title stands {there}"
    yield pair.finding(Code.AUTHOR_MISSING, message, _ASK, Severity.ERROR, "authors")


def _forms(
    pair: ComparedPair, names: Sequence[PersonName], found: Sequence[FoundName | None]
) -> Iterator[Finding]:
    """Ask about spellings one by one; tell all variants in one line."""
    variants = []
    for number, (name, place) in enumerate(zip(names, found, strict=True)):
        if place is None or place.likeness is Likeness.SAME:
            continue
        theirs = " ".join(place.text.split())
        if place.likeness is Likeness.VARIANT:
            variants.append(f"{shown(theirs)} for {shown(name.display)}")
            continue
        message = f"{shown(theirs)} is {shown(name.display)} in the record"
        steps = ("authors", _index(pair, number), "name")
        yield pair.finding(Code.AUTHOR_SPELLING, message, _ASK, Severity.WARNING, *steps)
    if variants:
        message = f"variant: {', '.join(variants)}"
        yield pair.finding(Code.AUTHOR_VARIANT, message, "", Severity.NOTE, "authors")


def _index(pair: ComparedPair, number: int) -> int:
    """Return the place among all authors of the one that is *number* among the persons."""
    persons = [at for at, author in enumerate(pair.paper.paper.authors) if author.is_person]
    return persons[number]


def _order(
    pair: ComparedPair,
    block: AuthorBlock,
    names: Sequence[PersonName],
    found: Sequence[FoundName | None],
) -> Iterator[Finding]:
    """Tell another order, if the authors are in it however the block is read."""
    places = [place for place in found if place is not None]
    if _is_read(block, places):
        return
    both = [(place.first, name) for name, place in zip(names, found, strict=True) if place]
    theirs = ", ".join(name.display for _, name in sorted(both, key=lambda pair: pair[0]))
    message = f"its authors are in another order: {theirs}"
    hint = "put the record in the order of the PDF, or ask"
    yield pair.finding(Code.AUTHOR_ORDER, message, hint, Severity.WARNING, "authors")


def _is_read(block: AuthorBlock, places: Sequence[FoundName]) -> bool:
    """Whether the names are in order as the text runs, row by row, or column by column."""
    firsts = [place.first for place in places]
    if firsts == sorted(firsts):
        return True
    words = [block.words[first] for first in firsts]
    rows = [(word.page, -round(word.y / 6), word.x) for word in words]
    if rows == sorted(rows):
        return True
    columns = _columns([word.x for word in words])
    down = [
        (word.page, column, -round(word.y / 6), word.x)
        for word, column in zip(words, columns, strict=True)
    ]
    return down == sorted(down)


def _columns(lefts: Sequence[float]) -> list[int]:
    """Number the columns of a grid; the names in one do not begin at one place when centred."""
    gap = 60.0
    ordered = sorted(lefts)
    begins = [ordered[0], *(b for a, b in pairwise(ordered) if b - a > gap)]
    return [max(at for at, begin in enumerate(begins) if begin <= left) for left in lefts]
