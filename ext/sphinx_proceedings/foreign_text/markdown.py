"""Any text from elsewhere as the Markdown of RichText, read back before it is given out."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_proceedings.foreign_text.character_repair import repair
from sphinx_proceedings.foreign_text.clean_text import CleanText, Note, shortened
from sphinx_proceedings.foreign_text.flow import Flow
from sphinx_proceedings.foreign_text.html_reader import HtmlReader, decode_entities, find_tags
from sphinx_proceedings.foreign_text.markdown_writer import MarkdownWriter
from sphinx_proceedings.foreign_text.tex_command_reader import TexCommandReader
from sphinx_proceedings.foreign_text.tex_signs import is_tex
from sphinx_proceedings.model.richtext import Node, RichText, RichTextError, escape
from sphinx_proceedings.model.richtext.source import MAX_LENGTH
from sphinx_proceedings.model.richtext.tree import UNCONVERTED

# Two apostrophes on either side, for want of a quotation mark.
_QUOTED = re.compile(r"(?<![\w'`])''(?=\w)([^'\n]{1,200}?)(?<=[\w.,!?])''(?![\w'])")
# Quotation marks as TeX writes them, also where nothing else is TeX: ``so'' and `so'.
_TEX_QUOTED = re.compile(r"``(?=\S)([^`\n]{1,300}?)(?<=\S)''(?!')")
_TEX_SINGLE = re.compile(r"(?<![\w`\\])`(?=[\w(])([^`\n]{1,200}?)(?<=[\w.,!?)])['’](?![\w'])")
_SPECIAL = frozenset("\\`*_~^$[]<>{}%&'-")


def to_markdown(
    raw: str,
    *,
    inline: bool = False,
    keep_case: bool = False,
    latex: bool = False,
    parse: Callable[..., RichText] = RichText,
) -> CleanText:
    r"""Return the Markdown that prints what *raw* means, whatever markup *raw* is written in.

    LaTeX, HTML and character references are told from plain text for each text by itself, formulas
    from money for each dollar. The result is a source that RichText takes, as an ``inline`` text
    (a title, one paragraph) or one of paragraphs. With ``keep_case``, braces around capitals
    (``{N}ewton``) become ``{nocase}`Newton```, as titles from BibTeX want it; with ``latex`` the
    text is LaTeX without a look at it. The notes say what was repaired, left out, or should be
    looked at; spaces and line ends changed are not noted. ``parse`` makes a RichText of a source
    and ``inline``, for callers who keep them.
    """
    repaired = repair(raw)
    notes = list(repaired.notes)
    text = repaired.text
    if len(text) > MAX_LENGTH:
        why = f"{len(text):,} characters; a text has {MAX_LENGTH:,} at most"
        notes.append(Note(shortened(text), shortened(text), why, doubtful=True))
        return CleanText(escape(_one_line(text) if inline else text), tuple(notes))
    flow = _read(text, notes, inline=inline, keep_case=keep_case, latex=latex)
    nodes = flow.inlines() if inline else flow.blocks()
    return CleanText(_write(nodes, notes, inline=inline, parse=parse), tuple(notes))


def to_plain_text(raw: str) -> CleanText:
    """Return what *raw* means without any markup: a name, an affiliation, a keyword."""
    repaired = repair(raw)
    notes = list(repaired.notes)
    if not _SPECIAL.isdisjoint(repaired.text):
        flow = _read(repaired.text, notes, inline=True)
        return CleanText(flow.plain(), tuple(notes))
    return CleanText(_one_line(repaired.text), tuple(notes))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read(
    text: str, notes: list[Note], *, inline: bool, keep_case: bool = False, latex: bool = False
) -> Flow:
    if "`" in text:
        text = _TEX_SINGLE.sub("‘\\1’", _TEX_QUOTED.sub("“\\1”", text))
    if "''" in text:
        text = _QUOTED.sub("“\\1”", text)
    tags = find_tags(text)
    if not tags and "&" in text:
        text = decode_entities(text, notes)
        tags = find_tags(text)  # &lt;sub&gt;2&lt;/sub&gt;, which a program escaped once too often
    tex = latex or is_tex(text, title=inline)

    def read(piece: str) -> Flow:
        how = {"inline": inline, "keep_case": keep_case}
        return TexCommandReader(piece, notes, tex=tex, **how).read()

    return HtmlReader(notes, read).read(text, tags) if tags else read(text)


def _write(
    nodes: tuple[Node, ...], notes: list[Note], *, inline: bool, parse: Callable[..., RichText]
) -> str:
    """Return the source of a tree, in the plainest way in which it reads as that tree."""
    tree = Node("document", nodes)
    wanted = _shape(nodes)
    made = ""
    for document, safe in ((tree, False), (tree, True), (_unstyled(tree), True)):
        made = _source(document, safe=safe, inline=inline)
        shape = _shape(document.children) if document is not tree else wanted
        if _reads_as(made, shape, parse, inline=inline):
            if document is not tree:
                why = "emphasis that Markdown cannot put there"
                notes.append(Note("emphasis", "", why))
            return made
    plain = "\n\n".join(_words(block) for block in nodes) if not inline else _words(tree)
    notes.append(Note(shortened(plain), shortened(plain), "kept as plain text", doubtful=True))
    return escape(plain)


def _source(document: Node, *, safe: bool, inline: bool) -> str:
    text = _words(document)
    kinds = {node.kind for node in document.walk()}
    lone = {mark for mark in "~^$" if text.count(mark) < 2}
    if "subscript" in kinds:
        lone.discard("~")
    if "superscript" in kinds:
        lone.discard("^")
    if kinds & {"math", "math_block"}:
        lone.discard("$")
    if "](" not in text and "link" not in kinds:
        lone.add("[")
    writer = MarkdownWriter(safe=safe, lone=frozenset(lone), inline=inline)
    return writer.write(document)


def _reads_as(
    source: str, wanted: tuple[object, ...], parse: Callable[..., RichText], *, inline: bool
) -> bool:
    try:
        return _shape(parse(source, inline=inline).tree.children) == wanted
    except RichTextError:
        return False


def _shape(nodes: tuple[Node, ...]) -> tuple[object, ...]:
    """Return what of a tree must come back: kinds and texts, but not how addresses are encoded."""
    made: list[object] = []
    for node in nodes:
        if UNCONVERTED in node.attrs:
            kind = "math" if node.kind == "code" else "math_block"
            made.append((kind, node.text.strip("$").split()))
        elif node.kind in {"math", "math_block"}:
            made.append((node.kind, node.text.split()))
        elif node.kind == "text":
            made.append(node.text)
        else:
            made.append((node.kind, node.text, _shape(node.children)))
    return tuple(made)


def _unstyled(node: Node) -> Node:
    """Return a tree without emphasis, raised and lowered text, and links."""
    children: list[Node] = []
    for child in node.children:
        if child.kind in {"emphasis", "strong", "subscript", "superscript", "link"}:
            children.append(Node("text", text=_words(child)))
        elif child.kind == "nocase":
            children.append(Node("text", text=child.text))
        else:
            children.append(_unstyled(child))
    joined: list[Node] = []
    for child in children:
        if joined and child.kind == joined[-1].kind == "text":
            joined[-1] = Node("text", text=joined[-1].text + child.text)
        else:
            joined.append(child)
    return Node(node.kind, tuple(joined), node.text, node.attrs)


def _words(node: Node) -> str:
    return "".join(each.text for each in node.walk())
