"""Say which version of a paper a PDF is, when it is not the final one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.comparing import version_marks
from sphinx_proceedings.pdf_audit.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.comparing.version_marks import Mark

_ASK = "ask the authors for the final version"


def version_findings(pair: ComparedPair) -> Iterator[Finding]:
    """Yield what tells that a PDF is a supplement, for reviewers, of another state or a draft."""
    yield from _supplement(pair)
    line = version_marks.anonymous_line(pair.head)
    numbered = version_marks.has_numbered_lines(pair.facts)
    if line and not pair.paper.is_anonymous:
        also = ", and its lines are numbered" if numbered else ""
        message = f"the review version: the authors are {shown(line)}{also}"
        yield pair.finding(Code.REVIEW_VERSION, message, _ASK)
    elif numbered:
        yield pair.finding(Code.REVIEW_VERSION, "the review version: its lines are numbered", _ASK)
    if says := [shown(mark.text) for mark in version_marks.states(pair.facts)]:
        message = f"the first page says {', '.join(says)}"
        yield pair.finding(Code.SUBMISSION_MARK, message, _ASK, Severity.WARNING)
    if stamp := version_marks.arxiv_stamp(pair.facts):
        message = f"the first page has the stamp {shown(stamp)}"
        hint = "ask for the PDF without it"
        yield pair.finding(Code.SUBMISSION_MARK, message, hint, Severity.WARNING)
    if marks := list(version_marks.anonymous_links(pair.facts)):
        message = f"made anonymous for the reviewers: {_listed(marks)}"
        hint = "ask for the real address"
        yield pair.finding(Code.ANONYMOUS_LINK, message, hint, Severity.WARNING)
    if marks := list(version_marks.draft_marks(pair.facts)):
        message = f"marks of a draft: {_listed(marks)}"
        hint = "ask the authors to resolve them"
        yield pair.finding(Code.DRAFT_MARK, message, hint, Severity.WARNING)


def _supplement(pair: ComparedPair) -> Iterator[Finding]:
    if version_marks.is_supplement(pair.head, pair.paper.title):
        message = f"a supplement in the place of the paper: it begins {shown(pair.head.title_text)}"
        hint = "name it under resources as type: supplement, and ask for the paper"
        yield pair.finding(Code.SUPPLEMENT, message, hint)


def _listed(marks: list[Mark]) -> str:
    """Show the first three of what was found, and how many more there are."""
    parts = [f"{shown(mark.text)} (page {mark.page})" for mark in marks[:3]]
    more = f" and {len(marks) - 3} more" if len(marks) > 3 else ""
    return ", ".join(parts) + more
