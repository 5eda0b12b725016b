"""Rendering the templates of a site: whole pages, and pieces that many pages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.site.export_files import ExportFiles
from sphinx_proceedings.sphinx.site.page import Page
from sphinx_proceedings.sphinx.site.site import Site
from sphinx_proceedings.sphinx.templating.environment import make_environment

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_proceedings.model.records.papers import Paper, Talk


class Renderer:
    """The templates of one build; templates are Jinja with autoescape."""

    def __init__(self, site: Site, exports: ExportFiles) -> None:
        self.site = site
        self.exports = exports
        self._fragments: dict[tuple[object, ...], Markup] = {}
        self._environment = make_environment(self.site, self.exports, self.fragment)

    @classmethod
    def from_app(cls, app: Sphinx) -> Renderer:
        """Make that of a build."""
        return cls(Site.of(app), ExportFiles.of(app))

    @classmethod
    def of(cls, app: Sphinx) -> Renderer:
        """Return the one Renderer of this build."""
        return ProceedingsDomain.of(app.env).view(cls, app)

    def page(self, name: str) -> Page:
        """Return the page called *name* as templates see it."""
        return Page(self.site, name)

    def render(self, template: str, page: Page, **context: Any) -> str:
        """Render ``proceedings/<template>.html`` for a page."""
        found = self._environment.get_template(f"proceedings/{template}.html")
        return found.render(page=page, **context)

    def fragment(self, page: Page, kind: str, record: Paper | Talk, **options: object) -> Markup:
        """Render ``fragment/<kind>.html`` once for all pages on which its links are the same."""
        key = (kind, record.key, page.root, *options.items())
        if key not in self._fragments:
            # Not as the first page that asks sees it: other pages follow the same links.
            seen = Page(self.site, page.name, record.edition_key, shared=True)
            html = self.render(f"fragment/{kind}", seen, record=record, **options)
            self._fragments[key] = Markup(html)  # noqa: S704 - a template of ours, autoescaped
        return self._fragments[key]
