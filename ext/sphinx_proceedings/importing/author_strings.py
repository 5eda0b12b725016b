"""Authors in one text, as CMT writes them: ``Ada Li (Institute; Dept)*; Bo Wu (University)``."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_NEXT_AUTHOR = re.compile(r"\s*[^\W\d_a-z][^;()]*\(")
"""What follows the semicolon that ends an entry whose bracket was not closed."""


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """One author of such a text."""

    name: str
    affiliation: str = ""
    corresponding: bool = False
    doubtful: bool = False
    """Whether its brackets do not match, so that it may be taken apart wrongly."""


def read_authors(text: str) -> list[AuthorEntry]:
    """Return the authors of *text*, in order.

    Semicolons part authors outside brackets only; brackets nest. Where one is never closed, it
    is taken to end before the next ``; Name (``, and the entry is doubtful.
    """
    text = html.unescape(text) if "&" in text else text
    return [_entry(*part) for part in _parts(text)]


def read_names(text: str) -> list[AuthorEntry]:
    """Return the authors of a list of names, such as ``Li, Ada*; Wu, Bo``."""
    text = html.unescape(text) if "&" in text else text
    names = (part.strip() for part in text.split(";"))
    return [
        AuthorEntry(name=_clean(name.replace("*", "")), corresponding="*" in name)
        for name in names
        if name.strip(" *")
    ]


def _parts(text: str) -> list[tuple[str, bool]]:
    balanced = text.count("(") == text.count(")")
    parts: list[tuple[str, bool]] = []
    start = depth = 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(depth - 1, 0)
        elif char == ";":
            broken = depth > 0 and not balanced and _NEXT_AUTHOR.match(text, at + 1)
            if depth == 0 or broken:
                parts.append((text[start:at], bool(broken)))
                start, depth = at + 1, 0
    parts.append((text[start:], depth > 0))
    return [(part, doubtful) for part, doubtful in parts if part.strip(" *")]


def _entry(part: str, doubtful: bool) -> AuthorEntry:  # noqa: FBT001 - of a pair, by position
    name, opened, rest = part.partition("(")
    stars = part.count("*")
    inner = rest.rpartition(")")[0] if ")" in rest and not doubtful else rest.rstrip(" *)")
    if opened and doubtful and rest.count("(") >= rest.count(")"):
        inner = rest.strip(" *")
    unmatched = part.count("(") != part.count(")")
    return AuthorEntry(
        name=_clean(name.replace("*", "")),
        affiliation=_clean(inner.replace("*", "")),
        corresponding=stars > 0,
        doubtful=doubtful or unmatched,
    )


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")
