"""dblp's XML: records as dblp publishes them, and submissions as they are sent to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.published_volumes.inline_markup import inner_html
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import ImportedAuthor, ImportedEdition, ImportedPaper
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.safe_reading.safe_xml import children, local_name, text_of
from sphinx_proceedings.importing.text import read_name
from sphinx_proceedings.model.values.identifiers import Doi

if TYPE_CHECKING:
    from lxml import etree

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_RECORDS: Final = ("inproceedings", "article", "incollection")
_CARRIES: Final = frozenset(("title", "authors", "pages", "doi"))
_USED: Final = frozenset(
    "author title pages year booktitle ee crossref url doi key journal volume".split()
)
_HOMONYM = re.compile(r"\s+\d{4}$")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)


_ROOTS: Final = ("dblp", "dblpsubmission")


def _roots(source: Source) -> list[tuple[str, etree._Element]]:
    roots = source.xml_roots(b"<dblp")
    return [(file.name, root) for file, root in roots if local_name(root) in _ROOTS]


def _recognize(source: Source) -> Detection:
    if found := _roots(source):
        return Detection(SURE, f"the root element is {local_name(found[0][1])}")
    return Detection(NO, "no XML whose root is dblp or dblpsubmission")


def _take(source: Source, _answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    for name, root in _roots(source):
        for element in root.iter():
            kind = local_name(element)
            if kind in _RECORDS or kind == "publ":
                if text_of(next(children(element, "title"), None)).startswith("WITHDRAWN:"):
                    edition.excluded["withdrawn"] = edition.excluded.get("withdrawn", 0) + 1
                    continue
                edition.papers.append(_paper(element, name, edition))
            elif kind == "proceedings":
                edition.facts.update(_facts(element))
    return edition


def _facts(proceedings: etree._Element) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in ("title", "publisher", "isbn", "doi"):
        if text := text_of(next(children(proceedings, name), None)):
            made[name] = text.rstrip(".") if name == "title" else text
    editors = [read_name(_bare(text_of(one))[0]) for one in children(proceedings, "editor")]
    if editors and all(not editor.doubt for editor in editors):
        made["editors"] = [{"name": editor.text} for editor in editors]
    return {"volume": made} if "title" in made else {}


def _bare(name: str) -> tuple[str, str]:
    """Return a name and the number by which dblp tells namesakes apart."""
    found = _HOMONYM.search(name)
    return (name[: found.start()], found[0].strip()) if found else (name, "")


def _paper(element: etree._Element, file: str, edition: ImportedEdition) -> ImportedPaper:
    for child in element:
        if (name := local_name(child)) not in _USED:
            edition.unused[name] = edition.unused.get(name, 0) + 1
    key = element.get("key", "") or text_of(next(children(element, "key"), None))
    addresses = [text_of(one) for one in children(element, "ee")]
    doi = text_of(next(children(element, "doi"), None))
    for address in addresses:
        if not doi and (found := _DOI.fullmatch(address)):
            doi = _checked(found[1])
    title = inner_html(next(children(element, "title"), None)).strip()
    # dblp ends every title with a full stop.
    title = title.removesuffix(".") if local_name(element) in _RECORDS else title
    authors = []
    for person in children(element, "author"):
        name, number = _bare(text_of(person))
        if number:
            why = f"dblp tells namesakes apart by a number, here {number}; it was cut off"
            note = Note(outcome=Outcome.CHANGED, record=key, field="authors", after=name, why=why)
            edition.notes.append(note)
        authors.append(ImportedAuthor(name=name, orcid=person.get("orcid", "")))
    return ImportedPaper(
        key=key or doi.casefold() or title,
        id=key.rpartition("/")[2],
        place=f"{file}:{element.sourceline}",
        title=title,
        authors=tuple(authors),
        pages=text_of(next(children(element, "pages"), None)),
        doi=doi,
        source=next((a for a in addresses if a.startswith("http") and not _DOI.match(a)), ""),
    )


def _checked(doi: str) -> str:
    try:
        return str(Doi(f"https://doi.org/{doi}"))
    except ValueError:
        return doi


DBLP_IMPORT = Format(name="dblp", title="dblp XML", recognize=_recognize, take=_take)
