"""The first thing to be read in an archive: what it is and how to use it, in plain words."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_proceedings.archive.subject import Subject

NAME = "README.txt"
_WIDTH = 78

_PARTS = {
    "html": "data/html/      the pages; open data/html/index.html in any browser",
    "pdf": "data/pdf/       the volume, and the papers as their authors handed them in",
    "epub": "data/epub/      the abstracts as a book for reading devices",
    "metadata": "data/metadata/  the same facts in the formats of libraries and indexes",
    "source": "data/source/    the data that all the rest was made from, with its schema",
}


@dataclass(slots=True)
class Notes:
    """What is to be said of the files, a sentence for each."""

    absent: list[str] = field(default_factory=list)
    """Files that are not here, and why."""
    warnings: list[str] = field(default_factory=list)
    """Files that are here, but not as they should be."""

    def add(self, other: Notes) -> None:
        """Add what others say."""
        self.absent += other.absent
        self.warnings += other.warnings


def readme(subject: Subject, parts: Iterable[str], notes: Notes, missing: Sequence[str]) -> str:
    """Return the text; *parts* are the folders in the payload, *notes* are said as they are."""
    present = set(parts)
    blocks = [
        _heading(subject.title),
        _paragraph(
            "This folder holds the proceedings whole. Nothing in it needs the Internet, a "
            "server or a program other than a browser: the pages can be read, searched and "
            "followed from link to link from the disk, now and in many years."
        ),
        "\n".join(line for name, line in _PARTS.items() if name in present),
        _facts(subject),
        _heading("Is it complete and unchanged?", "-"),
        _paragraph(
            "The folder is a BagIt bag (RFC 8493). manifest-sha256.txt has a SHA-256 for every "
            "file below data/, tagmanifest-sha256.txt for the others; sha256sum, or any program "
            'that knows BagIt, compares them: "sha256sum -c manifest-sha256.txt" prints a line '
            'for each file. "proceedings archive verify FILE" checks the zip itself, with the '
            "links between its pages."
        ),
        _paragraph(
            "data/ro-crate-metadata.json describes the files for programs (RO-Crate 1.1). "
            "data/metadata/zenodo.json is what Zenodo asks for a deposit."
        ),
        _paragraph(
            "The same data gives the same bytes. Files carry the date of the event, not the day "
            "on which the archive was made."
        ),
    ]
    for title, lines in (
        ("What is not here, and why", notes.absent),
        ("What is here, but not whole or not certain", notes.warnings),
        ("For a deposit, add", missing),
    ):
        if lines:
            blocks += [_heading(title, "-"), "\n".join(_bullet(line) for line in lines)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(subject: Subject) -> str:
    facts = [
        ("Date", subject.date.isoformat()),
        ("Responsible", ", ".join(agent.display for agent in subject.agents)),
        ("Publisher", subject.publisher),
        ("DOI", subject.doi),
        ("Published at", subject.url),
        ("Licence", subject.licence_name or "not on record; a paper's own page may name one"),
        ("", subject.licence_url),
    ]
    return "\n".join(
        textwrap.fill(
            value,
            _WIDTH,
            initial_indent=f"{name:<14}",
            subsequent_indent=" " * 14,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for name, value in facts
        if value
    )


def _heading(text: str, line: str = "=") -> str:
    wrapped = textwrap.wrap(text, _WIDTH) or [""]
    return "\n".join([*wrapped, line * max(map(len, wrapped))])


def _paragraph(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _bullet(text: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
