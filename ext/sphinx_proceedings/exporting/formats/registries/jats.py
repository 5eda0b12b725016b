"""JATS 1.3 (ANSI/NISO Z39.96, Archiving): the front matter of a paper, and its declarations.

The Publishing tag set would do but for the ISSN, which it wants and few workshops have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.registries.jats_abstract import fill_abstract
from sphinx_proceedings.exporting.formats.registries.jats_declarations import (
    add_back,
    add_funding,
)
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import only_papers
from sphinx_proceedings.exporting.xml import (
    MATHML,
    XLINK,
    XML_LANG,
    add,
    add_if,
    fill,
    root,
    write,
)
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.credit_roles import CREDIT
from sphinx_proceedings.model.records.papers import NoticeType, Paper
from sphinx_proceedings.model.richtext import to_jats, to_plain
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.values.name_parts import is_cjk
from sphinx_proceedings.model.values.reduced_dates import parts_of

if TYPE_CHECKING:
    import datetime as dt

    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.people import Affiliation

_DOCTYPE: Final = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD '
    'with MathML3 v1.3 20210610//EN" "JATS-archivearticle1-3-mathml3.dtd">'
)
_FORWARD: Final = {
    NoticeType.RETRACTION: "retraction-forward",
    NoticeType.WITHDRAWAL: "retraction-forward",
    NoticeType.EXPRESSION_OF_CONCERN: "concern-forward",
}


def _write(context: ExportContext, selection: Selection) -> bytes:
    citation = only_papers(context, selection, "JATS")[0]
    attributes = {
        "article-type": "research-article",
        "dtd-version": "1.3",
        XML_LANG: str(citation.language),
    }
    article = root(None, "article", {"mml": MATHML, "xlink": XLINK}, attributes)
    front = add(article, "front")
    _series(front, citation)
    _meta(add(front, "article-meta"), citation)
    if isinstance(citation.record, Paper):
        add_back(article, citation, citation.record)
    return write(article, _DOCTYPE)


def _series(front: Element, citation: Citation) -> None:
    meta = add(front, "journal-meta")
    add(meta, "journal-id", citation.series.id, {"journal-id-type": "publisher-id"})
    titles = add(meta, "journal-title-group")
    add(titles, "journal-title", citation.series.title)
    add(titles, "abbrev-journal-title", citation.series.short_title)
    add_if(meta, "issn", citation.issn, {"publication-format": "electronic"})
    if citation.publisher:
        publisher = add(meta, "publisher")
        add(publisher, "publisher-name", citation.publisher)
        add_if(publisher, "publisher-loc", citation.publisher_place)


def _meta(meta: Element, citation: Citation) -> None:
    record = citation.record
    add(meta, "article-id", record.id, {"pub-id-type": "publisher-id"})
    add_if(meta, "article-id", citation.doi, {"pub-id-type": "doi"})
    add_if(meta, "article-id", citation.arxiv, {"pub-id-type": "arxiv"})
    if record.type:
        categories = add(meta, "article-categories")
        kind = add(categories, "subj-group", None, {"subj-group-type": "heading"})
        add(kind, "subject", record.type.value)
    _titles(add(meta, "title-group"), citation)
    _contributors(meta, citation.authors, "author", "aff")
    if citation.editors:
        _contributors(meta, citation.editors, "editor", "ed-aff")
    if citation.date:
        attributes = {"date-type": "pub", "publication-format": "electronic"}
        _date(meta, "pub-date", citation.date, attributes)
    else:
        made = add(meta, "pub-date", None, {"date-type": "pub"})
        add(made, "year", citation.year)
    add_if(meta, "volume", citation.volume_number)
    add(meta, "issue-title", citation.proceedings_title)
    add_if(meta, "isbn", citation.isbn)
    _place(meta, citation)
    _history(meta, citation)
    if citation.licence:
        licence = add(
            add(meta, "permissions"), "license", None, {f"{{{XLINK}}}href": citation.licence.url}
        )
        add(licence, "license-p", citation.licence.full_name)
    for address, content in ((citation.url, None), (citation.pdf_url, "pdf")):
        if address:
            attributes = {f"{{{XLINK}}}href": address}
            add(meta, "self-uri", None, {**attributes, "content-type": content})
    _notices(meta, citation)
    _abstracts(meta, citation)
    if citation.keywords:
        keywords = add(meta, "kwd-group", None, {"kwd-group-type": "author"})
        for keyword in citation.keywords:
            add(keywords, "kwd", keyword)
    add_funding(meta, citation)
    _conference(meta, citation)
    if citation.remarks:
        group = add(meta, "custom-meta-group")
        for remark in citation.remarks:
            entry = add(group, "custom-meta")
            add(entry, "meta-name", "remark")
            add(entry, "meta-value", remark)


def _titles(group: Element, citation: Citation) -> None:
    known: dict[str | None, str] = {"mml": MATHML, "xlink": XLINK}
    title = add(group, "article-title")
    fill(title, to_jats(citation.marked_title, citation.links), known)
    for tag, other in citation.translated_titles.items():
        translated = add(group, "trans-title-group", None, {XML_LANG: str(tag)})
        fill(add(translated, "trans-title"), to_jats(other, citation.links), known)


def _place(meta: Element, citation: Citation) -> None:
    """Add the article's number, or its pages: JATS has no room for both."""
    if citation.article_number:
        add(meta, "elocation-id", citation.article_number)
    elif citation.pages:
        add(meta, "fpage", citation.pages.first)
        add(meta, "lpage", citation.pages.last)


