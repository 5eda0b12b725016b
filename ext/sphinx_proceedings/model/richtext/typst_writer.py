"""Rich text as Typst markup, in which every character that Typst reads is escaped."""

from __future__ import annotations

import re

from sphinx_proceedings.model.richtext.maths.mathml import presentation
from sphinx_proceedings.model.richtext.maths.typst_maths import to_typst_math
from sphinx_proceedings.model.richtext.maths.unicode_maths import to_text
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links
from sphinx_proceedings.model.richtext.value import RichText
from sphinx_proceedings.model.richtext.writer import Writer

# All ASCII punctuation that means something somewhere in markup. Commas, exclamation and question
# marks never do; parentheses and semicolons only right after code, and all code here ends in ;
_SPECIAL = re.compile(r"""[\\`*_{}\[\]#$<>@~=+./:"'|^&-]""")
_SPECIAL_BUT_QUOTES = re.compile(r"[\\`*_{}\[\]#$<>@~=+./:|^&-]")


def to_typst(rich_text: RichText, links: Links | None = None, *, smart_quotes: bool = False) -> str:
    """Render as Typst markup (0.14 or later, for the alternative text of equations).

    It uses only functions of the standard library and may be put anywhere markup is expected. See
    `typst_text` for *smart_quotes*; code and maths keep theirs.
    """
    return _TypstWriter(links, smart_quotes=smart_quotes).write(rich_text.tree)


def typst_text(text: str, *, smart_quotes: bool = False) -> str:
    """Escape plain text as markup.

    With *smart_quotes* Typst chooses the form of quotation marks and apostrophes, by the language
    of the text; else they stay straight.
    """
    special = _SPECIAL_BUT_QUOTES if smart_quotes else _SPECIAL
    return special.sub(r"\\\g<0>", text)


def typst_string(text: str) -> str:
    """Quote plain text as a string literal."""
    for raw, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(raw, escaped)
    return f'"{text}"'


class _TypstWriter(Writer):
    between_blocks = "\n\n"
    line_break = "#linebreak();"

    def __init__(self, links: Links | None, *, smart_quotes: bool) -> None:
        super().__init__(links)
        self._smart_quotes = smart_quotes

    def text(self, node: Node) -> str:
        return typst_text(node.text, smart_quotes=self._smart_quotes)

    def paragraph(self, node: Node) -> str:
        return self.inside(node)

    def bullet_list(self, node: Node) -> str:
        return f"#list({self.inside(node, ', ')});"

    def ordered_list(self, node: Node) -> str:
        return f"#enum(start: {int(node.attrs['start'])}, {self.inside(node, ', ')});"

    def list_entry(self, node: Node) -> str:
        return f"[{self.inside(node, self.between_blocks)}]"

    def quote(self, node: Node) -> str:
        return f"#quote(block: true)[{self.inside(node, self.between_blocks)}];"

    def heading(self, node: Node) -> str:
        level = int(node.attrs["level"]) + 2
        return f"#heading(level: {level}, outlined: false)[{self.inside(node)}];"

    def table(self, node: Node) -> str:
        rows = ", ".join(self.write(row) for row in node.children)
        return f"#table(columns: {len(node.children[0].children)}, {rows});"

    def table_row(self, node: Node) -> str:
        return self.inside(node, ", ")

    def table_cell(self, node: Node) -> str:
        text = f"[{self.inside(node)}]"
        align = f"align: {node.attrs['align']}, " if "align" in node.attrs else ""
        head = f"strong({text})" if "head" in node.attrs else text
        return f"table.cell({align}{head})"

    def code_block(self, node: Node) -> str:
        language = node.attrs.get("language")
        option = f"lang: {typst_string(language)}, " if language else ""
        return f"#raw(block: true, {option}{typst_string(node.text)});"

    def emphasis(self, node: Node) -> str:
        return f"#emph[{self.inside(node)}];"

    def strong(self, node: Node) -> str:
        return f"#strong[{self.inside(node)}];"

    def subscript(self, node: Node) -> str:
        return f"#sub[{self.inside(node)}];"

    def superscript(self, node: Node) -> str:
        return f"#super[{self.inside(node)}];"

    def code(self, node: Node) -> str:
        return f"#raw({typst_string(node.text)});"

    def math(self, node: Node) -> str:
        display = "display" in node.attrs
        space = " " if display else ""
        maths = to_typst_math(presentation(node.text, display=display))
        alternative = typst_string(to_text(node.text))
        return f"#{{set math.equation(alt: {alternative}); ${space}{maths}{space}$}};"

    def link(self, node: Node) -> str:
        return f"#link({typst_string(node.attrs['href'])})[{self.inside(node)}];"

    def refer(self, href: str, text: str) -> str:
        return f"#link({typst_string(href)})[{typst_text(text, smart_quotes=self._smart_quotes)}];"
