"""Whether two values of a field are the same, however they are written in a data file."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ValidationError

from sphinx_proceedings.importing.cleaning.text_cleaning import unwrapped
from sphinx_proceedings.importing.yaml_editing.yaml_edits import as_text
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.records.programme import Session

_PERSON: Final = {"name": "A B"}
_LEAST: Final[dict[str, tuple[Any, dict[str, Any]]]] = {
    "papers": (Paper, {"id": "x", "title": "x", "authors": [_PERSON]}),
    "talks": (Talk, {"id": "x", "title": "x", "speakers": [_PERSON]}),
    "sessions": (Session, {"id": "x", "title": "x", "start": "01:00", "end": "02:00"}),
    "people": (Contribution, _PERSON),
    "edition": (Edition, {"title": "x", "short_title": "x"}),
}
"""The least that a record of each kind must have, to read any one field of it."""

_ABSENT: Final = object()


def same(kind: str, name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field are the same once read; None stands for an absent field."""
    if as_text(one) == as_text(other):
        return True
    return bool(_read(kind, name, one) == _read(kind, name, other))


def _read(kind: str, name: str, value: Any) -> Any:
    model, least = _LEAST.get(kind, (None, {}))
    if model is None:
        return value
    try:
        record = model.model_validate(least if value is None else {**least, name: as_text(value)})
    except ValidationError:
        return as_text(value)
    if value is None and name in least:
        return _ABSENT
    return _unlaid(record.model_dump(mode="json").get(name))


def _unlaid(value: Any) -> Any:
    """Return a value without the layout of its texts."""
    if isinstance(value, str):
        return unwrapped(value) if "\n" in value else value
    if isinstance(value, list):
        return [_unlaid(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _unlaid(inner) for name, inner in value.items()}
    return value
