"""The sections of all pages of a site, put together by what they are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.copied_pages import with_headings
from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import (
    Block,
    Section,
    plain,
    read_blocks,
    sections,
)
from sphinx_proceedings.importing.formats.workshop_pages.page_source import is_filled_in, read_page
from sphinx_proceedings.importing.formats.workshop_pages.paper_lists import is_titled
from sphinx_proceedings.importing.formats.workshop_pages.printed_programme import is_programme
from sphinx_proceedings.importing.formats.workshop_pages.section_kinds import (
    CALL,
    DATES,
    NOTHING,
    OVERVIEW,
    PAPERS,
    PEOPLE,
    PROGRAMME,
    SLOT,
    SPEAKERS,
    SPONSORS,
    kind_of_section,
)
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.page_heads import front_matter
from sphinx_proceedings.importing.yaml_source import text_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.importing.inputs import Source, SourceFile

_PAGES: Final = (".md", ".markdown", ".mkd", ".html", ".htm", ".txt", ".qmd")
_NO_PAGES: Final = frozenset(
    "_layouts _includes _site _sass node_modules vendor layouts themes archetypes bin".split()
)
_NO_FILES: Final = frozenset("readme license changelog contributing 404 search faq".split())
_STARTER: Final = (
    "Welcome to GitHub Pages",
    "You can use the [editor on GitHub]",
    "Whenever you commit to this repository, GitHub Pages will",
)
_STARTER_END: Final = "Having trouble with Pages?"
_LARGEST: Final = 1_000_000
_MOST_BLOCKS: Final = 6_000
"""Items, rows and paragraphs of a page; the largest seen has a tenth of them."""


@dataclass(slots=True)
class Family:
    """A section that says what it is about, and those below that say nothing else."""

    kind: str
    members: list[Section]
    file: SourceFile

    @property
    def blocks(self) -> list[Block]:
        """All blocks of its sections."""
        return [block for section in self.members for block in section.blocks]


@dataclass(slots=True)
class Site:
    """All pages of a source."""

    families: list[Family] = field(default_factory=list)
    filled_in: list[str] = field(default_factory=list)
    """Pages that a template fills in."""
    faulty: list[str] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Family]:
        """Return the families of some kinds, in the order of the pages."""
        return [one for one in self.families if one.kind in kinds]


def _is_page(file: SourceFile) -> bool:
    path = PurePosixPath(file.name)
    if file.suffix not in _PAGES or file.is_binary or _NO_PAGES & set(path.parts[:-1]):
        return False
    return path.stem.casefold() not in _NO_FILES


def read_site(source: Source) -> Site:
    """Return the sections of all pages, put together by what they are about; read once."""
    kept = source.first.derived.get("workshop site")
    if isinstance(kept, Site) and len(source.files) == source.first.derived.get("workshop files"):
        return kept
    site = Site()
    for file in source.files:
        if not _is_page(file) or len(file.data) > _LARGEST:
            continue
        try:
            head = front_matter(file) or {}
        except ImportSourceError as failure:
            site.faulty.append(str(failure))
            head = {}
        if text_in(head, "published").casefold() == "false" or text_in(head, "draft") == "true":
            continue
        if is_filled_in(file):
            site.filled_in.append(file.name)
        title = plain(text_in(head, "title"))
        blocks = read_blocks(with_headings(read_page(file)))
        if len(blocks) > _MOST_BLOCKS:
            site.faulty.append(f"{file.name}: more than {_MOST_BLOCKS:,} blocks; split the page")
            continue
        blocks, starter = _without_starter(blocks)
        if starter:
            why = f"{file.name}, line {starter}: the text that GitHub Pages puts into a new site"
            site.faulty.append(why)
        _add(site, file, sections(blocks, title))
    source.first.derived["workshop site"] = site
    source.first.derived["workshop files"] = len(source.files)
    return site


def _without_starter(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    """Return blocks without the text that GitHub Pages puts into a new site, and its line or 0."""
    first = next((n for n, one in enumerate(blocks) if one.text.startswith(_STARTER)), None)
    if first is None:
        return [*blocks], 0
    rest = range(first, len(blocks))
    last = next((n for n in rest if blocks[n].text.startswith(_STARTER_END)), first)
    return [*blocks[:first], *blocks[last + 1 :]], blocks[first].number


def _add(site: Site, file: SourceFile, found: Sequence[Section]) -> None:
    """Put sections into families: one of unknown or inherited kind goes with its parent."""
    current: Family | None = None
    name = PurePosixPath(file.name).stem
    for section in found:
        kind, own = kind_of_section(section, "" if name == "index" else name)
        kind = _real_kind(kind, section)
        below = current is not None and section.level > current.members[0].level
        if current is not None and below and current.kind == PAPERS and is_titled(section):
            current.members.append(section)
            continue
        if current is not None and not own and below:
            current.members.append(section)
            continue
        if current is not None and below and _belongs(kind, current.kind):
            current.members.append(section)
            continue
        current = Family(kind, [section], file)
        site.families.append(current)


def _belongs(kind: str, above: str) -> bool:
    """Whether a section is part of the one above it, though its heading has a word of its own."""
    if kind == above:
        return kind in (PAPERS, SPEAKERS, PROGRAMME)
    return above == SPEAKERS and kind not in (PAPERS, PEOPLE, PROGRAMME, SPONSORS, DATES, CALL)


def _real_kind(kind: str, section: Section) -> str:
    """Return the kind by what stands there, where the heading may mean several things."""
    if kind in (PAPERS, SLOT, OVERVIEW, NOTHING, "") and is_programme([section]):
        return PROGRAMME
    return kind
