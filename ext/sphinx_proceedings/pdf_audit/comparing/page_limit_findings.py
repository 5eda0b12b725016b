"""Whether a paper keeps to the limit of pages, without the parts that are not counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.records.page_limits import UncountedSection
from sphinx_proceedings.pdf_audit.audit_codes import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinx_proceedings.model.records.page_limits import PageLimit
    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding

_NUMBER = r"(?:\d{1,2}|[ivx]{1,4}|[a-h])?[.:)]?\s*"
_SECTIONS = (
    (UncountedSection.REFERENCES, r"references(?: and notes)?|bibliography|literature cited"),
    (
        UncountedSection.APPENDIX,
        (
            r"(?:technical )?append(?:ix|ices)(?:[ :.-].{0,60})?"
            r"|supplementary (?:material|information).{0,30}"
        ),
    ),
    (UncountedSection.ACKNOWLEDGEMENTS, r"acknowledge?ments?(?: and .{0,30})?|funding"),
    (UncountedSection.LIMITATIONS, r"limitations?(?: and .{0,30})?"),
    (
        UncountedSection.ETHICS,
        r"ethic(?:s|al)(?: .{0,30})?|broader impacts?(?: .{0,20})?|impact statement",
    ),
)
_HEADINGS = [
    (section, re.compile(rf"(?i)^{_NUMBER}(?:{words})\W*$")) for section, words in _SECTIONS
]
_COUNTED = re.compile(
    r"(?i)^\d{1,2}\.?\s+(?:introduction|background|related work|methods?|methodology|experiments?"
    r"|results|evaluation|discussion|conclusions?)\b.{0,40}$|^conclusions?(?: and .{0,30})?$"
)
_HEAD_LINES = 2
"""Lines at the top of a page that may be running heads, with a number perhaps."""


def page_limit_findings(pair: ComparedPair, limits: Sequence[PageLimit]) -> Iterator[Finding]:
    """Yield a finding when a paper has more pages than its limit allows."""
    limit = _limit(pair, limits)
    if limit is None:
        return
    counted = counted_pages(pair.facts.texts, limit.not_counted)
    if counted > limit.pages:
        without = f" without {', '.join(limit.not_counted)}" if limit.not_counted else ""
        message = f"it has {counted} pages{without}, {limit.pages} are allowed"
        hint = "ask the authors to shorten it"
        yield pair.finding(Code.PAGE_LIMIT, message, hint, Severity.WARNING)


def _limit(pair: ComparedPair, limits: Sequence[PageLimit]) -> PageLimit | None:
    """Return the limit for a paper's type, else the one for all others."""
    own = next((limit for limit in limits if limit.type is pair.paper.paper.type), None)
    return own or next((limit for limit in limits if limit.type is None), None)


def counted_pages(texts: Sequence[str], left_out: Collection[UncountedSection]) -> int:
    """Count the pages on which something stands that is counted.

    A part begins with its heading on a line of its own, and goes on until that of another.
    """
    counted, counting = 0, True
    for text in texts:
        here = False
        for number, line in enumerate(text.splitlines()):
            words = line.strip()
            section = _section(words)
            if section is not None:
                counting = section not in left_out
            elif not counting and _COUNTED.match(words):
                counting = True
            elif counting and _is_text(words, number):
                here = True
        counted += here
    return counted


def _section(line: str) -> UncountedSection | None:
    return next((section for section, heading in _HEADINGS if heading.match(line)), None)


def _is_text(line: str, number: int) -> bool:
    """Whether a line is one of the paper itself, and no running head nor the number of a page."""
    return len(line) > 12 and (number >= _HEAD_LINES or len(line) > 60)
