"""A folder of PDFs alone: titles, authors and abstracts as their first pages print them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
    Markup,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.pdf_audit.comparing.printed_authors import printed_authors
from sphinx_proceedings.pdf_audit.comparing.title_findings import without_kind
from sphinx_proceedings.pdf_audit.comparing.version_marks import anonymous_line
from sphinx_proceedings.pdf_audit.matching.plain_records import matched_records
from sphinx_proceedings.pdf_audit.reading.hyphens import rejoined
from sphinx_proceedings.pdf_audit.reading.paper_head import head_of
from sphinx_proceedings.pdf_audit.reading.parallel_reading import read_all
from sphinx_proceedings.pdf_audit.reading.pdf_reading import is_available

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts, Word

_CARRIED: Final = frozenset({"title", "authors", "abstract", "resources"})
_LONGEST = 450
"""Words of an abstract; where more follow, its end was not found."""


def _recognize(source: Source) -> Detection:
    others = [file for file in source.files if b"%PDF-" not in file.head[:1024]]
    if others:
        return Detection(NO, f"{others[0].name} is no PDF")
    return Detection(SURE, f"{len(source.files)} PDFs and nothing else")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    del answers
    if not is_available():
        raise ImportSourceError(
            f"{source.label}: reading PDFs needs the package pypdfium2; install it with "
            "python -m pip install 'sphinx-proceedings[pdf]'"
        )
    facts = read_all({file.name: file.path for file in source.files})
    heads = {
        file.path.stem: head_of(facts[file.name])
        for file in source.files
        if facts[file.name].words and not facts[file.name].unusable
    }
    edition = ImportedEdition(
        carries=_CARRIED,
        markup=Markup.PLAIN,
        fills_only=True,
        matches=lambda records: matched_records(heads, records),
    )
    for file in source.files:
        fact = facts[file.name]
        if fact.unusable or not fact.words:
            why = fact.unusable or "has no text that can be read"
            edition.notes.append(Note(outcome=Outcome.LEFT_OUT, record=file.name, why=why))
            edition.excluded["not readable"] = edition.excluded.get("not readable", 0) + 1
        else:
            edition.papers.append(_paper(file, fact, edition))
    if pages := sum(facts[file.name].pages for file in source.files):
        why = f"{pages} pages in {len(edition.papers)} PDFs are counted when the volume is made"
        edition.notes.append(Note(outcome=Outcome.LEFT_OUT, field="page count", why=why))
    return edition


def _paper(file: SourceFile, fact: PdfFacts, edition: ImportedEdition) -> ImportedPaper:
    """Return what a first page prints, and note what is not found there."""
    head = head_of(fact)
    anonymous = anonymous_line(head)
    names = [] if anonymous else printed_authors(head)
    abstract = _text(head.abstract, fact) if len(head.abstract) <= _LONGEST else ""
    for name, found, why in (
        ("authors", names, anonymous or "no names are found below the title"),
        ("abstract", abstract, "no abstract with an end is found"),
    ):
        if not found:
            note = Note(outcome=Outcome.LEFT_OUT, record=file.path.stem, field=name, why=why)
            edition.notes.append(note)
    authors = [ImportedAuthor(name=name) for name in names]
    return ImportedPaper(
        key=file.path.stem,
        place=file.name,
        title=without_kind(_text(head.title, fact)),
        authors=tuple(authors or [ImportedAuthor(name="Anonymous", kind="anonymous")]),
        abstract=abstract,
        resources=(ImportedResource(type="pdf", file=file.name),),
    )


def _text(words: Sequence[Word], fact: PdfFacts) -> str:
    return rejoined(" ".join(word.text for word in words), fact.texts)


PDF_FILES: Final = Format(name="pdf", title="PDFs", recognize=_recognize, take=_take)
