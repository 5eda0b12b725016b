"""What every format is proven on: the three real editions, and one that breaks software."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

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


OPTIONS = {
    "contact_email": "editors@example.org",
    "depositor_email": "editors@example.org",
    "depositor_name": "Müller & Söhne",
}


@pytest.fixture(scope="session")
def depositing(context: ExportContext) -> ExportContext:
    """Each of the two with all that registries ask for besides the data."""
    return replace(context, base_url=BASE_URL, options=OPTIONS)


@pytest.fixture(scope="session")
def depositing_nasty(nasty: ExportContext) -> ExportContext:
    """The nasty edition with all that registries ask for besides the data."""
    return replace(nasty, options=OPTIONS)


@pytest.fixture(scope="session")
def deposited(depositing: ExportContext) -> list[Citation]:
    """Every paper as it is cited in a deposit, in order."""
    papers = Selection.of_site(depositing.catalogue).papers
    return [cite(depositing, paper) for paper in papers]


@pytest.fixture(scope="session")
def site(context: ExportContext) -> Selection:
    """Everything there is."""
    return Selection.of_site(context.catalogue)


@pytest.fixture(scope="session")
def citations(context: ExportContext, site: Selection) -> list[Citation]:
    """Every paper as it is cited, in order."""
    return [cite(context, paper) for paper in site.papers]


@pytest.fixture(scope="session")
def bibliography(citations: list[Citation]) -> list[Citation]:
    """What lists hold that people cite from: all but what was withdrawn."""
    return [c for c in citations if c.mark is None or c.mark.status != "withdrawn"]


@pytest.fixture(scope="session")
def published(shared: Path) -> Path:
    """Schemas of other people."""
    return shared / "schemas"


@pytest.fixture(scope="session")
def csl_schema(published: Path) -> dict:
    """The JSON Schema of CSL-JSON."""
    return json.loads((published / "csl" / "csl-data.json").read_text(encoding="utf-8"))


class _LocalCopies(etree.Resolver):
    """Schemas import others by address; the copies that lie beside them are taken instead."""

    def __init__(self, root: Path) -> None:
        self._copies = {file.name: file for file in sorted(root.rglob("*.xsd"), reverse=True)}

    # The stubs do not know the method's third argument, nor what it is for.
    def resolve(self, url, _public_id, context):  # type: ignore[override]
        copy = self._copies.get(url.rpartition("/")[2])
        if not url.startswith("http"):
            return None
        return self.resolve_filename(str(copy), context)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def xml_schema(published: Path) -> Callable[[str], etree.XMLSchema]:
    """XML schemas by their path below the folder of schemas."""

    @cache
    def read(path: str) -> etree.XMLSchema:
        file = published / path
        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(_LocalCopies(file.parent))
        return etree.XMLSchema(etree.parse(str(file), parser))

    return read
