"""The ACL Anthology's XML, as it lies in its repository and as we export it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.published_volumes.inline_markup import inner_html
from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.safe_reading.safe_xml import children, local_name, text_of

if TYPE_CHECKING:
    from lxml import etree

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_CARRIES: Final = frozenset(
    "title authors authors.affiliations abstract pages doi language".split()
)
_USED: Final = frozenset(
    "title author abstract pages url doi bibkey video attachment language pwccode".split()
)
_ATTACHMENTS: Final = {
    **dict.fromkeys(("software", "code"), "code"),
    **dict.fromkeys(("dataset", "data"), "data"),
    **dict.fromkeys(("presentation", "slides"), "slides"),
    "poster": "poster",
    "video": "video",
}
_ANTHOLOGY: Final = "https://aclanthology.org/"
_OLD_ID = re.compile(r"[A-Z]\d\d")


def _collections(source: Source) -> list[tuple[str, etree._Element]]:
    found = []
    for file, root in source.xml_roots(b"<collection"):
        has_volume = next(children(root, "volume"), None) is not None
        if local_name(root) == "collection" and has_volume:
            found.append((file.name, root))
    return found


def _recognize(source: Source) -> Detection:
    found = _collections(source)
    if found:
        ids = ", ".join(root.get("id", "") for _, root in found)
        return Detection(SURE, f"the root element is collection, with volumes ({ids})")
    return Detection(NO, "no XML with a collection of volumes")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    volumes = [
        (name, root.get("id", ""), volume)
        for name, root in _collections(source)
        for volume in children(root, "volume")
    ]
    if len(volumes) > 1:
        ids = tuple(f"{collection}-{volume.get('id', '')}" for _, collection, volume in volumes)
        text = f"There are {len(ids)} volumes in it. Which one is to be imported?"
        chosen = answers.need(Question(id="volume", text=text, options=(*ids, "all")))
        if chosen != "all":
            volumes = [v for v, made in zip(volumes, ids, strict=True) if made == chosen]
    for name, collection, volume in volumes:
        if len(volumes) == 1:
            edition.facts = _facts(volume)
        for paper in children(volume, "paper"):
            if next(children(paper, "removed"), None) is not None:
                edition.excluded["removed"] = edition.excluded.get("removed", 0) + 1
                continue
            _count_unused(paper, edition)
            made = _paper(paper, name, collection, volume.get("id", ""), alone=len(volumes) == 1)
            edition.papers.append(made)
            if (gone := next(children(paper, "retracted"), None)) is not None:
                why = f"retracted on {gone.get('date', 'an unknown day')}: add a notice of it"
                note = Note(outcome=Outcome.ASKED, record=made.key, field="notices", why=why)
                edition.notes.append(note)
    return edition


def _facts(volume: etree._Element) -> dict[str, Any]:
    meta = next(children(volume, "meta"), None)
    if meta is None:
        return {}
    made: dict[str, Any] = {}
    for key, name in (("title", "booktitle"), ("publisher", "publisher"), ("isbn", "isbn")):
        if text := text_of(next(children(meta, name), None)):
            made[key] = text
    editors = [_parts(editor) for editor in children(meta, "editor")]
    if editors := [parts for parts in editors if "family" in parts]:
        made["editors"] = [{"name": parts} for parts in editors]
    return {"volume": made} if "title" in made else {}


def _count_unused(paper: etree._Element, edition: ImportedEdition) -> None:
    for child in paper:
        if (name := local_name(child)) not in _USED:
            edition.unused[name] = edition.unused.get(name, 0) + 1


def _parts(person: etree._Element) -> dict[str, str]:
    given = text_of(next(children(person, "first"), None))
    family = text_of(next(children(person, "last"), None))
    made = {"given": given, "family": family} if family else {"literal": given}
    return {key: text for key, text in made.items() if text}


def _author(person: etree._Element) -> ImportedAuthor:
    where = [text_of(found) for found in children(person, "affiliation")]
    return ImportedAuthor(
        name=" ".join(_parts(person).values()) if "family" not in _parts(person) else "",
        parts=_parts(person) if "family" in _parts(person) else None,
        key=person.get("id", ""),
        orcid=person.get("orcid", ""),
        affiliations=tuple(ImportedAffiliation(name=name) for name in where if name),
    )


def _paper(
    paper: etree._Element, file: str, collection: str, volume: str, *, alone: bool
) -> ImportedPaper:
    number = paper.get("id", "")
    if _OLD_ID.fullmatch(collection):
        width = 3 if collection[0] != "W" else 2
        anthology_id = f"{collection}-{volume}{number:0>{width}}"
    else:
        anthology_id = f"{collection}-{volume}.{number}"
    url = text_of(next(children(paper, "url"), None))
    return ImportedPaper(
        key=anthology_id,
        id=number if alone else f"{volume}-{number}",
        place=f"{file}:{paper.sourceline}",
        title=inner_html(next(children(paper, "title"), None)),
        authors=tuple(_author(person) for person in children(paper, "author")),
        abstract=inner_html(next(children(paper, "abstract"), None)),
        pages=text_of(next(children(paper, "pages"), None)),
        doi=text_of(next(children(paper, "doi"), None)),
        source=url if url.startswith("http") else f"{_ANTHOLOGY}{url}/" if url else "",
        resources=tuple(_resources(paper, url)),
    )


def _resources(paper: etree._Element, url: str) -> list[ImportedResource]:
    made = []
    if url.endswith(".pdf"):
        made.append(ImportedResource(type="pdf", url=url))
    elif url and not url.startswith("http"):
        made.append(ImportedResource(type="pdf", url=f"{_ANTHOLOGY}{url}.pdf"))
    for video in children(paper, "video"):
        href = video.get("href", "")
        address = href if href.startswith("http") else f"{_ANTHOLOGY}{href}"
        made.append(ImportedResource(type="video", url=address))
    made += [
        ImportedResource(type="code", url=code.get("url", ""))
        for code in children(paper, "pwccode")
        if code.get("url", "").startswith("http")
    ]
    for attached in children(paper, "attachment"):
        kind = _ATTACHMENTS.get(attached.get("type", "").casefold(), "supplement")
        name = text_of(attached)
        address = name if name.startswith("http") else f"{_ANTHOLOGY}attachments/{name}"
        made.append(ImportedResource(type=kind, url=address))
    return made


ACL_ANTHOLOGY_IMPORT = Format(
    name="acl-anthology",
    title="ACL Anthology XML",
    recognize=_recognize,
    take=_take,
)
