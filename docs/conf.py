"""Sphinx settings of the site."""

import os

project = "Proceedings of ENLSP and HAET"
author = "The organizers of ENLSP and HAET"
copyright = "the authors and organizers, CC BY 4.0"

extensions = ["myst_parser", "sphinx_design", "sphinx_proceedings"]
myst_enable_extensions = ["colon_fence", "deflist"]

proceedings_data = "../data"
proceedings_formats = [
    "biblatex",
    "endnote",
    "mods",
    "jats",
    "dublin-core",
    "schema-org",
    "zenodo",
    "json",
]

# Who publishes the site says where: GitHub's workflow, or Read the Docs.
html_baseurl = os.environ.get("SITE_ADDRESS") or os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_theme = "pydata_sphinx_theme"
html_title = "ENLSP and HAET proceedings"
html_theme_options = {
    "header_links_before_dropdown": 6,
    # Those who read papers have no use for it in the menu.
    "footer_end": ["about-this-software.html", "sphinx-version.html", "theme-version.html"],
}
templates_path = ["_templates"]
exclude_patterns = ["_build", "_templates"]
