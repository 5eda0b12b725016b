"""What people are credited with, by the field of a record that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.people import Part

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sphinx_proceedings.model.records.editions import Role

_PARTS: Final = {
    "authors": Part.AUTHOR,
    "speakers": Part.SPEAKER,
    "panelists": Part.PANELIST,
    "moderators": Part.MODERATOR,
    "chairs": Part.CHAIR,
}
_PARTS_IN_EDITION: Final = {
    "speakers": Part.ANNOUNCED_SPEAKER,
    "volume": Part.EDITOR,
    "awards": Part.AWARDEE,
}


def credited_role(record: BaseModel, steps: tuple[str | int, ...]) -> Role | Part:
    """Return what somebody did whom *steps* lead to from *record*."""
    field = str(steps[0])
    if not isinstance(record, Edition):
        return _PARTS[field]
    if field == "committees":
        return record.committees[int(steps[1])].role
    return _PARTS_IN_EDITION[field]
