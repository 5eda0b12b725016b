"""``proceedings check --pdfs --references``: write down what papers cite, beside the data."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_proceedings.pdf_audit.audit import Audit

FILE = "references.yaml"
_NO_TEXT = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))
_HEAD = """\
# References of the papers, read from their PDFs or from a .bbl or .bib beside them. What is here
# stays; delete a paper's list to have it read again. To publish them (pages, Crossref, JATS), look
# at them and say publish_references: true in edition.yaml.
references:
"""


def write_references(made: Audit, data: Path) -> Path | None:
    """Add the references of papers that have none on record to ``references.yaml``.

    Returns the file, or None when there was nothing to add.

    Raises:
        CommandError: a file cannot be read or written.
    """
    from sphinx_proceedings.pdf_audit.reading.parallel_reading import each_file
    from sphinx_proceedings.pdf_audit.reading.printed_references import references_of

    known = {str(one.paper): list(one.listed) for one in made.edition.references}
    files = {
        paper.id: made.files.path(name)
        for paper, name in sorted(made.owned.file.items(), key=lambda pair: pair[0].id)
        if paper.id not in known
    }
    try:
        found = {paper: lines for paper, path in files.items() if (lines := _beside(path))}
        left = {paper: path for paper, path in files.items() if paper not in found}
        read = each_file(references_of, list(left.values()))
        found |= {paper: lines for paper, lines in zip(left, read, strict=True) if lines}
        found = {paper: [printable(line) for line in lines] for paper, lines in found.items()}
        if not found:
            return None
        path = data / made.edition.key / FILE
        path.write_text(_text({**known, **found}, made), encoding="utf-8", newline="\n")
    except OSError as failure:
        raise CommandError(f"the references cannot be written down: {failure}") from None
    lists = sum(map(len, found.values()))
    sys.stdout.write(f"{path}: {lists} references of {len(found)} papers, to be looked at\n")
    return path


def _beside(pdf: Path) -> list[str]:
    """Return what the bibliography beside a PDF says, which has the same name."""
    from sphinx_proceedings.importing.formats.bibliographies.reference_lines import lines_of

    for ending in (".bbl", ".bib"):
        path = pdf.with_suffix(ending)
        if path.is_file() and (lines := lines_of(path)):
            return lines
    return []


def printable(text: str) -> str:
    """Return a line without what no data file may have: controls, letters that only a font knows.

    Ligatures that are one character become letters, as they are in other lists.
    """
    spelled = "".join(
        unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char
        for char in text
    )
    kept = (" " if unicodedata.category(char) in _NO_TEXT else char for char in spelled)
    return " ".join("".join(kept).split())


def _text(references: dict[str, list[str]], made: Audit) -> str:
    order = {paper.id: number for number, paper in enumerate(made.files.papers)}
    lines = [_HEAD]
    # JSON strings are YAML strings, whatever is in them.
    for paper in sorted(references, key=lambda paper: order.get(paper, len(order))):
        lines.append(f"  - paper: {json.dumps(paper)}\n    listed:\n")
        lines += [f"      - {json.dumps(line, ensure_ascii=False)}\n" for line in references[paper]]
    return "".join(lines)
