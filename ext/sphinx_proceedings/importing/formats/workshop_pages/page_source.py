"""A page of Markdown, HTML or both as lines of Markdown, each with its line of the file."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_proceedings.importing.page_heads import body, first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import SourceFile

BREAK: Final = "\ue000"
"""A line break inside a paragraph, an item or a cell."""
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#x[\da-fA-F]{1,5}|[A-Za-z][A-Za-z\d]{1,30});")

_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,20})(?P<rest>(?:\s[^<>]*)?)/?>",
    re.DOTALL,
)
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_COMMENTS: Final = (
    (re.compile(r"\{%-?\s*comment\s*-?%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")),
    (re.compile(r"\{::comment\}"), re.compile(r"\{:/(?:comment)?\}")),
)
_LIQUID: Final = re.compile(
    r"\{%[^{}]{0,2000}?%\}|\{\{[^{}]{0,2000}?\}\}|\{\{[<%][^{}]{0,2000}?[%>]\}\}"
)
_FILLED: Final = re.compile(r"\{%-?\s*for\s[^%]{0,300}?\bsite\.\w+[^%]{0,300}%\}")
_ATTRIBUTES: Final = re.compile(r"\{:{1,2}[^{}\n]{0,300}\}")
_BLOCKS: Final = frozenset(
    """address article aside blockquote body center dd details div dl fieldset figcaption figure
    form header hr html main ol p pre section ul""".split()
)
_ITEMS: Final = ("li", "summary", "dt")
_DROPPED: Final = frozenset(
    "script style svg noscript template head button select nav footer".split()
)
"""Elements whose text is no text of the page."""
_EMPHASIS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_KEPT: Final = frozenset(["sup", "sub"])
_SLIDES_LIVE: Final = re.compile(r"presentationId:\s*['\"](\d{5,12})['\"]")
_ATTRIBUTE: Final = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))"""


class Line(NamedTuple):
    """A line of Markdown without HTML."""

    text: str
    number: int
    """Where it begins in the file, from 1."""


def read_page(file: SourceFile) -> list[Line]:
    """Return the lines of a page, below its front matter.

    Elements of HTML that make blocks (headings, lists, tables, cards) are the blocks that Markdown
    has for them. What a template fills in, comments, code and scripts are not there.
    """
    text = _without_code(body(file).replace(BREAK, ""))
    for begin, end in _COMMENTS:
        text = _without_comments(text, begin, end)
    for pattern in (_LIQUID, _ATTRIBUTES):
        text = pattern.sub(_blank, text)
    text = _ENTITY.sub(_sign, text)
    return [*_Flattener(text, first_line(file)).lines()]


def is_filled_in(file: SourceFile) -> bool:
    """Whether a template writes a list of the site's data into the page."""
    return bool(_FILLED.search(body(file)))


def _sign(found: re.Match[str]) -> str:
    """Return the sign of an entity; those that would be read as markup stay."""
    made = unescape(found[0])
    return found[0] if made in ("<", ">", "&", BREAK) else made.replace("\xa0", " ")


def _without_code(text: str) -> str:
    """Return a text with empty lines for fenced code; a fence without an end lasts to the end."""
    made: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence):
                fence = ""
            made.append("")
        elif found:
            fence = found[1]
            made.append("")
        else:
            made.append(line)
    return "\n".join(made)


