"""What a reader of foreign markup fills: the nodes of RichText, in paragraphs and other blocks."""

from __future__ import annotations

import re

from sphinx_proceedings.model.richtext import Node
from sphinx_proceedings.model.richtext.writer import BLOCKS

_SPACES = re.compile(r"\s+")
_START = re.compile(r"\d(?:[\d.,]*\d)?")
_END = re.compile(r"\d[\d.,]*$")
_SUM = re.compile(r"\d[^\\{}^_=]*\s[A-Za-z]{2,}")
_WORD_END = re.compile(r"[^\W_]+$")
_WORD_START = re.compile(r"[^\W_]+")
_STYLES = frozenset(("emphasis", "strong", "link", "subscript", "superscript"))


class Flow:
    """Takes texts, inline nodes and blocks in reading order; gives tidy inlines or blocks back."""

    def __init__(self) -> None:
        self._inlines: list[Node] = []
        self._blocks: list[Node] = []

    def text(self, text: str) -> None:
        """Add text; its line ends are spaces."""
        if text:
            self._inlines.append(Node("text", text=text))

    def add(self, node: Node) -> None:
        """Add a node; a block ends the paragraph before it."""
        if node.kind in BLOCKS or node.kind == "list_entry":
            self.end_paragraph()
            self._blocks.append(node)
        else:
            self._inlines.append(node)

    def extend(self, other: Flow) -> None:
        """Add all that another flow holds."""
        if other._blocks:
            for node in other.blocks():
                self.add(node)
        else:
            self._inlines += other._inlines

    def end_paragraph(self) -> None:
        """End the paragraph; one without content is none."""
        inlines = _tidy(self._inlines)
        self._inlines = []
        if inlines:
            self._blocks.append(Node("paragraph", inlines))

    @property
    def last_character(self) -> str:
        """The character that was added last; empty when nothing or something else was."""
        last = self._inlines[-1] if self._inlines else None
        return last.text[-1:] if last is not None and last.kind == "text" else ""

    @property
    def has_blocks(self) -> bool:
        """Whether it holds more than one paragraph being written."""
        return bool(self._blocks)

    def blocks(self) -> tuple[Node, ...]:
        """Return all blocks."""
        self.end_paragraph()
        return tuple(self._blocks)

    def inlines(self, *, trim: bool = True) -> tuple[Node, ...]:
        """Return everything on one line: paragraphs after a space, list entries after semicolons.

        Without ``trim`` a space at either end stays, for a piece inside a paragraph.
        """
        if not self._blocks:
            return _tidy(self._inlines, trim=trim)
        return _tidy([node for block in self.blocks() for node in _flattened(block)], trim=trim)

    def take_entries(self) -> tuple[tuple[Node, ...], Flow]:
        """Return the list entries in it, and a flow of the rest."""
        others = Flow()
        entries = []
        for node in self.blocks():
            if node.kind == "list_entry":
                entries.append(node)
            else:
                others.add(node)
        return tuple(entries), others

    def raw(self) -> str:
        """Return the text with its line ends and spaces as they were added."""
        return "".join(node.text for node in self._inlines)

    def plain(self) -> str:
        """Return the text alone."""
        return "".join(node.text for top in self.inlines() for node in top.walk())


def _flattened(block: Node) -> list[Node]:
    space = Node("text", text=" ")
    if block.kind == "code_block":
        return [space, Node("code", text=" ".join(block.text.split())), space]
    if block.kind == "math_block":
        return [space, Node("math", text=block.text, attrs={"display": "block"}), space]
    if block.kind in {"bullet_list", "ordered_list"}:
        entries = [
            [n for inner in entry.children for n in _flattened(inner)] for entry in block.children
        ]
        made: list[Node] = [space]
        for number, entry in enumerate(entries):
            made += ([Node("text", text="; ")] if number else []) + list(_tidy(entry))
        return [*made, space]
    if block.kind == "quote":
        return [node for inner in block.children for node in _flattened(inner)]
    return [*block.children, space]


