"""Whether something takes place as announced: schema.org's eventStatus, RFC 5545's STATUS."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class EventStatus(StrEnum):
    """What became of something that was announced; the gravest first."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"

    @property
    def is_off(self) -> bool:
        """Whether nobody should come at the time that is given."""
        return self is not EventStatus.MOVED


def gravest(found: Iterable[EventStatus | None]) -> EventStatus | None:
    """Return the gravest of several: a talk of a session that is cancelled is cancelled."""
    known = set(found)
    return next((status for status in EventStatus if status in known), None)
