"""What data files held at the last build, and which abstracts are all that was changed since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.data_folders import find_files, shown_path
from sphinx_proceedings.loading.document_reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_proceedings.loading.reading_cache import ReadingCache

Kept = tuple[bytes, bytes, dict[str, str]]
"""The digest of a file, that of what it holds besides abstracts, and these by ids of papers."""


@dataclass(frozen=True, slots=True)
class AbstractChange:
    """A paper whose abstract was changed, and what it was."""

    paper: str
    """Key of the paper."""
    before: str


def held(root: Path, cache: ReadingCache) -> dict[str, Kept] | None:
    """Return what the data files below *root* hold, by their paths; None if any has a fault."""
    found: dict[str, Kept] = {}
    for file, edition in _files(root):
        kept = _kept(file, edition, file.read_bytes(), cache)
        if kept is None:
            return None
        found[str(file)] = kept
    return found


def changed_abstracts(
    root: Path, before: Mapping[str, Kept], cache: ReadingCache
) -> tuple[list[AbstractChange], dict[str, Kept]] | None:
    """Return the abstracts that are all that was changed since *before*, and what files hold now.

    None where anything else was changed.
    """
    changes: list[AbstractChange] = []
    now: dict[str, Kept] = {}
    for file, edition in _files(root):
        old = before.get(str(file))
        if old is None:
            return None
        content = file.read_bytes()
        if hashlib.sha256(content).digest() == old[0]:
            now[str(file)] = old
            continue
        new = _kept(file, edition, content, cache)
        if new is None or new[1] != old[1] or new[2].keys() != old[2].keys():
            return None
        now[str(file)] = new
        changes += [
            AbstractChange(f"{edition}/papers/{paper}", text)
            for paper, text in old[2].items()
            if new[2][paper] != text
        ]
    return (changes, now) if now.keys() == before.keys() else None


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the data files with the key of the edition that each belongs to, or nothing."""
    layout = find_files(root)
    yield from ((file, "") for file in layout.people)
    yield from ((file, "") for file in layout.series.values())
    for key, files in layout.editions.items():
        yield from ((file, key) for file in files)


def _kept(file: Path, edition: str, content: bytes, cache: ReadingCache) -> Kept | None:
    document = read_document(file, shown_path(file), cache)
    if document.problems or document.unread or not isinstance(document.value, dict):
        return None
    value, abstracts = _apart(document.value) if edition else (document.value, {})
    rest = json.dumps((value, document.blanks), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content).digest(), hashlib.sha256(rest.encode()).digest(), abstracts


def _apart(value: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the data of an edition with marks in the place of abstracts, and these by paper."""
    papers = value.get("papers")
    if not isinstance(papers, list):
        return value, {}
    abstracts: dict[str, str] = {}
    others: list[Any] = []
    for paper in papers:
        match paper:
            case {"id": str(key), "abstract": str(text)} if key not in abstracts:
                abstracts[key] = text
                others.append({**paper, "abstract": None})
            case _:
                others.append(paper)
    return {**value, "papers": others}, abstracts
