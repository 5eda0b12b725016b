"""What was decided before about a PDF is not asked again, as long as it is the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_proceedings.pdf_audit.matching.edition_files import EditionFiles
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts


def asked(
    findings: Iterable[Finding], files: EditionFiles, facts: Mapping[str, PdfFacts]
) -> Iterator[Finding]:
    """Yield the findings that ``pdf_checked`` of their records does not accept."""
    decided = {paper.id: paper.paper.pdf_checked for paper in files.papers}
    for finding in findings:
        checked = decided.get(finding.paper)
        same = checked and finding.file in facts and facts[finding.file].sha256 == checked.sha256
        if not (checked and same and finding.code.matter in checked.accepted):
            yield finding
    for paper in files.papers:
        checked = paper.paper.pdf_checked
        if checked and paper.file in facts and facts[paper.file].sha256 != checked.sha256:
            yield Finding(
                code=Code.CHECKED_OTHER,
                message=f"{paper.file!r} is not the file that pdf_checked is of",
                hint="look at it, and write its sha256 there",
                severity=Severity.NOTE,
                paper=paper.id,
                file=paper.file,
                steps=("pdf_checked",),
            )


def decision(facts: PdfFacts, findings: Iterable[Finding]) -> str:
    """Return the line for the data that accepts all these findings about a PDF."""
    matters = dict.fromkeys(finding.code.matter.value for finding in findings)
    accepted = ", ".join(matters)
    return f"pdf_checked: {{sha256: {facts.sha256}, accepted: [{accepted}]}}"
