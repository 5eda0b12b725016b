project = "Forum"
extensions = ["myst_parser", "sphinx_proceedings"]
exclude_patterns = ["data", "_build"]
html_theme = "alabaster"
proceedings_data = "data"
