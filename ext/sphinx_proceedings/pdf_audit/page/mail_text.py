"""The text that a publication chair may send to the authors of a paper; nothing is sent here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.pdf_audit.finding import Finding
    from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper


def mail_text(edition: Edition, paper: AuditedPaper, findings: Sequence[Finding]) -> str:
    """Return a letter with what is asked of the authors; empty when nothing is."""
    asked = [finding for finding in findings if finding.severity is not Severity.NOTE]
    if not asked:
        return ""
    names = ", ".join(name.display for name in paper.persons) or "authors"
    named = paper.id if paper.id.lower().startswith("paper") else f"paper {paper.id}"
    lines = [f"- {_sentence(finding)}" for finding in asked]
    return "\n".join(
        (
            f"Subject: {edition.short_title}: camera-ready PDF of {named}",
            "",
            f"Dear {names},",
            "",
            f"for the proceedings of {edition.title} we looked at the PDF of your paper",
            "",
            f"    {paper.full_title}",
            "",
            "This is what we found:",
            "",
            *lines,
            "",
            "Please send us a corrected PDF, or tell us what of it is right as it is.",
            "",
            "With kind regards",
        )
    )


def _sentence(finding: Finding) -> str:
    text = finding.message.removeprefix(f"{finding.file!r}: ")
    return f"{text[:1].upper()}{text[1:]}."
