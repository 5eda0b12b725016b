"""Words that were broken at the end of a line, put together: with their hyphen if they have one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = re.compile("(\\S*)\u00ad ?(\\S*)")
_EDGES = re.compile(r"^\W+|\W+$")


def rejoined(text: str, texts: Sequence[str]) -> str:
    """Return *text* without the breaks of its lines, which are soft hyphens.

    *texts* are the pages: what stands there with a hyphen has one (``fine-tuning``), and so has
    what is a compound by itself, ``state-of-`` ``the-art``.
    """
    if "\u00ad" not in text:
        return text
    whole = "\n".join(texts)
    while match := _BREAK.search(text):
        hyphen = "-" if _is_compound(match[1], match[2], whole) else ""
        text = f"{text[: match.start()]}{match[1]}{hyphen}{match[2]}{text[match.end() :]}"
    return text


def _is_compound(first: str, second: str, whole: str) -> bool:
    one, other = _EDGES.sub("", first), _EDGES.sub("", second)
    if not one or not other:
        return False
    if f"{one}-{other}" in whole:
        return True
    # The break itself is one place where they stand as one word.
    if len(re.findall(rf"\b{re.escape(one + other)}\b", whole)) > 1:
        return False
    return "-" in one or "-" in other or other[0].isupper() or one[-1].isdigit()
