"""What is searched of an authored page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_proceedings.sphinx.templating.listing_directives import Listing

if TYPE_CHECKING:
    from sphinx_proceedings.sphinx.site.site import Site


def written_text(site: Site, name: str) -> str:
    """Return the text of an authored page without its title and without what it lists from data."""
    silent = (nodes.title, nodes.raw, nodes.comment, nodes.system_message, Listing)
    found = [
        node.astext()
        for node in site.env.get_doctree(name).findall(nodes.TextElement)
        if not isinstance(node, silent) and not isinstance(node.parent, nodes.TextElement)
    ]
    return " ".join(" ".join(found).split())
