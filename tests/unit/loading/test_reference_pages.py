"""The guide's tables of keys and codes: all there, and as the code has them."""

from __future__ import annotations

import importlib.util
import re

import pytest
import yaml

from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.loading.json_schema import schemas


@pytest.fixture(scope="module")
def tables(repository):
    spec = importlib.util.spec_from_file_location(
        "reference_tables", repository / "docs/reference_tables.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_up_to_date(tables):
    for page in tables.PAGES:
        text = (tables.GUIDE / page).read_text("utf-8")
        assert tables.updated(text) == text, "run: python docs/reference_tables.py"


def test_every_record_problem_and_kind_of_file_has_a_table(tables):
    shown = [
        name
        for page in tables.PAGES
        for name in tables.tables_in((tables.GUIDE / page).read_text("utf-8"))
    ]
    assert sorted(shown) == sorted(
        [*tables.records(), "errors", "warnings", "kinds", "pdfs", "exports"]
    )


def test_the_tables_show_the_keys_of_the_schemas(tables):
    text = (tables.GUIDE / "data-format.md").read_text("utf-8")
    for schema in schemas().values():
        for key in schema["properties"]:
            assert f"| `{key}`" in text


def test_the_examples_in_yaml_are_yaml(tables):
    text = (tables.GUIDE / "data-format.md").read_text("utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        yaml.safe_load(example)


def test_every_format_has_its_row(tables):
    text = (tables.GUIDE / "../reference/exports.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)`", text, re.MULTILINE) == list(exporters())
