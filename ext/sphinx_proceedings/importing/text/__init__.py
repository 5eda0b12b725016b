"""Texts of others made into the product's own: encodings, markup, names, times."""

from __future__ import annotations

from sphinx_proceedings import foreign_text
from sphinx_proceedings.foreign_text import Note
from sphinx_proceedings.foreign_text.left_over import find_left_over
from sphinx_proceedings.importing.parsed_texts import parsed
from sphinx_proceedings.importing.records import Markup
from sphinx_proceedings.importing.text.encodings import decode
from sphinx_proceedings.importing.text.printed_names import PrintedName, read_name, to_name
from sphinx_proceedings.model.richtext import escape

__all__ = ["PrintedName", "decode", "read_name", "to_markdown", "to_name", "to_plain_text"]


def to_markdown(
    raw: str, markup: Markup = Markup.FOUND, *, inline: bool = False, keep_case: bool = False
) -> tuple[str, list[Note]]:
    """Return *raw* as the product's Markdown, and what was changed; some of it is doubtful.

    ``inline`` is for titles, which are one paragraph; ``keep_case`` for those from BibTeX, where
    braces keep capitals.
    """
    if markup is Markup.MARKDOWN:
        return _from_markdown(raw, inline=inline)
    if markup is Markup.PLAIN:
        repaired = foreign_text.repair(raw)
        return escape(repaired.text.strip()), list(repaired.notes)
    made = foreign_text.to_markdown(
        raw, inline=inline, keep_case=keep_case, latex=markup is Markup.LATEX, parse=parsed
    )
    return made.text, list(made.notes)


def _from_markdown(raw: str, *, inline: bool) -> tuple[str, list[Note]]:
    """Keep Markdown as it is, but for damaged characters and for what of LaTeX is left in it."""
    repaired = foreign_text.repair(raw)
    text, notes = repaired.text.strip(), list(repaired.notes)
    found = find_left_over(text, inline=inline)
    if found and found.repaired:
        notes += [Note(piece, meant, "LaTeX or HTML left in it") for piece, meant in found.pieces]
        text = found.repaired
    return text, notes


def to_plain_text(raw: str) -> tuple[str, list[Note]]:
    """Return *raw* without markup, for names, affiliations and keywords, and what was changed."""
    made = foreign_text.to_plain_text(raw)
    return made.text, list(made.notes)
