"""Lists of papers on pages: their entries, and the table that their fields make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.formats.tables.header_words import Field, field_of
from sphinx_proceedings.importing.formats.workshop_pages.entry_reading import (
    is_label,
    read_entries,
)
from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import (
    Block,
    Entry,
    Section,
    links_in,
    plain,
    without_links,
)
from sphinx_proceedings.importing.formats.workshop_pages.page_links import resource_type
from sphinx_proceedings.importing.text.name_lists import likeness_to_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACCEPTED: Final = re.compile(r"accepted|proceedings|published", re.IGNORECASE)
_STARTS: Final = re.compile(r"\s*(?:\*\*|__|\[|[“\"«]|<b>|\*[^\s*])")
_PAPER_LINKS: Final = ("openreview", "arxiv", "doi", "pdf", "poster", "slides")
_MOST_BLOCKS: Final = 14
"""Blocks below a heading that is a paper's title."""


@dataclass(slots=True)
class PaperList:
    """The entries of one section, all written in one way."""

    section: Section
    entries: list[Entry] = field(default_factory=list)
    type: str = ""
    """What its heading says of all of them: ``Spotlights``."""
    by_table: bool = False

    @property
    def is_accepted(self) -> bool:
        """Whether a heading calls its papers accepted."""
        return any(_ACCEPTED.search(words) for words in self.section.path)


def paper_lists(family: Sequence[Section]) -> list[PaperList]:
    """Return the lists in a section of papers and in those below it that say nothing of their own.

    A heading below it is the title of a paper, if what stands there reads like one, and else a
    heading over some of the papers.
    """
    made: list[PaperList] = []
    titled: list[Entry] = []
    for section in family:
        entries, by_table = _entries(section)
        if section is not family[0] and len(entries) < 3 and is_titled(section):
            titled.append(_of_heading(section))
        elif entries:
            made.append(PaperList(section, entries, _type(section), by_table))
    if titled:
        made.append(PaperList(family[0], titled, _type(family[0])))
    for found in made:
        if not found.by_table:
            read_entries(found.entries)
    for found in made:
        found.entries = [one for one in found.entries if _is_entry(one, found)]
    return [one for one in made if one.entries and _is_list(one)]


def _is_list(found: PaperList) -> bool:
    """Whether it is a list of papers, rather than of instructions with a link here and there."""
    if found.is_accepted:
        return True
    return sum(bool(one.authors) for one in found.entries) * 2 >= len(found.entries)


def _is_entry(entry: Entry, found: PaperList) -> bool:
    """Whether it has a title, and an author or a link beside it, as sentences have not."""
    if not entry.title.strip() or not re.search(r"\w", entry.title):
        return False
    if entry.authors or any(kind in _PAPER_LINKS for kind, _ in entry.links):
        return True
    alone = sum(not one.authors for one in found.entries)
    local = any(not re.match("https?://", address) for _, address in entry.links)
    return alone == len(found.entries) > 2 and not local and len(entry.title) < 250


def _type(section: Section, *, own: bool = False) -> str:
    """Return the kind of presentation that a heading names, or the own one only."""
    for words in section.path[-1:] if own else reversed(section.path):
        said = re.sub(
            r"\b(?:accepted|contributed|invited|presentations?|list of)\b",
            " ",
            plain(words),
            flags=re.IGNORECASE,
        )
        singular = " ".join(word.removesuffix("s") for word in said.casefold().split())
        if found := paper_type(singular):
            return found
    return ""


def is_titled(section: Section) -> bool:
    """Whether a heading is the title of a paper: authors stand below it."""
    if not section.blocks or len(section.blocks) > _MOST_BLOCKS:
        return False
    lines = [line for block in section.blocks[:4] for line in block.lines]
    if any(is_label(line, "author") for line in lines):
        return True
    if section.blocks[0].kind == "item" or _type(section, own=True):
        return False
    shown = [plain(without_links(line)) for line in lines]
    shown = [line for line in shown if line]
    return bool(shown) and likeness_to_names(shown[0]) > 0.7


