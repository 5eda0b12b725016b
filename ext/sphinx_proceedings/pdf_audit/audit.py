"""The audit of an edition: its PDFs are read, assigned to its records and held against them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.data_folders import shown_path
from sphinx_proceedings.model.problems import Location
from sphinx_proceedings.pdf_audit.accepted_findings import asked
from sphinx_proceedings.pdf_audit.comparing.abstract_findings import abstract_findings
from sphinx_proceedings.pdf_audit.comparing.author_findings import author_findings
from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
from sphinx_proceedings.pdf_audit.comparing.format_findings import (
    format_findings,
    usual_paper,
)
from sphinx_proceedings.pdf_audit.comparing.margin_findings import margin_findings
from sphinx_proceedings.pdf_audit.comparing.page_count_findings import page_count_findings
from sphinx_proceedings.pdf_audit.comparing.page_limit_findings import page_limit_findings
from sphinx_proceedings.pdf_audit.comparing.title_findings import title_findings
from sphinx_proceedings.pdf_audit.comparing.version_findings import version_findings
from sphinx_proceedings.pdf_audit.comparing.version_marks import is_supplement
from sphinx_proceedings.pdf_audit.matching.edition_files import files_of
from sphinx_proceedings.pdf_audit.matching.ownership import ownership
from sphinx_proceedings.pdf_audit.ownership_findings import ownership_findings
from sphinx_proceedings.pdf_audit.reading.paper_head import head_of
from sphinx_proceedings.pdf_audit.reading.parallel_reading import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_proceedings.loading.files.file_checks import UnusablePdf
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.pdf_audit.finding import Finding
    from sphinx_proceedings.pdf_audit.matching.edition_files import EditionFiles
    from sphinx_proceedings.pdf_audit.matching.ownership import Ownership
    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts


@dataclass(frozen=True)
class Audit:
    """What came of the PDFs of one edition."""

    edition: Edition
    files: EditionFiles
    facts: Mapping[str, PdfFacts]
    heads: Mapping[str, PaperHead]
    owned: Ownership
    findings: Sequence[Finding]

    def problems(self, catalogue: Catalogue) -> list[Problem]:
        """Return the findings with their places in the data, in order of place."""
        found = [finding.problem(self._locate(catalogue, finding)) for finding in self.findings]
        return sorted(found, key=lambda problem: problem.sort_key)

    def _locate(self, catalogue: Catalogue, finding: Finding) -> Location | None:
        if not finding.paper:
            return Location(shown_path(self.files.path(finding.file)), 1, 1)
        return catalogue.locate(f"{self.edition.key}/papers/{finding.paper}", *finding.steps)


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked for beyond what always is."""

    cache: Path | None = None
    """Folder in which is kept what was read."""
    margins: float | None = None
    """Millimetres that are to stay white at each edge."""
    most_megabytes: float | None = None
    """Size that no PDF may exceed."""


def audit(
    edition: Edition,
    data: Path,
    *,
    unusable: Iterable[UnusablePdf] = (),
    options: Options = Options(),
) -> Audit:
    """Hold every PDF of *edition* against every record.

    *unusable* are the PDFs that loading took away from the records.
    """
    files = files_of(edition, data, unusable)
    facts = read_all({name: files.path(name) for name in files.names}, options.cache)
    heads = {name: head_of(fact) for name, fact in facts.items() if not fact.unusable}
    owned = ownership(files, facts, heads)
    findings = list(ownership_findings(files, facts, heads, owned))
    pairs = [
        ComparedPair(paper, name, facts[name], heads[name]) for paper, name in owned.file.items()
    ]
    # A PDF without text cannot be assigned; it is still the file of its record.
    pairs += [
        ComparedPair(paper, paper.file, facts[paper.file], heads[paper.file])
        for paper in files.papers
        if paper.file in heads and not facts[paper.file].words
    ]
    usual = usual_paper(pair.facts for pair in pairs)
    for pair in pairs:
        findings += _compared(pair, edition, usual, options)
    if options.margins is not None:
        findings += margin_findings(pairs, files, options.margins)
    findings = list(asked(findings, files, facts))
    return Audit(edition, files, facts, heads, owned, findings)


def _compared(
    pair: ComparedPair, edition: Edition, usual: str, options: Options
) -> Iterator[Finding]:
    yield from version_findings(pair)
    if not is_supplement(pair.head, pair.paper.title):
        yield from title_findings(pair)
        yield from author_findings(pair)
        yield from abstract_findings(pair)
    yield from page_count_findings(pair)
    yield from page_limit_findings(pair, edition.page_limit)
    yield from format_findings(pair, usual, options.most_megabytes)
