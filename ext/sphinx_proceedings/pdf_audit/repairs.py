"""Moves that put PDFs in their places: files exchanged, and records that name none given one."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_proceedings.pdf_audit.audit import Audit


@dataclass(frozen=True, slots=True)
class Repairs:
    """What is to be done, by paths below the edition's folder."""

    moves: dict[str, str]
    """Each file with its new path; no file is lost, for the paths are the same ones."""
    links: dict[str, str]
    """Ids of records that name no PDF with the PDF that is their own."""

    def __bool__(self) -> bool:
        return bool(self.moves or self.links)


def repairs(made: Audit) -> Repairs:
    """Return the moves by which each record names its own PDF, as far as it is there.

    A PDF that stands in the way of another and has no place of its own goes where that one was.
    """
    named = Counter(paper.file for paper in made.files.papers if paper.file)
    wanted: dict[str, str] = {}
    links: dict[str, str] = {}
    for paper in made.files.papers:
        own = made.owned.file.get(paper)
        if own is None or own == paper.file:
            continue
        if not paper.file:
            if own not in named:
                links[paper.id] = own
        elif named[paper.file] == 1:
            wanted[own] = paper.file
    # A PDF that is named where it belongs stays there.
    kept = {paper.file for paper in made.files.papers if made.owned.file.get(paper) == paper.file}
    wanted = {source: target for source, target in wanted.items() if source not in kept}
    there = {target for target in wanted.values() if made.files.path(target).exists()}
    displaced = sorted(there - wanted.keys())
    free = sorted(wanted.keys() - set(wanted.values()))
    return Repairs(wanted | dict(zip(displaced, free, strict=False)), links)


def move_files(root: Path, moves: dict[str, str]) -> None:
    """Give every file its new path; if one cannot be, all are where they were.

    Raises:
        OSError: a file could not be moved.
    """
    waiting = {source: f"{source}.{os.getpid()}.moving" for source in moves}
    done: list[tuple[Path, Path]] = []
    try:
        for source, aside in waiting.items():
            done.append((root / source, (root / source).rename(root / aside)))
        for source, target in moves.items():
            if (root / target).exists():
                raise FileExistsError(f"{root / target} is there already")
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            done.append((root / waiting[source], (root / waiting[source]).rename(root / target)))
    except OSError:
        for before, after in reversed(done):
            after.rename(before)
        raise