def _of_heading(section: Section) -> Entry:
    lines = [line for block in section.blocks for line in block.lines]
    entry = Entry([*section.lines[1:], *lines], section.number)
    entry.title = section.lines[0]
    return entry


def _entries(section: Section) -> tuple[list[Entry], bool]:
    blocks = section.blocks
    rows = [block for block in blocks if block.kind == "row"]
    if head := _head(rows):
        return _of_table(rows, head), True
    items = [block for block in blocks if block.kind == "item"]
    starts = [block for block in blocks if block.kind == "paragraph" and _starts(block)]
    if items and len(items) >= len(starts):
        least = min(block.level for block in items)
        kept = [block for block in items if block.level <= least + 1 and not _is_reference(block)]
        return _grouped(blocks, kept), False
    if rows and len(rows) > len(starts):
        return [Entry(block.lines, block.number) for block in rows if block.text.strip()], False
    if not starts:
        starts = [block for block in blocks if block.kind == "paragraph" and _has_file(block)]
    return _grouped(blocks, starts), False


def _starts(block: Block) -> bool:
    """Whether a paragraph begins an entry: with something set off, and more than links."""
    first = block.lines[0]
    if not _STARTS.match(first) or is_label(first):
        return False
    return any(
        plain(without_links(line)).strip(" |•·/,;&") or _is_titled(line) for line in block.lines
    )


def _has_file(block: Block) -> bool:
    """Whether a paragraph is a line of text and a link to a paper's file."""
    kinds = [resource_type(plain(label), address) for label, address in links_in(block.text)]
    return any(kinds) and len(plain(without_links(block.lines[0])).split()) > 2


def _is_titled(line: str) -> bool:
    return any(
        len(plain(label)) > 12 and not resource_type(plain(label), address)
        for label, address in links_in(line)
    )


def _is_reference(block: Block) -> bool:
    """Whether an item only leads to a place on the page, as a table of contents does."""
    links = links_in(block.text)
    return len(links) == 1 and links[0][1].startswith("#") and not without_links(block.text).strip()


def _grouped(blocks: Sequence[Block], starts: Sequence[Block]) -> list[Entry]:
    """Return entries: each start with what follows it; what stands before the first is no entry."""
    made: list[Entry] = []
    wanted = {id(block) for block in starts}
    for block in blocks:
        if id(block) in wanted:
            made.append(Entry([*block.lines], block.number))
        elif made and block.kind != "row":
            made[-1].lines += block.lines
    return made


def _head(rows: Sequence[Block]) -> dict[int, Field]:
    """Return what the columns of a table hold, by the words over them; nothing without a title."""
    for row in rows[:2]:
        found = {
            number: known
            for number, cell in enumerate(row.cells)
            if (known := field_of(plain(" ".join(cell))))
        }
        if Field.TITLE in found.values() and len(found) > 1:
            return found
    return {}


_CELLS: Final = {
    Field.TITLE: "title",
    Field.AUTHORS: "authors",
    Field.ABSTRACT: "abstract",
    Field.AFFILIATIONS: "affiliations",
    Field.KEYWORDS: "keywords",
    Field.PRESENTER: "presenter",
    Field.ID: "id",
}


def _of_table(rows: Sequence[Block], head: dict[int, Field]) -> list[Entry]:
    made: list[Entry] = []
    for row in rows:
        if row.is_head or _head([row]):
            continue
        entry = Entry([], row.number)
        for number, cell in enumerate(row.cells):
            text = "\n".join(cell)
            found = head.get(number)
            for label, address in links_in(text):
                if kind := resource_type(plain(label), address):
                    entry.links.append((kind, address))
                elif found is Field.TITLE:
                    entry.links.append(("pdf" if ".pdf" in address else "website", address))
            if found in _CELLS:
                shown = text if found is Field.ABSTRACT else plain_lines(cell)
                setattr(entry, _CELLS[found], shown)
            elif found is Field.TYPE:
                entry.type = paper_type(plain(text))
        if entry.title.strip():
            made.append(entry)
    return made


def plain_lines(cell: Sequence[str]) -> str:
    """Return the lines of a cell without emphasis and links."""
    return "\n".join(filter(None, map(plain, cell)))
