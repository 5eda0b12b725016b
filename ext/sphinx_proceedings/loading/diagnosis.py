"""Turn pydantic's errors into located problems in an organizer's words."""

from __future__ import annotations

import types
import typing
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from sphinx_proceedings.loading.codes import Code
from sphinx_proceedings.loading.marks import Mark, locate
from sphinx_proceedings.model.problems import Problem
from sphinx_proceedings.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHAPES = {
    "tuple_type": "must be a list (lines that begin with '- ')",
    "list_type": "must be a list (lines that begin with '- ')",
    "model_type": "must be a mapping (key: value)",
    "dict_type": "must be a mapping (key: value)",
    "string_type": "must be text",
}


def problems_of(error: ValidationError, model: type[BaseModel], marks: Mark) -> Iterator[Problem]:
    """Give a problem for each of pydantic's errors, located through *marks*."""
    for detail in error.errors(include_url=False):
        yield _problem(detail, model, marks)


def _problem(detail: ErrorDetails, model: type[BaseModel], marks: Mark) -> Problem:
    steps = detail["loc"]
    name = next((str(step) for step in reversed(steps) if isinstance(step, str)), "value")
    kind = detail["type"]
    if kind == "extra_forbidden":
        place = locate(marks, steps, key=True)
        known = _fields(model, steps[:-1])
        guess = did_you_mean(name, known)
        hint = f"did you mean {guess!r}?" if guess else f"known keys: {', '.join(sorted(known))}"
        return Problem(place, Code.UNKNOWN_KEY, f"unknown key {name!r}", hint=hint)
    place = locate(marks, steps)
    if kind == "missing":
        return Problem(place, Code.MISSING_KEY, f"key {name!r} is missing", hint="add it")
    if kind in _SHAPES:
        return Problem(place, Code.WRONG_TYPE, f"{name!r} {_SHAPES[kind]}")
    return Problem(place, Code.INVALID_VALUE, f"{name!r}: {_value(detail, model, steps)}")


def _value(detail: ErrorDetails, model: type[BaseModel], steps: tuple[int | str, ...]) -> str:
    kind, given = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    shown = repr(given) if isinstance(given, str) and len(given) <= 60 else "this value"
    if kind in {"enum", "literal_error"}:
        choices = list(_choices(model, steps))
        guess = did_you_mean(str(given), choices)
        tail = f" (did you mean {guess!r}?)" if guess else ""
        return f"{shown} is not one of {', '.join(choices)}{tail}"
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    if kind.startswith("bool"):
        return f"{shown} is neither true nor false"
    if kind.startswith("int"):
        return f"{shown} is not a whole number"
    if kind == "string_too_short":
        return "is empty; give a value or remove the key"
    if kind == "string_too_long":
        return f"is longer than {context.get('max_length')} characters"
    return f"{shown}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _fields(model: type[BaseModel], steps: tuple[int | str, ...]) -> list[str]:
    found = _type_at(model, steps)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return list(found.model_fields)
    return []


def _choices(model: type[BaseModel], steps: tuple[int | str, ...]) -> Iterator[str]:
    found = _type_at(model, steps)
    if isinstance(found, type) and issubclass(found, Enum):
        yield from (str(member.value) for member in found)
    elif get_origin(found) is typing.Literal:
        yield from map(str, get_args(found))


def _type_at(model: type[BaseModel], steps: tuple[int | str, ...]) -> Any:
    """Follow *steps* through the annotations; None where they lead out of the models."""
    here: Any = model
    for step in steps:
        if isinstance(step, int):
            continue
        if not (isinstance(here, type) and issubclass(here, BaseModel)):
            return None
        field = here.model_fields.get(step)
        if field is None:
            return None
        here = _inner(field.annotation)
    return here


def _inner(annotation: Any) -> Any:
    """Strip Optional, Annotated and tuple from an annotation."""
    origin = get_origin(annotation)
    if origin is typing.Annotated or origin is tuple:
        return _inner(get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return _inner(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation
