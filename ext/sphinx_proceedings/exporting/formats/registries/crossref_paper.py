"""The ``conference_paper`` of a Crossref deposit: names, titles, abstract, licence, relations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.registries.jats_abstract import JATS1, fill_abstract
from sphinx_proceedings.exporting.iso_639 import two_letters
from sphinx_proceedings.exporting.xml import (
    MATHML,
    XML_LANG,
    add,
    add_if,
    collapsed,
    fill,
)
from sphinx_proceedings.model.records.cited_works import cited_doi
from sphinx_proceedings.model.records.papers import NoticeType, Paper, ResourceType
from sphinx_proceedings.model.richtext import to_jats
from sphinx_proceedings.model.values.identifiers import LanguageTag
from sphinx_proceedings.model.values.reduced_dates import parts_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.people import Affiliation

CROSSREF: Final = "http://www.crossref.org/schema/5.3.1"
ACCESS: Final = "http://www.crossref.org/AccessIndicators.xsd"
FUNDREF: Final = "http://www.crossref.org/fundref.xsd"
RELATIONS: Final = "http://www.crossref.org/relations.xsd"

# Of ISO 639-1, common5.3.1.xsd does not enumerate these.
_NO_LANGUAGES: Final = frozenset(("jv", "mh", "zu"))
_NAME: Final = re.compile(r"[^\d?]*[^?\s]+[^\d]*")
_DOI: Final = re.compile(r"10\.[0-9]{4,9}/.{1,200}")
_ENGLISH: Final = LanguageTag("en")
_LONGEST_NAME: Final = 60
_LONGEST_SUFFIX: Final = 10
_UPDATES: Final = {
    NoticeType.ERRATUM: "erratum",
    NoticeType.CORRECTION: "correction",
    NoticeType.REVISION: "new_version",
    NoticeType.RETRACTION: "retraction",
    NoticeType.WITHDRAWAL: "withdrawal",
    NoticeType.EXPRESSION_OF_CONCERN: "expression_of_concern",
}
_NOTICE_TITLES: Final = {
    NoticeType.ERRATUM: "Erratum",
    NoticeType.CORRECTION: "Correction",
    NoticeType.REVISION: "Revision",
    NoticeType.RETRACTION: "RETRACTION",
    NoticeType.WITHDRAWAL: "WITHDRAWAL",
    NoticeType.EXPRESSION_OF_CONCERN: "EXPRESSION OF CONCERN",
}
_MATERIAL: Final = {
    ResourceType.SUPPLEMENT: "isSupplementedBy",
    ResourceType.POSTER: "hasRelatedMaterial",
    ResourceType.SLIDES: "hasRelatedMaterial",
    ResourceType.VIDEO: "hasRelatedMaterial",
    ResourceType.CODE: "hasRelatedMaterial",
    ResourceType.DATA: "basedOnData",
    ResourceType.MODEL: "hasRelatedMaterial",
}


def clipped(text: str, longest: int) -> str:
    """Return *text* on one line, cut to the length that the schema allows."""
    line = collapsed(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def can_be_doi(doi: str) -> bool:
    """Tell whether a DOI has the shape that the schema asks for."""
    return _DOI.fullmatch(doi) is not None


def language(tag: str) -> str | None:
    """Return the two letters of a language, None when the schema does not have it."""
    code = two_letters(tag)
    return None if code in _NO_LANGUAGES else code


def name_problems(names: Iterable[CitedName]) -> Iterator[tuple[str, str]]:
    """Yield what the schema forbids in names, each with what to do."""
    for name in names:
        if not name.contribution.is_person:
            continue
        for part in (name.given, name.full_family):
            if part and (len(part) > _LONGEST_NAME or not _NAME.fullmatch(part)):
                yield (
                    f"the name {part!r} (at most {_LONGEST_NAME} characters, no stray digits or ?)",
                    "correct it, or say kind: organization if it is a group",
                )
        if len(name.suffix) > _LONGEST_SUFFIX:
            yield (
                f"the suffix {name.suffix!r} (at most {_LONGEST_SUFFIX} characters)",
                "shorten it",
            )


def add_names(parent: Element, names: Iterable[CitedName], role: str) -> None:
    """Append ``contributors``: persons, consortia and authors without a name, in order."""
    contributors = add(parent, "contributors")
    for number, name in enumerate(names):
        place = {"sequence": "additional" if number else "first", "contributor_role": role}
        kind = name.contribution.kind
        if kind == "organization":
            add(contributors, "organization", clipped(name.literal, 511), dict(place))
            continue
        if kind == "anonymous":
            _affiliations(add(contributors, "anonymous", None, dict(place)), name.affiliations)
            continue
        # A name of one word goes where Crossref asks for it: surname, and the style tells.
        style = {} if name.given else {"name-style": "given-only"}
        person = add(contributors, "person_name", None, {**place, **style})
        add_if(person, "given_name", name.given)
        add(person, "surname", name.full_family)
        add_if(person, "suffix", name.suffix)
        _affiliations(person, name.affiliations)
        if name.orcid:
            add(person, "ORCID", f"https://orcid.org/{name.orcid}")


def _affiliations(person: Element, affiliations: tuple[Affiliation, ...]) -> None:
    if not affiliations:
        return
    parent = add(person, "affiliations")
    for affiliation in affiliations:
        institution = add(parent, "institution")
        add(institution, "institution_name", clipped(affiliation.name, 1024))
        if affiliation.ror:
            add(institution, "institution_id", affiliation.ror.url, {"type": "ror"})
        place = ", ".join(str(p) for p in (affiliation.city, affiliation.country) if p)
        add_if(institution, "institution_place", clipped(place, 255))
        if affiliation.department and len(affiliation.department) > 1:
            add(institution, "institution_department", clipped(affiliation.department, 255))


def add_date(parent: Element, date: dt.date | None) -> None:
    """Append a ``publication_date``, if it is known."""
    if date is None:
        return
    made = add(parent, "publication_date", None, {"media_type": "online"})
    year, *rest = parts_of(date)
    for name, part in zip(("month", "day"), rest, strict=False):
        add(made, name, f"{part:02}")
    add(made, "year", f"{year:04}")


def add_paper(conference: Element, citation: Citation) -> None:
    """Append one paper; its DOI and the address of its page must be known."""
    attributes = {"publication_type": "full_text", "language": language(citation.language)}
    paper = add(conference, "conference_paper", None, attributes)
    add_names(paper, citation.authors, "author")
    _titles(add(paper, "titles"), citation)
    abstracts = {citation.language: citation.abstract, **citation.translated_abstracts}
    for tag, text in abstracts.items():
        if text:
            abstract = add(paper, f"{{{JATS1}}}abstract", None, {XML_LANG: str(tag)})
            fill_abstract(abstract, text, citation.links)
    add_date(paper, citation.date)
    if citation.article_number:
        place = add(paper, "publisher_item")
        kind = {"item_number_type": "article_number"}
        add(place, "item_number", clipped(citation.article_number, 32), dict(kind))
    elif citation.pages:
        pages = add(paper, "pages")
        add(pages, "first_page", citation.pages.first)
        add_if(pages, "last_page", citation.pages.end)
    _funding(paper, citation)
    if citation.licence:
        access = add(paper, f"{{{ACCESS}}}program", None, {"name": "AccessIndicators"})
        if citation.licence.startswith("CC"):
            add(access, "free_to_read")
        for version in ("vor", "tdm"):
            add(access, "license_ref", citation.licence.url, {"applies_to": version})
    _relations(paper, citation)
    data = add(paper, "doi_data")
    add(data, "doi", citation.doi)
    add(data, "resource", citation.context.url(citation.record))
    if citation.pdf_url:
        entry = add(add(data, "collection", None, {"property": "text-mining"}), "item")
        add(entry, "resource", citation.pdf_url, {"mime_type": "application/pdf"})
    _citations(paper, citation)


def _citations(paper: Element, citation: Citation) -> None:
    """Append what the paper cites, which is the other papers' cited-by."""
    references = citation.references
    if not references:
        return
    listed = add(paper, "citation_list")
    for number, text in enumerate(references, 1):
        entry = add(listed, "citation", None, {"key": f"ref{number}"})
        doi = cited_doi(text)
        if doi is not None and can_be_doi(doi):
            add(entry, "doi", doi)
        add(entry, "unstructured_citation", collapsed(text))


