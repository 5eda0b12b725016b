r"""Rich text as LaTeX, whose braces always pair, as BibTeX counts them: \{ and \} included."""

from __future__ import annotations

import re
from typing import Final

from sphinx_proceedings.model.richtext.case_protection import case_pieces
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links
from sphinx_proceedings.model.richtext.value import RichText
from sphinx_proceedings.model.richtext.writer import Writer

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: "\\" + mark for mark in "$&#%_"},
    }
)
_ADDRESS_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\%5C",
        "{": r"\%7B",
        "}": r"\%7D",
        "~": r"\%7E",
        "^": r"\%5E",
        **{mark: "\\" + mark for mark in "$&#%_"},
    }
)
# amsmath has the first two under these names only; braces by name, for BibTeX would count \{.
_MATHS: Final = {
    r"\argmax": r"\operatorname*{arg\,max}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\{": r"\lbrace ",
    r"\}": r"\rbrace ",
}
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)


def to_latex(
    rich_text: RichText,
    links: Links | None = None,
    *,
    protect_case: bool = False,
    hyperlinks: bool = True,
) -> str:
    r"""Render as LaTeX in UTF-8; the maths wants amsmath and amssymb, links want hyperref.

    ``protect_case`` is for titles in BibTeX: words whose capitals matter (BERT, INT8, DistilHuBERT,
    U-Net, what begins a sentence or a quotation, and what ``{nocase}`` marks) and maths are put in
    braces, so that a style that writes titles in lower case leaves them alone. Without
    ``hyperlinks`` links are only their text.
    """
    return _LatexWriter(links, protect_case=protect_case, hyperlinks=hyperlinks).write(
        rich_text.tree
    )


def to_bibtex_title(rich_text: RichText, language: str, links: Links | None = None) -> str:
    """Render a title for BibTeX, whose styles may write it in lower case.

    They know the rules of English alone: a title in any other *language*, by its tag, is put in
    braces whole.
    """
    if language.partition("-")[0].lower() == "en":
        return to_latex(rich_text, links, protect_case=True, hyperlinks=False)
    return f"{{{to_latex(rich_text, links, hyperlinks=False)}}}"


class _LatexWriter(Writer):
    between_blocks = "\n\n"
    line_end = " "
    line_break = "\\newline{}\n"

    def __init__(self, links: Links | None, *, protect_case: bool, hyperlinks: bool) -> None:
        super().__init__(links)
        self._protect_case = protect_case
        self._before = ""  # the text so far: what stands before a word decides on its capital
        self._hyperlinks = hyperlinks

    def text(self, node: Node) -> str:
        if not self._protect_case:
            return _escaped(node.text)
        pieces = case_pieces(node.text, self._before)
        self._before += node.text
        return "".join(
            f"{{{_escaped(piece)}}}" if keep else _escaped(piece) for piece, keep in pieces
        )

    def nocase(self, node: Node) -> str:
        self._before += node.text
        return f"{{{_escaped(node.text)}}}" if self._protect_case else _escaped(node.text)

    def paragraph(self, node: Node) -> str:
        return self.inside(node)

    def bullet_list(self, node: Node) -> str:
        entries = self.inside(node, "\n")
        return f"\\begin{{itemize}}\n{entries}\n\\end{{itemize}}"

    def ordered_list(self, node: Node) -> str:
        numbered = enumerate(node.children, int(node.attrs["start"]))
        entries = "\n".join(
            f"\\item[{number}.] {self.inside(entry, self.between_blocks)}"
            for number, entry in numbered
        )
        return f"\\begin{{enumerate}}\n{entries}\n\\end{{enumerate}}"

    def list_entry(self, node: Node) -> str:
        # The empty group keeps a bracket at the start of the text from being read as a label.
        return f"\\item{{}} {self.inside(node, self.between_blocks)}"

    def quote(self, node: Node) -> str:
        return f"\\begin{{quote}}\n{self.inside(node, self.between_blocks)}\n\\end{{quote}}"

    def heading(self, node: Node) -> str:
        return rf"\textbf{{{self.inside(node)}}}"

    def table(self, node: Node) -> str:
        letters = (cell.attrs.get("align", "left")[0] for cell in node.children[0].children)
        rows = "\\\\\n".join(self.write(row) for row in node.children)
        return f"\\begin{{tabular}}{{{''.join(letters)}}}\n{rows}\n\\end{{tabular}}"

    def table_row(self, node: Node) -> str:
        # The empty group keeps a bracket at the start of a row from being read as an option.
        return "{}" + self.inside(node, " & ")

    def code_block(self, node: Node) -> str:
        # Not verbatim: the text could end it.
        lines = (_escaped(line).replace(" ", r"\ ") or r"\mbox{}" for line in node.text.split("\n"))
        return "\\begin{quote}\\ttfamily\n" + "\\newline{}\n".join(lines) + "\n\\end{quote}"

    def emphasis(self, node: Node) -> str:
        return rf"\emph{{{self.inside(node)}}}"

    def strong(self, node: Node) -> str:
        return rf"\textbf{{{self.inside(node)}}}"

    def subscript(self, node: Node) -> str:
        return rf"\textsubscript{{{self.inside(node)}}}"

    def superscript(self, node: Node) -> str:
        return rf"\textsuperscript{{{self.inside(node)}}}"

    def code(self, node: Node) -> str:
        return rf"\texttt{{{_escaped(node.text)}}}"

    def math(self, node: Node) -> str:
        latex = _COMMAND.sub(lambda m: _MATHS.get(m.group(), m.group()), node.text)
        latex = " ".join(latex.split())
        if "display" in node.attrs and not self._protect_case:
            return rf"\[{latex}\]"
        return f"{{${latex}$}}" if self._protect_case else f"${latex}$"

    def link(self, node: Node) -> str:
        return self._link(node.attrs["href"], self.inside(node))

    def refer(self, href: str, text: str) -> str:
        return self._link(href, self.text(Node("text", text=text)))

    def _link(self, href: str, shown: str) -> str:
        if not self._hyperlinks:
            return shown
        return rf"\href{{{href.translate(_ADDRESS_ESCAPES)}}}{{{shown}}}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
