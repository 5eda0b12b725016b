"""Texts that were parsed as RichText, kept, since each is looked at several times in an import."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from sphinx_proceedings.model.richtext.node import Node, Packed

_KEPT: Final = 16_384
"""Texts of some 5,000 papers, as they are read and as they are written."""


@lru_cache(_KEPT)
def parsed(source: str, *, inline: bool) -> RichText:
    """Return *source* as RichText; ``ValueError`` as that raises it."""
    return RichText(source, inline=inline)


class ParsedTexts:
    """What was parsed in an import, for the loader that reads it back: a `TreeStore`."""

    def get(self, source: str, *, inline: bool) -> Node | Packed | None:
        """Return the tree of a text, parsed here unless it has been."""
        try:
            return parsed(source, inline=inline).tree
        except ValueError:
            return None  # the loader says what is wrong, and where

    def put(self, source: str, packed: Packed, *, inline: bool) -> None:
        """Keep nothing: what can be parsed is kept already."""


def title_slug(title: str) -> str:
    """Return the slug of a title in Markdown, of its words and not of the marks around them."""
    try:
        return slug(to_plain(parsed(title, inline=True)))
    except ValueError:
        return slug(title)
