"""RichText: the value of titles, abstracts, bios, overviews and calls, and its renderers.

The only place that escapes: a renderer's result is safe where its format is expected.
"""

from __future__ import annotations

from sphinx_proceedings.model.richtext.html_writer import to_html
from sphinx_proceedings.model.richtext.jats_writer import to_jats
from sphinx_proceedings.model.richtext.latex_writer import to_bibtex_title, to_latex
from sphinx_proceedings.model.richtext.markup_error import RichTextError
from sphinx_proceedings.model.richtext.node import Kind, Node
from sphinx_proceedings.model.richtext.plain_writer import to_plain
from sphinx_proceedings.model.richtext.references import Links, Reference
from sphinx_proceedings.model.richtext.source import escape
from sphinx_proceedings.model.richtext.typst_writer import to_typst, typst_string, typst_text
from sphinx_proceedings.model.richtext.value import Block, Inline, Prose, RichText

__all__ = [
    "Block",
    "Inline",
    "Kind",
    "Links",
    "Node",
    "Prose",
    "Reference",
    "RichText",
    "RichTextError",
    "escape",
    "to_bibtex_title",
    "to_html",
    "to_jats",
    "to_latex",
    "to_plain",
    "to_typst",
    "typst_string",
    "typst_text",
]
