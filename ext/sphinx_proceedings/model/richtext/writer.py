"""The walk that all renderers share: one method a kind of node."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links


class Writer(ABC):
    """Writes a tree in one format. A method is named after the kind of node that it writes.

    What subclasses must say is abstract; the rest has a default that suits most formats.
    """

    between_blocks = "\n"
    line_end = "\n"
    line_break = " "

    def __init__(self, links: Links | None = None) -> None:
        self._links = links

    def write(self, node: Node) -> str:
        """Write one node."""
        method: Callable[[Node], str] = getattr(self, node.kind)
        return method(node)

    def inside(self, node: Node, between: str = "") -> str:
        """Write what is in a node."""
        return between.join([self.write(child) for child in node.children])

    def document(self, node: Node) -> str:
        """Write a whole text: blocks line by line, inlines one after the other."""
        is_inline = not node.children or node.children[0].kind not in BLOCKS
        return self.inside(node, "" if is_inline else self.between_blocks)

    @abstractmethod
    def text(self, node: Node) -> str:
        """Write text, escaped."""

    @abstractmethod
    def paragraph(self, node: Node) -> str:
        """Write a paragraph."""

    @abstractmethod
    def bullet_list(self, node: Node) -> str:
        """Write a list with marks."""

    @abstractmethod
    def ordered_list(self, node: Node) -> str:
        """Write a list with numbers."""

    @abstractmethod
    def list_entry(self, node: Node) -> str:
        """Write an entry of a list."""

    @abstractmethod
    def quote(self, node: Node) -> str:
        """Write a quotation."""

    @abstractmethod
    def code_block(self, node: Node) -> str:
        """Write lines of code."""

    @abstractmethod
    def emphasis(self, node: Node) -> str:
        """Write emphasis."""

    @abstractmethod
    def strong(self, node: Node) -> str:
        """Write strong emphasis."""

    @abstractmethod
    def subscript(self, node: Node) -> str:
        """Write lowered text."""

    @abstractmethod
    def superscript(self, node: Node) -> str:
        """Write raised text."""

    @abstractmethod
    def code(self, node: Node) -> str:
        """Write code in a line."""

    @abstractmethod
    def math(self, node: Node) -> str:
        """Write maths, set apart if ``display`` is in the attrs."""

    @abstractmethod
    def link(self, node: Node) -> str:
        """Write a link to somewhere else."""

    @abstractmethod
    def refer(self, href: str, text: str) -> str:
        """Write a link to a record, from where it is and an unescaped text."""

    def heading(self, node: Node) -> str:
        """Write a heading, its level counted from 1."""
        return self.paragraph(Node("paragraph", (Node("strong", node.children),)))

    def table(self, node: Node) -> str:
        """Write a table, whose first row is its head."""
        rows = (Node("paragraph", row.children) for row in node.children)
        return self.between_blocks.join(self.paragraph(row) for row in rows)

    def table_row(self, node: Node) -> str:
        """Write a row of a table."""
        return self.inside(node)

    def table_cell(self, node: Node) -> str:
        """Write what is in a cell."""
        return self.inside(node)

    def plain(self, node: Node) -> str:
        """Write the paragraph of a tight list entry."""
        return self.inside(node)

    def math_block(self, node: Node) -> str:
        """Write maths that is a block of its own."""
        return self.math(node)

    def nocase(self, node: Node) -> str:
        """Write a word that keeps its capitals."""
        return self.text(node)

    def soft_break(self, node: Node) -> str:  # noqa: ARG002 - like every method
        """Write the end of a line of the source."""
        return self.line_end

    def hard_break(self, node: Node) -> str:  # noqa: ARG002 - like every method
        """Write a line break that the author asked for."""
        return self.line_break

    def reference(self, node: Node) -> str:
        """Write a reference; without an address it is only its text."""
        role, target = node.attrs["role"], node.attrs["target"]
        href = self._links.href(role, target) if self._links else None
        shown = node.text or (self._links.title(role, target) if self._links else None) or target
        return self.text(Node("text", text=shown)) if href is None else self.refer(href, shown)


BLOCKS = frozenset(
    (
        *("paragraph", "plain", "bullet_list", "ordered_list", "quote", "code_block"),
        *("math_block", "heading", "table"),
    )
)
"""The kinds of node that stand on lines of their own."""
