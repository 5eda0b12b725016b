"""CSL-JSON, as Zotero, Mendeley, pandoc and Crossref write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.bibliographies.reference_items import (
    is_paper,
    leave_out,
    same,
    volume,
)
from sphinx_proceedings.importing.importer import LIKELY, NO, Detection, Format
from sphinx_proceedings.importing.records import ImportedAuthor, ImportedEdition, ImportedPaper

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_PAPERS: Final = frozenset(("paper-conference", "article-journal", "chapter", "article"))
_CARRIES: Final = frozenset("title authors abstract keywords pages doi date language".split())
_USED: Final = frozenset(
    """id type title author issued event event-title event-place event-date language URL DOI
    abstract keyword page page-first container-title publisher publisher-place ISBN editor
    collection-title citation-key title-short""".split()
)


def _items(source: Source) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    for file, value in source.json_values():
        inner = value.get("items") if isinstance(value, dict) else value
        items = inner if isinstance(inner, list) else []
        found += [
            (f"{file.name}, item {number}", item)
            for number, item in enumerate(items, 1)
            if isinstance(item, dict)
            and isinstance(item.get("type"), str)
            and "title" in item
            and (_is_names(item.get("author")) or _is_date(item.get("issued")))
        ]
    return found


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and any(
        isinstance(one, dict) and one.keys() & {"family", "literal"} for one in value
    )


def _is_date(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.keys() & {"date-parts", "raw", "literal"})


def _recognize(source: Source) -> Detection:
    found = _items(source)
    if found:
        reason = f"{len(found)} items with type, title and names or a date as CSL has them"
        return Detection(LIKELY + 10, reason)
    return Detection(NO, "no JSON list of items with type, title and author as CSL has them")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    kept: list[dict[str, Any]] = []
    for place, item in _items(source):
        if not is_paper(item["type"], _PAPERS, answers):
            leave_out(edition, item["type"])
            continue
        kept.append(item)
        for key in sorted(item.keys() - _USED):
            edition.unused[key] = edition.unused.get(key, 0) + 1
        edition.papers.append(_paper(item, place))
    if event := same([_text(item, "event-title", "event") for item in kept]):
        edition.facts["title"] = event
    made = volume(
        edition,
        titles=[_text(item, "container-title") for item in kept],
        publishers=[_text(item, "publisher") for item in kept],
        isbns=[_text(item, "ISBN") for item in kept],
        editors=[[_one_line(name) for name in _names(item.get("editor"))] for item in kept],
    )
    if made:
        edition.facts["volume"] = made
    return edition


def _text(item: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = item.get(key)
        if isinstance(value, list):
            value = value[0] if value else ""
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()
    return ""


def _names(value: Any) -> list[dict[str, str]]:
    found = value if isinstance(value, list) else []
    return [
        {str(key): text for key, text in one.items() if isinstance(text, str) and text.strip()}
        for one in found
        if isinstance(one, dict)
    ]


def _author(name: dict[str, str]) -> ImportedAuthor:
    if "family" not in name:
        whole = name.get("literal", "") or name.get("given", "")
        return ImportedAuthor(name=f"{{{whole}}}" if whole else "")
    dropping, particle = name.get("dropping-particle", ""), name.get("non-dropping-particle", "")
    parts = {
        "given": " ".join(filter(None, (name.get("given", ""), dropping))),
        "particle": particle,
        "family": name["family"],
        "suffix": name.get("suffix", ""),
    }
    parts = {key: text for key, text in parts.items() if text}
    orcid = name.get("ORCID", "")
    return ImportedAuthor(parts=parts, orcid=orcid)


def _one_line(name: dict[str, str]) -> str:
    if "family" not in name:
        return f"{{{name.get('literal', '')}}}"
    family = " ".join(filter(None, (name.get("non-dropping-particle", ""), name["family"])))
    return ", ".join(filter(None, (family, name.get("suffix", ""), name.get("given", ""))))


def _date(item: dict[str, Any]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or len(first) < 3:
        return ""
    year, month, day = (str(part) for part in first[:3])
    return f"{year:0>4}-{month:0>2}-{day:0>2}"


def _paper(item: dict[str, Any], place: str) -> ImportedPaper:
    doi, identifier = _text(item, "DOI"), _text(item, "id", "citation-key")
    identifier = identifier.rpartition("/")[2]  # Zotero's are addresses
    url = _text(item, "URL")
    return ImportedPaper(
        key=doi.casefold() or identifier or _text(item, "title"),
        id=identifier,
        place=place,
        title=_text(item, "title"),
        authors=tuple(_author(name) for name in _names(item.get("author"))),
        abstract=_text(item, "abstract"),
        keywords=tuple(word.strip() for word in _text(item, "keyword").split(",") if word.strip()),
        pages=_text(item, "page"),
        doi=doi,
        language=_text(item, "language"),
        date=_date(item),
        source=url if url.startswith("http") else "",
    )


CSL_IMPORT = Format(
    name="csl-json",
    title="CSL-JSON (Zotero, Mendeley, pandoc)",
    recognize=_recognize,
    take=_take,
)
