"""The JSON Schemas: kept up to date, true to what loading accepts, and of use to an editor."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
import yaml
from jsonschema import Draft202012Validator

from sphinx_proceedings.commands.schema import write_schemas
from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.json_schema import file_name, schemas

DIGITS = "-+.0123456789"
KINDS = {"series.yaml": "series", "people.yaml": "people"}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: by the core schema of YAML 1.2, where No is text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        list("-+.0123456789"),
    ),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def complaints(kind, text):
    value = yaml.load(text, EditorLoader)  # noqa: S506 - it is a safe one
    return [error.message for error in Draft202012Validator(schemas()[kind]).iter_errors(value)]


@pytest.mark.parametrize("kind", sorted(schemas()))
def test_a_schema_is_one(kind):
    Draft202012Validator.check_schema(schemas()[kind])


def patterns_of(kind):
    text = json.dumps(schemas()[kind])
    return [json.loads(found) for found in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text)]


@pytest.mark.parametrize("kind", sorted(schemas()))
def test_its_patterns_have_no_escape_that_ecmascript_refuses(kind):
    """Editors compile patterns with the flag ``u``, which allows no needless escape (ECMA-262)."""
    patterns = patterns_of(kind)
    assert patterns
    for pattern in patterns:
        assert set(re.findall(r"\\(.)", pattern)) <= set("^$\\.*+?()[]{}|/dDsSwWbBfnrtv"), pattern


@pytest.mark.parametrize("kind", sorted(schemas()))
def test_an_engine_of_ecmascript_takes_its_patterns(kind):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not here")
    code = "JSON.parse(process.argv[1]).forEach(pattern => new RegExp(pattern, 'u'))"
    command = [node, "-e", code, json.dumps(patterns_of(kind))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_files_are_those_that_the_command_writes(repository, tmp_path):
    for file in write_schemas(tmp_path):
        kept = repository / "data" / "schema" / file.name
        assert kept.read_text("utf-8") == file.read_text("utf-8"), "run: proceedings schema"


def test_all_data_of_the_repository_is_valid(repository):
    files = [
        file
        for file in sorted((repository / "data").rglob("*.yaml"))
        if (repository / "data" / "schema") not in file.parents
    ]
    assert files
    wrong = {}
    for file in files:
        text = file.read_text("utf-8")
        kind = KINDS.get(file.name, "edition") if file.parent.name[:1].isalpha() else "edition"
        assert file_name(kind) in text.split("\n", 1)[0], f"{file}: names another schema"
        if found := complaints(kind, text):
            wrong[file] = found
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "title: 2022\nnumber: 2\narchival: yes\neditorial_notes: One alone\n",
        "title: No\nnumber: '2'\narchival: true\neditorial_notes: [One, two]\nmode:\n",
        "papers:\n- {id: 012, title: 1.10, authors: [{name: No, affiliations: A}], keywords: x}\n",
        "papers:\n- {id: 1, title: x, authors: [{name: {family: X}, affiliations: [{name: Y}]}]}\n",
        "sessions:\n- {id: a, title: 12:30, start: 8:00, end: 12:30, end_date: 2022-12-02}\n",
        "volume: {title: x, isbn: 9783161484100, issn: 0378-5955}\nstart_date: 2022-12-02\n",
    ],
)
def test_what_loading_reads_an_editor_accepts(make_data, text):
    assert complaints("edition", text) == []
    base = {"demo/series.yaml": "title: D\nshort_title: D\n"}
    lines = {"title": "title: D", "short_title": "short_title: D"}
    rest = "".join(f"{line}\n" for key, line in lines.items() if f"\n{key}:" not in f"\n{text}")
    when = "" if "start_date" in text else "start_date: 2022-12-02\n"
    root = make_data({"demo/2022/edition.yaml": f"{rest}{when}time_zone: UTC\n{text}"}, base)
    assert [str(problem) for problem in load(root).problems] == []


@pytest.mark.parametrize(
    "text",
    [
        "titel: x\n",
        "papers: One\n",
        "papers:\n- {title: x, authors: [{name: A B}]}\n",
        "papers:\n- {id: x, title: x, authors: []}\n",
        "papers:\n- {id: a/b, title: x, authors: [{name: A B}]}\n",
        "papers:\n- {id: a, title: x, authors: [{name: A B, orcid: 1}, {name: A, orcid: abc}]}\n",
        "mode: hybird\n",
        "start_date: 2 December 2022\n",
        "number: second\n",
        "sessions:\n- {id: a, title: x, start: 25:00, end: 12:30}\n",
    ],
)
def test_a_mistake_is_underlined(text):
    assert complaints("edition", text)


def test_every_key_is_described():
    def undescribed(schema, path):
        for name, value in schema.get("properties", {}).items():
            if not ({"description", "$ref"} & value.keys()) and path[-1] != "PersonName":
                yield (*path, name)
        for name, inner in schema.get("$defs", {}).items():
            for part in (inner, *inner.get("anyOf", ())):
                yield from undescribed(part, (*path, name))

    for kind, schema in schemas().items():
        assert list(undescribed(schema, (kind,))) == []
    assert '"description"' in json.dumps(schemas())
