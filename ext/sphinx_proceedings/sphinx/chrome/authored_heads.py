"""The heads of authored pages: the same that a page made from the data would have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup

from sphinx_proceedings.model.values.text import one_line
from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.domain import edition_of_page
from sphinx_proceedings.sphinx.head.meta_tags import Tag, shortened
from sphinx_proceedings.sphinx.site.edition_pages import edition_pages
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_proceedings.sphinx.site.site import Site

_META = Markup('\n<meta {}="{}" content="{}">')


def add_written_head(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle html-page-context: describe an authored page, or the record whose page it is."""
    del templatename
    if doctree is None or not is_for_the_web(app):
        return
    renderer = Renderer.of(app)
    site = renderer.site
    head = _head_of_record(renderer, pagename)
    if not head:
        head = _head_of_page(site, pagename, str(context.get("title", "")), doctree)
    context["metatags"] = f"{context.get('metatags', '')}{head}"


def _head_of_record(renderer: Renderer, name: str) -> str:
    """Return the head of the series, edition or record that is published under a page's name."""
    site, page = renderer.site, renderer.page(name)
    edition = edition_of_page(site.catalogue, name)
    if edition is not None:
        last = name.removeprefix(f"{edition.key}/")
        part = next((part for part in edition_pages(site.language) if part.name == last), None)
        if part is not None:
            return renderer.render(
                "head/edition", page.in_edition(edition), edition=edition, part=part
            )
    record = site.catalogue.get(name.removesuffix("/index"))
    if record is None:
        return ""
    kind = type(record).__name__.lower()
    owner = getattr(record, "edition_key", None)
    return renderer.render(f"head/{kind}", page.in_edition(owner), record=record)


def _head_of_page(site: Site, name: str, title: str, doctree: nodes.document) -> Markup:
    """Return the head of any other page: its first paragraph describes it."""
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None)
    text = shortened(one_line(paragraph.astext())) if paragraph is not None else ""
    plain = Markup(title).striptags()  # noqa: S704 - a title is HTML; its markup goes
    tags = [Tag("og:type", "website"), Tag("og:title", str(plain)), Tag("og:site_name", site.title)]
    if text:
        tags.append(Tag("og:description", text))
    if address := site.absolute(name):
        tags.append(Tag("og:url", address))
    head = Markup().join(_META.format("property", tag.name, tag.content) for tag in tags)
    described = any(node.get("name") == "description" for node in doctree.findall(nodes.meta))
    return head if described or not text else _META.format("name", "description", text) + head
