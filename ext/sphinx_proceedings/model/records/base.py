"""The base class of every record: frozen, closed to unknown keys, aware of where it lives.

A record is at once the shape of the YAML, the source of the JSON Schema and the value that pages
and exports read; there is no second model to keep in step.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PrivateAttr, StringConstraints

from sphinx_proceedings.model.values.text import check_text


def _clean(value: object) -> object:
    return check_text(value) if isinstance(value, str) else value


Text = Annotated[
    str,
    BeforeValidator(_clean),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
]
"""One line or more of plain text: no markup, no control or bidirectional control characters."""


K = TypeVar("K")
V = TypeVar("V")


def as_list(value: object) -> object:
    """Let an organizer write one value where a list is meant."""
    return [value] if isinstance(value, str | dict) else value


class ByLanguage(dict[K, V]):
    """Values by the tags of languages; hashable, as all that a record holds, and not to change."""

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none
        return hash(tuple(self.items()))


class Record(BaseModel):
    """A frozen record whose unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=False,
    )


class EditionRecord(Record):
    """A record that belongs to an edition and has a permanent address in it.

    ``edition_key`` is ``"<series>/<year>"``; it comes from the folder that the file lies in, by
    the validation context ``{"edition": "<series>/<year>"}``, never from the file itself.
    """

    _edition_key: str = PrivateAttr(default="")

    def model_post_init(self, context: Any, /) -> None:
        """Take the edition's key from the validation context."""
        if isinstance(context, dict):
            self._edition_key = context.get("edition", "")

    @cached_property
    def edition_key(self) -> str:
        """``"<series>/<year>"`` of the edition that this record belongs to."""
        return self._edition_key
