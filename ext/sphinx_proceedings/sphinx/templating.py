"""The Jinja environment of the pages: autoescape, strict names, and what every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sphinx_proceedings.model import moments
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.text import slug
from sphinx_proceedings.sphinx.domain import title_of
from sphinx_proceedings.sphinx.template_functions import template_functions
from sphinx_proceedings.sphinx.words import WORDS

if TYPE_CHECKING:
    from sphinx_proceedings.sphinx.site import Site

MACROS = "proceedings/macros.html"


def make_environment(site: Site) -> Environment:
    """Return the environment that renders *site*; a project's own templates come first."""
    folders = [str(site.app.confdir / path) for path in site.app.config.templates_path]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates do not change during a build
    )
    environment.globals.update(
        site=site,
        catalogue=site.catalogue,
        words=WORDS,
        plain=to_plain,
        title_of=title_of,
        date_range=moments.format_date_range,
        zone_label=moments.zone_label,
        pages_of=site.pages_of,
        **template_functions(),
    )
    environment.filters.update(plain=to_plain, slug=slug)
    # Every template has the macros as `m`: importing them anew cost a tenth of each page.
    environment.globals["m"] = environment.get_template(MACROS).module
    return environment
