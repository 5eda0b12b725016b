"""The blocks of a page: headings, items of lists, rows of tables, paragraphs; and its sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_source import BREAK, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s*(.*?)\s*#*\s*")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{2,})\s*")
_RULE: Final = re.compile(r" {0,3}(?:[-*_]\s*){3,}|\s*&#\d+;\s*")
_ITEM: Final = re.compile(r"(\s*)(?:[-*+•‣▪]|\(?\d{1,3}[.)])\s+(?!\s*$)(.*)")
_TABLE_RULE: Final = re.compile(r"\s*\|?[\s|:+=-]*-{2,}[\s|:+=-]*\|?\s*")
_ALONE: Final = re.compile(
    r"\*\*[^*]+\*\*|\*[^*]+\*|__[^_]+__|_[^_]+_|\[[^\[\]]+\]\([^()]+\)|\\?\[.*\]\([^()]*\).*"
)
"""A line that is set off as a whole, or is made of links: it is meant to stand by itself."""
_GROUP: Final = re.compile(
    r"\*\*(?:accepted |contributed |all |list of )*(?:oral|spotlight|poster|long|short|full|demo|"
    r"workshop|regular|position|non-archival|archival|best)?s?\s*(?:papers?|presentations?|talks?|abstracts?)?:?\*\*:?",
    re.IGNORECASE,
)
_CELL: Final = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class Block:
    """One block; its lines are those of the text as it shows, broken where the page breaks it."""

    kind: str
    """``heading``, ``item``, ``row`` or ``paragraph``."""
    lines: list[str]
    number: int
    """Line of the file, from 1."""
    level: int = 0
    """Of a heading from 1, of an item its indentation."""
    cells: list[list[str]] = field(default_factory=list)
    """Of a row, the lines of each cell."""
    is_head: bool = False
    """Whether a row stands over a rule, as the words over columns do."""

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(self.lines)


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next heading of any level."""

    path: tuple[str, ...]
    """The headings that it is below, the own one last; the page's title first."""
    level: int
    number: int
    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Those of the own heading."""

    @property
    def title(self) -> str:
        """The own heading, without emphasis and links."""
        return plain(self.path[-1]) if self.path else ""


@dataclass(slots=True)
class Entry:
    """One entry: its lines, and what was found in them."""

    lines: list[str]
    number: int
    title: str = ""
    authors: str = ""
    abstract: str = ""
    affiliations: str = ""
    keywords: str = ""
    presenter: str = ""
    type: str = ""
    award: str = ""
    id: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Type of resource and address of each link."""
    left: list[str] = field(default_factory=list)
    """Lines of which nothing was made."""
    text: list[str] = field(default_factory=list)
    """Lines that are title, authors or abstract, without the rest."""


