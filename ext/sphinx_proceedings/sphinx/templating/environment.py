"""The Jinja environment of the pages: autoescape, strict names, and what every template may use."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values import dates
from sphinx_proceedings.model.values.text import slug
from sphinx_proceedings.sphinx.templating.compiled_templates import CompiledTemplates
from sphinx_proceedings.sphinx.templating.plain_code import PlainCode, PlainTemplate
from sphinx_proceedings.sphinx.templating.repeated_macros import REPEATED, once
from sphinx_proceedings.sphinx.templating.template_functions import template_functions

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from markupsafe import Markup

    from sphinx_proceedings.sphinx.site.export_files import ExportFiles
    from sphinx_proceedings.sphinx.site.site import Site

_MODULES = {"m": "proceedings/macros.html", "meta": "proceedings/head/meta.html"}
"""Templates whose macros every other has, and by which name: importing them costs each page."""


class _Environment(Environment):
    """An environment whose names are the same in all of its templates."""

    code_generator_class = PlainCode
    template_class = PlainTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names as they are: Jinja's ChainMap is copied name by name at each rendering."""
        return {**self.globals, **d} if d else self.globals


def make_environment(
    site: Site, exports: ExportFiles, fragment: Callable[..., Markup]
) -> Environment:
    """Return the environment that renders *site*; a project's own templates come first.

    *fragment* renders a piece that many pages have in common: see `Renderer.fragment`.
    """
    environment = _Environment(
        loader=FileSystemLoader(site.facts.template_folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates do not change during a build
    )
    environment.bytecode_cache = CompiledTemplates(environment)
    environment.globals.update(
        site=site,
        exports=exports,
        fragment=fragment,
        catalogue=site.catalogue,
        plain=to_plain,
        title_of=title_of,
        zone_label=dates.zone_label,
        pages_of=site.pages_of,
        **template_functions(site.language),
    )
    environment.filters.update(plain=to_plain, slug=slug)
    # Known before they are read, for macros call one another by these names too.
    modules = {name: SimpleNamespace() for name in _MODULES}
    environment.globals.update(modules)
    for name, template in _MODULES.items():
        found = vars(environment.get_template(template).module)
        for macro, made in found.items():
            key = REPEATED.get(macro)
            setattr(modules[name], macro, once(made, key) if key else made)
    return environment
