"""CSV tables of papers, people and talks that a spreadsheet opens without executing anything.

RFC 4180 with a byte order mark, without which Excel takes UTF-8 for something else. What a
spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises: at the start of
a cell, and after what begins a cell where semicolons or tabs part them, as in half of Europe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.spreadsheets.table_rows import (
    PAPERS,
    PEOPLE,
    TALKS,
    Table,
)
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import (
    ALL_SCOPES,
    ExportContext,
    Format,
    Scope,
    Selection,
)
from sphinx_proceedings.model.languages.messages import N_

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.papers import Paper

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula starts with (OWASP, CSV injection), in full width too."""
_FORMULA: Final = re.compile(
    rf"(?:^|(?<=[;\t\r\n]))(?=[^\S\t\r\n]*[{re.escape(''.join(FORMULA_SIGNS))}])"
)


_PARTS: Final = (";", "\t", "\r", "\n")


def guarded(cell: str) -> str:
    """Return a cell as text no part of which a spreadsheet takes for a formula."""
    first = cell[:1]
    # Looked at before: the expression goes through a cell letter by letter.
    if first in FORMULA_SIGNS or first.isspace() or any(part in cell for part in _PARTS):
        return _FORMULA.sub("'", cell)
    return cell


def _written(table: Table, context: ExportContext, selection: Selection) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in table.rows(context, selection):
        writer.writerow([guarded(row[column]) for column in table.columns])
    return text.getvalue()


@memoized
def _papers(context: ExportContext, selection: Selection) -> str:
    """Return the papers of an edition, which stand among those of the site too."""
    return _written(PAPERS, context, selection)


def _write(table: Table) -> Callable[[ExportContext, Selection], bytes]:
    def write(context: ExportContext, selection: Selection) -> bytes:
        head = f"{','.join(table.columns)}\r\n"
        if table is PAPERS and selection.scope is not Scope.PAPER:
            parts = [_papers(context, part) for part in selection.parts(context.catalogue)]
        else:
            parts = [_written(table, context, selection)]
        return "".join((head, *parts)).encode("utf-8-sig")

    return write


def _entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    alone = Selection.of_record(context.catalogue, paper)
    return (_written(PAPERS, context, alone).encode(),)


def _format(table: Table, name: str, title: str) -> Format:
    return Format(
        name=name,
        title=title,
        media_type="text/csv",
        suffix=f".{table.name}.csv",
        scopes=ALL_SCOPES,
        write=_write(table),
        entries=_entries if table is PAPERS else None,
        reads_abstracts=table is PAPERS,
    )


CSV = _format(PAPERS, "csv", N_("CSV of papers"))
CSV_PEOPLE = _format(PEOPLE, "csv-people", N_("CSV of people"))
CSV_TALKS = _format(TALKS, "csv-talks", N_("CSV of talks"))