def read_blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a page in order."""
    made: list[Block] = []
    waiting: list[Line] = []

    def flush() -> None:
        if waiting:
            made.extend(_text_block(waiting))
            waiting.clear()

    for index, line in enumerate(lines):
        bare = line.text.strip()
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if not bare.strip(BREAK):
            flush()
        elif found := _HEADING.fullmatch(line.text):
            flush()
            if plain(found[2]):
                made.append(Block("heading", _lines(found[2]), line.number, len(found[1])))
        elif waiting and len(waiting) == 1 and _UNDERLINE.fullmatch(line.text) and "|" not in bare:
            if _ITEM.match(waiting[0].text):
                flush()
                continue
            level = 1 if bare.startswith("=") else 2
            made.append(Block("heading", _lines(waiting[0].text), waiting[0].number, level))
            waiting.clear()
        elif _TABLE_RULE.fullmatch(line.text) and ("|" in bare or (made and made[-1].cells)):
            flush()
            if made and made[-1].kind == "row" and lines[index - 1].text.strip() != "":
                made[-1].is_head = True
        elif _RULE.fullmatch(line.text):
            flush()
        elif _is_row(bare, below, made, waiting):
            flush()
            made.append(_row(line))
        else:
            if _ITEM.match(line.text):
                flush()
            waiting.append(line)
    flush()
    return _joined(made, lines)


def _is_row(bare: str, below: str, made: list[Block], waiting: list[Line]) -> bool:
    if not _CELL.search(bare) or waiting:
        return False
    if bare.startswith("|") or (_TABLE_RULE.fullmatch(below) and "|" in below):
        return True
    return bool(made and made[-1].kind == "row" and made[-1].is_head) or bool(
        made and made[-1].kind == "row" and not bare.startswith(("-", "*"))
    )


def _row(line: Line) -> Block:
    bare = line.text.strip().strip(BREAK).strip()
    bare = bare.removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    cells = [_lines(cell.replace("\\|", "|")) for cell in _CELL.split(bare)]
    text = [one for cell in cells for one in cell]
    return Block("row", text, line.number, cells=cells)


def _text_block(waiting: list[Line]) -> Iterator[Block]:
    """Return the paragraph or the item that lines make; a line that ends in two blanks breaks."""
    first = waiting[0]
    found = _ITEM.match(first.text)
    texts = [found[2] if found else first.text, *(line.text for line in waiting[1:])]
    joined = ""
    for index, text in enumerate(texts):
        broken = text.endswith("  ") or text.rstrip().endswith("\\")
        alone = (one.strip() for one in texts[index : index + 2])
        broken = broken or any(_ALONE.fullmatch(one) for one in alone)
        joined += text.strip().removesuffix("\\") + (BREAK if broken else " ")
    lines = _lines(joined)
    if not lines:
        return
    if found:
        yield Block("item", lines, first.number, len(found[1].expandtabs(4)))
    else:
        yield Block("paragraph", lines, first.number)


def _joined(made: list[Block], lines: Sequence[Line]) -> list[Block]:
    """Add to an item the paragraphs that are indented below it, as loose lists have them."""
    indented = {
        line.number for line in lines if line.text.startswith(("   ", "\t")) and line.text.strip()
    }
    kept: list[Block] = []
    for block in made:
        loose = block.kind == "paragraph" and block.number in indented
        if loose and kept and kept[-1].kind == "item":
            kept[-1].lines += block.lines
        else:
            kept.append(block)
    return kept


def _lines(text: str) -> list[str]:
    parts = (" ".join(part.split()) for part in re.split(BREAK, text))
    return [part for part in parts if part.strip("*_ ")]


def sections(blocks: Sequence[Block], title: str = "") -> list[Section]:
    """Return the sections of a page; the first is what stands above any heading."""
    made = [Section((title,) if title else (), 0, 1)]
    open_: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind == "paragraph" and len(block.lines) == 1 and _GROUP.fullmatch(block.text):
            block.kind, block.level = "heading", 6  # a bold line over some of the papers
        if block.kind != "heading":
            made[-1].blocks.append(block)
            continue
        while open_ and open_[-1][0] >= block.level:
            open_.pop()
        open_.append((block.level, block.text))
        path = (*((title,) if title else ()), *(text for _, text in open_))
        made.append(Section(path, block.level, block.number, [], block.lines))
    return [one for one in made if one.blocks or one.level or one.path]


_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)[^()]*\)")
_LINK: Final = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s[^()]*)?\)"
)
_EMPHASIS: Final = re.compile(
    r"(?<![\w\\])(?:\*{1,3}(?=\S)(?P<stars>[^*]+)(?<=\S)\*{1,3}|_{1,3}(?=\S)(?P<lines>[^_]+)(?<=\S)_{1,3})"
    r"(?!\w)"
)


def plain(text: str) -> str:
    """Return a text of Markdown without images, links and emphasis."""
    made = _LINK.sub(r"\1", _IMAGE.sub("", text))
    for _ in range(2):
        made = _EMPHASIS.sub(lambda found: found["stars"] or found["lines"], made)
    made = re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", made)
    return " ".join(made.replace("**", "").replace(BREAK, " ").split())


def links_in(text: str) -> list[tuple[str, str]]:
    """Return label and address of each link in a text, images not."""
    return [(found[1], found[2]) for found in _LINK.finditer(_IMAGE.sub("", text))]


def without_links(text: str) -> str:
    """Return a text without its links, labels and all."""
    return _LINK.sub("", _IMAGE.sub("", text))


def without_images(text: str) -> str:
    """Return a text without its images."""
    return _IMAGE.sub("", text)


def images_in(text: str) -> list[tuple[str, str]]:
    """Return the words for each image in a text, and its address."""
    return [(found[1].strip(), found[2]) for found in _IMAGE.finditer(text)]
