"""The JSON Schema of the data files, made from the records, for editors that underline mistakes.

It accepts whatever loading accepts. Loading takes every scalar as text, an editor sees numbers and
booleans as well; where one value may stand for a list of one, both are described. It does not see
all that loading sees: references, times and check digits are for ``proceedings check``.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, BeforeValidator

from sphinx_proceedings.model.records.base import as_list
from sphinx_proceedings.model.records.calls import FormerDate
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.field_docs import describe, records_of
from sphinx_proceedings.model.records.papers import Funding
from sphinx_proceedings.model.records.people import Affiliation, PeopleFile
from sphinx_proceedings.model.records.programme import Poster

JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_FILES: dict[str, tuple[type[BaseModel], str]] = {
    "edition": (Edition, "Any file of an edition: data/<series>/<year>/*.yaml"),
    "series": (Series, "A series: data/<series>/series.yaml"),
    "people": (PeopleFile, "Persons and organizations: data/people.yaml and data/people/*.yaml"),
}
_FROM_TEXT = (Affiliation, FormerDate, Funding, Poster)
"""Records that may be written as text alone."""

_TRUTH = ["true", "false", "yes", "no", "on", "off"]


def schemas() -> dict[str, JsonSchema]:
    """Return each schema by the name of its kind of file: edition, series, people."""
    return {name: _schema(*of_file) for name, of_file in _FILES.items()}


def file_name(kind: str) -> str:
    """Return the name that the schema of a kind of file has below data/schema/."""
    return f"{kind}.schema.json"


def _schema(model: type[BaseModel], title: str) -> JsonSchema:
    made = model.model_json_schema(mode="validation")
    definitions: JsonSchema = made.pop("$defs", {})
    records = {record.__name__: record for record in records_of([model])}
    describe({**definitions, model.__name__: made}, records.values())
    for name, definition in definitions.items():
        if name in records:
            _describe(definition, records[name])
    _describe(made, model)
    if model is Edition:  # its keys may be spread over files, none of which has them all
        made.pop("required", None)
    for record in _FROM_TEXT:
        if record.__name__ in definitions:
            text = {"type": "string", "minLength": 1}
            definitions[record.__name__] = {"anyOf": [text, definitions[record.__name__]]}
    whole = {"$schema": DIALECT, "title": title, **made}
    whole["title"] = title
    whole["$defs"] = {name: definitions[name] for name in sorted(definitions)}
    widened: JsonSchema = _widened(whole)
    return widened


def _describe(definition: JsonSchema, record: type[BaseModel]) -> None:
    """Drop the titles that pydantic makes of names, and allow one value where a list is meant."""
    definition.pop("title", None)
    for name, field in record.model_fields.items():
        described: JsonSchema = definition["properties"][name]
        described.pop("title", None)
        if "default" in described and described["default"] in (None, [], ""):
            del described["default"]
        if any(isinstance(m, BeforeValidator) and m.func is as_list for m in field.metadata):
            array = {key: described.pop(key) for key in ("type", "items") if key in described}
            described["anyOf"] = [array, array["items"]]
        if not field.is_required() and "anyOf" not in described:
            kept = {key: described.pop(key) for key in list(described) if key in _SHAPE}
            described["anyOf"] = [kept, {"type": "null"}]
        elif not field.is_required() and {"type": "null"} not in described["anyOf"]:
            described["anyOf"].append({"type": "null"})


_SHAPE = frozenset(
    "type items enum pattern minLength maxLength minItems prefixItems format $ref".split()
)


def _widened(schema: Any) -> Any:
    """Let text be numbers and booleans too, which is what it may look like to an editor."""
    if isinstance(schema, list):
        return [_widened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: value if key in {"enum", "examples", "required", "default"} else _widened(value)
        for key, value in schema.items()
    }
    kind = made.get("type")
    if kind == "string" and "enum" not in made:
        made["type"] = ["string", "number", "boolean"]
    elif kind == "integer":
        made["type"] = ["integer", "string"]
        made["pattern"] = "^[0-9]+$"
    elif kind == "boolean":
        del made["type"]
        made["enum"] = [True, False, *_TRUTH]
    return made
