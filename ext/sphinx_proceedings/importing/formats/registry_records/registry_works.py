"""What Crossref and DataCite say of published works: DOI, pages, date and ORCID iDs, no more.

Titles, names and abstracts are only used to find the paper; those of the data are better.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.yaml_source import records_in, text_in

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_CARRIES: Final = frozenset(["doi", "pages", "date", "authors.orcid"])
_PARTS: Final = 3  # year, month and day


def _first(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, str) else ""


def _doi(text: Any) -> str:
    """Return a DOI, in small letters if it came in capitals throughout."""
    doi = text if isinstance(text, str) else ""
    return doi.lower() if doi.isupper() else doi


def _crossref_items(value: Any) -> list[dict[str, Any]]:
    message = value.get("message", value) if isinstance(value, dict) else value
    items = message.get("items", [message]) if isinstance(message, dict) else message
    # CSL-JSON has the same keys, but one title where Crossref has a list of them.
    works = [one for one in records_in(items) if isinstance(one.get("title"), list)]
    return [one for one in works if isinstance(one.get("DOI"), str)]


def _crossref_paper(item: dict[str, Any], place: str) -> ImportedPaper:
    published = item.get("published") or item.get("published-print") or {}
    parts = published.get("date-parts") if isinstance(published, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    day = [one for one in first if isinstance(one, int)]
    return ImportedPaper(
        key=_doi(item["DOI"]),
        place=place,
        title=_first(item.get("title")),
        authors=tuple(
            ImportedAuthor(
                name=_joined(one.get("given"), one.get("family"), one.get("name")),
                orcid=str(one.get("ORCID") or ""),
            )
            for one in records_in(item.get("author"))
        ),
        doi=_doi(item["DOI"]),
        pages=str(item.get("page") or ""),
        date="{:04}-{:02}-{:02}".format(*day) if len(day) == _PARTS else "",
    )


def _datacite_items(value: Any) -> list[dict[str, Any]]:
    data = value.get("data") if isinstance(value, dict) else None
    items = [data] if isinstance(data, dict) else records_in(data)
    found = [one.get("attributes") for one in items]
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("doi"), str)]


def _datacite_paper(item: dict[str, Any], place: str) -> ImportedPaper:
    titles = records_in(item.get("titles"))
    dates = {
        str(one.get("dateType")): str(one.get("date")) for one in records_in(item.get("dates"))
    }
    issued = dates.get("Issued", "")
    return ImportedPaper(
        key=_doi(item["doi"]),
        place=place,
        title=str(titles[0].get("title") or "") if titles else "",
        authors=tuple(
            ImportedAuthor(
                name=_joined(one.get("givenName"), one.get("familyName"), one.get("name")),
                orcid=_orcid(one),
            )
            for one in records_in(item.get("creators"))
        ),
        doi=_doi(item["doi"]),
        pages=_datacite_pages(item),
        date=issued if len(issued) == len("2026-05-01") else "",
    )


def _datacite_pages(item: dict[str, Any]) -> str:
    """Return the pages in the volume: of ``container``, or of the related item it stands for."""
    volumes = [item.get("container"), *records_in(item.get("relatedItems"))]
    for one in volumes:
        if isinstance(one, dict) and one.get("relationType", "IsPublishedIn") == "IsPublishedIn":
            first, last = text_in(one, "firstPage"), text_in(one, "lastPage")
            if first:
                return f"{first}-{last}" if last else first
    return ""


def _orcid(creator: dict[str, Any]) -> str:
    for one in records_in(creator.get("nameIdentifiers")):
        if str(one.get("nameIdentifierScheme")).upper() == "ORCID":
            return str(one.get("nameIdentifier") or "")
    return ""


def _joined(given: Any, family: Any, name: Any) -> str:
    if given and family:
        return f"{family}, {given}"
    return str(family or name or given or "")


def _format(
    name: str,
    title: str,
    items_of: Callable[[Any], list[dict[str, Any]]],
    paper_of: Callable[[dict[str, Any], str], ImportedPaper],
    shape: str,
) -> Format:
    def found(source: Source) -> list[tuple[str, dict[str, Any]]]:
        return [
            (f"{file.name}, work {index}", item)
            for file, value in source.json_values()
            for index, item in enumerate(items_of(value), 1)
        ]

    def recognize(source: Source) -> Detection:
        count = len(found(source))
        return Detection(SURE if count else NO, f"{count or 'no'} works with {shape}")

    def take(source: Source, answers: Answers) -> ImportedEdition:  # noqa: ARG001 - asks nothing
        papers = [paper_of(item, place) for place, item in found(source)]
        return ImportedEdition(papers=papers, carries=_CARRIES, adds_only=True)

    return Format(name=name, title=title, recognize=recognize, take=take)


CROSSREF_WORKS: Final = _format(
    "crossref", "Crossref works", _crossref_items, _crossref_paper, "message.items[].DOI"
)
DATACITE_WORKS: Final = _format(
    "datacite", "DataCite DOIs", _datacite_items, _datacite_paper, "data[].attributes.doi"
)
