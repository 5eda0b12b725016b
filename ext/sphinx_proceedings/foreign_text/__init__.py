"""Text from elsewhere, in LaTeX, HTML or damaged, as the Markdown that RichText reads.

For importers, and for the check that finds such text in data files.
"""

from __future__ import annotations

from sphinx_proceedings.foreign_text.character_repair import repair
from sphinx_proceedings.foreign_text.clean_text import CleanText, Note
from sphinx_proceedings.foreign_text.html_reader import decode_entities
from sphinx_proceedings.foreign_text.markdown import to_markdown, to_plain_text

__all__ = ["CleanText", "Note", "decode_entities", "repair", "to_markdown", "to_plain_text"]
