from sphinx_proceedings.sphinx.shells.page_shells import add_template_path

project = "Shells & more"
extensions = ["myst_parser", "sphinx_design"]
templates_path = ["_templates"]


def mark_page(app, pagename, templatename, context, doctree):
    """What extensions do with a page's name and title."""
    from html import escape

    from markupsafe import Markup

    plain = Markup(context.get("title", "")).striptags()
    context["metatags"] = (
        context.get("metatags", "")
        + f'\n<meta property="og:title" content="{escape(plain)}">'
        + f'\n<meta property="og:url" content="https://example.org/{pagename}">'
    )
    app.add_js_file(None, body=f"window.page = '{pagename}';")


def setup(app):
    app.connect("config-inited", add_template_path)
    app.connect("html-page-context", mark_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
