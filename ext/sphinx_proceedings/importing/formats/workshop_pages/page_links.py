"""What a link beside a paper or a person leads to: its file, its poster, somebody's own page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sphinx_proceedings.importing.formats.tables.column_content import host_field
from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.records import ImportedResource

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source

_KINDS: Final = (
    ("openreview", r"open ?review|forum"),
    ("poster", r"poster"),
    ("slides", r"slides?|presentation"),
    ("video", r"video|recording|talk|watch|oral|spotlight|youtube|live|teaser|trailer"),
    ("supplement", r"supp(?:lement(?:ary|al)?)?(?: material)?s?|appendix"),
    ("code", r"code|github|repo(?:sitory)?|source|implementation"),
    ("data", r"data(?:set)?s?"),
    ("arxiv", r"arxiv|preprint"),
    ("doi", r"doi"),
    (
        "website",
        r"(?:project )?(?:web ?)?(?:page|site)|project|website|homepage|demo|blog(?: post)?",
    ),
    (
        "pdf",
        (
            r"(?:full |camera[- ]ready |extended )?(?:pdf|paper|abstract|manuscript)(?: pdf)?"
            r"|download|link|here"
        ),
    ),
    ("other", r"bib(?:tex)?|cite|supplementary video|review|reviews|q&a|live q&a|chat|zoom|join"),
)
_BEHIND: Final = r"(?:\s*\(.*\)|\s+\d|\s+link|\s+(?:pdf|version|talk|file))?"
_WORDS: Final = tuple(
    (kind, re.compile(f"(?:{words}){_BEHIND}", re.IGNORECASE)) for kind, words in _KINDS
)
_ROOTS: Final = ("", "static/", "assets/", "docs/", "public/")


def resource_type(label: str, address: str) -> str:
    """Return what a link beside a paper is, by its words and its address; empty for a title."""
    said = label.strip(" .:,;[]()→↗\U0001f4c4\U0001f517")
    for kind, pattern in _WORDS:
        if pattern.fullmatch(said):
            if kind in ("pdf", "website") and address.startswith("http"):
                found = host_field(address)
                if kind == "pdf" and found in (Field.OPENREVIEW, Field.ARXIV, Field.DOI):
                    return "pdf" if "pdf" in address else str(found)
            return kind
    if re.match(r"(?:https?://|www\.)\S+$", said):
        return title_link(address)
    return "pdf" if not said and address.endswith(".pdf") else ""


def title_link(address: str) -> str:
    """Return what an address is that a title, or the address itself, leads to."""
    if re.search(r"/pdf\b|\.pdf\b|/pdf/", address):
        return "pdf"
    found = str(host_field(address))
    return found if found in ("openreview", "arxiv", "doi", "video", "code") else "website"


def as_resource(source: Source, page: str, kind: str, address: str) -> ImportedResource | None:
    """Return a resource for a link of a page; None for a file that is not in the folder."""
    if re.match(r"https?://", address):
        return ImportedResource(type=kind, url=address)
    if address.startswith("//"):
        return ImportedResource(type=kind, url=f"https:{address}")
    found = file_inside(source, page, address)
    return ImportedResource(type=kind, file=found) if found else None


def file_inside(source: Source, page: str, address: str) -> str:
    """Return the path of a file that a page leads to, as its site serves it; empty without one."""
    name = unquote(address.partition("#")[0].partition("?")[0]).lstrip("/")
    if not name or ":" in name:
        return ""
    beside = str(PurePosixPath(page).parent / name)
    for place in (beside, *(root + name for root in _ROOTS)):
        if source.inside(place):
            return str(PurePosixPath(place))
    return ""
