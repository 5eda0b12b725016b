"""Sphinx settings of the site."""

project = "Proceedings of ENLSP and HAET"
author = "The organizers of ENLSP and HAET"
copyright = "the authors and organizers, CC BY 4.0"

extensions = ["myst_parser", "sphinx_design", "sphinx_proceedings"]
myst_enable_extensions = ["colon_fence", "deflist"]

proceedings_data = "../data"

html_theme = "pydata_sphinx_theme"
html_title = "ENLSP and HAET proceedings"
html_theme_options = {
    "navigation_with_keys": False,
    "show_prev_next": False,
    "secondary_sidebar_items": ["page-toc"],
    "article_header_start": ["proceedings/breadcrumbs.html"],
    "header_links_before_dropdown": 5,
    "primary_sidebar_end": [],
    "footer_start": ["copyright"],
    "footer_end": ["sphinx-version", "theme-version"],
    "search_bar_text": "Search papers, people, keywords …",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
exclude_patterns = ["_build"]
