"""Names that people no longer go by, replaced by their own wherever the data has them.

Pages, citations, exports and the volume read records in which a former name stands nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sphinx_proceedings.model.records.people import Contribution

if TYPE_CHECKING:
    from sphinx_proceedings.model.directory import Directory
    from sphinx_proceedings.model.records.editions import Edition


def with_current_names(edition: Edition, directory: Directory) -> Edition:
    """Return *edition* with the present names of those whose former ones it has."""
    if not any(person.former_names for person in directory.records):
        return edition
    found: Edition = _renamed(edition, directory)
    return found


def _renamed(value: Any, directory: Directory) -> Any:
    if isinstance(value, Contribution):
        person = directory.person(value)
        former = person.former_names if person else ()
        if person is None or value.name.fold not in {
            fold for name in former for fold in name.folds
        }:
            return value
        return value.model_copy(update={"name": person.name})
    if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        made = tuple(_renamed(item, directory) for item in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {
            name: made
            for name, item in fields.items()
            if (made := _renamed(item, directory)) is not item
        }
        return value.model_copy(update=changed) if changed else value
    return value
