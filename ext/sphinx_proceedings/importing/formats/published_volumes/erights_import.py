"""ACM's eRights XML (``erights_record``): the accepted papers as they go to ACM for their rights.

Written from what public converters make and EasyChair documents; no file of ACM's own was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.safe_reading.safe_xml import children, local_name, text_of

if TYPE_CHECKING:
    from lxml import etree

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_CARRIES: Final = frozenset(
    "title authors authors.affiliations authors.orcid authors.corresponding pages track doi".split()
)
_USED: Final = frozenset(
    """authors author paper_title event_tracking_number start_page end_page section doi DOI
    sequence_no article_seq_no""".split()
)


def _roots(source: Source) -> list[tuple[str, etree._Element]]:
    roots = source.xml_roots(b"erights_record")
    return [(file.name, root) for file, root in roots if local_name(root) == "erights_record"]


def _recognize(source: Source) -> Detection:
    count = sum(1 for _, root in _roots(source) for _ in children(root, "paper"))
    if count:
        return Detection(SURE, f"the root element is erights_record, with {count} papers")
    return Detection(NO, "no XML whose root is erights_record")


def _take(source: Source, _answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    for file, root in _roots(source):
        for number, paper in enumerate(children(root, "paper"), 1):
            edition.papers.append(_paper(paper, f"{file}:{paper.sourceline}", number))
            for child in paper:
                name = local_name(child)
                if name not in _USED and text_of(child):
                    edition.unused[name] = edition.unused.get(name, 0) + 1
    return edition


def _text(element: etree._Element, *names: str) -> str:
    found = (text_of(one) for name in names for one in children(element, name))
    return next(filter(None, found), "")


def _paper(paper: etree._Element, place: str, number: int) -> ImportedPaper:
    key = _text(paper, "event_tracking_number") or str(number)
    start, end = _text(paper, "start_page"), _text(paper, "end_page")
    section = next(children(paper, "section"), None)
    track = "" if section is None else _text(section, "section_title") or text_of(section)
    # EasyChair writes a list of authors, some converters the authors themselves.
    holders = [*children(paper, "authors"), paper]
    people = [one for holder in holders for one in children(holder, "author")]
    people.sort(key=lambda one: _number(_text(one, "sequence_no")))
    return ImportedPaper(
        key=key,
        number=key,
        place=place,
        title=_text(paper, "paper_title"),
        authors=tuple(map(_author, people)),
        pages=f"{start}-{end}" if start and end else start,
        doi=_text(paper, "doi", "DOI"),
        track=track,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _author(author: etree._Element) -> ImportedAuthor:
    given = " ".join(filter(None, (_text(author, "first_name"), _text(author, "middle_name"))))
    family = _text(author, "last_name")
    parts = {"given": given, "family": family, "suffix": _text(author, "suffix")}
    places = [one for group in children(author, "affiliations") for one in group]
    return ImportedAuthor(
        name="" if family else given,
        parts={name: text for name, text in parts.items() if text} if family else None,
        key=_text(author, "ACM_profile_id"),
        honorific=_text(author, "prefix"),
        email=_text(author, "email_address"),
        orcid=_text(author, "ORCID", "orcid"),
        affiliations=tuple(
            ImportedAffiliation(
                name=name,
                department=_text(one, "department"),
                city=_text(one, "city"),
                country=_text(one, "country"),
            )
            for one in places
            if (name := _text(one, "institution"))
        ),
        corresponding=_text(author, "contact_author").upper().startswith("Y"),
    )


ERIGHTS_IMPORT: Final = Format(
    name="acm-erights", title="ACM eRights XML", recognize=_recognize, take=_take
)
