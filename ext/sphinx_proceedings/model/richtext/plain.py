"""Rich text as plain text, for descriptions, calendars, feeds and search."""

from __future__ import annotations

from sphinx_proceedings.model.richtext.maths_text import to_text
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links, resolve
from sphinx_proceedings.model.richtext.scripts import lowered, raised
from sphinx_proceedings.model.richtext.value import RichText


def to_plain(rich_text: RichText, links: Links | None = None) -> str:
    """Render as text: each paragraph one line, an empty line between blocks, ``-`` before entries.

    Links show their text, references their text or the record's title, maths readable Unicode.
    """
    if rich_text.inline:
        return _inlines(rich_text.tree, links)
    return "\n\n".join(filter(None, (_block(node, links) for node in rich_text.tree.children)))


def _block(node: Node, links: Links | None) -> str:
    match node.kind:
        case "paragraph" | "plain":
            return _inlines(node, links)
        case "code_block":
            return node.text
        case "math_block":
            return to_text(node.text)
        case "bullet_list":
            return "\n".join(_entry("- ", child, links) for child in node.children)
        case "ordered_list":
            first = int(node.attrs["start"])
            return "\n".join(
                _entry(f"{number}. ", child, links)
                for number, child in enumerate(node.children, first)
            )
        case _:
            return "\n\n".join(_block(child, links) for child in node.children)


def _entry(mark: str, node: Node, links: Links | None) -> str:
    text = "\n".join(_block(child, links) for child in node.children)
    return mark + text.replace("\n", "\n" + " " * len(mark))


def _inlines(parent: Node, links: Links | None) -> str:
    return "".join(_inline(node, links) for node in parent.children)


def _inline(node: Node, links: Links | None) -> str:
    match node.kind:
        case "text" | "nocase" | "code":
            return node.text
        case "soft_break" | "hard_break":
            return " "
        case "math":
            return to_text(node.text)
        case "reference":
            return resolve(node, links)[1]
        case "subscript":
            return lowered(text := _inlines(node, links)) or text
        case "superscript":
            return raised(text := _inlines(node, links)) or text
        case _:
            return _inlines(node, links)
