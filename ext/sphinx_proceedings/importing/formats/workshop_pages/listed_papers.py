"""The papers of lists on pages, made as those of a table are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.author_marks import authors_of_rows
from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.formats.tables.paper_rows import PaperReader, keys_of
from sphinx_proceedings.importing.formats.workshop_pages.page_links import as_resource
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Entry
    from sphinx_proceedings.importing.formats.workshop_pages.paper_lists import PaperList
    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition, ImportedResource

_COLUMNS: Final = (
    Field.ID,
    Field.TITLE,
    Field.AUTHORS,
    Field.AFFILIATIONS,
    Field.ABSTRACT,
    Field.KEYWORDS,
    Field.PRESENTER,
)
_CARRIES: Final = frozenset(
    "title authors authors.affiliations abstract keywords type resources doi arxiv".split()
)


def add_papers(
    source: Source,
    lists: Sequence[tuple[SourceFile, PaperList]],
    answers: Answers,
    edition: ImportedEdition,
) -> None:
    """Add the papers of all lists to *edition*; a title that comes twice is one paper.

    What a list of accepted papers says counts before what others say.
    """
    entries: list[tuple[SourceFile, PaperList, Entry]] = []
    seen: dict[str, int] = {}
    ordered = sorted(lists, key=lambda one: not one[1].is_accepted)
    for file, found in ordered:
        for entry in found.entries:
            title = fold(entry.title)
            if title in seen:
                before = entries[seen[title]][2]
                before.authors = before.authors or entry.authors
                before.abstract = before.abstract or entry.abstract
                before.links += [link for link in entry.links if link not in before.links]
                continue
            seen[title] = len(entries)
            entries.append((file, found, entry))
    columns = ColumnMap(0, [str(one) for one in _COLUMNS], dict(enumerate(_COLUMNS)))
    cells = [_cells(entry) for _, _, entry in entries]
    places = [f"{file.name}, line {entry.number}" for file, _, entry in entries]
    reader = PaperReader(columns, answers, edition.notes)
    keys, numbers = keys_of(cells, reader, places)
    authors = authors_of_rows(cells, columns, answers, edition.notes) if cells else []
    lost: Counter[str] = Counter()
    for index, (file, found, entry) in enumerate(entries):
        paper = reader.read(
            cells[index], places[index], keys[index], numbers[index], authors[index]
        )
        resources = _resources(source, file, entry, lost)
        kept = tuple(one for one in resources if one.type not in ("doi", "arxiv"))
        ids = {one.type: one.url for one in resources}
        edition.papers.append(
            replace(
                paper,
                type=entry.type or found.type,
                resources=kept,
                doi=ids.get("doi", ""),
                arxiv=ids.get("arxiv", ""),
            )
        )
        for line in entry.left:
            why = f"{places[index]}: it is not known what this line is; it was left out"
            note = Note(outcome=Outcome.ASKED, record=keys[index], before=line, why=why)
            edition.notes.append(note)
    edition.unused.update(lost)
    if entries:
        edition.carries = _CARRIES


def _cells(entry: Entry) -> list[str]:
    return [
        entry.id,
        entry.title,
        entry.authors,
        entry.affiliations,
        entry.abstract,
        entry.keywords,
        entry.presenter,
    ]


def _resources(
    source: Source, file: SourceFile, entry: Entry, lost: Counter[str]
) -> list[ImportedResource]:
    made: list[ImportedResource] = []
    for kind, address in entry.links:
        if kind == "other" or address.startswith(("#", "mailto:", "javascript:")) or not address:
            continue
        found = as_resource(source, file.name, kind, address)
        if found is None:
            lost["links to pages or files that are not in the folder"] += 1
        elif found not in made:
            made.append(found)
    return made
