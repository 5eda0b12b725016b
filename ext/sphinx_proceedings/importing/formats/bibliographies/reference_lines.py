"""References as lines of text out of the bibliography that authors hand in beside a PDF."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import parse_string

from sphinx_proceedings.foreign_text.markdown import to_plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ITEM = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{[^}]*\}")
_LINK = re.compile(r"\\(?:href|url|doi|path)\s*\{([^{}]*)\}")
_WHERE = ("booktitle", "journal", "journaltitle", "publisher", "school", "institution")


def lines_of(path: Path) -> list[str]:
    r"""Read a ``.bbl`` with ``\bibitem`` or a ``.bib``; nothing where there is neither.

    Raises:
        OSError: the file cannot be read.
    """
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".bbl":
        inner = text.partition("\\end{thebibliography}")[0]
        found = [_plain(item) for item in _ITEM.split(inner)[1:]]
    else:
        logging.getLogger("bibtexparser").setLevel(logging.ERROR)
        found = [_entry(entry.fields_dict) for entry in parse_string(text).entries]
    return [line for line in found if line]


def _plain(latex: str) -> str:
    bare = _LINK.sub(r" \1 ", latex.replace("\\newblock", " ").replace("\n\n", " "))
    return " ".join(to_plain_text(bare).text.split())


def _entry(fields: Mapping[str, object]) -> str:
    """Write an entry as ``Authors. Year. Title. Where. DOI``."""

    def said(name: str) -> str:
        field = fields.get(name)
        value = str(getattr(field, "value", "")).strip()
        while value[:1] == "{" and value[-1:] == "}":
            value = value[1:-1]
        return value

    authors = _plain(said("author") or said("editor")).replace(" and ", "; ")
    where = next((said(name) for name in _WHERE if said(name)), "")
    year = said("year") or said("date")[:4]
    doi = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", said("doi"))
    link = f"https://doi.org/{doi}" if doi else said("url")
    parts = (authors, year, _plain(said("title")), _plain(where), link)
    return ". ".join(part.rstrip(".") for part in parts if part)
