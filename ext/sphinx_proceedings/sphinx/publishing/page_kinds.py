"""Kinds of pages that are generated from the data; a new kind is one entry of `PAGE_KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.model.addresses import Addressable, address
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.richtext import to_html
from sphinx_proceedings.sphinx.domain import title_of
from sphinx_proceedings.sphinx.publishing.file_kinds import (
    CITATIONS,
    EXPORTS,
    INTERFACE,
    FileKind,
)
from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage
from sphinx_proceedings.sphinx.site.edition_pages import METADATA, EditionPage
from sphinx_proceedings.sphinx.site.export_files import SITE_FOLDER
from sphinx_proceedings.sphinx.templating.listing_html import render_listing

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Series
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.records.people import Person
    from sphinx_proceedings.sphinx.site.page import Page
    from sphinx_proceedings.sphinx.site.site import Site
    from sphinx_proceedings.sphinx.templating.renderer import Renderer

Named = tuple[str, Any]
"""The name of a page, and its subject: what it shows."""
Part = Callable[["Renderer", "Page", Any], str]
"""Makes HTML out of a page and its subject; it writes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """How the pages of a kind are made."""

    name: str
    """Names the page shell and ``data-kind`` for style sheets."""
    pages: Callable[[Site], Iterable[Named]]
    title: Part
    head: Part
    body: Part
    edition_key: Callable[[Any], str | None] = lambda _: None
    """The edition in which short ids of references are meant."""
    language: Callable[[Site, Any], str | None] = lambda _site, _subject: None
    """The language of its text, where it is not the site's."""
    alone: bool = False
    """Whether no other page can share its shell."""
    files: tuple[FileKind, ...] = ()
    """Files about the same subject: they are written next, while what they share is at hand."""


@dataclass(frozen=True, slots=True)
class PageJob:
    """A page to be generated."""

    kind: PageKind
    name: str
    subject: Any

    def render(self, renderer: Renderer) -> GeneratedPage:
        """Make the page: a title, a head and a body out of its subject."""
        kind, subject = self.kind, self.subject
        page = renderer.page(self.name).in_edition(kind.edition_key(subject))
        return GeneratedPage(
            name=self.name,
            kind=kind.name,
            title=kind.title(renderer, page, subject),
            head=kind.head(renderer, page, subject),
            body=kind.body(renderer, page, subject),
            lang=kind.language(renderer.site, subject),
            alone=kind.alone,
        )


def _template(name: str, **fixed: object) -> Part:
    """Return what renders a template with the subject as its ``record``."""

    def part(renderer: Renderer, page: Page, subject: object) -> str:
        return renderer.render(name, page, record=subject, **fixed)

    return part


def _nothing(_renderer: Renderer, _page: Page, _subject: object) -> str:
    return ""


def _text(text: str) -> str:
    """Return a text as HTML, as Sphinx has its own titles."""
    return escape(text, quote=False)


# Records


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
    return _text(title_of(record))


def _series_title(_renderer: Renderer, _page: Page, series: Series) -> str:
    return _text(series.title)


def _language(site: Site, record: Paper | Talk) -> str | None:
    language = str(record.language or "")
    return language if language and language != str(site.app.config.language or "en") else None


# Pages of an edition


def _edition_pages(site: Site) -> Iterator[Named]:
    if site.settings.pages:
        for edition in site.catalogue.editions.values():
            for part in site.pages_of(edition):
                if part.name != METADATA:
                    yield f"{edition.key}/{part.name}", (edition, part)


def _edition_metadata_pages(site: Site) -> Iterator[Named]:
    if site.settings.pages:
        for edition in site.catalogue.editions.values():
            for part in site.pages_of(edition):
                if part.name == METADATA:
                    yield f"{edition.key}/{part.name}", (edition, part)


def _edition_title(_renderer: Renderer, _page: Page, subject: tuple[Edition, EditionPage]) -> str:
    edition, part = subject
    short = edition.short_title
    return _text(short if part.name == "index" else f"{part.title} · {short}")


def _edition_template(name: str) -> Part:
    def part(renderer: Renderer, page: Page, subject: tuple[Edition, EditionPage]) -> str:
        return renderer.render(name, page, edition=subject[0], part=subject[1])

    return part


def _edition_body(renderer: Renderer, page: Page, subject: tuple[Edition, EditionPage]) -> str:
    edition, part = subject
    lists = (render_listing(renderer, page, kind, edition=edition.key) for kind in part.listings)
    return "".join((_edition_template("body/edition")(renderer, page, subject), *lists))


# Pages of the site


def _listing(title: str, kind: str) -> Part:
    def body(renderer: Renderer, page: Page, _: object) -> str:
        return f"<h1>{title}</h1>\n" + render_listing(renderer, page, kind)

    return body


def _fixed(title: str) -> Part:
    return lambda _renderer, _page, _subject: title


