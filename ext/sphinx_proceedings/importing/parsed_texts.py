"""Texts that were parsed as RichText, kept, since each is looked at several times in an import."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sphinx_proceedings.model.richtext import RichText

_KEPT: Final = 4_096


@lru_cache(_KEPT)
def parsed(source: str, *, inline: bool = False) -> RichText:
    """Return *source* as RichText; ``ValueError`` as that raises it."""
    return RichText(source, inline=inline)
