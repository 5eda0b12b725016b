"""The pages that list records: those of an edition, of its metadata, and the indexes of a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_proceedings.model.addresses import METADATA_FOLDER
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.sphinx.publishing.file_kinds import EXPORTS
from sphinx_proceedings.sphinx.publishing.page_kind import (
    Named,
    PageKind,
    Part,
    fixed,
    nothing,
    text,
)
from sphinx_proceedings.sphinx.site.edition_pages import METADATA, EditionPage
from sphinx_proceedings.sphinx.templating.listing_html import render_listing

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.sphinx.site.page import Page
    from sphinx_proceedings.sphinx.site.site import Site
    from sphinx_proceedings.sphinx.templating.renderer import Renderer


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
    return text(short if part.name == "index" else f"{part.title} · {short}")


def _edition_template(name: str) -> Part:
    def part(renderer: Renderer, page: Page, subject: tuple[Edition, EditionPage]) -> str:
        return renderer.render(name, page, edition=subject[0], part=subject[1])

    return part


def _edition_body(renderer: Renderer, page: Page, subject: tuple[Edition, EditionPage]) -> str:
    edition, part = subject
    lists = (render_listing(renderer, page, kind, edition=edition.key) for kind in part.listings)
    return "".join((_edition_template("body/edition")(renderer, page, subject), *lists))


def _listing(title: str, kind: str) -> Part:
    heading = fixed(title)

    def body(renderer: Renderer, page: Page, _: object) -> str:
        return f"<h1>{heading(renderer, page, None)}</h1>\n" + render_listing(renderer, page, kind)

    return body


def _site_metadata(site: Site) -> Iterator[Named]:
    settings = site.settings
    if settings.pages and settings.exports and site.catalogue.editions and not settings.only:
        yield f"{METADATA_FOLDER}/index", None


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


def _letter_title(renderer: Renderer, _page: Page, subject: tuple[Edition | None, str]) -> str:
    edition, letter = subject
    if edition is None:
        return text(f"{renderer.site.language.gettext('People')}: {letter}")
    authors = renderer.site.language.gettext("Authors")
    return text(f"{authors}: {letter} · {edition.short_title}")


def _letter_body(renderer: Renderer, page: Page, subject: tuple[Edition | None, str]) -> str:
    edition, letter = subject
    return renderer.render("body/author-letter", page, edition=edition, letter=letter)


def _edition_key(subject: tuple[Edition, object]) -> str:
    return subject[0].key


SITE_METADATA = PageKind(
    name="metadata",
    pages=_site_metadata,
    title=fixed(N_("Metadata")),
    head=nothing,
    body=_listing(N_("Metadata"), "metadata"),
    alone=True,
    files=(EXPORTS,),
)

EDITION_METADATA = PageKind(
    name="edition",
    pages=_edition_metadata_pages,
    title=_edition_title,
    head=_edition_template("head/edition"),
    body=_edition_body,
    edition_key=_edition_key,
    alone=True,
    files=(EXPORTS,),
)

EDITION = PageKind(
    name="edition",
    pages=_edition_pages,
    title=_edition_title,
    head=_edition_template("head/edition"),
    body=_edition_body,
    edition_key=_edition_key,
    alone=True,
)

PEOPLE_INDEX = PageKind(
    name="author-index",
    pages=_people_page,
    title=fixed(N_("People")),
    head=nothing,
    body=_listing(N_("People"), "author-index"),
    alone=True,
)

KEYWORD_INDEX = PageKind(
    name="keyword-index",
    pages=_keywords_page,
    title=fixed(N_("Keywords")),
    head=nothing,
    body=_listing(N_("Keywords"), "keyword-index"),
    alone=True,
)

AUTHOR_LETTER = PageKind(
    name="author-letter",
    pages=_letters,
    title=_letter_title,
    head=nothing,
    body=_letter_body,
)
