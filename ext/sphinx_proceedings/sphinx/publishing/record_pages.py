"""The pages of records: one a paper, talk, person, keyword and series, and their old addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sphinx_proceedings.model.addresses import Addressable, address
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.old_addresses import old_addresses
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.richtext import to_html
from sphinx_proceedings.sphinx.publishing.file_kinds import FURTHER
from sphinx_proceedings.sphinx.publishing.page_kind import (
    Named,
    PageKind,
    Part,
    fixed,
    template,
    text,
)

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Series
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.sphinx.site.page import Page
    from sphinx_proceedings.sphinx.site.site import Site
    from sphinx_proceedings.sphinx.templating.renderer import Renderer


def _records(table: str) -> Callable[[Site], Iterator[Named]]:
    def pages(site: Site) -> Iterator[Named]:
        for record in getattr(site.catalogue, table).values():
            yield address(record).page, record

    return pages


def _series_pages(site: Site) -> Iterator[Named]:
    if site.settings.pages:
        yield from _records("series")(site)


def _presented_title(_: Renderer, page: Page, record: Paper | Talk) -> str:
    return to_html(record.title, page)


def _plain_title(_renderer: Renderer, _page: Page, record: Addressable) -> str:
    return text(title_of(record))


def _series_title(_renderer: Renderer, _page: Page, series: Series) -> str:
    return text(series.title)


def _language(site: Site, record: Paper | Talk) -> str | None:
    language = str(record.language or "")
    return language if language and language != site.facts.language else None


def _redirects(site: Site) -> Iterator[Named]:
    """Yield the pages at old addresses, with the page that each leads to."""
    for old in old_addresses(site.catalogue):
        yield old.page, old.target


def _redirect(template: str) -> Part:
    def part(renderer: Renderer, page: Page, key: str) -> str:
        record = renderer.site.catalogue.get(key)
        target = page.url(record) if record is not None else page.link_to(key)
        return renderer.render(template, page, target=target)

    return part


def _owner(record: Paper | Talk) -> str:
    return record.edition_key


PAPER = PageKind(
    name="paper",
    pages=_records("papers"),
    title=_presented_title,
    head=template("head/paper"),
    body=template("body/paper"),
    edition_key=_owner,
    language=_language,
    files=(FURTHER,),
)

TALK = PageKind(
    name="talk",
    pages=_records("talks"),
    title=_presented_title,
    head=template("head/talk"),
    body=template("body/talk"),
    edition_key=_owner,
    language=_language,
    files=(FURTHER,),
)

PERSON = PageKind(
    name="person",
    pages=_records("people"),
    title=_plain_title,
    head=template("head/person"),
    body=template("body/person"),
)

KEYWORD = PageKind(
    name="keyword",
    pages=_records("keywords"),
    title=_plain_title,
    head=template("head/keyword"),
    body=template("body/keyword"),
)

SERIES = PageKind(
    name="series",
    pages=_series_pages,
    title=_series_title,
    head=template("head/series"),
    body=template("body/series"),
)

REDIRECT = PageKind(
    name="redirect",
    pages=_redirects,
    title=fixed(N_("Moved")),
    head=_redirect("head/redirect"),
    body=_redirect("body/redirect"),
)
