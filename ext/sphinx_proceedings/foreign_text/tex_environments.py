"""Environments: lists, displayed formulas, quotations and code; others are only their content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.foreign_text.flow import Flow
from sphinx_proceedings.model.richtext import Node

if TYPE_CHECKING:
    from sphinx_proceedings.foreign_text.tex_reader import TexReader

_NAME = re.compile(r"\s*\{([A-Za-z]+)(\*?)\}")
_LISTS: Final = {
    **dict.fromkeys(("itemize", "compactitem", "description", "inparaitem"), "bullet_list"),
    **dict.fromkeys(("enumerate", "compactenum", "inparaenum"), "ordered_list"),
}
_MATHS: Final = frozenset(
    "equation align eqnarray gather multline displaymath math flalign alignat".split()
)
_ALIGNED: Final = frozenset("align eqnarray flalign alignat".split())
_CODE: Final = frozenset("verbatim lstlisting minted alltt".split())
_QUOTES: Final = frozenset("quote quotation displayquote verse".split())
_PLAIN: Final = frozenset(
    "abstract center flushleft flushright document small minipage sloppypar titlepage".split()
)
_ITEM = re.compile(r"\\(begin|end)\s*\{[^{}]*\}|\\item(?![A-Za-z])\s*|\\.|[{}]", re.DOTALL)
_MOST_NESTED = 20


def environment(reader: TexReader, what: str, start: int, end: int) -> int:
    r"""Read from ``\begin`` to its ``\end``; return where to go on."""
    found = _NAME.match(reader.text, end)
    if not found:
        reader.flow.text(reader.text[start:end])
        return end
    name = found[1]
    if what == "end":
        reader.note(reader.text[start : found.end()], "", "an end without its beginning")
        return found.end()
    close, after = _closing(reader.text, name + found[2], found.end())
    body = reader.text[found.end() : close]
    if close == after:
        raw = reader.text[start : found.end()]
        reader.note(raw, "", f"the environment {name} does not end", doubtful=True)
    _read(reader, name, body)
    return after


def _closing(text: str, name: str, position: int) -> tuple[int, int]:
    r"""Return where the body ends and where ``\end{name}`` does; the end of the text twice."""
    marks = re.compile(rf"\\(begin|end)\s*\{{{re.escape(name)}\}}")
    depth = 1
    for found in marks.finditer(text, position):
        depth += 1 if found[1] == "begin" else -1
        if depth > _MOST_NESTED:
            break
        if not depth:
            return found.start(), found.end()
    return len(text), len(text)


def _read(reader: TexReader, name: str, body: str) -> None:
    if name in _LISTS:
        reader.flow.add(_list(reader, name, body))
    elif name in _MATHS:
        latex = re.sub(r"\\label\s*\{[^{}]*\}", "", body).strip()
        if name in _ALIGNED or "&" in latex or "\\\\" in latex:
            latex = latex.removesuffix("\\\\").strip().replace("&=&", "&=").replace("&&", "&")
            latex = rf"\begin{{aligned}} {latex} \end{{aligned}}"
        reader.maths(latex, body, display=name != "math")
    elif name in _CODE:
        code = body.strip("\n")
        if code.strip():
            reader.flow.add(Node("code_block", text=code))
    elif name in _QUOTES:
        reader.flow.add(Node("quote", reader.inner(body).blocks()))
    else:
        if name not in _PLAIN:
            why = f"the environment {name}; what it holds is kept as text"
            reader.note(rf"\begin{{{name}}}", body, why, doubtful=True)
        reader.flow.end_paragraph()
        option = re.match(r"\s*(?:\[[^\]]*\]|\{[clr|@p.\d ]*\})", body)
        body = body[option.end() :] if option else body
        if name.startswith("tabular"):
            body = re.sub(r"(?<!\\)&", " | ", body).replace("\\\\", "\n\n").replace(r"\hline", "")
        reader.flow.extend(reader.inner(body))
        reader.flow.end_paragraph()


def without_items(reader: TexReader, position: int) -> Node:
    r"""Read the entries of a list whose ``\begin`` is missing, to the end of the text."""
    why = r"an \item outside a list"
    reader.note(r"\item", r"\item", why, doubtful=True)
    return _list(reader, "itemize", r"\item" + " " + reader.text[position:])


def _list(reader: TexReader, name: str, body: str) -> Node:
    before, entries = _items(body)
    if before.strip() and not re.fullmatch(r"\s*\[[^\]]*\]\s*", before):
        reader.flow.extend(reader.inner(before))
    made = []
    for entry in entries:
        label = re.match(r"\[([^\]]*)\]\s*", entry)
        flow = Flow()
        if label and label[1].strip():
            flow.add(Node("strong", reader.inner(label[1]).inlines()))
            flow.text(" ")
        flow.extend(reader.inner(entry[label.end() :] if label else entry))
        blocks = [
            Node(
                "plain" if node.kind == "paragraph" else node.kind,
                node.children,
                node.text,
                node.attrs,
            )
            for node in flow.blocks()
        ]
        made.append(Node("list_entry", tuple(blocks)))
    kind = _LISTS[name]
    if kind == "ordered_list":
        return Node("ordered_list", tuple(made), attrs={"start": "1"})
    return Node("bullet_list", tuple(made))


def _items(body: str) -> tuple[str, list[str]]:
    r"""Return what stands before the first ``\item`` of this list, and its entries."""
    cuts: list[tuple[int, int]] = []
    inside = braces = 0
    for found in _ITEM.finditer(body):
        if found[1]:
            inside += 1 if found[1] == "begin" else -1
        elif found[0] in "{}":
            braces += 1 if found[0] == "{" else -1
        elif found[0].startswith("\\item") and not inside and braces <= 0:
            cuts.append((found.start(), found.end()))
    ends = [start for start, _ in cuts[1:]] + [len(body)]
    entries = (
        [body[end:stop].strip() for (_, end), stop in zip(cuts, ends, strict=True)] if cuts else []
    )
    return body[: cuts[0][0]] if cuts else body, entries
