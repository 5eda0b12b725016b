"""Builds of the test project that the tests of the Sphinx room share."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest
from lxml import html as lxml_html
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.sphinx.domain import ProceedingsDomain

ROOTS = Path(__file__).parents[1] / "roots"
ADDRESS = "https://proceedings.example/site/"


class Built:
    """A finished build: its app, and its pages as trees."""

    def __init__(self, app: SphinxTestApp) -> None:
        self.app = app
        self.folder = Path(app.outdir)

    def text(self, page: str) -> str:
        return (self.folder / page).read_text(encoding="utf-8")

    def tree(self, page: str):
        return lxml_html.document_fromstring(self.text(page))

    @property
    def catalogue(self) -> Catalogue:
        return ProceedingsDomain.of(self.app.env).catalogue

    @property
    def warnings(self) -> str:
        return self.app.warning.getvalue()


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """Copy the test project; give a function that builds a copy of its own."""

    def build(builder: str = "html", *, finish: bool = True, **overrides) -> Built:
        source = tmp_path_factory.mktemp("project")
        shutil.copytree(ROOTS / "test-proceedings", source, dirs_exist_ok=True)
        app = SphinxTestApp(builder, srcdir=source, confoverrides=overrides, freshenv=True)
        app.build()
        if finish:  # the next application in this process registers everything anew
            app.cleanup()
        return Built(app)

    return build


CONFIGURATION = """\
extensions = ["myst_parser", "sphinx_proceedings"]
proceedings_data = "../data"
"""


@pytest.fixture(scope="session")
def site_of(tmp_path_factory):
    """Give a function that builds a site from files of data, given by their paths."""

    def build(files: dict[str, str | bytes], **overrides) -> Built:
        folder = tmp_path_factory.mktemp("site")
        source = folder / "docs"
        source.mkdir()
        (source / "conf.py").write_text(CONFIGURATION)
        (source / "index.md").write_text("# Home\n")
        for path, content in files.items():
            file = folder / "data" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        app = SphinxTestApp("html", srcdir=source, confoverrides=overrides, freshenv=True)
        app.build()
        app.cleanup()
        return Built(app)

    return build


@pytest.fixture(scope="session")
def site(project):
    """The test project as HTML under alabaster, built once."""
    built = project()
    assert built.warnings == ""
    return built


@pytest.fixture(scope="session")
def published(tmp_path_factory, repository):
    """The project's own site as it is put on the web: its theme, and a public address."""
    app = SphinxTestApp(
        "html",
        srcdir=repository / "docs",
        builddir=tmp_path_factory.mktemp("published"),
        freshenv=True,
        confoverrides={"html_baseurl": ADDRESS},
    )
    with warnings.catch_warnings():
        # MyST uses what Sphinx will take away; that is between the two of them.
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        app.build()
    app.cleanup()
    return Built(app)
