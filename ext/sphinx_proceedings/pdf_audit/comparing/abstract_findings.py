"""Whether the abstract of the record is the PDF's: cut short, words run together or broken.

Abstracts are often worded anew for the camera-ready version, so only faults of copying are told.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.reading.letters import letters
from sphinx_proceedings.pdf_audit.reading.paper_head import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding

_SAME = 0.8
"""Share of the record's words in fours that the PDF has too: one text, with a change or two."""
_LEAST_WORDS = 20
_REST = 6
"""Words behind the end of the record's abstract that are no sentence of their own."""
_LAST = 4
_BEHIND = re.compile(
    r"(?i)^\W*(?:key\s?words|index terms|ccs|categories|general terms|acm|code|https?|©|copyright"
    r"|introduction|\d+\.?\s|i+\.?\s|jel|msc|github|availab|project|demo)"
)
_BROKEN = re.compile(r"\b([^\W\d_]+)- ([a-z]+)\b")
_BOTH = {"and", "or", "to", "und", "oder", "et", "ou", "y", "as", "but", "nor", "versus", "vs"}
"""Words behind a hyphen that stands for what follows them: ``long- and short-term``."""
_GLUED = 6
"""Letters of words run together, at least."""


def abstract_findings(pair: ComparedPair) -> Iterator[Finding]:
    """Yield what went wrong when the abstract was copied into the record."""
    abstract = pair.paper.paper.abstract
    theirs = _tokens(joined(pair.head.abstract))
    if abstract is None or len(theirs) < _LEAST_WORDS:
        return
    text = to_plain(abstract)
    ours = _tokens(text)
    if len(ours) < _LEAST_WORDS or not _is_same_text(ours, theirs):
        return
    yield from _cut(pair, text, ours, theirs)
    glued = [word for word in _glued(text, joined(pair.head.abstract)) if not _is_word(pair, word)]
    words = [*map(shown, glued), *_broken(text, theirs)]
    if words:
        message = f"words of the abstract are run together or broken: {', '.join(words[:4])}"
        hint = "correct them in the record"
        yield pair.finding(Code.ABSTRACT_WORDS, message, hint, Severity.WARNING, "abstract")


def _tokens(text: str) -> list[str]:
    return [word for part in re.split(r"[\s\-\u2010-\u2015/]+", text) if (word := letters(part))]


def _fours(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def _is_same_text(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    mine, its = _fours(ours), _fours(theirs)
    return len(mine & its) >= _SAME * min(len(mine), len(its)) and len(mine & its) > 12


def _cut(
    pair: ComparedPair, text: str, ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[Finding]:
    """Tell an abstract that ends where the PDF goes on."""
    end = list(ours[-_LAST:])
    ends = [n for n in range(len(theirs) - _LAST + 1) if list(theirs[n : n + _LAST]) == end]
    at = min(ends, key=lambda n: abs(n + _LAST - len(ours)), default=-1)
    if at < 0:
        # Cut inside a word: all but the last agree, and the last begins the PDF's.
        begin, part = list(ours[-_LAST - 1 : -1]), ours[-1]
        at = next(
            (
                n + 1
                for n in range(len(theirs) - _LAST)
                if list(theirs[n : n + _LAST]) == begin
                and theirs[n + _LAST].startswith(part)
                and theirs[n + _LAST] != part
            ),
            -1,
        )
    rest = theirs[at + _LAST :] if at >= 0 else []
    behind = _rest_of_text(pair, len(rest))
    if at < 0 or _BEHIND.search(behind):
        return
    open_end = not re.search(r"[.!?…:)\]”\"']\s*$", text)
    if (open_end and rest) or (len(rest) >= _REST and _ended(pair)):
        message = f"the record's abstract ends early; the PDF goes on {shown(behind[:60])}"
        yield pair.finding(
            Code.ABSTRACT_CUT, message, "copy it whole", Severity.WARNING, "abstract"
        )


def _rest_of_text(pair: ComparedPair, count: int) -> str:
    """Return the PDF's abstract from its last *count* words on, as it reads."""
    parts = joined(pair.head.abstract).split()
    seen = 0
    for at in range(len(parts) - 1, -1, -1):
        seen += len(_tokens(parts[at]))
        if seen >= count:
            return " ".join(parts[at:]) if count else ""
    return ""


def _ended(pair: ComparedPair) -> bool:
    """Whether the end of the PDF's abstract was found, and it is one of usual length."""
    behind = pair.head.abstract[-1]
    return (
        any(word.line > behind.line for word in pair.facts.words) and len(pair.head.abstract) < 420
    )


def _is_word(pair: ComparedPair, word: str) -> bool:
    """Whether the PDF has a word elsewhere as one, so that it is broken in its abstract only."""
    return any(re.search(rf"\b{re.escape(word)}\b", text) for text in pair.facts.texts)


def _glued(text: str, theirs: str) -> Iterator[str]:
    """Words of the record that are two in the PDF."""
    parts = [letters(part) for part in theirs.split()]
    known = set(parts) | set(_tokens(theirs))
    pairs = {f"{a}{b}": f"{a} {b}" for a, b in pairwise(parts) if len(a) > 1 and len(b) > 1}
    for part in re.split(r"[\s\-\u2010-\u2015/]+", text):
        word = letters(part)
        if (
            len(word) >= _GLUED
            and not any(map(str.isdigit, word))
            and word in pairs
            and word not in known
        ):
            yield part


def _broken(text: str, theirs: Sequence[str]) -> Iterator[str]:
    """Words of the record that were broken at the end of a line: ``infor- mation``."""
    known = set(theirs)
    for match in _BROKEN.finditer(text):
        if match[2] not in _BOTH and letters(match[1] + match[2]) in known:
            yield shown(match.group())
