"""Turn pydantic's errors into located problems in an organizer's words."""

from __future__ import annotations

import re
import types
import typing
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.loading.yaml.positions import Mark, locate
from sphinx_proceedings.model.values.names import NAME_PARTS, PersonName
from sphinx_proceedings.model.values.text import did_you_mean
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from sphinx_proceedings.loading.data_sources import Source
    from sphinx_proceedings.model.problems import Problem

    Steps = tuple[int | str, ...]

_LIST = ("must be a list", "write each item on a line of its own that begins with '- '")
_MAPPING = ("must be a mapping", "write it as key: value")
_SHAPES = {
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "string_type": ("must be text", "put quotes around a text that begins with [ or {"),
}


_WORDED = frozenset({"too_short", "string_too_short", "string_too_long"})


def errors_of(failure: ValidationError) -> list[ErrorDetails]:
    """Return pydantic's errors, without those that say a list is empty after its bad items."""
    return [
        detail
        for detail in failure.errors(include_url=False)
        if not (detail["type"] == "too_short" and detail["input"])
    ]


def problems_of(detail: ErrorDetails, model: type[BaseModel], marks: Mark) -> Iterator[Problem]:
    """Yield what one of pydantic's errors tells of, located through *marks*.

    It is one problem; but a name complains once of all keys that it does not know.
    """
    given, steps = detail["input"], detail["loc"]
    of_name = detail["type"] == "value_error" and _type_at(model, steps) is PersonName
    if of_name and isinstance(given, dict):
        unknown = [key for key in given if key not in _fields(model, steps)]
        yield from (_unknown_key(model, (*steps, key), marks) for key in unknown)
        if unknown:
            return
    yield _problem_of(detail, model, marks)


def _problem_of(detail: ErrorDetails, model: type[BaseModel], marks: Mark) -> Problem:
    steps, kind = detail["loc"], detail["type"]
    name = next((str(step) for step in reversed(steps) if isinstance(step, str)), "value")
    if kind == "extra_forbidden":
        return _unknown_key(model, steps, marks)
    place = locate(marks, steps)
    if kind == "missing":
        return error(place, Code.MISSING_KEY, f"key {name!r} is missing", "add it")
    if kind in _SHAPES:
        shape, hint = _SHAPES[kind]
        given = _shape_of(detail["input"])
        return error(place, Code.WRONG_TYPE, f"{_called(steps)} {shape}, not {given}", hint)
    given = detail["input"]
    field = _type_at(model, steps)
    if kind == "value_error" and not isinstance(given, str) and not _takes(field, given):
        shape, hint = _SHAPES["string_type"]
        message = f"{_called(steps)} {shape}, not {_shape_of(given)}"
        return error(place, Code.WRONG_TYPE, message, hint)
    message = _value(detail, model, steps)
    if kind in _WORDED:
        message = f"{name!r} {message}"
    elif isinstance(given, str) or kind != "value_error":  # else a rule of a whole record
        message = f"{name!r}: {message}"
    return error(place, Code.INVALID_VALUE, message)


