"""Whether a PDF has as many pages as the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.values.page_ranges import page_rank
from sphinx_proceedings.pdf_audit.audit_codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding


def page_count_findings(pair: ComparedPair) -> Iterator[Finding]:
    """Hold the range of pages of the record against the count of the PDF."""
    pages = pair.paper.paper.pages
    if pages is None:
        return
    first, last = page_rank(pages.first), page_rank(pages.last)
    if first[:2] != last[:2]:
        return
    given = last[2] - first[2] + 1
    if given != pair.facts.pages:
        message = f"the record's pages {pages} are {given}, the PDF has {pair.facts.pages}"
        hint = "correct the pages, or ask for the right version"
        yield pair.finding(Code.PAGE_COUNT, message, hint, Severity.WARNING, "pages")
