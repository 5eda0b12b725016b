"""RIS, as Zotero, EndNote, Scopus and libraries write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import rispy

from sphinx_proceedings.importing.formats.bibliographies.reference_items import (
    is_paper,
    iso_date,
    leave_out,
    same,
    volume,
)
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
)

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_START = re.compile(r"^TY  ?- ?[A-Z]{3,7}\s*$", re.MULTILINE)
_WEB_OF_SCIENCE = re.compile(r"\A\s*(?:FN [A-Z]|PT [A-Z]\n)")
_PAPERS: Final = frozenset(("CONF", "CPAPER", "CHAP", "JOUR", "INPR"))
_CARRIES: Final = frozenset("title authors abstract keywords pages doi date language".split())
_USED: Final = frozenset(
    """type_of_reference id authors first_authors title primary_title short_title abstract
    notes_abstract keywords start_page end_page doi urls secondary_title custom3 secondary_authors
    publisher issn year publication_year date file_attachments1 language place_published
    tertiary_title""".split()
)


def _texts(source: Source) -> list[SourceFile]:
    return [f for f in source.files if not f.is_binary and _START.search(f.text[:20_000])]


def _recognize(source: Source) -> Detection:
    if found := _texts(source):
        count = sum(len(_START.findall(file.text)) for file in found)
        return Detection(SURE, f"{count} references that begin with 'TY  - '")
    if any(not f.is_binary and _WEB_OF_SCIENCE.match(f.text[:200]) for f in source.files):
        raise ImportSourceError(
            f"{source.label}: Web of Science's own tagged format is not read; export RIS there"
        )
    return Detection(NO, "no line 'TY  - '")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    kept: list[dict[str, Any]] = []
    for file in _texts(source):
        for number, item in enumerate(_items(file), 1):
            kind = str(item.get("type_of_reference", ""))
            if not is_paper(kind, _PAPERS, answers):
                leave_out(edition, kind)
                continue
            for key in sorted(item.keys() - _USED):
                edition.unused[key] = edition.unused.get(key, 0) + 1
            kept.append(item)
            edition.papers.append(_paper(item, f"{file.name}, reference {number}"))
    if event := same([_text(item, "secondary_title") for item in kept]):
        edition.facts["title"] = event
    made = volume(
        edition,
        titles=[_text(item, "custom3") for item in kept],
        publishers=[_text(item, "publisher") for item in kept],
        isbns=[text for item in kept if len(text := _text(item, "issn")) > len("1234-5678")],
        editors=[_list(item, "secondary_authors") for item in kept],
    )
    if made:
        edition.facts["volume"] = made
    return edition


def _items(file: SourceFile) -> list[dict[str, Any]]:
    text = re.sub(r"^([A-Z][A-Z0-9])  ?- ?", r"\1  - ", file.text, flags=re.MULTILINE)
    try:
        return rispy.loads(text)  # type: ignore[no-any-return]
    except (rispy.parser.ParseError, OSError, ValueError, KeyError) as failure:
        raise ImportSourceError(
            f"{file.name}: not RIS that can be read: {failure}; each reference begins with "
            "'TY  - ' and ends with 'ER  - '"
        ) from None


def _text(item: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = item.get(key)
        if isinstance(value, list):
            value = value[0] if value else ""
        if value and str(value).strip():
            return str(value).strip()
    return ""


def _list(item: dict[str, Any], *keys: str) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = item.get(key) or []
        found += [value] if isinstance(value, str) else [str(one) for one in value]
    return [one.strip() for one in found if one.strip()]


def _paper(item: dict[str, Any], place: str) -> ImportedPaper:
    doi = _text(item, "doi")
    first, last = _text(item, "start_page"), _text(item, "end_page")
    addresses = _list(item, "urls")
    resources = [ImportedResource(type="pdf", url=url) for url in _list(item, "file_attachments1")]
    resources = [one for one in resources if one.url.startswith("http")]
    identifier = _text(item, "id")
    return ImportedPaper(
        key=doi.casefold() or identifier or _text(item, "title", "primary_title"),
        id=identifier,
        place=place,
        title=_text(item, "title", "primary_title", "short_title"),
        authors=tuple(
            ImportedAuthor(name=name) for name in _list(item, "authors", "first_authors")
        ),
        abstract=_text(item, "abstract", "notes_abstract"),
        keywords=tuple(_list(item, "keywords")),
        pages=f"{first}-{last}" if first and last and "-" not in first else first,
        doi=doi,
        language=_text(item, "language"),
        date=iso_date(_text(item, "date", "year", "publication_year")),
        source=next((url for url in addresses if url.startswith("http")), ""),
        resources=tuple(resources),
    )


RIS_IMPORT = Format(
    name="ris",
    title="RIS (Zotero, EndNote, Scopus)",
    recognize=_recognize,
    take=_take,
)
