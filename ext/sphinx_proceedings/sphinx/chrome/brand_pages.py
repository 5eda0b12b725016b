"""The brand on pages: the style sheet with its colours, and the masthead of authored homes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.site.looks import style_owner, style_path
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_LINK = Markup('\n<link rel="stylesheet" href="{}">')


def add_brand(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle html-page-context: link the colours of a page, and head an authored home."""
    del templatename
    if not has_records(app.builder):
        return
    renderer = Renderer.of(app)
    catalogue = renderer.site.catalogue
    page = renderer.page(pagename)
    if owner := style_owner(catalogue, pagename):
        link = _LINK.format(page.asset(style_path(owner)))
        context["metatags"] = f"{context.get('metatags', '')}{link}"
    if doctree is None or not catalogue.series:
        return
    folder, _, leaf = pagename.rpartition("/")
    home = catalogue.editions.get(folder) or catalogue.series.get(folder)
    if pagename == app.config.root_doc or (home and leaf == "index"):
        context["body"] = f"{renderer.render('masthead', page, owner=home)}{context['body']}"
