"""Rich text as the Markdown it is written in; whoever calls reads the result back and compares."""

from __future__ import annotations

import re

from sphinx_proceedings.model.richtext import Node, escape
from sphinx_proceedings.model.richtext.writer import Writer

# What cannot be read as markup stays as it was typed, so that data files read well.
_ALWAYS = re.compile(
    r"[\\`]"
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[^\s<>]*[:@])"  # an address in angles
    r"|\{(?=[A-Za-z][\w:+-]*\}(?:`|$))"  # a role
)
_LINE_START = re.compile(r"^(?:([-+>*])|(\d+)([.)]))(?=\s|$)")
_TICKS = re.compile(r"`+")
_ADDRESS_ESCAPES = str.maketrans(
    {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}
)
_SCRIPT = re.compile(r"[\\~^ !-/:-@\[-`{-~]")


class MarkdownWriter(Writer):
    """Writes the source that reads as a tree; with ``safe`` every special character escaped.

    ``lone`` are those of ``~ ^ $ [`` that stand in the text with no partner, and so mark nothing.
    """

    between_blocks = "\n\n"
    line_end = " "
    line_break = "\\\n"

    def __init__(self, *, safe: bool, lone: frozenset[str], inline: bool) -> None:
        super().__init__()
        self._safe = safe
        self._lone = lone
        self._inline = inline

    def text(self, node: Node) -> str:
        if self._safe:
            return escape(node.text)
        made = _ALWAYS.sub(r"\\\g<0>", node.text)
        for mark in "~^$[":
            if mark not in self._lone:
                made = made.replace(mark, "\\" + mark)
        return made

    def paragraph(self, node: Node) -> str:
        made = self.inside(node)
        return _LINE_START.sub(
            lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", made
        )

    def plain(self, node: Node) -> str:
        return self.paragraph(node)

    def bullet_list(self, node: Node) -> str:
        return "\n".join(_hang("- ", self.write(entry)) for entry in node.children)

    def ordered_list(self, node: Node) -> str:
        numbered = enumerate(node.children, int(node.attrs["start"]))
        return "\n".join(_hang(f"{number}. ", self.write(entry)) for number, entry in numbered)

    def list_entry(self, node: Node) -> str:
        return self.inside(node, self.between_blocks)

    def quote(self, node: Node) -> str:
        lines = self.inside(node, self.between_blocks).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def code_block(self, node: Node) -> str:
        fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(node.text)), default=0))
        return f"{fence}{node.attrs.get('language', '')}\n{node.text}\n{fence}"

    def emphasis(self, node: Node) -> str:
        return f"*{self.inside(node)}*"

    def strong(self, node: Node) -> str:
        return f"**{self.inside(node)}**"

    def subscript(self, node: Node) -> str:
        return f"~{_script(node)}~"

    def superscript(self, node: Node) -> str:
        return f"^{_script(node)}^"

    def code(self, node: Node) -> str:
        runs = {len(run) for run in _TICKS.findall(node.text)}
        fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
        pad = " " if node.text.startswith("`") or node.text.endswith("`") else ""
        return f"{fence}{pad}{node.text}{pad}{fence}"

    def math(self, node: Node) -> str:
        mark = "$$" if "display" in node.attrs else "$"
        return f"{mark}{node.text}{mark}"

    def nocase(self, node: Node) -> str:
        return f"{{nocase}}`{node.text}`"

    def link(self, node: Node) -> str:
        href = node.attrs["href"].translate(_ADDRESS_ESCAPES)
        text = "".join(child.text for child in node.walk())
        if text == node.attrs["href"] == href:
            return f"<{href}>"
        return f"[{self.inside(node)}]({href})"

    def refer(self, href: str, text: str) -> str:
        raise NotImplementedError(f"{text} has no address {href} in foreign text")


def _script(node: Node) -> str:
    text = "".join(child.text for child in node.walk())
    return _SCRIPT.sub(r"\\\g<0>", text)


def _hang(mark: str, text: str) -> str:
    indent = " " * len(mark)
    return mark + "\n".join(indent + line if line else "" for line in text.split("\n")).lstrip()
