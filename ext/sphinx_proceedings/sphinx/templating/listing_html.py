"""Render a listing for a page: one template a kind, the same for every builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_proceedings.model.views.arrangement import By, best_grouping
from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.site.page import Page
from sphinx_proceedings.sphinx.templating.listing_directives import KINDS, Listing
from sphinx_proceedings.sphinx.templating.nodes_from_html import nodes_from_html
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_ID = re.compile(r' id="([^"]+)"')


def render_listing(
    renderer: Renderer,
    page: Page,
    kind: str,
    *,
    edition: str = "",
    series: str = "",
    options: dict[str, Any] | None = None,
) -> str:
    """Render a listing as HTML for *page*."""
    catalogue = page.site.catalogue
    found = catalogue.editions.get(edition)
    # Templates are strict about names that they do not know: every option is there, perhaps None.
    options = {**dict.fromkeys(("group", *KINDS[kind].options)), **(options or {})}
    if kind == "papers" and found is not None:
        options["group-by"] = By(options["group-by"] or best_grouping(found))
    return renderer.render(
        f"listing/{kind}",
        page.in_edition(edition or None),
        edition=found,
        series=catalogue.series.get(series),
        options=options,
    )


def place_listings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Handle doctree-resolved: put the content of listings in their place.

    Pages among those of records get the template's own markup, any other nodes that say the same.
    """
    found = list(doctree.findall(Listing))
    if not found:
        return
    renderer = Renderer.of(app)
    page = renderer.page(docname)
    taken = set(doctree.ids)
    for node in found:
        html = render_listing(
            renderer,
            page,
            node["kind"],
            edition=node["edition"],
            series=node["series"],
            options=node["options"],
        )
        if has_records(app.builder):
            node.replace_self(nodes.raw("", deduplicate_ids(html, taken), format="html"))
        else:
            node.replace_self(nodes_from_html(html))


def deduplicate_ids(html: str, taken: set[str]) -> str:
    """Give a number to the ids of a listing that its page has *taken*, and add them to these.

    Two editions may have sessions of one name, and a page their programmes.
    """
    for name in dict.fromkeys(_ID.findall(html)):
        new, number = name, 1
        while new in taken:
            number += 1
            new = f"{name}-{number}"
        taken.add(new)
        if new != name:
            uses = re.compile(rf'( (?:id|for|aria-labelledby|href)="#?){re.escape(name)}"')
            html = uses.sub(rf'\g<1>{new}"', html)
    return html


def skip_listing(translator: HTML5Translator, node: Listing) -> None:
    """Write nothing for a listing that nobody has placed (a builder that resolves nothing)."""
    del translator, node
    raise nodes.SkipNode