def _titles(titles: Element, citation: Citation) -> None:
    """Append the title: in English, if there is one, beside that in the paper's own language."""
    own, tag = citation.marked_title, language(citation.language)
    english = citation.translated_titles.get(_ENGLISH) if tag != "en" else None
    if english and citation.mark:
        english = english.with_prefix(citation.mark.prefix)
    known: dict[str | None, str] = {"mml": MATHML}
    shown = to_jats(english or own, citation.links, face_markup=True)
    fill(add(titles, "title"), shown, known)
    if english:
        original = add(titles, "original_language_title", None, {"language": tag})
        fill(original, to_jats(own, citation.links, face_markup=True), known)


def _funding(paper: Element, citation: Citation) -> None:
    """Append who paid, in the Open Funder Registry's words; ROR ids came with a later schema."""
    if not citation.funding:
        return
    program = add(paper, f"{{{FUNDREF}}}program", None, {"name": "fundref"})
    for one in citation.funding:
        group = add(program, f"{{{FUNDREF}}}assertion", None, {"name": "fundgroup"})
        name = add(group, f"{{{FUNDREF}}}assertion", one.funder, {"name": "funder_name"})
        if one.doi:
            add(name, f"{{{FUNDREF}}}assertion", one.doi.url, {"name": "funder_identifier"})
        for award in one.award:
            add(group, f"{{{FUNDREF}}}assertion", award, {"name": "award_number"})


