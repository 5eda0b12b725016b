"""JATS, an article a file: as journals, preprint servers and we ourselves write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.published_volumes.inline_markup import inner_html
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
)
from sphinx_proceedings.importing.safe_reading.safe_xml import children, local_name, text_of

if TYPE_CHECKING:
    from lxml import etree

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_CARRIES: Final = frozenset(
    """title subtitle authors authors.affiliations authors.orcid abstract keywords pages doi licence
    language date""".split()
)
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def _articles(source: Source) -> list[tuple[str, etree._Element]]:
    found = []
    for file, root in source.xml_roots(b"<article"):
        articles = [root] if local_name(root) == "article" else root.iter("{*}article")
        found += [(file.name, one) for one in articles if _first(one, "article-meta") is not None]
    return found


def _recognize(source: Source) -> Detection:
    if found := _articles(source):
        return Detection(SURE, f"{len(found)} of the elements article with article-meta")
    return Detection(NO, "no XML with an article and its article-meta")


def _take(source: Source, _answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    for name, article in _articles(source):
        edition.papers.append(_paper(article, name))
    return edition


def _first(element: etree._Element, *path: str) -> etree._Element | None:
    """Return the first element that a path of names leads to, at any depth for the first."""
    found = next(element.iter(f"{{*}}{path[0]}"), None)
    for name in path[1:]:
        found = None if found is None else next(children(found, name), None)
    return found


def _id(meta: etree._Element, kind: str) -> str:
    for one in children(meta, "article-id"):
        if one.get("pub-id-type") == kind:
            return text_of(one)
    return ""


def _paper(article: etree._Element, file: str) -> ImportedPaper:
    meta = _first(article, "article-meta")
    assert meta is not None  # noqa: S101 - only articles with it are read
    doi, own = _id(meta, "doi"), _id(meta, "publisher-id")
    first, last = _text(meta, "fpage"), _text(meta, "lpage")
    abstracts = [one for one in children(meta, "abstract") if not one.get("abstract-type")]
    return ImportedPaper(
        key=doi.casefold() or own or file,
        id=own if len(own) > 1 or own != "0" else "",
        place=f"{file}:{article.sourceline}",
        title=inner_html(_first(meta, "title-group", "article-title")),
        subtitle=inner_html(_first(meta, "title-group", "subtitle")),
        authors=tuple(_authors(meta)),
        abstract=inner_html(abstracts[0]) if abstracts else "",
        keywords=tuple(
            text_of(word)
            for group in children(meta, "kwd-group")
            for word in children(group, "kwd")
        ),
        pages=f"{first}-{last}" if first and last else first,
        doi=doi,
        licence=_licence(meta),
        language=article.get(_LANGUAGE, ""),
        date=_date(meta),
        source=next((one.get(_XLINK, "") for one in children(meta, "self-uri")), ""),
        resources=tuple(_resources(meta)),
    )


def _text(element: etree._Element, name: str) -> str:
    return text_of(next(children(element, name), None))


def _licence(meta: etree._Element) -> str:
    found = _first(meta, "permissions", "license")
    return "" if found is None else found.get(_XLINK, "") or _text(found, "license_ref")


def _date(meta: etree._Element) -> str:
    for one in children(meta, "pub-date"):
        if date := one.get("iso-8601-date", ""):
            return date if len(date) == len("2025-11-03") else ""
        parts = [_text(one, name) for name in ("year", "month", "day")]
        if all(part.isdecimal() for part in parts):
            return f"{parts[0]:0>4}-{parts[1]:0>2}-{parts[2]:0>2}"
    return ""


def _resources(meta: etree._Element) -> list[ImportedResource]:
    made = []
    for one in children(meta, "self-uri"):
        address = one.get(_XLINK, "")
        if one.get("content-type", "").endswith("pdf") and address.startswith("http"):
            made.append(ImportedResource(type="pdf", url=address))
    return made


def _authors(meta: etree._Element) -> list[ImportedAuthor]:
    places = {one.get("id", ""): _affiliation(one) for one in meta.iter("{*}aff")}
    made = []
    for group in children(meta, "contrib-group"):
        contribs = children(group, "contrib")
        made += [
            _author(one, places)
            for one in contribs
            if one.get("contrib-type", "author") == "author"
        ]
    return made


def _author(contrib: etree._Element, places: dict[str, ImportedAffiliation]) -> ImportedAuthor:
    ids = [
        key
        for xref in contrib.iter("{*}xref")
        if xref.get("ref-type") == "aff"
        for key in xref.get("rid", "").split()
    ]
    where = [places[key] for key in ids if key in places]
    where += [_affiliation(one) for one in children(contrib, "aff")]
    orcid = next((text_of(one) for one in children(contrib, "contrib-id")), "")
    named: dict[str, Any] = _name(contrib)
    return ImportedAuthor(
        **named,
        orcid=orcid if "-" in orcid else "",
        affiliations=tuple(one for one in where if one.name),
        corresponding=contrib.get("corresp") == "yes",
        presenter=False,
    )


def _name(contrib: etree._Element) -> dict[str, Any]:
    if next(children(contrib, "anonymous"), None) is not None:
        return {"name": "Anonymous"}
    if collaboration := _text(contrib, "collab"):
        return {"name": collaboration, "kind": "organization"}
    name = next(contrib.iter("{*}name"), None)
    if name is None:
        whole = _text(contrib, "string-name")
        return {"name": f"{{{whole}}}" if whole else ""}
    parts = {
        "given": _text(name, "given-names"),
        "family": _text(name, "surname"),
        "suffix": _text(name, "suffix"),
    }
    parts = {key: text for key, text in parts.items() if text}
    return {"parts": parts} if "family" in parts else {"name": " ".join(parts.values())}


def _affiliation(element: etree._Element) -> ImportedAffiliation:
    named = [(one.get("content-type", ""), text_of(one)) for one in element.iter("{*}institution")]
    department = next((text for kind, text in named if kind.startswith("dep")), "")
    name = next((text for kind, text in named if not kind.startswith("dep")), "")
    country = next(element.iter("{*}country"), None)
    if not name and not department:
        label = _text(element, "label")
        name = text_of(element).removeprefix(label).strip()
        return ImportedAffiliation(name=name)
    return ImportedAffiliation(
        name=name or department,
        department=department if name else "",
        city=next((text_of(one) for one in element.iter("{*}city")), ""),
        country="" if country is None else country.get("country", "") or text_of(country),
    )


JATS_IMPORT = Format(name="jats", title="JATS XML", recognize=_recognize, take=_take)
