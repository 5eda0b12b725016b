"""Texts of others made into the product's own: characters, markup and names."""

from __future__ import annotations

from sphinx_proceedings.importing.records import Markup
from sphinx_proceedings.model.richtext import escape

__all__ = ["decode", "to_markdown"]


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of *data*, and how it was read when it was not plain UTF-8.

    Never fails: what is neither UTF-8 nor UTF-16 with a mark is read as Windows-1252.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252, as it is not UTF-8"


def to_markdown(raw: str, markup: Markup = Markup.FOUND) -> tuple[str, list[str]]:
    """Return *raw* as the product's Markdown, and what was changed, a sentence each."""
    if markup is Markup.MARKDOWN:
        return raw.strip(), []
    return escape(raw.strip()), []
