"""From markdown-it tokens to the tree, with every check that needs the markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

from sphinx_proceedings.model.richtext.markup_error import RichTextError
from sphinx_proceedings.model.richtext.maths.mathml import to_mathml
from sphinx_proceedings.model.richtext.node import Kind, Node
from sphinx_proceedings.model.richtext.references import NOCASE, read_role
from sphinx_proceedings.model.richtext.syntax import tokenize

MAX_DEPTH = 40
MAX_MATHS = 500
UNCONVERTED: Final = "unconverted"
"""Attribute of code that was meant as maths: what is wrong with it."""
SCHEMES: Final = ("http", "https", "mailto")

_CONTAINERS: Final[dict[str, Kind]] = {
    "blockquote": "quote",
    "heading": "heading",
    "table": "table",
    "tr": "table_row",
    "th": "table_cell",
    "td": "table_cell",
    "bullet_list": "bullet_list",
    "ordered_list": "ordered_list",
    "list_item": "list_entry",
    "paragraph": "paragraph",
    "em": "emphasis",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "link": "link",
}
_ALIGNED = re.compile("text-align:(left|center|right)")
_TABLE_PARTS = frozenset(("thead_open", "thead_close", "tbody_open", "tbody_close"))
_LANGUAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+#._-]{0,29}")

# A text without any of these has only paragraphs, and markdown-it would find nothing else in it;
# most abstracts are so, and need no parser.
_MARKUP = re.compile(r"[\\`*_~^$\[<{]|^[ \t]*(?:[-+>]|\d+[.)])|  \n|\t", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n[ \t\n]*")


def is_plain(source: str, *, inline: bool) -> bool:
    """Tell whether a clean source holds no markup at all, nor paragraphs where one is allowed."""
    return not _MARKUP.search(source) and not (inline and _BLANK_LINES.search(source))


def plain_tree(source: str, *, inline: bool) -> Node:
    """Build the tree of a source that ``is_plain``."""
    if inline:
        return Node("document", tuple(_lines(source)))
    paragraphs = _BLANK_LINES.split(source) if source else []
    return Node("document", tuple(Node("paragraph", tuple(_lines(p.strip()))) for p in paragraphs))


def _lines(paragraph: str) -> Iterable[Node]:
    for number, line in enumerate(paragraph.split("\n")):
        if number:
            yield Node("soft_break")
        if text := line.strip(" "):
            yield Node("text", text=text)


def read_tree(source: str, *, inline: bool, sections: bool = False) -> Node:
    """Parse a clean source, raising RichTextError for anything that must not be published."""
    if inline and (blank := _BLANK_LINES.search(source)):
        raise RichTextError.at(
            "this text is one paragraph, but has an empty line; delete the line",
            source,
            blank.start() + 1,
        )
    return _Reader(source).read(tokenize(source, inline=inline, sections=sections))


class _Reader:
    """Turns one token stream into a tree."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._start = 0
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", source))]
        self._stack: list[tuple[Kind, list[Node], dict[str, str]]] = [("document", [], {})]
        self._maths = 0
        self._bang = False
        self._highest = 1

    def read(self, tokens: Sequence[Token]) -> Node:
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        self._highest = min(levels, default=1)
        for token in tokens:
            if token.map:
                self._start = self._line_starts[min(token.map[0], len(self._line_starts) - 1)]
            if token.type == "inline":
                for child in token.children or ():
                    self._take(child)
            else:
                self._take(token)
        return Node("document", merged(self._stack[0][1]))

    def _take(self, token: Token) -> None:
        if token.type in _TABLE_PARTS:
            return
        if token.type == "text":  # every other token is one
            if token.content:
                self._add(Node("text", text=token.content))
        elif token.nesting == 1:
            self._open(token)
        elif token.nesting == -1:
            kind, children, attrs = self._stack.pop()
            self._add(Node(kind, merged(children), attrs=attrs))
        else:
            self._add(self._leaf(token))
        self._bang = token.type == "text" and token.content.endswith("!")  # one that is not escaped

    def _add(self, node: Node) -> None:
        self._stack[-1][1].append(node)

    def _open(self, token: Token) -> None:
        kind = _CONTAINERS[token.type.removesuffix("_open")]
        attrs: dict[str, str] = {}
        if len(self._stack) > MAX_DEPTH:
            raise self._error(
                f"markup is nested more than {MAX_DEPTH} deep; make it flatter", token.markup
            )
        if kind == "link":
            attrs = self._link(token)
        elif kind == "ordered_list":
            attrs = {"start": str(token.attrGet("start") or "1")}
        elif kind == "heading":
            attrs = {"level": str(int(token.tag[1]) - self._highest + 1)}
        elif kind == "table_cell":
            attrs = {"head": "head"} if token.tag == "th" else {}
            if align := _ALIGNED.match(str(token.attrGet("style") or "")):
                attrs["align"] = align[1]
        elif kind == "paragraph" and token.hidden:
            kind = "plain"
        self._stack.append((kind, [], attrs))

    def _link(self, token: Token) -> dict[str, str]:
        href = str(token.attrGet("href") or "")
        if self._bang and token.markup != "autolink":
            raise self._error(
                "a text cannot hold an image; link it without the !, or make it a resource of the"
                r" paper (for a text and a link, write \!)",
                "![",
            )
        if any(kind == "link" for kind, _, _ in self._stack):
            raise self._error("a link stands inside the text of another; take one out", "](")
        try:
            parts = urlsplit(href)
        except ValueError:
            raise self._error(f"the address {href} is malformed; correct it", "](") from None
        scheme = parts.scheme.lower()
        if scheme not in SCHEMES:
            where = f"{scheme}:" if scheme else "]("
            what = f"an address with {scheme}:" if scheme else f"the address {href!r}"
            raise self._error(
                f"{what} cannot be linked; use http, https or mailto, or a role such as"
                r" {paper}`5` for a record (for text that only looks like a link, write \[ or \<)",
                where,
            )
        if not (parts.netloc or (scheme == "mailto" and parts.path)):
            raise self._error(f"the address {href} names no host; complete it", f"{scheme}:")
        attrs = {"href": href}
        if title := token.attrGet("title"):
            attrs["title"] = " ".join(str(title).split())
        return attrs

    def _leaf(self, token: Token) -> Node:
        match token.type:
            case "text_special":
                return Node("text", text=token.content)
            case "softbreak":
                return Node("soft_break")
            case "hardbreak":
                return Node("hard_break")
            case "code_inline":
                return Node("code", text=token.content)
            case "fence":
                found = _LANGUAGE.match(token.info.strip())
                attrs = {"language": found.group()} if found else {}
                return Node("code_block", text=token.content.rstrip("\n"), attrs=attrs)
            case "math_inline" | "math_block":
                return self._math(token)
            case "role":
                return self._role(token)
            case other:
                raise AssertionError(f"markdown-it token {other} has no node")

    def _math(self, token: Token) -> Node:
        self._maths += 1
        if self._maths > MAX_MATHS:
            raise self._error(
                f"the text has more than {MAX_MATHS} formulas; split it", token.markup
            )
        kind: Kind = "math_block" if token.type == "math_block" else "math"
        display = token.markup == "$$"
        try:
            to_mathml(token.content, display=display)
        except RichTextError as error:
            # It is printed as its source, like code; `RichText.unconverted` tells of it.
            source = f"{token.markup}{token.content}{token.markup}"
            code: Kind = "code_block" if kind == "math_block" else "code"
            return Node(code, text=source, attrs={UNCONVERTED: error.message})
        return Node(kind, text=token.content, attrs={"display": "block"} if display else {})

    def _role(self, token: Token) -> Node:
        if token.info == NOCASE:
            return Node("nocase", text=" ".join(token.content.split()))
        try:
            reference = read_role(token.info, token.content)
        except RichTextError as error:
            raise self._error(error.message, token.markup.split("\n", 1)[0]) from None
        if any(kind == "link" for kind, _, _ in self._stack):
            raise self._error(
                "a reference stands inside the text of a link; take it out", token.markup
            )
        attrs = {"role": reference.role, "target": reference.target}
        return Node("reference", text=reference.text or "", attrs=attrs)

    def _error(self, message: str, piece: str) -> RichTextError:
        """Point at ``piece``, looked for from the start of the current block."""
        found = self._source.lower().find(piece.lower(), self._start) if piece else -1
        return RichTextError.at(message, self._source, found if found != -1 else self._start)


def merged(nodes: list[Node]) -> tuple[Node, ...]:
    """Merge runs of text, which markdown-it splits at every mark it looks at."""
    if not any(a.kind == b.kind == "text" for a, b in pairwise(nodes)):
        return tuple(nodes)
    found: list[Node] = []
    for node in nodes:
        if found and node.kind == found[-1].kind == "text":
            found[-1] = Node("text", text=found[-1].text + node.text)
        else:
            found.append(node)
    return tuple(found)
