r"""Rich text as LaTeX, whose braces always pair, as BibTeX counts them: \{ and \} included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

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
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*(?:\+\+|#)?")
_HYPHEN = re.compile(r"([-\u2010\u2011])")


def to_latex(
    rich_text: RichText,
    links: Links | None = None,
    *,
    protect_case: bool = False,
    hyperlinks: bool = True,
) -> str:
    r"""Render as LaTeX in UTF-8; the maths wants amsmath and amssymb, links want hyperref.

    ``protect_case`` is for titles in BibTeX: words whose capitals matter (BERT, INT8, DistilHuBERT,
    U-Net, and what ``{nocase}`` marks) and maths are put in braces, so that a style that writes
    titles in lower case leaves them alone. Without ``hyperlinks`` links are only their text.
    """
    return _LatexWriter(links, protect_case=protect_case, hyperlinks=hyperlinks).write(
        rich_text.tree
    )


class _LatexWriter(Writer):
    between_blocks = "\n\n"
    line_end = " "
    line_break = "\\newline{}\n"

    def __init__(self, links: Links | None, *, protect_case: bool, hyperlinks: bool) -> None:
        super().__init__(links)
        self._protect_case = protect_case
        self._hyperlinks = hyperlinks

    def text(self, node: Node) -> str:
        return _protected(node.text) if self._protect_case else _escaped(node.text)

    def nocase(self, node: Node) -> str:
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


def _protected(text: str) -> str:
    """Escape text and put the words whose capitals matter in braces."""
    return "".join(
        f"{{{_escaped(piece)}}}" if keep else _escaped(piece) for piece, keep in case_pieces(text)
    )


def case_pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Take a text apart into pieces, each with whether a bibliography must keep its capitals."""
    end = 0
    for found in _WORD.finditer(text):
        if end < found.start():
            yield text[end : found.start()], False
        yield from _word_pieces(found.group())
        end = found.end()
    if end < len(text):
        yield text[end:], False


def _word_pieces(word: str) -> Iterator[tuple[str, bool]]:
    parts = _HYPHEN.split(word)
    lone_capital = any(len(part) == 1 and part.isupper() for part in parts)
    if (lone_capital and len(parts) > 1) or (word[0].isupper() and word[-1] in "+#"):
        yield word, True
        return
    yield from ((part, _capitals_matter(part)) for part in parts)


def _capitals_matter(word: str) -> bool:
    """Tell whether a word has a capital inside it, or a capital and digits."""
    has_digit = any(c.isdigit() for c in word)
    return any(c.isupper() for c in word[1:]) or (has_digit and word[0].isupper())
