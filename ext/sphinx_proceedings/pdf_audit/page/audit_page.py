"""Write ``pdfs.html``: a row a paper with its first page, both sides, and what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.pdf_audit.accepted_findings import decision
from sphinx_proceedings.pdf_audit.comparing.author_matching import AuthorBlock
from sphinx_proceedings.pdf_audit.comparing.name_forms import Likeness
from sphinx_proceedings.pdf_audit.page.first_page_pictures import pictures
from sphinx_proceedings.pdf_audit.page.mail_text import mail_text
from sphinx_proceedings.pdf_audit.page.marked_differences import Piece, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.pdf_audit.audit import Audit
    from sphinx_proceedings.pdf_audit.finding import Finding
    from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper

FILE = "pdfs.html"


@dataclass(frozen=True, slots=True)
class Row:
    """What the page shows of a paper, or of a PDF that is no paper's."""

    edition: Edition
    name: str
    """Id of the record; empty when there is none."""
    file: str
    picture: str
    findings: Sequence[Finding]
    title: tuple[Sequence[Piece], Sequence[Piece]]
    """Of the record and of the PDF."""
    authors: tuple[Sequence[Piece], Sequence[Piece]]
    mail: str
    decision: str

    @property
    def severity(self) -> str:
        """The gravest of its findings, or ``clean``."""
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
            if any(finding.severity is severity for finding in self.findings):
                return str(severity.value)
        return "clean"

    @property
    def matters(self) -> str:
        """What its findings concern, for the filter."""
        words = [finding.code.matter.value for finding in self.findings]
        return " ".join(dict.fromkeys([*words, self.severity]))


def write_page(audits: Sequence[Audit], folder: Path, cache: Path | None) -> Path:
    """Write the page into *folder* and return its path; it needs no other file."""
    rows = [row for made in audits for row in _rows(made, pictures(made, cache))]
    counted = Counter(word for row in rows for word in row.matters.split())
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    text = environment.get_template("audit_page.html").render(
        rows=rows, counted=counted, editions=[made.edition for made in audits]
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _rows(made: Audit, shown: Mapping[str, str]) -> Iterator[Row]:
    for paper in made.files.papers:
        file = made.owned.file.get(paper) or paper.file
        findings = [finding for finding in made.findings if finding.paper == paper.id]
        yield _row(made, paper, file, findings, shown)
    for name in made.files.names:
        findings = [f for f in made.findings if f.file == name and not f.paper]
        if findings:
            theirs = made.heads[name].title_text if name in made.heads else ""
            title: tuple[list[Piece], list[Piece]] = ([], [Piece(theirs, differs=True)])
            picture = shown.get(name, "")
            yield Row(made.edition, "", name, picture, findings, title, ([], []), "", "")


def _row(
    made: Audit,
    paper: AuditedPaper,
    file: str,
    findings: Sequence[Finding],
    shown: Mapping[str, str],
) -> Row:
    head = made.heads.get(file)
    title = marked(paper.full_title, head.title_text if head else "")
    accept = decision(made.facts[file], findings) if findings and head else ""
    return Row(
        edition=made.edition,
        name=paper.id,
        file=file,
        picture=shown.get(file, ""),
        findings=findings,
        title=title if head else ([Piece(paper.full_title, differs=False)], []),
        authors=_authors(made, paper, file),
        mail=mail_text(made.edition, paper, findings),
        decision=accept,
    )


def _authors(
    made: Audit, paper: AuditedPaper, file: str
) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Return the names of the record and how each reads on the PDF, with differences marked."""
    names = [author.name.display for author in paper.paper.authors]
    if file not in made.heads:
        return [Piece(name, differs=False) for name in names], []
    block = AuthorBlock(made.heads[file].authors or made.facts[file].words[:200])
    found = block.find(paper.persons)
    ours = [
        Piece(name.display, differs=place is None or place.likeness < Likeness.VARIANT)
        for name, place in zip(paper.persons, found, strict=True)
    ]
    places = sorted((place for place in found if place), key=lambda place: place.first)
    theirs = [Piece(p.text, differs=p.likeness < Likeness.SAME) for p in places]
    if not theirs:
        text = " ".join(word.text for word in block.words[:25])
        theirs = [Piece(text, differs=True)] if text else []
    return ours, theirs
