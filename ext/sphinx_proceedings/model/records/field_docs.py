"""What each field of a record is for: the docstring below it, for schemas and for the guide.

Read when they are asked for: pydantic would read them at each start, a fourth of all imports.
"""

from __future__ import annotations

import ast
import inspect
import sys
import types
import typing
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def field_docs(record: type[BaseModel]) -> dict[str, str]:
    """Return the docstrings of a record's fields by their names, inherited ones included."""
    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _of_module(base.__module__).get(base.__qualname__, {})
    return {name: found[name] for name in record.model_fields if name in found}


def describe(definitions: dict[str, Any], records: Iterable[type[BaseModel]]) -> None:
    """Put the docstrings into a JSON Schema's *definitions*, by the names of the records."""
    for record in records:
        properties = definitions.get(record.__name__, {}).get("properties", {})
        for name, text in field_docs(record).items():
            if name not in properties:  # kept out of what is written
                continue
            described = {**properties[name], "description": text}
            properties[name] = dict(sorted(described.items()))


@cache
def _of_module(name: str) -> dict[str, dict[str, str]]:
    """Return the docstrings below the fields of a module's classes."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {
        node.name: {
            field.target.id: inspect.cleandoc(text.value.value)
            for field, text in pairwise(node.body)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        }
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def records_of(models: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    """Return *models* and every record inside them, each once, outermost first."""
    found: dict[type[BaseModel], None] = {}
    waiting = list(models)
    while waiting:
        record = waiting.pop(0)
        if record not in found:
            found[record] = None
            for field in record.model_fields.values():
                waiting += [
                    leaf
                    for leaf in _leaves(field.annotation)
                    if isinstance(leaf, type) and issubclass(leaf, BaseModel)
                ]
    return list(found)


def _leaves(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (typing.Union, types.UnionType, tuple, typing.Annotated):
        for argument in get_args(annotation):
            yield from _leaves(argument)
    else:
        yield annotation