def _without_comments(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> str:
    made, at = [], 0
    while (opened := begin.search(text, at)) and (closed := end.search(text, opened.end())):
        made.append(text[at : opened.start()])
        made.append("\n" * text.count("\n", opened.start(), closed.end()))
        at = closed.end()
    return "".join([*made, text[at:]])


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def attribute(tag: str, name: str) -> str:
    """Return the value of an attribute in the text of a tag, empty when there is none."""
    found = re.search(_ATTRIBUTE.format(name), tag, re.IGNORECASE)
    return unescape(next(filter(None, found.groups()), "")).strip() if found else ""


class _Flattener:
    """Takes the tags out of one text, and puts what Markdown has for them in their place."""

    def __init__(self, text: str, first: int) -> None:
        self.text = text
        self.number = first
        self.made: list[Line] = []
        self.current = ""
        self.began = first
        self.cell = 0
        self.heading = 0
        self.links: list[str] = []
        self.lists: list[str] = []

    def lines(self) -> Iterator[Line]:
        at = 0
        skipped = ""
        for found in _TAG.finditer(self.text):
            if not skipped:
                self._write(self.text[at : found.start()])
            else:
                self._skip(self.text[at : found.start()])
            at = found.end()
            name = (found["name"] or "").lower()
            if skipped:
                skipped = "" if name == skipped and found["close"] else skipped
            elif name in _DROPPED and not found["close"]:
                skipped = name
            elif name:
                self._tag(name, is_end=bool(found["close"]), rest=found["rest"] or "")
            self.number += found[0].count("\n")
        self._write("" if skipped else self.text[at:])
        self._end_line()
        yield from self.made

    def _skip(self, text: str) -> None:
        self.number += text.count("\n")
        for found in _SLIDES_LIVE.finditer(text):
            self._block()
            self._add(f"[video](https://slideslive.com/{found[1]})")

    def _write(self, text: str) -> None:
        """Add text; line feeds are spaces inside cells and headings."""
        inside = self.cell or self.heading
        for index, piece in enumerate(text.split("\n")):
            if index:
                self.number += 1
                if inside:
                    self._add(" ")
                else:
                    self._end_line()
            self._add(piece.replace("|", "\\|") if self.cell else piece)

    def _add(self, text: str) -> None:
        if not self.current.strip():
            self.began = self.number
        self.current += text

    def _end_line(self) -> None:
        self.made.append(Line(self.current, self.began))
        self.current = ""
        self.began = self.number

    def _block(self) -> None:
        """Begin a block: a break inside a cell or a heading."""
        if self.cell or self.heading:
            self._add(BREAK)
        else:
            self._end_line()
            self._end_line()

    def _tag(self, name: str, *, is_end: bool, rest: str) -> None:
        if name == "br":
            self._add(BREAK)
        elif name in _EMPHASIS:
            self._add(_EMPHASIS[name])
        elif name in _KEPT:
            self._add(f"</{name}>" if is_end else f"<{name}>")
        elif name == "a":
            self._link(rest, is_end=is_end)
        elif name == "img" and not is_end:
            self._add(f"![{attribute(rest, 'alt')}]({attribute(rest, 'src')})")
        elif name == "iframe" and not is_end and (source := attribute(rest, "src")):
            self._block()
            self._add(f"[video]({source})")
        elif re.fullmatch(r"h[1-6]", name):
            self._title(name, is_end=is_end)
        elif name in ("td", "th"):
            self._cell(is_end=is_end)
        elif name in ("tr", "table"):
            self.cell = 0
            self._end_line()
            self._add("" if is_end or name == "table" else "|")
        elif name in _ITEMS:
            self._item(is_end=is_end)
        elif name == "abstract":
            self._add("" if is_end else f"{BREAK}**Abstract:** ")
        elif name in _BLOCKS:
            self._nest(name, is_end=is_end)
            self._block()

    def _link(self, rest: str, *, is_end: bool) -> None:
        if not is_end:
            self.links.append(attribute(rest, "href"))
            self._add("[")
        elif self.links:
            address = self.links.pop()
            self._add(f"]({address})" if address else "]()")

    def _title(self, name: str, *, is_end: bool) -> None:
        if self.cell:
            self._add(BREAK)
        elif is_end:
            self.heading = 0
            self._block()
        else:
            self._block()
            self.heading = int(name[1])
            self._add("#" * self.heading + " ")

    def _cell(self, *, is_end: bool) -> None:
        if is_end:
            self._add(" |")
        elif not self.current.startswith("|"):
            self._add("|")
        self.cell = 0 if is_end else 1

    def _nest(self, name: str, *, is_end: bool) -> None:
        if name in ("ul", "ol"):
            if not is_end:
                self.lists.append(name)
            elif self.lists:
                self.lists.pop()

    def _item(self, *, is_end: bool) -> None:
        if self.cell:
            self._add(BREAK)
            return
        self._end_line()
        if not is_end:
            self._add("  " * max(len(self.lists) - 1, 0) + "- ")
