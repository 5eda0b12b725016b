"""The lists of papers in a Jekyll site's data, under whatever names and keys they are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.column_map import map_columns
from sphinx_proceedings.importing.formats.tables.decision_words import type_of
from sphinx_proceedings.importing.formats.tables.table_finding import listed_papers
from sphinx_proceedings.importing.formats.tables.typed_table import take_table
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.sheets.sheet_reading import read_sheets

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition
    from sphinx_proceedings.importing.sheets.sheet import Sheet

_NAMED: Final = re.compile(
    r"paper|accept|poster|oral|spotlight|contribut|abstract|proceeding|submission", re.IGNORECASE
)
"""What stands in the name of a list of papers; a site keeps other lists with authors too."""
_ELSEWHERE: Final = re.compile(r"copy|dummy|old|backup|sample|example|template", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperList:
    """One list of papers and the file that it stands in."""

    file: SourceFile
    sheet: Sheet


def paper_lists(source: Source) -> list[PaperList]:
    """Return the lists of papers among the data files of a site, by name."""
    found = []
    for file in source.files:
        path = PurePosixPath(file.name)
        if not is_data(file) or not _NAMED.search(path.stem) or _ELSEWHERE.search(path.stem):
            continue
        found += [PaperList(file, sheet) for sheet in _sheets(file)]
    return found


def is_data(file: SourceFile) -> bool:
    """Whether a file lies in ``_data``, or beside what is the folder that was given."""
    path = PurePosixPath(file.name)
    places = path.parts[:-1]
    lies = not places or "_data" in places or path.is_absolute()
    return lies and path.suffix in {".yml", ".yaml", ".json", ".csv", ".tsv"} and not file.is_binary


def _sheets(file: SourceFile) -> list[Sheet]:
    if file.suffix not in {".csv", ".tsv"}:
        return listed_papers(file)
    try:
        return [sheet for sheet in read_sheets(file) if map_columns(sheet).is_known]
    except ImportSourceError:
        return []


def read_papers(lists: list[PaperList], answers: Answers, edition: ImportedEdition) -> None:
    """Add the papers of all lists; where a list says no types, its name may (``spotlights.yml``).

    What a site shows as its papers is accepted, unless a column says otherwise.
    """
    for one in lists:
        before = len(edition.papers)
        take_table(one.sheet, answers, edition, all_accepted=True)
        words = f"{PurePosixPath(one.file.name).stem} {one.sheet.name.rpartition(', ')[2]}"
        kind = type_of(re.sub(r"[_-]|\.\w+$", " ", words))
        edition.papers[before:] = [
            replace(paper, type=paper.type or kind) for paper in edition.papers[before:]
        ]
