"""What a kind of generated page is, and a page of one: title, head and body out of a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.sphinx.publishing.file_kinds import FileKind
from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage

if TYPE_CHECKING:
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


def template(name: str, **fixed: object) -> Part:
    """Return what renders a template with the subject as its ``record``."""

    def part(renderer: Renderer, page: Page, subject: object) -> str:
        return renderer.render(name, page, record=subject, **fixed)

    return part


def nothing(_renderer: Renderer, _page: Page, _subject: object) -> str:
    """Return no HTML."""
    return ""


def text(text: str) -> str:
    """Return a text as HTML, as Sphinx has its own titles."""
    return escape(text, quote=False)


def fixed(title: str) -> Part:
    """Return what gives the same title, a message, to all pages of a kind."""
    return lambda renderer, _page, _subject: text(renderer.site.language.gettext(title))
