"""What every format is proven on: the three real editions, and one that breaks software."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_proceedings.exporting.citation import Citation, cite
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.catalogue import Catalogue

BASE_URL = "https://proceedings.example.org/site/"


def _load(root: Path) -> Catalogue:
    loaded = load(root)
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
    return loaded.catalogue


@pytest.fixture(scope="session")
def nasty(repository: Path) -> ExportContext:
    """The edition edge/2025 of tests/data/exporting/nasty, published at an address."""
    root = repository / "tests" / "data" / "exporting" / "nasty"
    return ExportContext(catalogue=_load(root), base_url=BASE_URL)


@pytest.fixture(scope="session")
def real(repository: Path) -> ExportContext:
    """The three editions of the project's own data, published nowhere in particular."""
    return ExportContext(catalogue=_load(repository / "data"))


@pytest.fixture(scope="session", params=["nasty", "real"])
def context(request: pytest.FixtureRequest) -> ExportContext:
    """Each of the two in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, ExportContext)
    return found


@pytest.fixture(scope="session")
def site(context: ExportContext) -> Selection:
    """Everything there is."""
    return Selection.of_site(context.catalogue)


@pytest.fixture(scope="session")
def citations(context: ExportContext, site: Selection) -> list[Citation]:
    """Every paper as it is cited, in order."""
    return [cite(context, paper) for paper in site.papers]


@pytest.fixture(scope="session")
def published(shared: Path) -> Path:
    """Schemas of other people."""
    return shared / "schemas"


@pytest.fixture(scope="session")
def csl_schema(published: Path) -> dict:
    """The JSON Schema of CSL-JSON."""
    return json.loads((published / "csl" / "csl-data.json").read_text(encoding="utf-8"))
