"""What the default theme has to be told so that its frame suits proceedings.

A project's own options win; other themes are left as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_proceedings.sphinx.builders import THEME, has_default_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

OPTIONS: dict[str, Any] = {
    "article_header_start": ["proceedings/breadcrumbs.html"],
    # Nothing to unfold: the theme's toggles have no name for screen readers.
    "collapse_navigation": True,
    "footer_end": ["sphinx-version", "theme-version"],
    "footer_start": ["copyright"],
    # A link works without JavaScript, and the theme's button says one thing and shows another.
    "navbar_center": ["proceedings/main-links.html", "proceedings/site-links.html"],
    "navbar_persistent": ["proceedings/search-link.html"],
    "navigation_with_keys": False,
    "primary_sidebar_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
}

ICON = Path(__file__).parents[1] / "static" / "proceedings-icon.svg"

BARE = ("people/**", "keywords/**", "search", "my-list", "404")
"""Pages with nothing to show beside them."""

STRAY = "webpack-macros.html"
"""A template of the default theme that lies among its static files: no page, and full of errors."""

UNSCRIPTED = "proceedings-unscripted.css"
"""Dark colours where the default theme's script does not run."""


def set_theme_options(app: Sphinx, config: Config) -> None:
    """Handle config-inited: fill in the options of the default theme that the project leaves."""
    del app
    if config.html_favicon is None:  # else browsers ask every host for /favicon.ico
        config.html_favicon = str(ICON)
    if config.html_theme != THEME:
        return
    config.html_theme_options = {**OPTIONS, **config.html_theme_options}
    chosen: dict[str, list[str]] = config.html_sidebars
    config.html_sidebars = {**{name: [] for name in BARE if name not in chosen}, **chosen}


def add_dark_colours(app: Sphinx) -> None:
    """Handle builder-inited: give the default theme, and those made from it, the dark colours.

    On other themes, which may be light for every reader, they would be unreadable.
    """
    if has_default_theme(app):
        app.add_css_file(UNSCRIPTED)


def remove_stray_template(app: Sphinx, failure: Exception | None) -> None:
    """Handle build-finished: publish no template of the theme as if it were a page."""
    if failure is None and isinstance(app.builder, StandaloneHTMLBuilder):
        (Path(app.outdir) / "_static" / STRAY).unlink(missing_ok=True)
