"""Records as Markdown, for language models and other programs that read text (llmstxt.org).

A file says what a page says of a record, without the page around it: title, names, where and when,
identifiers, notices, abstract, links. That of an edition lists its papers and talks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.citation import Citation, cite
from sphinx_proceedings.exporting.formats.web.record_markdown import escaped, linked, to_markdown
from sphinx_proceedings.exporting.protocol import ExportContext, Format, Scope, Selection
from sphinx_proceedings.exporting.record_links import RecordLinks
from sphinx_proceedings.exporting.remarks import talk_type
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.values.dates import format_date_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Resource

SUFFIX = ".md"


def _record(context: ExportContext, record: Paper | Talk) -> str:
    c = cite(context, record)
    parts = [f"# {to_markdown(c.marked_title, c.links)}", ", ".join(_names(c))]
    parts.append("\n".join(f"- {fact}" for fact in _facts(c)))
    if c.remarks:
        parts.append("\n".join(f"> {escaped(remark)}" for remark in c.remarks))
    if c.shown_abstract:
        heading = "## Summary by the editors" if c.is_summary else "## Abstract"
        parts += [heading, to_markdown(c.shown_abstract, c.links)]
    found = [_resource(c, resource) for resource in c.resources]
    if found:
        parts += ["## Files and links", "\n".join(found)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _names(c: Citation) -> Iterator[str]:
    for name in c.authors:
        where = f" ({escaped(name.affiliation_names)})" if name.affiliations else ""
        orcid = f"https://orcid.org/{name.orcid}" if name.orcid else None
        yield linked(escaped(name.display), orcid) + where


def _facts(c: Citation) -> Iterator[str]:
    if isinstance(c.record, Talk):
        yield escaped(talk_type(c.record))
    yield linked(escaped(c.proceedings_title), c.context.url(c.edition))
    if c.pages:
        yield f"Pages {c.pages}"
    yield f"Date: {c.date.isoformat() if c.date else c.year}"
    yield f"Language: {c.language}"
    if c.doi:
        yield f"DOI: {linked(escaped(str(c.doi)), c.doi.url)}"
    if c.arxiv:
        yield f"arXiv: {linked(escaped(str(c.arxiv)), c.arxiv.url)}"
    if c.keywords:
        yield f"Keywords: {escaped(', '.join(c.keywords))}"
    if c.licence:
        yield f"Licence: {linked(escaped(c.licence.label), c.licence.url)}"
    if page := c.context.url(c.record):
        yield f"Page: {linked(escaped(page), page)}"


def _resource(c: Citation, resource: Resource) -> str:
    title = escaped(resource.title or resource.type.value)
    place = c.context.file_url(c.edition.key, resource.file) if resource.file else resource.url
    return f"- {linked(title, str(place) if place else None)}"


def _edition(context: ExportContext, edition: Edition, selection: Selection) -> str:
    published = context.catalogue.published_edition(edition)
    links = RecordLinks(context, edition.key)
    facts = [published.event_place or ""]
    if edition.start_date:
        facts.append(format_date_range(edition.start_date, edition.last_day))
    parts = [f"# {escaped(edition.title)}", escaped(" · ".join(filter(None, facts)))]
    parts += [to_markdown(edition.overview, links)] if edition.overview else []
    for title, records in (("Papers", selection.papers), ("Talks", selection.talks)):
        if records:
            parts += [f"## {title}", "\n".join(_lines(context, records))]
    return "\n\n".join(filter(None, parts)) + "\n"


def _lines(context: ExportContext, records: Iterable[Paper | Talk]) -> Iterator[str]:
    for record in records:
        c = cite(context, record)
        names = escaped(", ".join(name.display for name in c.authors))
        title = linked(escaped(c.plain_marked_title), context.absolute(f"{record.key}{SUFFIX}"))
        yield f"- {title}: {names}"


def _write(context: ExportContext, selection: Selection) -> bytes:
    if selection.scope is Scope.PAPER:
        return _record(context, selection.records[0]).encode()
    return _edition(context, selection.editions[0], selection).encode()


def llms_txt(context: ExportContext, title: str) -> bytes:
    """Return ``llms.txt``: what there is, with a link to the Markdown of each edition."""
    catalogue = context.catalogue
    parts = [f"# {escaped(title)}", "> Proceedings: papers, talks and people of each edition."]
    for series in catalogue.series.values():
        lines = []
        for edition in catalogue.editions_of(series):
            place = context.absolute(f"{edition.key}{SUFFIX}") or f"{edition.key}{SUFFIX}"
            counts = f"{len(edition.papers)} papers, {len(edition.talks)} talks"
            lines.append(f"- {linked(escaped(edition.title), place)}: {counts}")
        if lines:
            parts += [f"## {escaped(series.title)}", "\n".join(lines)]
    return ("\n\n".join(parts) + "\n").encode()


MARKDOWN = Format(
    name="markdown",
    title="Markdown",
    media_type="text/markdown",
    suffix=SUFFIX,
    scopes=frozenset({Scope.PAPER, Scope.EDITION}),
    write=_write,
    reads_abstracts=False,
)
"""The exporter of Markdown."""
