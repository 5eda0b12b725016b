"""The small typed tree that every renderer of rich text walks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeAlias

Kind = Literal[
    # blocks
    "document",
    "paragraph",
    "plain",
    "bullet_list",
    "ordered_list",
    "list_entry",
    "quote",
    "heading",
    "table",
    "table_row",
    "table_cell",
    "code_block",
    "math_block",
    # inlines
    "text",
    "soft_break",
    "hard_break",
    "emphasis",
    "strong",
    "subscript",
    "superscript",
    "code",
    "math",
    "link",
    "reference",
    "nocase",
]

_NOTHING: Mapping[str, str] = MappingProxyType({})


Packed: TypeAlias = tuple[Any, ...]
"""A node as plain values: kind, text, attrs and packed children."""


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of a text.

    ========================  ===========================================================
    kind                      what it carries
    ========================  ===========================================================
    document                  blocks; of an inline text, the inlines themselves
    paragraph, plain          inlines; ``plain`` is the paragraph of a tight list entry
    bullet_list               list entries
    ordered_list              list entries; attrs ``start`` (a decimal number)
    list_entry, quote         blocks
    heading                   inlines; attrs ``level``, "1" for the highest of the text
    table                     rows, all with as many cells
    table_row                 cells
    table_cell                inlines; attrs ``head`` in the first row, ``align`` where given
    code_block                text; attrs ``language`` when one was given
    math_block, math          text (LaTeX); attrs ``display`` = "block" where it is set apart
    text, code, nocase        text
    emphasis, strong          inlines
    subscript, superscript    one text
    link                      inlines; attrs ``href``, and ``title`` when one was given
    reference                 text (may be empty); attrs ``role``, ``target``
    soft_break, hard_break    nothing
    ========================  ===========================================================
    """

    kind: Kind
    children: tuple[Node, ...] = ()
    text: str = ""
    attrs: Mapping[str, str] = field(default_factory=lambda: _NOTHING, hash=False)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def pack(node: Node) -> Packed:
    """Return a node and all below it as plain values, from which `unpack` makes it again."""
    children = tuple(map(pack, node.children))
    return (node.kind, node.text, dict(node.attrs), children)


def unpack(packed: Packed) -> Node:
    """Return the node that `pack` was given."""
    kind, text, attrs, children = packed
    return Node(kind, tuple(map(unpack, children)), text, attrs or _NOTHING)


class TreeStore(Protocol):
    """Trees of texts that were checked before: the validation context's ``texts``, if it has any.

    Trusted, so that nothing but this package's own trees may come from it.
    """

    def get(self, source: str, *, inline: bool) -> Node | Packed | None:
        """Return the tree of a clean text with markup; None if it is not known."""

    def put(self, source: str, packed: Packed, *, inline: bool) -> None:
        """Keep the tree of a text that was found to be right."""
