"""The JSON interface: valid by its own schema, complete, and the records come back equal."""

from __future__ import annotations

import json

import jsonschema
import pytest

from sphinx_proceedings.exporting.formats.web.api import JSON, api_files
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Person

NAMES = {"index": "Index", "dump": "Dump"}


@pytest.fixture(scope="module")
def files(context):
    return {path: json.loads(data) for path, data in api_files(context)}


@pytest.fixture(scope="module")
def schema(files):
    return files["api/v1/schema.json"]


def validate(schema, document):
    name = NAMES.get(document["kind"], f"{document['kind'].capitalize()}Document")
    # One branch instead of all: the errors are readable and it is fast.
    narrow = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{name}"}
    jsonschema.Draft202012Validator(narrow).validate(document)


def test_every_document_is_valid(files, schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    for path, document in files.items():
        if path != "api/v1/schema.json":
            validate(schema, document)


def test_the_schema_as_a_whole_accepts_one_of_each(files, schema):
    validator = jsonschema.Draft202012Validator(schema)
    kinds: dict[str, object] = {}
    for path, document in files.items():
        if path != "api/v1/schema.json":
            kinds.setdefault(document["kind"], document)
    assert set(kinds) == {"index", "series", "edition", "paper", "talk", "person"}
    for document in kinds.values():
        validator.validate(document)
    assert not validator.is_valid({"kind": "paper"})


def test_records_come_back_equal(files, context):
    catalogue = context.catalogue
    for paper in catalogue.papers.values():
        read = Paper.model_validate(
            files[f"api/v1/{paper.key}.json"]["record"], context={"edition": paper.edition_key}
        )
        assert read == paper
    for talk in catalogue.talks.values():
        given = Talk.model_validate(
            files[f"api/v1/{talk.key}.json"]["record"], context={"edition": talk.edition_key}
        )
        assert given == talk
    for person in catalogue.people.values():
        assert Person.model_validate(files[f"api/v1/{person.key}.json"]["record"]) == person
    for series in catalogue.series.values():
        document = files[f"api/v1/{series.key}/series.json"]
        assert Series.model_validate(document["record"], context={"series": series.id}) == series


def test_an_edition_is_put_together_again(files, context):
    for edition in context.catalogue.editions.values():
        document = files[f"api/v1/{edition.key}/edition.json"]
        record = document["record"]
        for part in ("papers", "talks"):
            assert record[part] == []
            record[part] = [files[f"api/v1/{key}.json"]["record"] for key in document[part]]
        assert Edition.model_validate(record, context={"edition": edition.key}) == edition


def test_what_is_resolved_agrees_with_citations(files, citations):
    for c in citations:
        resolved = files[f"api/v1/{c.record.key}.json"]["resolved"]
        assert resolved["title"] == c.plain_marked_title
        assert [n["name"] for n in resolved["names"]] == [a.display for a in c.authors]
        assert resolved["abstract"] == c.plain_abstract
        assert resolved["date"] == (c.date.isoformat() if c.date else None)
        assert resolved["licence"] == c.licence
        assert resolved["status"] == (c.mark.status if c.mark else None)
        assert resolved["citation_key"] == c.key


def test_every_path_in_the_index_is_a_file(files):
    index = files["api/v1/index.json"]
    paths = [f"{e['key']}/edition" for e in index["editions"]]
    paths += [f"{i}/series" for i in index["series"]] + [f"people/{i}" for i in index["people"]]
    assert all(f"api/v1/{path}.json" in files for path in paths)


def test_one_file_holds_it_all(files, schema, context, site):
    document = json.loads(JSON.export(context, site))
    validate(schema, document)
    documents = [d for d in files.values() if d.get("kind") in {"paper", "talk", "person"}]
    assert len(documents) == sum(len(document[k]) for k in ("papers", "talks", "people"))
    assert {d["key"] for d in documents} == {
        d["key"] for k in ("papers", "talks", "people") for d in document[k]
    }


def test_an_edition_brings_its_own_people(real):
    edition = real.catalogue.editions["haet/2021"]
    document = json.loads(JSON.export(real, Selection.of_edition(real.catalogue, edition)))
    assert [e["key"] for e in document["editions"]] == ["haet/2021"]
    assert [s["key"] for s in document["series"]] == ["haet"]
    assert 0 < len(document["people"]) < len(real.catalogue.people)
