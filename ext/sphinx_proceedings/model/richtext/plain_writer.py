"""Rich text as plain text, for descriptions, calendars, feeds and search."""

from __future__ import annotations

from functools import lru_cache

from sphinx_proceedings.model.richtext.maths.unicode_maths import to_text
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links
from sphinx_proceedings.model.richtext.scripts import lowered, raised
from sphinx_proceedings.model.richtext.value import RichText
from sphinx_proceedings.model.richtext.writer import Writer

_TITLES = 16_384
"""Inline texts that are kept as plain text."""


def to_plain(rich_text: RichText, links: Links | None = None) -> str:
    """Render as text: each paragraph one line, an empty line between blocks, ``-`` before entries.

    Links show their text, references their text or the record's title, maths readable Unicode.
    """
    if rich_text.inline and not rich_text.references:
        return _unlinked(rich_text)
    return _PlainWriter(links).write(rich_text.tree)


@lru_cache(_TITLES)
def _unlinked(rich_text: RichText) -> str:
    return _PlainWriter().write(rich_text.tree)


class _PlainWriter(Writer):
    between_blocks = "\n\n"
    line_end = " "

    def text(self, node: Node) -> str:
        return node.text

    def paragraph(self, node: Node) -> str:
        return self.inside(node)

    def bullet_list(self, node: Node) -> str:
        return "\n".join(_hang("- ", self.write(entry)) for entry in node.children)

    def ordered_list(self, node: Node) -> str:
        numbered = enumerate(node.children, int(node.attrs["start"]))
        return "\n".join(_hang(f"{number}. ", self.write(entry)) for number, entry in numbered)

    def list_entry(self, node: Node) -> str:
        return self.inside(node, "\n")

    def quote(self, node: Node) -> str:
        return self.inside(node, self.between_blocks)

    def heading(self, node: Node) -> str:
        return self.inside(node)

    def table(self, node: Node) -> str:
        return "\n".join(self.write(row) for row in node.children)

    def table_row(self, node: Node) -> str:
        return self.inside(node, " | ")

    def code_block(self, node: Node) -> str:
        return node.text

    def emphasis(self, node: Node) -> str:
        return self.inside(node)

    def strong(self, node: Node) -> str:
        return self.inside(node)

    def subscript(self, node: Node) -> str:
        text = self.inside(node)
        return lowered(text) or text

    def superscript(self, node: Node) -> str:
        text = self.inside(node)
        return raised(text) or text

    def code(self, node: Node) -> str:
        return node.text

    def math(self, node: Node) -> str:
        return to_text(node.text)

    def link(self, node: Node) -> str:
        return self.inside(node)

    def refer(self, href: str, text: str) -> str:  # noqa: ARG002 - no links here
        return text


def _hang(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n" + " " * len(mark))