def _abstracts(meta: Element, citation: Citation) -> None:
    if citation.abstract:
        fill_abstract(add(meta, "abstract"), citation.abstract, citation.links)
    for tag, abstract in citation.translated_abstracts.items():
        translated = add(meta, "trans-abstract", None, {XML_LANG: str(tag)})
        fill_abstract(translated, abstract, citation.links)


def _contributors(meta: Element, names: tuple[CitedName, ...], role: str, prefix: str) -> None:
    group = add(meta, "contrib-group")
    known: dict[Affiliation, str] = {}
    for name in names:
        corresponding = "yes" if name.contribution.corresponding else None
        equal = "yes" if name.contribution.equal and role == "author" else None
        attributes = {"contrib-type": role, "corresp": corresponding, "equal-contrib": equal}
        contributor = add(group, "contrib", None, attributes)
        if name.orcid:
            address = f"https://orcid.org/{name.orcid}"
            add(contributor, "contrib-id", address, {"contrib-id-type": "orcid"})
        _name(contributor, name)
        for credit in name.contribution.roles:
            attributes = {
                "vocab": "credit",
                "vocab-identifier": CREDIT,
                "vocab-term": credit.term,
                "vocab-term-identifier": credit.url,
            }
            add(contributor, "role", credit.term, attributes)
        for affiliation in name.affiliations:
            identifier = known.setdefault(affiliation, f"{prefix}-{len(known) + 1}")
            add(contributor, "xref", None, {"ref-type": "aff", "rid": identifier})
    for affiliation, identifier in known.items():
        made = add(group, "aff", None, {"id": identifier})
        if affiliation.department:
            attributes = {"content-type": "dept"}
            add(made, "institution", affiliation.department, dict(attributes))
        wrap = add(made, "institution-wrap")
        add(wrap, "institution", affiliation.name)
        if affiliation.ror:
            add(wrap, "institution-id", affiliation.ror.url, {"institution-id-type": "ror"})
        add_if(made, "city", affiliation.city)
        if affiliation.country:
            country = str(affiliation.country)
            add(made, "country", country, {"country": country})


def _name(contributor: Element, name: CitedName) -> None:
    if name.contribution.kind == "anonymous":
        add(contributor, "anonymous")
    elif name.contribution.kind == "organization":
        add(contributor, "collab", name.literal)
    elif name.literal:
        add(contributor, "string-name", name.literal)
    else:
        eastern = is_cjk(name.family) or name.contribution.name.family_first
        style = "eastern" if eastern else "western"
        made = add(contributor, "name", None, {"name-style": style})
        add(made, "surname", name.full_family)
        add_if(made, "given-names", name.given)
        add_if(made, "suffix", name.suffix)


def _date(
    parent: Element, tag: str, date: dt.date, attributes: dict[str, str | None] | dict[str, str]
) -> None:
    made = add(parent, tag, None, {**attributes, "iso-8601-date": date.isoformat()})
    year, *rest = parts_of(date)
    for name, part in reversed(list(zip(("month", "day"), rest, strict=False))):
        add(made, name, f"{part:02}")
    add(made, "year", f"{year:04}")


def _history(meta: Element, citation: Citation) -> None:
    record = citation.record
    notices = record.notices if isinstance(record, Paper) else ()
    if not notices:
        return
    history = add(meta, "pub-history")
    for notice in notices:
        event = add(history, "event", None, {"event-type": notice.type.value})
        add(event, "event-desc", to_plain(notice.text, citation.links))
        _date(event, "date", notice.date, {"date-type": notice.type.value})


def _notices(meta: Element, citation: Citation) -> None:
    record = citation.record
    for number, notice in enumerate(record.notices if isinstance(record, Paper) else (), 1):
        target = notice.doi or notice.url
        if target:
            attributes = {
                "related-article-type": _FORWARD.get(notice.type, "correction-forward"),
                "ext-link-type": "doi" if notice.doi else "uri",
                f"{{{XLINK}}}href": str(target),
                "id": f"notice-{number}",
            }
            add(meta, "related-article", None, dict(attributes))


def _conference(meta: Element, citation: Citation) -> None:
    edition = citation.edition
    conference = add(meta, "conference")
    start, end = edition.start_date, edition.last_day
    if start and end:
        interval = f"{start.isoformat()}/{end.isoformat()}"
        date = add(conference, "conf-date", format_date_range(start, end))
        date.set("iso-8601-date", interval if end != start else start.isoformat())
    add(conference, "conf-name", edition.title)
    add(conference, "conf-acronym", edition.short_title)
    add_if(conference, "conf-num", str(edition.number) if edition.number else None)
    add_if(conference, "conf-loc", citation.event_place)
    for sponsor in edition.sponsors:
        add(conference, "conf-sponsor", sponsor.name)
    if edition.theme:
        add(conference, "conf-theme", to_plain(edition.theme))


JATS = Format(
    name="jats",
    title=N_("JATS front matter"),
    media_type="application/jats+xml",
    suffix=".jats.xml",
    scopes=frozenset({Scope.PAPER}),
    write=_write,
)
"""The exporter of JATS."""
