"""Find the rich texts and the contributions inside a record, with the steps that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.richtext import RichText

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    Steps = tuple[str | int, ...]


def rich_texts(record: BaseModel, *skip: str) -> Iterator[tuple[Steps, RichText]]:
    """Yield every rich text inside *record* (but not in its fields *skip*) and its steps."""
    yield from _find(record, RichText, (), skip)


def contributions(record: BaseModel, *skip: str) -> Iterator[tuple[Steps, Contribution]]:
    """Yield every contribution inside *record* (but not in its fields *skip*) and its steps."""
    yield from _find(record, Contribution, (), skip)


def _find(
    record: BaseModel, wanted: type[Any], steps: Steps, skip: tuple[str, ...] = ()
) -> Iterator[tuple[Steps, Any]]:
    for name in _fields_with(type(record), wanted):  # type: ignore[arg-type] # a class is hashable
        if name in skip:
            continue
        value = getattr(record, name)
        if not value:
            continue
        for more, item in _items(value):
            here = (*steps, name, *more)
            if isinstance(item, wanted):
                yield here, item
            elif isinstance(item, BaseModel):
                yield from _find(item, wanted, here)


def _items(value: Any) -> Iterator[tuple[Steps, Any]]:
    """Yield what a field holds, each with the steps that lead to it from the field."""
    if isinstance(value, tuple):
        yield from (((index,), item) for index, item in enumerate(value))
    elif isinstance(value, Mapping):
        yield from (((str(key),), item) for key, item in value.items())
    else:
        yield (), value


@cache
def _fields_with(model: type[BaseModel], wanted: Hashable) -> tuple[str, ...]:
    """Fields of *model* that can hold *wanted*, directly or inside another record."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if any(
            _is_a(leaf, wanted)
            or (_is_a(leaf, BaseModel) and leaf is not model and _fields_with(leaf, wanted))
            for leaf in _leaves(field.annotation)
        )
    )


def _is_a(leaf: Any, wanted: Any) -> bool:
    return isinstance(leaf, type) and issubclass(leaf, wanted)


def _leaves(annotation: Any) -> Iterator[Any]:
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from _leaves(argument)