def _tidy(nodes: list[Node], *, trim: bool = True) -> tuple[Node, ...]:
    """Join texts, make each run of spaces one, and move spaces out of emphasis and links."""
    made: list[Node] = []
    for node in _spaces_out(nodes):
        text = _SPACES.sub(" ", node.text) if node.kind == "text" else node.text
        if node.kind != "text":
            made.append(node)
        elif made and made[-1].kind == "text":
            before = made[-1].text
            made[-1] = Node("text", text=before + (text.lstrip() if before.endswith(" ") else text))
        elif text:
            made.append(Node("text", text=text))
    if trim:
        if made and made[0].kind == "text":
            made[0] = Node("text", text=made[0].text.lstrip())
        if made and made[-1].kind == "text":
            made[-1] = Node("text", text=made[-1].text.rstrip())
    made = _whole_words(_with_digits(made))
    return tuple(node for node in made if node.kind != "text" or node.text)


def _with_digits(nodes: list[Node]) -> list[Node]:
    """Move digits that touch a formula into it; Markdown takes such dollars for money."""
    made: list[Node] = []
    for node in nodes:
        before = made[-1] if made else None
        if node.kind == "math" and not node.attrs:
            text = node.text
            if before is not None and before.kind == "text" and (found := _END.search(before.text)):
                made[-1] = Node("text", text=before.text[: found.start()])
                text = found[0] + text
            if _SUM.match(text):
                text = "{}" + text  # or it would be read as a sum of money itself
            made.append(Node("math", text=text))
        elif node.kind == "text" and before is not None and before.kind == "math":
            found = _START.match(node.text) if not before.attrs else None
            digits = found[0] if found else ""
            if digits:
                made[-1] = Node("math", text=before.text + digits)
            made.append(Node("text", text=node.text[len(digits) :]))
        else:
            made.append(node)
    return made


def _whole_words(nodes: list[Node]) -> list[Node]:
    """Make of letters whose case is kept (``<fixed-case>D</fixed-case>an``) the words they are in.

    A word with a capital or digit inside keeps its case anyway, and is text.
    """
    if all(node.kind != "nocase" for node in nodes):
        return nodes
    made: list[Node] = []
    for node in nodes:
        before = made[-1] if made else None
        if node.kind == "nocase":
            text = node.text
            if before is not None and before.kind == "nocase":
                made.pop()
                text = before.text + text
            elif before is not None and before.kind == "text":
                found = _WORD_END.search(before.text)
                text = (found[0] if found else "") + text
                made[-1] = Node("text", text=before.text[: found.start() if found else None])
            made.append(Node("nocase", text=text))
        elif node.kind == "text" and before is not None and before.kind == "nocase":
            found = _WORD_START.match(node.text)
            start = found[0] if found else ""
            made[-1] = Node("nocase", text=before.text + start)
            made.append(Node("text", text=node.text[len(start) :]))
            if not made[-1].text:
                made.pop()
        else:
            made.append(node)
    return _joined_texts(
        [_as_text(node, made[at - 1] if at else None) for at, node in enumerate(made)]
    )


_BEGINS = re.compile(r"(?:[:?!.–—]|^)\s*[“‘\"'(]?$")


def _as_text(node: Node, before: Node | None) -> Node:
    """Return a word as text where its capitals stay anyway: inside it, or at the begin of a part.

    Styles that lower titles leave the first word and the one behind a colon.
    """
    word = node.text
    begins = before is None or (before.kind == "text" and _BEGINS.search(before.text) is not None)
    if node.kind == "nocase" and begins and word[:1].isupper() and word[1:].islower():
        return Node("text", text=word)
    keeps = any(char.isupper() or char.isdigit() for char in word[1:]) or len(word) == 1
    if node.kind == "nocase" and keeps and not any(char.isspace() for char in word):
        return Node("text", text=word)
    return node


def _joined_texts(nodes: list[Node]) -> list[Node]:
    made: list[Node] = []
    for node in nodes:
        if made and node.kind == made[-1].kind == "text":
            made[-1] = Node("text", text=made[-1].text + node.text)
        else:
            made.append(node)
    return made


def _spaces_out(nodes: list[Node]) -> list[Node]:
    made: list[Node] = []
    for node in nodes:
        if node.kind not in _STYLES:
            made.append(node)
            continue
        children = list(node.children)
        before = after = ""
        if children and children[0].kind == "text" and children[0].text[:1].isspace():
            children[0] = Node("text", text=children[0].text.lstrip())
            before = " "
        if children and children[-1].kind == "text" and children[-1].text[-1:].isspace():
            children[-1] = Node("text", text=children[-1].text.rstrip())
            after = " "
        inner = _tidy(children)
        made += [Node("text", text=before)] if before else []
        made += [Node(node.kind, inner, attrs=node.attrs)] if inner else []
        made += [Node("text", text=after)] if after else []
    return made
