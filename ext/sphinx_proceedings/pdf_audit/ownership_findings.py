"""What the assignment of PDFs to records comes to: swapped, foreign, twice, missing, unnamed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.comparing.version_marks import is_supplement
from sphinx_proceedings.pdf_audit.finding import Finding
from sphinx_proceedings.pdf_audit.matching.ownership import is_doubtful

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper
    from sphinx_proceedings.pdf_audit.matching.edition_files import EditionFiles
    from sphinx_proceedings.pdf_audit.matching.ownership import Ownership
    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts

_LEAST_SHIFT = 3
"""Neighbouring records that are off in the same way and are told of as a range."""


def ownership_findings(
    files: EditionFiles,
    facts: Mapping[str, PdfFacts],
    heads: Mapping[str, PaperHead],
    owned: Ownership,
) -> Iterator[Finding]:
    """Say of each record and each PDF what is not as the data has it."""
    teller = _Teller(files, facts, heads, owned)
    for number, paper in enumerate(files.papers):
        yield from teller.of_paper(number, paper)
    for name in files.names:
        if name not in teller.named:
            yield from teller.of_unnamed(name)


@dataclass
class _Teller:
    files: EditionFiles
    facts: Mapping[str, PdfFacts]
    heads: Mapping[str, PaperHead]
    owned: Ownership

    def __post_init__(self) -> None:
        self.named: dict[str, list[AuditedPaper]] = defaultdict(list)
        for paper in self.files.papers:
            if paper.file:
                self.named[paper.file].append(paper)
        self.shifted = _shifted_ranges(self.files, self.owned)

    def of_paper(self, number: int, paper: AuditedPaper) -> Iterator[Finding]:
        name = paper.file
        if not name:
            yield from self._without(paper)
        elif name not in self.facts:
            if not paper.is_awaited:
                yield self._absent(paper)
        elif reason := self.facts[name].unusable:
            yield self._about(paper, Code.UNREADABLE, f"{name!r} {reason}")
        elif self.owned.owner.get(name) != paper:
            yield from self._not_its_own(number, paper)

    def _about(
        self,
        paper: AuditedPaper,
        code: Code,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        steps: tuple[str | int, ...] = ()
        if paper.resource:
            steps = ("resources", paper.resource[0], "file")
        return Finding(
            code=code,
            message=message,
            hint=hint,
            severity=severity,
            paper=paper.id,
            file=paper.file,
            steps=steps,
        )

    def _without(self, paper: AuditedPaper) -> Iterator[Finding]:
        own = self.owned.file.get(paper)
        elsewhere = any(r.type is ResourceType.PDF and r.url for r in paper.paper.resources)
        if own:
            hint = f"{self._whose(own)} is its PDF; name it under resources (--fix does)"
        elif elsewhere or not self.files.names or paper.is_awaited:
            return
        else:
            hint = "ask the authors for it"
        message = f"paper {paper.id} {_title(paper)} has no PDF"
        yield self._about(paper, Code.NO_PDF, message, hint, Severity.WARNING)

    def _absent(self, paper: AuditedPaper) -> Finding:
        message = f"{paper.file!r}, which paper {paper.id} {_title(paper)} names, is not there"
        own = self.owned.file.get(paper)
        hint = f"its own is {self._whose(own)}" if own else "ask the authors, or correct the name"
        return self._about(paper, Code.NO_PDF, message, hint, Severity.WARNING)

    def _not_its_own(self, number: int, paper: AuditedPaper) -> Iterator[Finding]:
        name = paper.file
        other = self.owned.owner.get(name)
        if other is not None:
            message = f"{name!r} is the PDF of paper {other.id} {_title(other)}, not of {paper.id}"
            yield self._about(paper, Code.SWAPPED, message, self._move(number, paper, other))
            return
        rival = self.owned.rivals.get(name)
        if rival is not None:
            yield from self._twice(paper, rival)
        elif self.facts[name].words and is_doubtful(self.owned.evidence.get((name, paper.id))):
            title = shown(self.heads[name].title_text)
            own = self.owned.file.get(paper)
            hint = f"{self._whose(own)} is its own (--fix names it)" if own else "ask the authors"
            if is_supplement(self.heads[name], paper.title):
                message = f"{name!r} is a supplement in the place of the paper: it begins {title}"
                yield self._about(paper, Code.SUPPLEMENT, message, hint)
                return
            message = f"{name!r} is of no paper of this edition; its title reads {title}"
            yield self._about(paper, Code.WRONG_PAPER, message, hint)

    def _twice(self, paper: AuditedPaper, rival: AuditedPaper) -> Iterator[Finding]:
        """A PDF that fits a record which has a better one."""
        better = self.owned.file[rival]
        same = "has the same bytes as" if self._same_bytes(paper.file, better) else "is as much as"
        if rival == paper:
            message = f"{better!r} fits paper {paper.id} better than {paper.file!r}"
            hint = f"look at both; {self._whose(better)}"
            yield self._about(paper, Code.DUPLICATE, message, hint, Severity.WARNING)
            return
        message = f"{paper.file!r} {same} {better!r} the PDF of paper {rival.id} {_title(rival)}"
        own = self.owned.file.get(paper)
        hint = f"its own is {self._whose(own)}" if own else f"ask the authors of {paper.id}"
        yield self._about(paper, Code.DUPLICATE, message, hint)

    def _same_bytes(self, one: str, other: str) -> bool:
        return self.facts[one].sha256 == self.facts[other].sha256

    def _move(self, number: int, paper: AuditedPaper, other: AuditedPaper) -> str:
        own = self.owned.file.get(paper)
        if own is None:
            return f"its own is not here; ask the authors of {paper.id}"
        if own == other.file:
            return f"exchange it with {own!r} (--fix does)"
        text = f"its own is {self._whose(own)} (--fix moves it)"
        if number in self.shifted:
            first, last = (self.files.papers[at].id for at in self.shifted[number])
            text += f"; the PDFs of {first} to {last} are one record off"
        return text

    def _whose(self, name: str) -> str:
        named = self.named.get(name)
        if not named:
            return f"{name!r}, which no record names,"
        return f"{name!r}, which {named[0].id} names,"

    def of_unnamed(self, name: str) -> Iterator[Finding]:
        """A PDF in the folder that no record names and that is no record's that lacks one."""
        if reason := self.facts[name].unusable:
            yield _alone(Code.UNREADABLE, name, f"{name!r} {reason}")
            return
        owner = self.owned.owner.get(name)
        rival = self.owned.rivals.get(name)
        if owner is not None:
            return  # said with the record
        if rival is None:
            title = shown(self.heads[name].title_text)
            message = f"{name!r} is named by no record and is of none; its title reads {title}"
            hint = "add the record that is missing, or move the file away"
            yield _alone(Code.NO_RECORD, name, message, hint)
            return
        better = self.owned.file[rival]
        same = "has the same bytes as" if self._same_bytes(name, better) else "is beside"
        message = f"{name!r} {same} {better!r} a PDF of paper {rival.id}; no record names it"
        hint = "move it away, or name it under resources as what it is (supplement, say)"
        yield _alone(Code.NO_RECORD, name, message, hint)


def _alone(code: Code, name: str, message: str, hint: str = "") -> Finding:
    return Finding(code=code, message=message, hint=hint, severity=Severity.WARNING, file=name)


def _title(paper: AuditedPaper) -> str:
    return shown(paper.title)


def _shifted_ranges(files: EditionFiles, owned: Ownership) -> dict[int, tuple[int, int]]:
    """Return for each record whose PDF is that of its neighbour the range that is off like it."""
    place = {paper: number for number, paper in enumerate(files.papers)}
    offsets = [
        place[owner] - number if (owner := owned.owner.get(paper.file)) else 0
        for number, paper in enumerate(files.papers)
    ]
    ranges: dict[int, tuple[int, int]] = {}
    begin = 0
    for at in range(1, len(offsets) + 1):
        if at == len(offsets) or offsets[at] != offsets[begin]:
            if abs(offsets[begin]) == 1 and at - begin >= _LEAST_SHIFT:
                ranges |= dict.fromkeys(range(begin, at), (begin, at - 1))
            begin = at
    return ranges
