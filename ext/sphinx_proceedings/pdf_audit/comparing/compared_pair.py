"""A PDF and the record it is of, side by side, for whatever is compared about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.pdf_audit.finding import Finding

if TYPE_CHECKING:
    from sphinx_proceedings.pdf_audit.audit_codes import Code
    from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper
    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts


@dataclass(frozen=True)
class ComparedPair:
    """What was read of a PDF beside what the record says."""

    paper: AuditedPaper
    file: str
    facts: PdfFacts
    head: PaperHead

    def finding(
        self,
        code: Code,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        *steps: str | int,
    ) -> Finding:
        """Return a finding about this pair; *steps* lead to its place in the record."""
        if not steps and self.paper.resource:
            steps = ("resources", self.paper.resource[0], "file")
        return Finding(
            code=code,
            message=f"{self.file!r}: {message}",
            hint=hint,
            severity=severity,
            paper=self.paper.id,
            file=self.file,
            steps=steps,
        )
