"""Texts of pages: what the workshop is about, what a call asks for, who pays for it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import (
    Block,
    Section,
    images_in,
    links_in,
    plain,
    without_images,
    without_links,
)
from sphinx_proceedings.importing.report import Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINK: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*([^()\s]*)[^()]*\)")
_LEAST: Final = 40
"""Characters of a paragraph that says something."""


def overview_of(family: Sequence[Section]) -> str:
    """Return the paragraphs and lists of sections as Markdown."""
    made: list[str] = []
    for section in family:
        for block in section.blocks:
            text = _markdown(block)
            if block.kind == "item" and text:
                joined = made and made[-1].startswith("- ")
                line = f"- {text}"
                if joined:
                    made[-1] += f"\n{line}"
                else:
                    made.append(line)
            elif block.kind == "paragraph" and len(plain(text)) >= _LEAST:
                made.append(text)
    return "\n\n".join(made)


def _markdown(block: Block) -> str:
    """Return a block as Markdown; links that lead to other pages of the site are only words."""
    text = " ".join(without_images(line).strip() for line in block.lines).strip()
    return _LINK.sub(lambda f: f[0] if f[2].startswith("http") else f[1], text)


def call_of(family: Sequence[Section]) -> dict[str, Any]:
    """Return what a call says: paragraphs, and lists as groups of topics."""
    groups: list[dict[str, Any]] = []
    paragraphs: list[str] = []
    for section in family:
        topics = [plain(block.text) for block in section.blocks if block.kind == "item"]
        topics = [topic.rstrip(" ,;.") for topic in topics if 2 < len(topic) < 250]
        if topics:
            groups.append({"title": section.title or "Topics", "topics": topics})
        for block in section.blocks:
            text = _markdown(block)
            if block.kind == "paragraph" and len(plain(text)) >= _LEAST:
                paragraphs.append(text)
    made: dict[str, Any] = {}
    if paragraphs:
        made["overview"] = "\n\n".join(paragraphs)
    if groups:
        made["topic_groups"] = groups
    return made


def sponsors_of(family: Sequence[Section], file: str, notes: list[Note]) -> list[dict[str, str]]:
    """Return sponsors by the words for their logos; a name out of a logo's file is asked about."""
    made: dict[str, dict[str, str]] = {}
    for section in family:
        for block in section.blocks:
            cells = [" ".join(cell) for cell in block.cells] or block.lines
            for cell in cells:
                for name, url, doubtful in _sponsors(cell):
                    if doubtful:
                        why = (
                            f"{file}, line {block.number}: a logo without words; is this its name?"
                        )
                        note = Note(outcome=Outcome.ASKED, field="sponsors", before=name, why=why)
                        notes.append(note)
                    made.setdefault(name, {"name": name, **({"url": url} if url else {})})
    return [*made.values()]


def _sponsors(cell: str) -> list[tuple[str, str, bool]]:
    made = []
    pages = [address for _, address in links_in(cell) if address.startswith("http")]
    images = images_in(cell)
    if not images:
        named = [plain(label) for label, _ in links_in(cell) if plain(label)]
        if named and not plain(without_links(cell)).strip(" ,;&.and"):
            return [(name, url, False) for name, url in zip(named, pages, strict=False)]
        return []
    for index, (alt, source) in enumerate(images):
        words = re.sub(r"(?i)\blogo\b|\.\w{3,4}$", "", alt).strip(" -_")
        stem = re.sub(r"(?i)[-_ ]?logo[-_ ]?|[-_]\d+$", "", PurePosixPath(source).stem)
        name = words or stem.replace("_", " ").replace("-", " ").strip()
        url = pages[index] if index < len(pages) else ""
        if name:
            made.append((name, url, not words))
    return made
