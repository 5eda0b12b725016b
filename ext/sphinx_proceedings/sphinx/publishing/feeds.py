"""Atom feeds of the site and of each series: what is newest, with its authors (RFC 4287).

They need the site's public address (``html_baseurl``) and are not made without it. All dates come
from the data: an entry is updated when its paper was published, or when a notice on it was.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree
from markupsafe import Markup

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.values.reduced_dates import first_day
from sphinx_proceedings.model.values.text import one_line
from sphinx_proceedings.model.views.deadlines import deadlines
from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.head.meta_tags import (
    plain_line,
)
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.site.page import Page
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_proceedings.model.records.editions import Edition, Series
    from sphinx_proceedings.model.records.papers import Talk

NAME = "atom.xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
_NSMAP: dict[Any, str] = {None: NAMESPACE}
MOST_ENTRIES = 100
"""Entries a feed: a reader wants news, the sitemap has everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed; ``url`` is its id too, for addresses are permanent here.

    Unless there is an ``identifier``: a date that is put off is news, at the same address.
    """

    url: str
    title: str
    authors: tuple[str, ...]
    published: dt.date
    updated: dt.date
    summary: str
    keywords: tuple[str, ...]
    language: str
    identifier: str = ""


def write_feeds(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: write the feeds of the site and of its series."""
    site = Site.of(app)
    if is_for_the_web(app) and site.base_url:
        for series in (None, *site.catalogue.series.values()):
            data = feed(site, series)
            if data is not None:
                write_file(f"{app.outdir}/{feed_path(series)}", data)
    yield from ()


def link_feeds(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle html-page-context: name the feeds in the head of every page."""
    del templatename, doctree
    site = Site.of(app)
    if not is_for_the_web(app) or not site.base_url:
        return
    series = site.catalogue.series.get(pagename.partition("/")[0])
    for one in (series, None) if series is not None else (None,):
        if not _editions(site, one):
            continue
        link = Markup('\n<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')
        tag = link.format(_title(site, one), _address(site, feed_path(one)))
        context["metatags"] = f"{context.get('metatags', '')}{tag}"


def feed_path(series: Series | None) -> str:
    """Return where a feed lies, relative to the root of the site."""
    return f"{series.key}/{NAME}" if series is not None else NAME


def feed(site: Site, series: Series | None) -> bytes | None:
    """Return the feed of a series, or of the site; None when there is nothing to tell."""
    entries = sorted(_entries(site, series), key=lambda e: (-e.updated.toordinal(), e.url))
    if not entries:
        return None
    home = site.uri(f"{series.key}/index") if series is not None else site.uri(site.root_doc)
    root = etree.Element(_tag("feed"), nsmap=_NSMAP)
    _add(root, "id", _address(site, feed_path(series)))
    _add(root, "title", _title(site, series))
    _add(root, "updated", _moment(entries[0].updated))
    _add(
        root,
        "link",
        rel="self",
        type="application/atom+xml",
        href=_address(site, feed_path(series)),
    )
    _add(root, "link", rel="alternate", type="text/html", href=_address(site, home))
    _add(_add(root, "author"), "name", site.facts.author or site.title)
    for entry in entries[:MOST_ENTRIES]:
        _write(root, entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _write(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    element.set("{http://www.w3.org/XML/1998/namespace}lang", entry.language)
    _add(element, "id", entry.identifier or entry.url)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    _add(element, "published", _moment(entry.published))
    _add(element, "updated", _moment(entry.updated))
    for name in entry.authors:
        _add(_add(element, "author"), "name", name)
    for word in entry.keywords:
        _add(element, "category", term=word)
    if entry.summary:
        _add(element, "summary", entry.summary)


def entry_as_written(site: Site, record: Paper) -> bytes:
    """Return what stands in a feed for a paper, if it is among the newest."""
    root = etree.Element(_tag("feed"), nsmap=_NSMAP)
    _write(root, _of_record(site, record))
    written = bytes(etree.tostring(root, encoding="utf-8", pretty_print=True))
    return written[written.index(b"<entry") : written.rindex(b"</feed>")]


def _editions(site: Site, series: Series | None) -> Sequence[Edition]:
    if series is not None:
        return site.catalogue.editions_of(series)
    return tuple(site.catalogue.editions.values())


def _entries(site: Site, series: Series | None) -> Iterator[Entry]:
    for edition in _editions(site, series):
        yield _of_edition(site, edition)
        yield from _of_call(site, edition)
        records: Iterable[Paper | Talk] = (*edition.papers, *edition.talks)
        for record in records:
            yield _of_record(site, record)


def _of_edition(site: Site, edition: Edition) -> Entry:
    context = site.export_context
    day = context.stamp(edition).date()
    page = Page(site, f"{edition.key}/index").in_edition(edition)
    return Entry(
        url=_address(site, site.uri(f"{edition.key}/index")),
        title=edition.title,
        authors=tuple(
            one.display for one in context.catalogue.published_edition(edition).organizers
        ),
        published=day,
        updated=day,
        summary=plain_line(page, edition.overview),
        keywords=edition.keywords,
        language=str(edition.language),
    )


def _of_call(site: Site, edition: Edition) -> Iterator[Entry]:
    """Yield the dates of a call; one that is put off is an entry of its own, for it is news."""
    stamp = site.export_context.stamp(edition).date()
    for one in deadlines(edition, site.language):
        day = site.language.date_range(one.date)
        time = f", {one.time:%H:%M} {one.zone}".rstrip() if one.time else ""
        former = "; ".join(site.language.date_range(former.date) for former in one.former)
        announced = one.announced or (one.former[-1].date if one.former else stamp)
        address = _address(site, f"{site.uri(f'{edition.key}/call')}#{one.anchor}")
        yield Entry(
            url=address,
            identifier=f"{address}-{one.date}",
            title=f"{edition.short_title} · {one.title}: {day}{time}",
            authors=(),
            published=announced,
            updated=announced,
            summary="; ".join(filter(None, (one.note, former))),
            keywords=(),
            language=str(edition.language),
        )


def _of_record(site: Site, record: Paper | Talk) -> Entry:
    context = site.export_context
    c = cite(context, record)
    day = c.date or context.stamp(c.edition).date()
    notices = record.notices if isinstance(record, Paper) else ()
    return Entry(
        url=_address(site, site.uri(record.key)),
        title=c.plain_marked_title,
        authors=tuple(author.display for author in c.authors),
        published=day,
        updated=max((day, *(notice.date for notice in notices))),
        summary=one_line(c.plain_shown_abstract),
        keywords=c.keywords,
        language=str(c.language),
    )


def _title(site: Site, series: Series | None) -> str:
    return series.title if series is not None else site.title


def _address(site: Site, path: str) -> str:
    return f"{site.base_url.rstrip('/')}/{path}"


def _moment(day: dt.date) -> str:
    return f"{first_day(day).isoformat()}T00:00:00Z"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(
    parent: etree._Element, name: str, text: str | None = None, **values: str
) -> etree._Element:
    element = etree.SubElement(parent, _tag(name), values)
    element.text = text
    return element
