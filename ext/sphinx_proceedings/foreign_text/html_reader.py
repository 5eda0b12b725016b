"""HTML and JATS in titles and abstracts, read into the nodes of RichText.

Only known elements are markup; ``<unk>``, ``a < b`` and ``<s>`` are text. Between the tags the text
may be LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.entities import html5
from typing import Final

from sphinx_proceedings.foreign_text.clean_text import Note, shortened
from sphinx_proceedings.foreign_text.flow import Flow
from sphinx_proceedings.model.richtext import Node
from sphinx_proceedings.model.richtext.node import Kind

_STYLES: Final[dict[str, Kind]] = {
    **dict.fromkeys(("i", "em", "italic", "cite", "var", "dfn"), "emphasis"),
    **dict.fromkeys(("b", "strong", "bold", "h1", "h2", "h3", "h4", "h5", "h6"), "strong"),
    "sub": "subscript",
    "sup": "superscript",
    "a": "link",
    **dict.fromkeys(("fixed-case", "nocase-span"), "nocase"),
    **dict.fromkeys(("code", "tt", "kbd", "samp", "monospace"), "code"),
    "tex-math": "math",
}
_LISTS: Final[dict[str, Kind]] = {"ul": "bullet_list", "ol": "ordered_list"}
_BLOCKS: Final = frozenset(
    "p div section article sec title h1 h2 h3 h4 h5 h6 center tr table tbody thead abstract".split()
)
_TRANSPARENT: Final = frozenset(
    "span font u small big sc ins mark bdi abbr nobr label td th html body o:p".split()
)
_VOID: Final = frozenset("br hr img wbr p li tr td th input".split())
_DROPPED: Final = frozenset("script style head iframe object".split())
_KNOWN: Final = frozenset(
    (*_STYLES, *_LISTS, *_BLOCKS, *_TRANSPARENT, *_VOID, *_DROPPED, "li", "blockquote", "pre")
)
_TAG = re.compile(
    r"<!--(?P<comment>.{0,500}?)-->|<(?P<close>/?)(?:jats:)?(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"(?P<attributes>(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>`]+))?)*)"
    r"\s*/?>",
    re.DOTALL,
)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*|mailto:\S+", re.IGNORECASE)
_MOST_DEEP = 25

Read = Callable[[str], Flow]


def decode_entities(text: str, notes: list[Note]) -> str:
    """Return *text* with its character references decoded, those that were encoded twice as well.

    References without a semicolon (``AT&T``, ``&copy``) are text.
    """
    seen: dict[str, str] = {}

    def meant(found: re.Match[str]) -> str:
        name = found[1]
        if not name.startswith("#") and name + ";" not in html5:
            return found[0]
        char = unescape(found[0])
        if any(ord(c) < 0x20 and c not in "\n\t" for c in char) or char == "\ufffd":
            return found[0]
        seen.setdefault(found[0], char)
        return char

    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(meant, text)
    notes += [Note(before, after, "a character reference") for before, after in seen.items()]
    return text


def find_tags(text: str) -> list[re.Match[str]]:
    """Return the tags in *text* that are markup: known elements that also close."""
    if "<" not in text:
        return []
    found = [tag for tag in _TAG.finditer(text) if tag["comment"] or _name(tag) in _KNOWN]
    opened = {_name(tag) for tag in found if not tag["close"]}
    closed = {_name(tag) for tag in found if tag["close"]}
    return [
        tag
        for tag in found
        if tag["comment"] is not None
        or _name(tag) in _VOID
        or (_name(tag) in opened and _name(tag) in closed)
    ]


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or "").lower()


class HtmlReader:
    """Reads a text whose tags are known; ``read`` is what reads the text between them."""

    def __init__(self, notes: list[Note], read: Read) -> None:
        self._notes = notes
        self._read_text = read
        self._stack: list[tuple[str, str, Flow]] = [("", "", Flow())]
        self._dropping = ""

    def read(self, text: str, tags: list[re.Match[str]]) -> Flow:
        """Read *text*, of which *tags* are the tags."""
        done = 0
        for tag in tags:
            self._text(text[done : tag.start()])
            done = tag.end()
            if tag["comment"] is not None:
                self._notes.append(Note(shortened(tag[0]), "", "a comment of HTML"))
            elif tag["close"]:
                self._close(_name(tag))
            else:
                self._open(_name(tag), tag["attributes"] or "")
        self._text(text[done:])
        while len(self._stack) > 1:
            self._pop()
        return self._stack[0][2]

    def _text(self, text: str) -> None:
        if not text or self._dropping:
            return
        text = decode_entities(text, self._notes)
        name = self._stack[-1][0]
        if name in {"pre", "code", "tt", "kbd", "samp", "monospace", "tex-math"}:
            self._flow.text(text)
        else:
            self._flow.extend(self._read_text(text))

    @property
    def _flow(self) -> Flow:
        return self._stack[-1][2]

    def _open(self, name: str, attributes: str) -> None:
        if self._dropping:
            return
        if name == "span" and "nocase" in attributes:  # as CSL-JSON marks it
            self._stack.append(("nocase-span", "", Flow()))
        elif name in _DROPPED:
            self._dropping = name
            self._notes.append(Note(f"<{name}>", "", "nothing that a text can show"))
        elif name == "br":
            self._break()
        elif name in {"hr", "wbr", "input", "img"}:
            self._flow.end_paragraph() if name == "hr" else None
            if name == "img":
                self._notes.append(Note(shortened(f"<img{attributes}>"), "", "a picture"))
        elif name in {"td", "th"}:
            self._flow.text(" | " if self._flow.last_character not in {"", " "} else "")
        else:
            if name in {"li", "p"} and self._stack[-1][0] == name:
                self._pop()  # both need not be closed
            if name == "li" and self._stack[-1][0] not in _LISTS:
                self._stack.append(("ul", "", Flow()))
            if len(self._stack) < _MOST_DEEP:
                href = _HREF.search(attributes)
                address = unescape(next(filter(None, href.groups()), "")) if href else ""
                self._stack.append((name, address.strip(), Flow()))

    def _break(self) -> None:
        """Read ``<br>``: a space, and two of them the end of a paragraph."""
        if self._flow.last_character == "\n":
            self._flow.end_paragraph()
        else:
            self._flow.text("\n")

    def _close(self, name: str) -> None:
        if self._dropping:
            self._dropping = "" if name == self._dropping else self._dropping
            return
        if name in _VOID and name not in {"p", "li"}:
            return
        if name == "span" and self._stack[-1][0] == "nocase-span":
            self._pop()
        elif any(name == open_ for open_, _, _ in self._stack):
            while self._stack[-1][0] != name:
                self._pop()
            self._pop()

    def _pop(self) -> None:
        name, address, flow = self._stack.pop()
        if name == "li":
            blocks = tuple(
                Node("plain", node.children) if node.kind == "paragraph" else node
                for node in flow.blocks()
            )
            self._flow.add(Node("list_entry", blocks))
        elif name in _LISTS:
            self._list(name, flow)
        elif name == "blockquote":
            if blocks := flow.blocks():
                self._flow.add(Node("quote", blocks))
        elif name == "pre":
            if text := flow.raw().strip("\n"):
                self._flow.add(Node("code_block", text=text))
        elif name in _STYLES:
            self._styled(name, address, flow)
        else:
            self._flow.end_paragraph() if name in _BLOCKS else None
            self._flow.extend(flow)
            self._flow.end_paragraph() if name in _BLOCKS else None

    def _list(self, name: str, flow: Flow) -> None:
        entries, others = flow.take_entries()
        self._flow.extend(others)
        if entries:
            attrs = {"start": "1"} if name == "ol" else {}
            self._flow.add(Node(_LISTS[name], entries, attrs=attrs))

    def _styled(self, name: str, address: str, flow: Flow) -> None:
        kind = _STYLES[name]
        block = name in _BLOCKS
        if block:
            self._flow.end_paragraph()
        inlines = flow.inlines(trim=False)
        if flow.has_blocks or not inlines:
            self._flow.extend(flow)
        elif kind in {"code", "nocase", "math"}:
            self._flow.add(Node(kind, text=flow.plain()))
        elif kind == "link":
            self._link(address, inlines)
        elif kind in {"subscript", "superscript"} and any(n.kind != "text" for n in inlines):
            self._flow.add(Node(kind, (Node("text", text=flow.plain()),)))
        else:
            self._flow.add(Node(kind, inlines))
        if block:
            self._flow.end_paragraph()

    def _link(self, address: str, shown: tuple[Node, ...]) -> None:
        inside = any(node.kind == "link" for top in shown for node in top.walk())
        if _ADDRESS.fullmatch(address) and not inside:
            self._flow.add(Node("link", shown, attrs={"href": address}))
            return
        for node in shown:
            self._flow.add(node)
        if address and not address.startswith("#"):
            why = "an address that leads nowhere from here"
            self._notes.append(Note(shortened(address), "", why, doubtful=True))
