"""Native XML of Open Journal Systems: articles and issues, as *Tools > Import/Export* writes them.

Published (status 3) and scheduled (5) articles are accepted, and those of an issue; declined ones
(4) are counted. Written from the schema of OJS 3.1 to 3.4; no export of a conference was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import accepted_by_answer
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
    from collections.abc import Iterator

    from lxml import etree

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_NAMESPACE: Final = "http://pkp.sfu.ca"
_ROOTS: Final = ("article", "articles", "issue", "issues")
_CARRIES: Final = frozenset(
    """title subtitle authors authors.affiliations authors.orcid authors.corresponding abstract
    keywords pages doi licence language date track""".split()
)
_ACCEPTED: Final = ("3", "5")
_DECLINED: Final = "4"


def _articles(source: Source) -> list[tuple[str, etree._Element]]:
    return [
        (file.name, one)
        for file, root in source.xml_roots(_NAMESPACE.encode())
        if local_name(root) in _ROOTS
        for one in root.iter(f"{{{_NAMESPACE}}}article")
    ]


def _recognize(source: Source) -> Detection:
    count = len(_articles(source))
    if count:
        return Detection(SURE, f"{count} articles in PKP's namespace")
    return Detection(NO, "no XML with articles in PKP's namespace")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    for file, article in _articles(source):
        publication = _publication(article)
        status = article.get("status") or publication.get("status") or ""
        if status == _DECLINED:
            edition.excluded["declined"] = edition.excluded.get("declined", 0) + 1
            continue
        inside = any(local_name(one) == "issue" for one in article.iterancestors())
        if not (status in _ACCEPTED or inside or publication.get("date_published")):
            if status or article.get("stage") not in (None, "production"):
                edition.excluded["not published"] = edition.excluded.get("not published", 0) + 1
                continue
            accepted_by_answer(answers, "no article says whether it is published")
        edition.papers.append(_paper(article, publication, file))
    return edition


def _publication(article: etree._Element) -> etree._Element:
    """Return the current version of an article; before OJS 3.2 it is the article itself."""
    versions = [*children(article, "publication")]
    wanted = article.get("current_publication_id")
    current = [one for one in versions if wanted in _ids(one, "internal")]
    return current[0] if current else versions[-1] if versions else article


def _ids(element: etree._Element, kind: str) -> list[str]:
    return [text_of(one) for one in children(element, "id") if one.get("type") == kind]


def _localized(element: etree._Element, name: str, locale: str) -> etree._Element | None:
    """Return the child in the article's language, else the first that says something."""
    found = [one for one in children(element, name) if text_of(one)]
    return next((one for one in found if one.get("locale") == locale), found[0] if found else None)


def _text(element: etree._Element, name: str, locale: str) -> str:
    found = _localized(element, name, locale)
    # Titles and abstracts are escaped HTML; white space between paragraphs does not count.
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def _paper(article: etree._Element, publication: etree._Element, file: str) -> ImportedPaper:
    locale = publication.get("locale") or article.get("locale") or ""
    own = next(iter(_ids(article, "internal")), "") or next(iter(_ids(publication, "internal")), "")
    doi = next(iter(_ids(publication, "doi") or _ids(article, "doi")), "")
    prefix = _text(publication, "prefix", locale)
    keywords = _localized(publication, "keywords", locale)
    return ImportedPaper(
        key=own or doi.casefold() or _text(publication, "title", locale),
        place=f"{file}:{article.sourceline}",
        title=f"{prefix} {_text(publication, 'title', locale)}".strip(),
        subtitle=_text(publication, "subtitle", locale),
        authors=tuple(_authors(publication, locale)),
        abstract=_text(publication, "abstract", locale),
        keywords=() if keywords is None else tuple(map(text_of, keywords)),
        pages=_text(publication, "pages", "").replace("–", "-"),
        doi=doi,
        licence=_text(publication, "licenseUrl", "") or _text(publication, "license_url", ""),
        language=locale.replace("_", "-").partition("-")[0],
        date=publication.get("date_published") or article.get("date_published") or "",
        track=publication.get("section_ref") or article.get("section_ref") or "",
        resources=tuple(_galleys(publication)),
    )


def _authors(publication: etree._Element, locale: str) -> Iterator[ImportedAuthor]:
    groups = children(publication, "authors")
    for one in (author for group in groups for author in children(group, "author")):
        given = _text(one, "givenname", locale) or _text(one, "firstname", locale)
        middle = _text(one, "middlename", locale)
        family = _text(one, "familyname", locale) or _text(one, "lastname", locale)
        given = f"{given} {middle}".strip()
        where = [_text(place, "name", locale) or text_of(place) for place in _places(one, locale)]
        yield ImportedAuthor(
            name="" if family else given,
            parts={"given": given, "family": family} if family and given else None,
            email=_text(one, "email", ""),
            orcid=_text(one, "orcid", ""),
            url=_text(one, "url", ""),
            affiliations=tuple(
                ImportedAffiliation(name=name, country=_text(one, "country", ""))
                for name in where
                if name
            ),
            corresponding=one.get("primary_contact") == "true",
        )


def _places(author: etree._Element, locale: str) -> list[etree._Element]:
    """Return affiliations: one in several languages, or since 3.5 several with a name each."""
    found = [one for one in children(author, "affiliation") if text_of(one)]
    if any(next(children(one, "name"), None) is not None for one in found):
        return found
    one = _localized(author, "affiliation", locale)
    return [] if one is None else [one]


def _galleys(publication: etree._Element) -> Iterator[ImportedResource]:
    for galley in children(publication, "article_galley"):
        for remote in children(galley, "remote"):
            if (address := remote.get("src", "")).startswith("http"):
                yield ImportedResource(type="pdf", url=address)


OJS_IMPORT: Final = Format(
    name="ojs", title="Open Journal Systems, native XML", recognize=_recognize, take=_take
)
