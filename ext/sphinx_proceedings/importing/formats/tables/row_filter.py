"""Rows that are no papers: empty ones, totals, the header again, placeholders, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sphinx_proceedings.importing.formats.tables.header_words import fold_header

_NOTHING = re.compile(
    r"(?:n/?a|none|null|nan|nil|-+|—|–|\.+|\?+|tb[acd]|#n/a|#ref!|#name\?|#value!|#null!"
    r"|not available|k\. ?a\.|entfallt|无|なし)",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)")
_PLACEHOLDER_TITLE = re.compile(
    r"(?:(?:paper |talk )?titles?|paper|untitled|talk|talk title|paper name|your title(?: here)?"
    r"|example|sample|test|titel|titre|titulo|t\.?b\.?[acd]\.?"
    r"|to be (?:announced|determined|confirmed)|(?:insert |add )?(?:paper )?title(?: goes)? here"
    r"|lorem ipsum\b.*|xxx+)"
    r"\s*[#.:-]?\s*(?:\d{0,3}|[a-z])",
    re.IGNORECASE,
)
_PLACEHOLDER_AUTHOR = re.compile(
    r"(?:(?:first |last )?(?:authors?|names?|autor|auteur)\s*(?:\d{0,3}|[a-z])|jane doe|john doe"
    r"|t\.?b\.?[acd]\.?|xxx+|name \d+)",
    re.IGNORECASE,
)
_PLACEHOLDER_ABSTRACT = re.compile(
    r"(?:this is (?:the|an) abstract\b.{0,20}|abstract(?: \d+)?|lorem ipsum\b.*"
    r"|your abstract(?: here)?)",
    re.IGNORECASE | re.DOTALL,
)
_TOTAL = re.compile(
    r"(?:grand |sub-?)?(?:total|sum|summe|gesamt|anzahl|count|average|mean|somme|totale"
    r"|合计|合計|計)\b"
    r"[\s:=#]*(?:\d[\d.,]*)?.{0,20}",
    re.IGNORECASE,
)


def is_nothing(cell: str) -> bool:
    """Whether a cell holds one of the things that people type to say that it holds nothing."""
    return not cell.strip() or bool(_NOTHING.fullmatch(cell.strip()))


def is_error(cell: str) -> bool:
    """Whether a cell holds the mark of a formula that failed."""
    return bool(_ERROR.fullmatch(cell.strip()))


_LONGEST_WORD: Final = 80
EMPTY: Final = "an empty row"
HEADER: Final = "the header again"
TOTAL: Final = "a total"
PLACEHOLDER: Final = "a placeholder"
HEADING: Final = "a heading between the rows"


def what_row(
    row: Sequence[str], header: Sequence[str], title: str, authors: str, abstract: str
) -> str:
    """Return what a row is instead of a paper, and nothing for a paper."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if not cells:
        return EMPTY
    over = {fold_header(cell) for cell in header if cell.strip()}
    folded = {fold_header(cell) if len(cell) < _LONGEST_WORD else cell for cell in cells}
    if over and len(folded & over) >= max(2, 0.7 * len(folded)):
        return HEADER
    first = cells[0]
    if _TOTAL.fullmatch(first) and len(cells) <= 3 and all(len(cell) < 40 for cell in cells):
        return TOTAL
    if _is_placeholder(title, authors, abstract):
        return PLACEHOLDER
    if len(cells) == 1 and is_nothing(authors) is not False and title.strip() in ("", first):
        return HEADING
    return ""


def _is_placeholder(title: str, authors: str, abstract: str) -> bool:
    names = [name.strip() for name in re.split(r"[;,|\n]| and ", authors) if name.strip()]
    no_authors = all(_PLACEHOLDER_AUTHOR.fullmatch(name) for name in names)
    no_abstract = is_nothing(abstract) or bool(_PLACEHOLDER_ABSTRACT.fullmatch(abstract.strip()))
    if _PLACEHOLDER_TITLE.fullmatch(title.strip()):
        return no_authors or no_abstract
    return (
        bool(names) and no_authors and no_abstract and (bool(abstract.strip()) or is_nothing(title))
    )
