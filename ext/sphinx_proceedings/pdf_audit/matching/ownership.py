"""Whose each PDF is: the best assignment of all PDFs to all records, held against the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.matching.assignment import best_assignment
from sphinx_proceedings.pdf_audit.matching.evidence import Candidates, Evidence, evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper
    from sphinx_proceedings.pdf_audit.matching.edition_files import EditionFiles
    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts

_LEAST = 0.4
"""Worth of a pair that may be assigned at all."""
_NAMED = 0.02
"""What it adds to a pair that the data names it: of equals, none is moved."""
_DOUBTFUL = 0.5
"""A title this much alike, or so many of the authors, and it is the record's, if nobody else's."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """Which record each PDF is of."""

    owner: Mapping[str, AuditedPaper]
    """By file; PDFs that are of no record are not there."""
    file: Mapping[AuditedPaper, str]
    """The same by record."""
    evidence: Mapping[tuple[str, str], Evidence]
    """By file and id of record, for the pairs that were looked at."""
    rivals: Mapping[str, AuditedPaper]
    """For a PDF that is left over: the record that it fits, which has another."""


def ownership(
    files: EditionFiles, facts: Mapping[str, PdfFacts], heads: Mapping[str, PaperHead]
) -> Ownership:
    """Assign all PDFs that could be read to all records."""
    papers = files.papers
    named = {paper.file: number for number, paper in enumerate(papers) if paper.file}
    candidates = Candidates(papers)
    names = [name for name in files.names if name in heads and facts[name].words]
    seen: dict[tuple[str, str], Evidence] = {}
    worth: list[dict[int, float]] = []
    for name in names:
        row: dict[int, float] = {}
        of_name = [number for number, paper in enumerate(papers) if paper.file == name]
        for number in dict.fromkeys([*candidates.of(heads[name]), *of_name]):
            found = evidence(heads[name], papers[number])
            seen[name, papers[number].id] = found
            total = found.worth + (_NAMED if named.get(name) == number else 0.0)
            if total >= _LEAST:
                row[number] = total
            elif named.get(name) == number and not is_doubtful(found):
                row[number] = _LEAST  # by its authors alone: the title may be a new one
        worth.append(row)
    assigned = best_assignment(worth)
    owner = {
        name: papers[number]
        for name, number in zip(names, assigned, strict=True)
        if number is not None
    }
    rivals = {
        name: papers[max(row, key=lambda number: (row[number], -number))]
        for name, row in zip(names, worth, strict=True)
        if row and name not in owner
    }
    return Ownership(owner, {paper: name for name, paper in owner.items()}, seen, rivals)


def is_doubtful(found: Evidence | None) -> bool:
    """Whether so little speaks for a pair that the data may be wrong about it."""
    if found is None:
        return True
    values = (found.title, found.authors or 0.0, found.abstract or 0.0)
    return all(value < _DOUBTFUL for value in values)
