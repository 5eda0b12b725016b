"""Identifiers, links and files of a paper as its page's front matter names them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.records import ImportedResource
from sphinx_proceedings.importing.yaml_source import records_in, text_in

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source

_KINDS: Final = {
    "pdf": "pdf",
    "code": "code",
    "dataset": "data",
    "data": "data",
    "poster": "poster",
    "project": "website",
    "website": "website",
    "site": "website",
    "slides": "slides",
    "source": "other",
    "video": "video",
    "supp": "supplement",
    "supplement": "supplement",
    "openreview": "openreview",
}
"""Words of HugoBlox (``url_pdf``, the types of ``links``) and of al-folio (``pdf``)."""
RESOURCE_KEYS: Final = frozenset(
    [
        *("doi", "arxiv", "links", "hugoblox"),
        *(prefix + name for name in _KINDS for prefix in ("", "url_")),
        *("url_preprint", "url_source"),
    ]
)
"""Keys of a page that are read here."""
_PLACES: Final = ("", "static/", "assets/", "assets/media/", "assets/pdf/")
"""Folders that Hugo, HugoBlox and al-folio serve files from."""


def resources_of(
    source: Source, page: str, item: dict[str, Any], unused: Counter[str]
) -> tuple[str, str, tuple[ImportedResource, ...]]:
    """Return DOI, arXiv identifier and resources; files not in the folder are counted as unused."""
    block = item.get("hugoblox")
    ids = block.get("ids") if isinstance(block, dict) else None
    ids = ids if isinstance(ids, dict) else {}
    doi = text_in(item, "doi") or text_in(ids, "doi")
    arxiv = text_in(item, "arxiv") or text_in(ids, "arxiv")
    made: dict[tuple[str, str], ImportedResource] = {}
    for kind, target, title in _named(item):
        found = _resource(source, page, kind, target, title)
        if found is None:
            unused["files that are not in the folder"] += 1
        else:
            made.setdefault((found.type, found.url or found.file), found)
    return doi, arxiv, tuple(made.values())


def _named(item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield type, address or path, and title of everything that a page links to."""
    for name, kind in _KINDS.items():
        for key in (f"url_{name}", name):
            if target := text_in(item, key):
                yield kind, target, ""
    if target := text_in(item, "url_preprint"):
        yield "other", target, "Preprint"
    for link in records_in(item.get("links")):
        if target := text_in(link, "url"):
            kind = _KINDS.get(text_in(link, "type").casefold(), "")
            title = text_in(link, "name", "label") or ("" if kind else text_in(link, "type"))
            yield kind or "website", target, title


def _resource(
    source: Source, page: str, kind: str, target: str, title: str
) -> ImportedResource | None:
    if target.startswith(("http://", "https://")):
        return ImportedResource(type=kind, url=target, title=title)
    inside = target.lstrip("/")
    beside = PurePosixPath(page).parent / inside
    for place in (str(beside), *(folder + inside for folder in _PLACES)):
        if source.inside(place):
            return ImportedResource(type=kind, file=place, title=title)
    return None
