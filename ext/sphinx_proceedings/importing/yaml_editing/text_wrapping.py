"""Long texts over lines of a data file, so that they read back as the same text."""

from __future__ import annotations

import re
from typing import Final

from sphinx_proceedings.importing.parsed_texts import parsed
from sphinx_proceedings.model.richtext import to_html
from sphinx_proceedings.model.richtext.tree import is_plain

# At the start of a line these would begin a list, a quotation, a heading, code or a rule.
_MARKER = re.compile(r"(?:[-+*_=:]+|#{1,6}|\d{1,9}[.)])$|[>|<]|```|~~~|\$\$|\[[^\]]*\]:")
_BLOCK_LINE = re.compile(r"[ \t]*(?:[-+*>|]|\d{1,9}[.)]|```|~~~|\$\$| {4})")
_NARROWEST: Final = 40


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* as lines of at most *width* columns where words allow it.

    Lines are broken at spaces only, and never so that a word would become a mark of a list or the
    like. Lists, quotations and code keep their lines. A text that would read differently is
    returned as it is.
    """
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n\n")):
        lines += [""] if number else []
        rows = paragraph.split("\n")
        if any(map(_BLOCK_LINE.match, rows)):
            lines += rows
            continue
        for row in rows:
            lines += _filled(row, max(width, _NARROWEST))
    return lines if _same("\n".join(lines), text) else text.split("\n")


def _filled(row: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in row.split(" "):
        if line and len(line) + 1 + len(word) > width and word and not _MARKER.match(word):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line or lines else word
    return [*lines, line]


def _same(one: str, other: str) -> bool:
    if one == other or (is_plain(one, inline=False) and is_plain(other, inline=False)):
        return True
    return _shown(one) == _shown(other)


def _shown(text: str) -> str:
    try:
        return " ".join(to_html(parsed(text, inline=False)).split())
    except ValueError:
        return text