def _relations(paper: Element, citation: Citation) -> None:
    record = citation.record
    related: list[tuple[str, str, str, str, str]] = []
    if citation.arxiv:
        arxiv = str(citation.arxiv)
        related.append(("intra", "hasPreprint", "arxiv", arxiv, "Preprint"))
    for resource in citation.resources:
        kind = _MATERIAL.get(resource.type)
        if kind and resource.url:
            title = resource.title or resource.type.value.capitalize()
            related.append(("inter", kind, "uri", str(resource.url), title))
    for notice in record.notices if isinstance(record, Paper) else ():
        target = notice.doi or notice.url
        if target:
            kind = "doi" if notice.doi else "uri"
            title = f"{_NOTICE_TITLES[notice.type].capitalize()} of {notice.date.isoformat()}"
            related.append(("inter", "hasRelatedMaterial", kind, str(target), title))
    if not related:
        return
    program = add(paper, f"{{{RELATIONS}}}program", None, {"name": "relations"})
    for scope, kind, identifier, value, description in related:
        entry = add(program, "related_item")
        add(entry, "description", description)
        attributes = {"relationship-type": kind, "identifier-type": identifier}
        add(entry, f"{scope}_work_relation", value, dict(attributes))


def add_notices(conference: Element, citation: Citation, policy: str) -> None:
    """Append the notices that have a DOI of their own, each as the update of its paper."""
    record = citation.record
    for notice in record.notices if isinstance(record, Paper) else ():
        if notice.doi is None or not can_be_doi(notice.doi):
            continue
        paper = add(conference, "conference_paper", None, {"publication_type": "full_text"})
        title = f"{_NOTICE_TITLES[notice.type]}: {citation.plain_title}"
        add(add(paper, "titles"), "title", title)
        abstract = add(paper, f"{{{JATS1}}}abstract")
        fill_abstract(abstract, notice.text, citation.links)
        add_date(paper, notice.date)
        crossmark = add(paper, "crossmark")
        add(crossmark, "crossmark_policy", policy)
        attributes = {"type": _UPDATES[notice.type], "date": notice.date.isoformat()}
        add(add(crossmark, "updates"), "update", citation.doi, dict(attributes))
        data = add(paper, "doi_data")
        add(data, "doi", notice.doi)
        page = str(notice.url or citation.context.url(record))
        add(data, "resource", page)
