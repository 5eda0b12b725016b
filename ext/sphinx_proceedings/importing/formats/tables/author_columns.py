"""The authors of each row: from a list in a cell, from a column each, with affiliations beside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.formats.tables.row_filter import is_nothing
from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor
from sphinx_proceedings.importing.text.author_lists import (
    AuthorList,
    ListedAuthor,
    prepare,
    split_column,
)

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap

_NUMBERED_AFFILIATION = re.compile(
    r"(?:^|[;\n|,]|(?<=\s))\s*(?:⁅(\w{1,2})⁆|\(?(\d{1,2})\)?\s*[:.)\-]|(\d{1,2})(?=[A-Z])|(\d{1,2})\s+(?=[A-Z]))\s*"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(slots=True)
class RowAuthors:
    """The authors of one row, and what is to be said about them."""

    authors: list[ImportedAuthor] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    single: str = ""
    """The one affiliation beside several authors; whose it is, nobody has said."""


Cells = Sequence[Sequence[str]]


def read_authors(
    rows: Cells, columns: ColumnMap, meanings: dict[str, str], single: str = ""
) -> list[RowAuthors]:
    """Return the authors of all rows; the list of a column is cut in one way for all of them.

    ``meanings`` says what a footnote sign stands for: ``corresponding``, ``presenter``, or
    anything else for nothing; ``single`` whose a lone affiliation of several authors is: ``all``,
    ``first``, or anything else for nobody's.
    """
    if columns.authors and not columns.of(Field.AUTHORS):
        return [_numbered(row, columns) for row in rows]
    number = columns.of(Field.AUTHORS)[0]
    _, lists = split_column([_cell(row, number) for row in rows])
    commas = _commas_in_step(rows, lists, columns)
    return [
        _listed(row, found, columns, meanings, _Beside(single, commas))
        for row, found in zip(rows, lists, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Beside:
    """How the column of affiliations is read."""

    single: str
    commas: bool


def _commas_in_step(rows: Cells, lists: Sequence[AuthorList], columns: ColumnMap) -> bool:
    """Whether affiliations are cut at commas: there are as many as authors in nearly all rows."""
    several = agreeing = 0
    for row, found in zip(rows, lists, strict=True):
        text = "".join(_cell(row, number) for number in columns.of(Field.AFFILIATIONS))
        if "," in text and len(found.authors) > 1:
            several += 1
            parts = [part for part in text.split(",") if part.strip()]
            agreeing += len(parts) == len(found.authors)
    return several > 1 and agreeing > 0.8 * several


def _cell(row: Sequence[str], number: int) -> str:
    value = row[number] if number < len(row) else ""
    return "" if is_nothing(value) else value


def _numbered(row: Sequence[str], columns: ColumnMap) -> RowAuthors:
    made = RowAuthors()
    people: dict[int, dict[str, str]] = defaultdict(dict)
    for number, (author, part) in columns.authors.items():
        if value := _cell(row, number).strip():
            people[author][part] = value
    gap = 0
    for author in sorted(people):
        parts = people[author]
        given = " ".join(filter(None, (parts.get("given", ""), parts.get("middle", ""))))
        name = parts.get("name", "") or " ".join(filter(None, (given, parts.get("family", ""))))
        if not name:
            made.doubts.append(f"author {author} has no name, and is left out")
            continue
        gap += 1
        if gap != author and not made.remarks:
            made.remarks.append(f"there is no author {gap}; those behind move up")
        affiliation = parts.get("affiliation", "")
        split = parts.get("family") and given and "name" not in parts
        made.authors.append(
            ImportedAuthor(
                name="" if split else name,
                parts={"given": given, "family": parts["family"]} if split else None,
                email=parts.get("email", ""),
                orcid=parts.get("orcid", ""),
                affiliations=(
                    (ImportedAffiliation(name=affiliation, country=parts.get("country", "")),)
                    if affiliation
                    else ()
                ),
            )
        )
    return made


def _listed(
    row: Sequence[str],
    found: AuthorList,
    columns: ColumnMap,
    meanings: dict[str, str],
    how: _Beside,
) -> RowAuthors:
    made = RowAuthors()
    made.remarks += [found.exception] if found.exception else []
    made.doubts += [found.doubt] if found.doubt else []
    made.doubts += [f"{author.name}: {author.doubt}" for author in found.authors if author.doubt]
    beside = _beside(row, found.authors, columns, made, how)
    emails = _in_step(row, columns.of(Field.EMAILS), len(found.authors), _EMAIL)
    orcids = _in_step(row, columns.of(Field.ORCIDS), len(found.authors), _ORCID)
    presenters = _people(row, columns.of(Field.PRESENTER))
    corresponding = _people(row, columns.of(Field.CORRESPONDING))
    for index, author in enumerate(found.authors):
        made.marks.update(author.marks)
        flags = {meanings.get(mark, "") for mark in author.marks}
        folded = author.name.casefold()
        affiliations = author.affiliations or beside[index]
        made.authors.append(
            ImportedAuthor(
                name=author.name,
                honorific=author.honorific,
                email=author.email or emails[index],
                orcid=orcids[index],
                affiliations=tuple(ImportedAffiliation(name=name) for name in affiliations),
                corresponding=author.corresponding
                or "corresponding" in flags
                or folded in corresponding,
                presenter=author.presenter or "presenter" in flags or folded in presenters,
            )
        )
    return made


_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]")


def _in_step(
    row: Sequence[str], columns: Sequence[int], count: int, pattern: re.Pattern[str]
) -> list[str]:
    """Return a value for each author, if a cell has as many as there are authors."""
    for number in columns:
        values = pattern.findall(_cell(row, number))
        if len(values) == count:
            return values
    return [""] * count


def _people(row: Sequence[str], columns: Sequence[int]) -> set[str]:
    cells = [_cell(row, number) for number in columns]
    return {
        author.name.casefold()
        for cell in cells
        if cell
        for found in split_column([cell])[1]
        for author in found.authors
    }


def _beside(
    row: Sequence[str],
    authors: Sequence[ListedAuthor],
    columns: ColumnMap,
    made: RowAuthors,
    how: _Beside,
) -> list[tuple[str, ...]]:
    """Return each author's affiliations from the column beside, where it says whose is which."""
    nobody: list[tuple[str, ...]] = [()] * len(authors)
    cells = [_cell(row, number) for number in columns.of(Field.AFFILIATIONS)]
    text = "\n".join(cell for cell in cells if cell.strip())
    if not text or not authors:
        return nobody
    prepared = prepare(text)
    if any(author.numbers for author in authors):
        numbered = _numbered_affiliations(prepared)
        if numbered and all(number in numbered for a in authors for number in a.numbers):
            return [tuple(numbered[n] for n in author.numbers) for author in authors]
        made.doubts.append("the raised numbers and the affiliations do not match")
        return nobody
    for separator in (";", "|", "\n", "," if how.commas else "\0"):
        parts = [part.strip(" ,") for part in prepared.split(separator) if part.strip(" ,")]
        if len(parts) == len(authors):
            return [(part,) for part in parts]
        if len(parts) > 1:
            made.doubts.append(f"{len(parts)} affiliations for {len(authors)} authors")
            return nobody
    if len(authors) == 1 or how.single == "all":
        return [(prepared,)] * len(authors)
    if how.single == "first":
        return [(prepared,), *nobody[1:]]
    made.single = prepared
    return nobody


def _numbered_affiliations(text: str) -> dict[str, str]:
    found = list(_NUMBERED_AFFILIATION.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    made = {}
    for match, end in zip(found, ends, strict=True):
        number = next(group for group in match.groups() if group)
        made[number] = " ".join(text[match.end() : end].split()).strip(" ,;.")
    return made
