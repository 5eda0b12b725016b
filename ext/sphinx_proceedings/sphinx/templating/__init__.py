"""From templates to HTML: Jinja's environment, its functions, listings of authored pages."""
