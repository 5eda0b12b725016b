"""Note in a build what the next needs to know of it, if that may take anything over.

It may not where somebody else's code could show abstracts in a place that we do not know: on a page
of a template or an extension of the project's own.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.output.build_notes import BUILD_NOTES
from sphinx_proceedings.sphinx.site.site import Site
from sphinx_proceedings.sphinx.templating.listing_directives import Listing
from sphinx_proceedings.sphinx.updating.kept_build import SITE, site_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_PACKAGE = Path(__file__).parents[2]
_KNOWN = frozenset(
    (
        "sphinx sphinxcontrib sphinx_design myst_parser sphinx_proceedings "
        "alabaster furo pydata_sphinx_theme"
    ).split()
)
"""Packages whose extensions and themes show nothing of records by themselves."""


def note_site(app: Sphinx, error: Exception | None) -> None:
    """Handle build-finished: leave a note of the site for whoever has started the build."""
    if error is None and BUILD_NOTES.folder is not None and _can_be_updated(app):
        BUILD_NOTES.put(SITE, site_note(Site.of(app), sorted(_further(app))))


def _can_be_updated(app: Sphinx) -> bool:
    site, config = Site.of(app), app.config
    names = [extension.module.__name__ for extension in app.extensions.values()]
    return (
        app.builder.name == "html"
        and config.setup is None
        and site.facts.link_suffix == ".html"
        and config.html_file_suffix in (None, ".html")
        and config.html_output_encoding == "utf-8"
        and not config.html_last_updated_fmt
        and not site.settings.only
        # Where records stand in their files is on their pages: an edit moves those below.
        and "{line" not in site.settings.repository
        and all(name.partition(".")[0] in _KNOWN for name in names)
        and not any(_own_templates(site))
        and not any(_shows_abstracts(node) for node in _listings(app))
    )


def _own_templates(site: Site) -> Iterator[Path]:
    """Yield templates of the project that make pages of ours."""
    for folder in map(Path, site.facts.template_folders):
        if not folder.is_relative_to(_PACKAGE):
            yield from folder.glob("proceedings/**/*.html")


def _listings(app: Sphinx) -> Iterator[Listing]:
    for name in ProceedingsDomain.of(app.env).pages:
        yield from app.env.get_doctree(name).findall(Listing)


def _shows_abstracts(node: Listing) -> bool:
    """Whether a listing has abstracts of papers, or the sizes of files that have."""
    return node["kind"] == "metadata" or "abstracts" in node["options"]


def _further(app: Sphinx) -> Iterator[str]:
    """Yield files that the site was made from, outside of the folders of project and packages."""
    for names in app.env.dependencies.values():
        for name in names:
            yield str(Path(app.srcdir, name))
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and not _is_installed(Path(file)):
            yield file


def _is_installed(file: Path) -> bool:
    """Whether a module belongs to Python, to an installed package or to ours."""
    if {"site-packages", "dist-packages"} & {*file.parts}:
        return True
    paths = sysconfig.get_paths()
    folders = (str(_PACKAGE), paths["stdlib"], paths["platstdlib"])
    return any(file.is_relative_to(folder) for folder in folders)
