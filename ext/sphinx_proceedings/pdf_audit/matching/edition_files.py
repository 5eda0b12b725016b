"""The PDFs of an edition: which lie in its folder, and which the records name, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.matching.audited_paper import AuditedPaper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_proceedings.loading.files.file_checks import UnusablePdf
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Panel, Paper, Talk


@dataclass(frozen=True)
class EditionFiles:
    """The papers of an edition and the PDFs that may be theirs, by path below its folder."""

    root: Path
    papers: tuple[AuditedPaper, ...]
    names: tuple[str, ...]
    """Those that exist and are no supplement, slides or notice, in order of name."""
    others: tuple[str, ...]
    """PDFs that records name as something else: supplement, slides, a notice, the volume."""

    def path(self, name: str) -> Path:
        """Where a PDF is."""
        return self.root / name


def files_of(edition: Edition, data: Path, unusable: Iterable[UnusablePdf]) -> EditionFiles:
    """Find the PDFs of *edition* below the data folder; links are not followed.

    *unusable* are the PDFs that loading took away from the records.
    """
    root = data / edition.key
    lost = {pdf.paper: pdf for pdf in unusable}
    papers = tuple(AuditedPaper(paper, lost.get(paper.key)) for paper in edition.papers)
    own = {paper.file for paper in papers if paper.file}
    others = set(_named_otherwise(edition)) - own
    found = set(_pdfs(root))
    return EditionFiles(
        root=root,
        papers=papers,
        names=tuple(sorted((found - others) | {name for name in own if (root / name).is_file()})),
        others=tuple(sorted(others & found)),
    )


def _pdfs(root: Path) -> Iterator[str]:
    for path in root.rglob("*.[pP][dD][fF]"):
        inner = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inner.parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield inner.as_posix()


def _named_otherwise(edition: Edition) -> Iterator[str]:
    records: list[Paper | Talk | Panel] = [*edition.papers, *edition.talks, *edition.panels]
    for record in records:
        for resource in record.resources:
            if resource.file:
                yield resource.file
    for paper in edition.papers:
        for notice in paper.notices:
            if notice.file:
                yield notice.file
    if edition.volume and edition.volume.file:
        yield edition.volume.file