def _site_metadata(site: Site) -> Iterator[Named]:
    settings = site.settings
    if settings.pages and settings.exports and site.catalogue.editions and not settings.only:
        yield f"{SITE_FOLDER}/index", None


def _people_page(site: Site) -> Iterator[Named]:
    if site.settings.pages and site.catalogue.people:
        yield "people/index", None


def _keywords_page(site: Site) -> Iterator[Named]:
    if site.settings.pages and site.catalogue.keywords:
        yield "keywords/index", None


def _letters(site: Site) -> Iterator[Named]:
    """Yield the pages of long author indexes."""
    for edition in (None, *site.catalogue.editions.values()):
        for letter, name in site.letter_pages(edition):
            yield name, (edition, letter)


def _letter_title(_renderer: Renderer, _page: Page, subject: tuple[Edition | None, str]) -> str:
    edition, letter = subject
    if edition is None:
        return _text(f"People: {letter}")
    return _text(f"Authors: {letter} · {edition.short_title}")


def _letter_body(renderer: Renderer, page: Page, subject: tuple[Edition | None, str]) -> str:
    edition, letter = subject
    return renderer.render("body/author-letter", page, edition=edition, letter=letter)


# Redirects


def _redirects(site: Site) -> Iterator[Named]:
    """Yield the old addresses of renamed records, with the page that each leads to."""
    catalogue = site.catalogue
    records: tuple[Paper | Talk | Person, ...] = (
        *catalogue.papers.values(),
        *catalogue.talks.values(),
        *catalogue.people.values(),
    )
    for record in records:
        folder, _, _ = record.key.rpartition("/")
        for old in record.former_ids:
            yield f"{folder}/{old}", record.key
    for edition in catalogue.editions.values():
        for redirect in edition.redirects:
            yield f"{edition.key}/{redirect.old}", f"{edition.key}/{redirect.new}"


def _redirect(template: str) -> Part:
    def part(renderer: Renderer, page: Page, key: str) -> str:
        record = renderer.site.catalogue.get(key)
        target = page.url(record) if record is not None else page.link_to(key)
        return renderer.render(template, page, target=target)

    return part


def _owner(record: Paper | Talk) -> str:
    return record.edition_key


def _edition_key(subject: tuple[Edition, object]) -> str:
    return subject[0].key


REDIRECT = PageKind(
    name="redirect",
    pages=_redirects,
    title=_fixed("Moved"),
    head=_redirect("head/redirect"),
    body=_redirect("body/redirect"),
)

PAGE_KINDS = (
    # First those with exports: they are long, and what comes last is what workers wait for.
    PageKind(
        name="metadata",
        pages=_site_metadata,
        title=_fixed("Metadata"),
        head=_nothing,
        body=_listing("Metadata", "metadata"),
        alone=True,
        files=(EXPORTS,),
    ),
    PageKind(
        name="edition",
        pages=_edition_metadata_pages,
        title=_edition_title,
        head=_edition_template("head/edition"),
        body=_edition_body,
        edition_key=_edition_key,
        alone=True,
        files=(EXPORTS,),
    ),
    PageKind(
        name="paper",
        pages=_records("papers"),
        title=_presented_title,
        head=_template("head/paper"),
        body=_template("body/paper"),
        edition_key=_owner,
        language=_language,
        files=(CITATIONS, INTERFACE),
    ),
    PageKind(
        name="talk",
        pages=_records("talks"),
        title=_presented_title,
        head=_template("head/talk"),
        body=_template("body/talk"),
        edition_key=_owner,
        language=_language,
        files=(CITATIONS, INTERFACE),
    ),
    PageKind(
        name="person",
        pages=_records("people"),
        title=_plain_title,
        head=_template("head/person"),
        body=_template("body/person"),
        files=(INTERFACE,),
    ),
    PageKind(
        name="keyword",
        pages=_records("keywords"),
        title=_plain_title,
        head=_template("head/keyword"),
        body=_template("body/keyword"),
    ),
    REDIRECT,
    PageKind(
        name="series",
        pages=_series_pages,
        title=_series_title,
        head=_template("head/series"),
        body=_template("body/series"),
    ),
    PageKind(
        name="edition",
        pages=_edition_pages,
        title=_edition_title,
        head=_edition_template("head/edition"),
        body=_edition_body,
        edition_key=_edition_key,
        alone=True,
    ),
    PageKind(
        name="author-index",
        pages=_people_page,
        title=_fixed("People"),
        head=_nothing,
        body=_listing("People", "author-index"),
        alone=True,
    ),
    PageKind(
        name="keyword-index",
        pages=_keywords_page,
        title=_fixed("Keywords"),
        head=_nothing,
        body=_listing("Keywords", "keyword-index"),
        alone=True,
    ),
    PageKind(
        name="author-letter",
        pages=_letters,
        title=_letter_title,
        head=_nothing,
        body=_letter_body,
    ),
)
"""In the order in which one process goes best: what serves papers, papers, then the rest."""
