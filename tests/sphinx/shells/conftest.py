"""Sites on which the pages of records are made, and such pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage, page_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What the themes do with a page's name and title, switched on.
THEME_OPTIONS = {
    "pydata_sphinx_theme": {
        "use_edit_page_button": True,
        "secondary_sidebar_items": {"**": ["page-toc"], "people/special": ["note"]},
        "article_header_start": ["breadcrumbs"],
    },
    "furo": {
        "source_repository": "https://github.com/example/site/",
        "source_branch": "main",
        "source_directory": "docs/",
    },
    "alabaster": {"canonical_url": "https://example.org/old/", "show_relbars": True},
    "basic": {},
}
CONTEXT = {"github_user": "example", "github_repo": "site", "github_version": "main"}
HEAD = (
    '\n<meta name="citation_title" content="&lt;a&gt; &quot;b&quot;">'
    '\n<link rel="x" href="?a&amp;b">'
)
BODY = '<h1>Title</h1>\n<p>5830274096160 \\ "quoted" &amp; <b>bold</b></p>\n<pre>\n  a\n\n</pre>'


@pytest.fixture(scope="module")
def start_site(tmp_path_factory, rootdir) -> Iterator[Callable[..., SphinxTestApp]]:
    """Build the project under a theme, in the place of the last one: Sphinx keeps global state."""
    started: list[SphinxTestApp] = []

    def start(theme: str, buildername: str = "html", *, parallel: int = 0, **options):
        clean_up()
        srcdir: Path = tmp_path_factory.mktemp("site") / "src"
        shutil.copytree(rootdir / "test-shells", srcdir)
        overrides = {
            "html_theme": theme,
            "html_theme_options": THEME_OPTIONS[theme],
            "html_context": CONTEXT,
            **options,
        }
        app = SphinxTestApp(buildername, srcdir, confoverrides=overrides, parallel=parallel)
        started.append(app)
        app.build()
        assert app.warning.getvalue() == ""
        return app

    def clean_up():
        while started:
            started.pop().cleanup()

    yield start
    clean_up()


@pytest.fixture(scope="module")
def pydata(start_site) -> SphinxTestApp:
    return start_site("pydata_sphinx_theme", parallel=2)


@pytest.fixture(scope="session")
def record() -> Callable[..., GeneratedPage]:
    def make(name: str, **changes):
        values = {"kind": "paper", "title": "A title", "head": HEAD, "body": BODY, **changes}
        return GeneratedPage(name=name, **values)

    return make


@pytest.fixture
def by_builder(tmp_path) -> Callable[[SphinxTestApp, GeneratedPage, str], bytes]:
    """What the builder writes for a page: what a shell has to give."""

    def render(app: SphinxTestApp, page: GeneratedPage, template: str) -> bytes:
        scratch = tmp_path / "page.html"
        scratch.unlink(missing_ok=True)
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        app.builder.handle_page(page.name, page_context(page), template, outfilename=scratch)
        return scratch.read_bytes()

    return render


@pytest.fixture
def calls(monkeypatch) -> Callable[[SphinxTestApp], list[str]]:
    """Names of the pages that a builder is going to render, for which it has to be told."""

    def count(app: SphinxTestApp) -> list[str]:
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        names: list[str] = []
        real = app.builder.handle_page

        def handle_page(name, *args, **kwargs):
            names.append(name)
            return real(name, *args, **kwargs)

        monkeypatch.setattr(app.builder, "handle_page", handle_page)
        return names

    return count
