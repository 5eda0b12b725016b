"""Show where a page is: the edition's own navigation, on authored and generated pages alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.util.matching import patmatch

from sphinx_proceedings.sphinx.builders import has_records, is_for_the_web
from sphinx_proceedings.sphinx.domain import edition_of_page
from sphinx_proceedings.sphinx.site.page import Page
from sphinx_proceedings.sphinx.site.site import Site
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_proceedings.model.records.editions import Edition, Series

SIDEBAR = "proceedings/sidebar.html"

MOST_SERIES = 4
"""Series that have room in the head of the site."""


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A line of the navigation."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """Navigation of an edition, with all editions of its series; ``trail`` leads to it.

    That of a series has no pages among its ``items``: it has its editions.
    """

    title: str
    home: str
    trail: tuple[NavigationItem, ...]
    items: tuple[NavigationItem, ...]
    editions: tuple[NavigationItem, ...]


def add_sidebar(app: Sphinx, config: Config) -> None:
    """Handle config-inited: editions get our sidebar unless the project chooses its own."""
    del app
    if "html_sidebars" not in config:
        return
    patterns: dict[str, list[str]] = config.html_sidebars
    if not any(SIDEBAR in names for names in patterns.values()):
        config.html_sidebars = {**patterns, "*/[0-9]*/**": [SIDEBAR]}


def add_navigation(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle html-page-context: give templates ``proceedings_navigation`` and ``_links``.

    An authored page of an edition that is not the newest says so first.
    """
    del templatename
    if not has_records(app.builder):
        return
    site = Site.of(app)
    edition = edition_of_page(site.catalogue, pagename)
    context["proceedings_links"] = _links(site, pagename)
    context["proceedings_navigation"] = None
    if edition is not None:
        context["proceedings_navigation"] = _of_edition(site, edition, pagename)
    elif series := _series_of_page(site, pagename):
        context["proceedings_navigation"] = _of_series(site, series, pagename)
        # No pattern could tell a series' page from others, and each costs every page.
        if not any(patmatch(pagename, name) for name in app.config.html_sidebars):
            context["sidebars"] = [SIDEBAR]
    if edition is not None and doctree is not None and is_for_the_web(app):
        renderer = Renderer.of(app)
        banner = renderer.render("newer-edition", renderer.page(pagename), edition=edition)
        banner = banner.strip()
        context["body"] = f"{banner}\n{context['body']}" if banner else context["body"]


def _links(site: Site, pagename: str) -> list[NavigationItem]:
    """Return the pages for the head of the site that no toctree can name: they are not written."""
    catalogue = site.catalogue
    if not site.settings.pages:
        return []
    series = list(catalogue.series.values())
    found = [(s.short_title, f"{s.key}/index") for s in series if len(series) <= MOST_SERIES]
    _ = site.language.gettext
    found += [(_("People"), "people/index")] if catalogue.people else []
    found += [(_("Keywords"), "keywords/index")] if catalogue.keywords else []
    page = Page(site, pagename)
    return [
        NavigationItem(title, page.link_to(name), name == pagename)
        for title, name in found
        if name not in site.all_docs
    ]


def _series_of_page(site: Site, pagename: str) -> Series | None:
    """Return the series that a page is the first of."""
    folder, _, leaf = pagename.partition("/")
    return site.catalogue.series.get(folder) if leaf == "index" else None


def _of_edition(site: Site, edition: Edition, pagename: str) -> Navigation:
    page = Page(site, pagename)
    section = "/".join(pagename.split("/")[2:3])
    items = [
        NavigationItem(
            part.title,
            page.link_to(f"{edition.key}/{part.name}"),
            part.name.partition("/")[0] == section,
        )
        for part in site.pages_of(edition)
        if site.settings.pages or f"{edition.key}/{part.name}" in site.all_docs
    ]
    series = site.catalogue.series_of(edition)
    home = page.link_to(f"{edition.key}/index")
    trail = (
        *_trail(page, series, pagename),
        NavigationItem(edition.short_title, home, current=home == page.link_to(pagename)),
    )
    editions = _editions(page, series, edition)
    return Navigation(edition.short_title, home, trail, tuple(items), editions)


def _of_series(site: Site, series: Series, pagename: str) -> Navigation:
    page = Page(site, pagename)
    trail = _trail(page, series, pagename)
    return Navigation(series.short_title, page.url(series), trail, (), _editions(page, series))


def _trail(page: Page, series: Series, pagename: str) -> tuple[NavigationItem, NavigationItem]:
    home = page.site.language.gettext("Home")
    return (
        NavigationItem(home, page.link_to(page.site.root_doc), current=False),
        NavigationItem(series.short_title, page.url(series), pagename == f"{series.key}/index"),
    )


def _editions(
    page: Page, series: Series, current: Edition | None = None
) -> tuple[NavigationItem, ...]:
    return tuple(
        NavigationItem(
            edition.short_title, page.link_to(f"{edition.key}/index"), edition is current
        )
        for edition in page.site.catalogue.editions_of(series)
    )
