"""``index.html`` of a volume of CEUR Workshop Proceedings, told by the classes of its elements."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from lxml import html as lxml_html
from lxml.etree import ParserError

from sphinx_proceedings.importing.formats.workshop_pages.page_links import file_inside
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.safe_reading.safe_xml import text_of
from sphinx_proceedings.importing.text.author_lists import split_column
from sphinx_proceedings.importing.text.printed_days import days_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_MARK: Final = "CEURTITLE"
_CARRIES: Final = frozenset("title authors pages track resources".split())
_LARGEST: Final = 5_000_000


def _files(source: Source) -> list[SourceFile]:
    return [
        file
        for file in source.files
        if file.suffix in (".html", ".htm", ".xhtml")
        and not file.is_binary
        and len(file.data) <= _LARGEST
        and _MARK in file.text
    ]


def _page(file: SourceFile) -> lxml_html.HtmlElement | None:
    try:
        parser = lxml_html.HTMLParser(no_network=True, encoding="utf-8")
        return lxml_html.fromstring(file.text.encode(), parser=parser)
    except (ParserError, ValueError):
        return None


def _recognize(source: Source) -> Detection:
    count = sum(len(_of(page, _MARK)) for f in _files(source) if (page := _page(f)) is not None)
    if count:
        return Detection(SURE, f"{count} elements of the class {_MARK}")
    return Detection(NO, f"no HTML with elements of the class {_MARK}")


def _take(source: Source, _answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    for file in _files(source):
        page = _page(file)
        if page is None:
            continue
        edition.facts.update(_facts(page))
        edition.papers += _papers(source, file, page, edition)
    return edition


def _of(element: lxml_html.HtmlElement, name: str) -> list[lxml_html.HtmlElement]:
    return list(element.find_class(name))


def _said(element: lxml_html.HtmlElement, name: str) -> str:
    return next(filter(None, map(text_of, _of(element, name))), "")


def _facts(page: lxml_html.HtmlElement) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for key, name in (("title", "CEURVOLTITLE"), ("short_title", "CEURVOLACRONYM")):
        if text := _said(page, name):
            facts[key] = text
    if full := _said(page, "CEURFULLTITLE") or facts.get("title", ""):
        volume: dict[str, Any] = {"title": full, "publisher": "CEUR-WS.org"}
        if number := _said(page, "CEURVOLNR"):
            volume["number"] = number.casefold().removeprefix("vol-")
        if editors := [*filter(None, map(text_of, _of(page, "CEURVOLEDITOR")))]:
            volume["editors"] = [ImportedAuthor(name=name) for name in editors]
        days = [*days_in(_said(page, "CEURPUBDATE"))]
        if len(days) == 1:
            volume["date"] = days[0].day.isoformat()
        facts["volume"] = volume
    days = [*days_in(_said(page, "CEURLOCTIME"))]
    if len(days) == 1 and not days[0].doubt:
        facts["start_date"] = days[0].day.isoformat()
    return facts


def _papers(
    source: Source, file: SourceFile, page: lxml_html.HtmlElement, edition: ImportedEdition
) -> Iterator[ImportedPaper]:
    session = ""
    for element in page.iter("li", "span", "h3", "h2"):
        classes = (element.get("class") or "").split()
        if "CEURSESSION" in classes:
            session = text_of(element)
        if element.tag != "li" or not (title := _said(element, _MARK)):
            continue
        if any(_of(inner, _MARK) for inner in element.iter("li") if inner is not element):
            continue  # a list of papers inside an item
        target = next((link.get("href", "") for link in element.iter("a") if link.get("href")), "")
        key = element.get("id") or PurePosixPath(target).stem or title
        names = [text_of(one) for one in _of(element, "CEURAUTHOR")]
        if not any(names):
            lists = split_column([_said(element, "CEURAUTHORS")])[1]
            names = [author.name for one in lists for author in one.authors]
        if not names:
            why = f"{file.name}: no author is marked as one"
            edition.notes.append(Note(outcome=Outcome.ASKED, record=key, field="authors", why=why))
        yield ImportedPaper(
            key=key,
            place=f"{file.name}, {key}",
            title=title,
            authors=tuple(ImportedAuthor(name=name.strip(" ,")) for name in names if name),
            pages=_said(element, "CEURPAGES").replace("–", "-").replace(" ", ""),
            track=session,
            resources=_pdf(source, file, target),
        )


def _pdf(source: Source, file: SourceFile, target: str) -> tuple[ImportedResource, ...]:
    if target.startswith("http"):
        return (ImportedResource(type="pdf", url=target),)
    found = file_inside(source, file.name, target)
    return (ImportedResource(type="pdf", file=found),) if found else ()


CEUR_IMPORT: Final = Format(
    name="ceur", title="CEUR Workshop Proceedings, index.html", recognize=_recognize, take=_take
)
