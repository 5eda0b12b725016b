"""Tell Sphinx of everything that the extension adds; nothing is decided here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.chrome.authored_heads import add_written_head
from sphinx_proceedings.sphinx.chrome.brand_pages import add_brand
from sphinx_proceedings.sphinx.chrome.external_scripts import move_scripts
from sphinx_proceedings.sphinx.chrome.lighter_pages import lighten_pages
from sphinx_proceedings.sphinx.chrome.math_renderer import add_maths
from sphinx_proceedings.sphinx.chrome.navigation import add_navigation, add_sidebar
from sphinx_proceedings.sphinx.chrome.site_language import add_language
from sphinx_proceedings.sphinx.chrome.theming import (
    add_dark_colours,
    remove_stray_template,
    set_theme_options,
)
from sphinx_proceedings.sphinx.config import add_settings
from sphinx_proceedings.sphinx.data import load_catalogue, outdated_pages
from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.output.output_in_sources import leave_out_output
from sphinx_proceedings.sphinx.publishing.card_writing import write_cards
from sphinx_proceedings.sphinx.publishing.feeds import link_feeds, write_feeds
from sphinx_proceedings.sphinx.publishing.generated_pages import write_generated_pages
from sphinx_proceedings.sphinx.publishing.my_list import add_my_list
from sphinx_proceedings.sphinx.publishing.not_found import add_not_found, make_absolute
from sphinx_proceedings.sphinx.publishing.published_files import check_files
from sphinx_proceedings.sphinx.publishing.redirect_files import write_redirects
from sphinx_proceedings.sphinx.publishing.sitemap import write_sitemap
from sphinx_proceedings.sphinx.publishing.stale_files import begin_list, remove_stale
from sphinx_proceedings.sphinx.search.search_page import add_search, replace_search
from sphinx_proceedings.sphinx.shells.page_shells import add_template_path
from sphinx_proceedings.sphinx.templating.compiled_templates import keep_compiled
from sphinx_proceedings.sphinx.templating.listing_directives import Listing, listing_directives
from sphinx_proceedings.sphinx.templating.listing_html import place_listings, skip_listing
from sphinx_proceedings.sphinx.templating.template_blanks import trim_templates
from sphinx_proceedings.sphinx.updating.keeping import note_site
from sphinx_proceedings.sphinx.volume_builder import VolumeBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).with_name("static")


def register(app: Sphinx) -> None:
    """Register settings, domain, directives, events and static files."""
    add_settings(app)
    app.add_domain(ProceedingsDomain)
    app.add_builder(VolumeBuilder)
    add_maths(app)
    for name, directive in listing_directives():
        app.add_directive_to_domain(ProceedingsDomain.name, name, directive)
    skip = (skip_listing, None)
    app.add_node(Listing, html=skip, latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_css_file("proceedings.css")
    app.add_js_file("proceedings.js", loading_method="defer")
    app.connect("config-inited", add_template_path)
    app.connect("config-inited", add_sidebar)
    app.connect("config-inited", set_theme_options)
    app.connect("config-inited", _add_static_files)
    app.connect("config-inited", add_language)
    app.connect("config-inited", leave_out_output)
    app.connect("builder-inited", load_catalogue)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("doctree-resolved", place_listings)
    app.connect("html-page-context", add_brand)
    app.connect("html-page-context", add_navigation)
    app.connect("html-collect-pages", write_generated_pages)
    app.connect("builder-inited", trim_templates)
    app.connect("builder-inited", keep_compiled)
    app.connect("builder-inited", replace_search)
    app.connect("builder-inited", add_dark_colours)
    # First what makes a page lighter, so that what is moved to files is what was left.
    app.connect("builder-inited", lighten_pages)
    app.connect("builder-inited", move_scripts)
    app.connect("html-collect-pages", add_search)
    app.connect("html-collect-pages", write_sitemap)
    app.connect("html-collect-pages", write_redirects)
    app.connect("html-collect-pages", write_feeds)
    app.connect("html-collect-pages", write_cards)
    app.connect("html-collect-pages", add_not_found)
    app.connect("html-collect-pages", add_my_list)
    app.connect("build-finished", make_absolute)
    app.connect("build-finished", remove_stray_template)
    app.connect("write-started", begin_list)
    app.connect("build-finished", remove_stale, priority=900)
    app.connect("build-finished", check_files, priority=950)
    app.connect("build-finished", note_site, priority=960)
    app.connect("html-page-context", link_feeds)
    app.connect("html-page-context", add_written_head)


def _add_static_files(app: Sphinx, config: Config) -> None:
    del app
    config.html_static_path = [str(STATIC), *config.html_static_path]
