project = "Lab proceedings"
extensions = ["myst_parser", "sphinx_design", "sphinx_proceedings"]
exclude_patterns = ["data", "_build"]
html_theme = "pydata_sphinx_theme"
html_title = "Lab proceedings"
proceedings_data = "data"
proceedings_repository = "https://forge.example/lab/edit/main/{path}#L{line}"