def blank_problems(source: Source, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield the unknown keys among those with nothing behind them, which pydantic never sees."""
    for steps in source.blanks:
        known = _fields(model, steps[:-1])
        if known and steps[-1] not in known:
            yield _unknown_key(model, steps, source.marks)


def _unknown_key(model: type[BaseModel], steps: Steps, marks: Mark) -> Problem:
    place = locate(marks, steps, key=True)
    known = _fields(model, steps[:-1])
    guess = did_you_mean(str(steps[-1]), known)
    hint = f"did you mean {guess!r}?" if guess else f"known: {', '.join(sorted(known))}"
    return error(place, Code.UNKNOWN_KEY, f"unknown key {shown(str(steps[-1]))}", hint)


def meant_keys(details: Sequence[ErrorDetails], model: type[BaseModel]) -> set[Steps]:
    """Return the places of keys that were written, but misspelt: they are not missing too."""
    return {
        (*steps[:-1], guess)
        for detail in details
        if detail["type"] == "extra_forbidden"
        for steps in [detail["loc"]]
        if (guess := did_you_mean(str(steps[-1]), _fields(model, steps[:-1])))
    }


def _takes(field: Any, given: object) -> bool:
    """Whether a field of this type may be given as a list or mapping."""
    if not isinstance(field, type):
        return False
    return issubclass(field, BaseModel) or (field is PersonName and isinstance(given, dict))


def _called(steps: Steps) -> str:
    """Name what *steps* lead to: 'authors', or an item of it."""
    name = next((str(step) for step in reversed(steps) if isinstance(step, str)), "value")
    return f"an item of {name!r}" if steps and isinstance(steps[-1], int) else repr(name)


def _shape_of(value: object) -> str:
    if isinstance(value, str):
        return "text"
    return "a mapping" if isinstance(value, dict) else "a list"


# What people call the values of our lists; each counts only where the value is one of the list.
_CALLED = {
    **dict.fromkeys(("online", "remote", "digital"), "virtual"),
    **dict.fromkeys(("onsite", "offline", "physical", "presence"), "in-person"),
    **dict.fromkeys(("mixed", "blended"), "hybrid"),
    **dict.fromkeys(("talk", "presentation", "lecture"), "oral"),
    **dict.fromkeys(("demonstration", "exhibit"), "demo"),
    **dict.fromkeys(("full", "regular"), "long"),
    **dict.fromkeys(("open", "cfp"), "call"),
    **dict.fromkeys(("program", "schedule", "scheduled"), "programme"),
    **dict.fromkeys(("final", "public"), "published"),
    **dict.fromkeys(("paper", "article", "camera-ready"), "pdf"),
    **dict.fromkeys(("github", "software", "repository"), "code"),
    **dict.fromkeys(("recording", "youtube"), "video"),
    **dict.fromkeys(("appendix", "supplementary"), "supplement"),
}


def _meant(given: str, choices: list[str]) -> str | None:
    """Return the value that was meant: one that looks like it, or is another word for it."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", given.casefold())
    near = [did_you_mean(given, choices), *words]
    near += [_CALLED.get(word) or _CALLED.get(word.replace("-", "")) for word in words]
    return next((guess for guess in near if guess in choices), None)


def _value(detail: ErrorDetails, model: type[BaseModel], steps: Steps) -> str:
    kind, given = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    value = shown(given) if isinstance(given, str) else _shape_of(given)
    if kind in {"enum", "literal_error"}:
        choices = list(_choices(model, steps))
        guess = _meant(str(given), choices)
        tail = f"; did you mean {guess!r}?" if guess else ""
        return f"{value} is not one of {', '.join(choices)}{tail}"
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    if kind.startswith("bool"):
        return f"{value} is neither true nor false"
    if kind.startswith("int"):
        return f"{value} is not a whole number"
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        return f"{value} is {'less' if 'ge' in context else 'more'} than {limit}"
    if kind == "too_short":
        return "is empty; at least one is needed"
    if kind == "string_too_short":
        return "is empty; give a value or remove the key"
    if kind == "string_too_long":
        return f"is longer than {context.get('max_length')} characters; shorten it"
    return f"{value}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _fields(model: type[BaseModel], steps: Steps) -> list[str]:
    found = _type_at(model, steps)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return list(found.model_fields)
    return [*NAME_PARTS] if found is PersonName else []


def _choices(model: type[BaseModel], steps: Steps) -> Iterator[str]:
    found = _type_at(model, steps)
    if isinstance(found, type) and issubclass(found, Enum):
        yield from (str(member.value) for member in found)
    elif get_origin(found) is typing.Literal:
        yield from map(str, get_args(found))


def _type_at(model: type[BaseModel], steps: Steps) -> Any:
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
