"""Tables as text: what stands between the cells is found out by trying."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.sheets.sheet import MAX_CELLS, Sheet

_DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 2**20  # characters, which is some hundred abstracts


def read_delimited(text: str, name: str) -> Sheet:
    """Return a CSV or TSV *text* as a sheet.

    Raises:
        ImportSourceError: a quote is never closed, or there are more cells than any edition has.
    """
    delimiter = find_delimiter(text)
    # Before a row is made of them; the commas of abstracts are far fewer.
    if text.count(delimiter) > MAX_CELLS:
        raise ImportSourceError(f"{name}: more than {MAX_CELLS:,} cells; split the file")
    rows: list[list[str]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            cells += len(row)
            if cells > MAX_CELLS:
                raise ImportSourceError(
                    f"{name}:{reader.line_num}: more than {MAX_CELLS:,} cells; split the file"
                )
            rows.append(row)
    except csv.Error as failure:
        raise ImportSourceError(
            f"{name}:{reader.line_num}: not a table: {failure}; a quote may not be closed"
        ) from None
    return Sheet(name=name, rows=rows, delimiter=delimiter)


def find_delimiter(text: str) -> str:
    """Return the sign with which most rows come out with equally many cells, and with several.

    Quoted texts are read as such, so that the commas of abstracts do not count.
    """
    looked = text[:_LOOKED_AT]
    best, most = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(io.StringIO(looked, newline=""), delimiter=delimiter):
                if any(row):
                    widths[len(row)] += 1
        except csv.Error:
            continue
        several = {width: count for width, count in widths.items() if width > 1}
        if not several:
            continue
        width, count = max(several.items(), key=lambda pair: (pair[1], pair[0]))
        score = (count / widths.total(), width)
        if score > most:
            best, most = delimiter, score
    return best
