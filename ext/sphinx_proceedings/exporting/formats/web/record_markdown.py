"""Rich text as CommonMark, for programs that read text and need no page around it.

Maths stays LaTeX between dollars, as GitHub and pandoc read it; HTML is never written, and what of
a text would be markup is escaped (CommonMark 0.31, "Backslash escapes").
"""

from __future__ import annotations

import re
from typing import Final

from sphinx_proceedings.model.richtext import Links, Node, RichText
from sphinx_proceedings.model.richtext.scripts import lowered, raised
from sphinx_proceedings.model.richtext.writer import Writer

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>$|~]|&(?=#?\w+;)|!(?=\[)")
_LINE_START: Final = re.compile(
    r"^(\s*)((?:#{1,6}|[+-]|\d{1,9}[.)])(?=\s|$)|(?:=+|-+)(?=\s*$))", re.MULTILINE
)
_ADDRESS: Final = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}


def to_markdown(rich_text: RichText, links: Links | None = None) -> str:
    """Render as CommonMark; references are links where *links* knows their address."""
    return _MarkdownWriter(links).write(rich_text.tree)


def escaped(text: str) -> str:
    """Return plain text so that CommonMark shows it as it is, also where a line begins with it."""
    marked = _MARKUP.sub(r"\\\g<0>", text)
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", marked)


def linked(text: str, address: str | None) -> str:
    """Return text in CommonMark as a link; without an address, the text alone."""
    if address is None:
        return text
    return f"[{text}]({''.join(_ADDRESS.get(char, char) for char in address)})"


class _MarkdownWriter(Writer):
    between_blocks = "\n\n"
    line_end = " "
    line_break = "\\\n"

    def text(self, node: Node) -> str:
        return escaped(node.text)

    def paragraph(self, node: Node) -> str:
        return self.inside(node)

    def bullet_list(self, node: Node) -> str:
        return "\n".join(_hang("- ", self.write(entry)) for entry in node.children)

    def ordered_list(self, node: Node) -> str:
        numbered = enumerate(node.children, int(node.attrs["start"]))
        return "\n".join(_hang(f"{number}. ", self.write(entry)) for number, entry in numbered)

    def list_entry(self, node: Node) -> str:
        return self.inside(node, self.between_blocks)

    def quote(self, node: Node) -> str:
        return _hang("> ", self.inside(node, self.between_blocks), "> ")

    def code_block(self, node: Node) -> str:
        fence = "`" * max(3, 1 + _longest_run(node.text))
        return f"{fence}\n{node.text}\n{fence}"

    def emphasis(self, node: Node) -> str:
        return f"*{self.inside(node)}*"

    def strong(self, node: Node) -> str:
        return f"**{self.inside(node)}**"

    def subscript(self, node: Node) -> str:
        text = self.inside(node)
        return lowered(text) or text

    def superscript(self, node: Node) -> str:
        text = self.inside(node)
        return raised(text) or text

    def code(self, node: Node) -> str:
        fence = "`" * (1 + _longest_run(node.text))
        pad = " " if node.text[:1] == "`" or node.text[-1:] == "`" else ""
        return f"{fence}{pad}{node.text}{pad}{fence}"

    def math(self, node: Node) -> str:
        return f"$${node.text}$$" if node.attrs.get("display") == "block" else f"${node.text}$"

    def link(self, node: Node) -> str:
        return linked(self.inside(node), node.attrs["href"])

    def refer(self, href: str, text: str) -> str:
        return linked(escaped(text), href)


def _hang(mark: str, text: str, further: str = "") -> str:
    """Put *mark* before the first line, and as much room, or *further*, before the others."""
    return mark + text.replace("\n", "\n" + (further or " " * len(mark)))


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
