"""Dates of publication of which only the year, or year and month, is known (ISO 8601-1, 4.3.3)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Self

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from sphinx_proceedings.model.values.dates import FIRST_YEAR, LAST_YEAR, parse_date

_REDUCED = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_MONTHS = 12


class ReducedDate(dt.date):
    """A year, or a month of it; as a day, for sorting, it is the first.

    ``isoformat`` tells no more than is known: ``2019``, ``2019-03``.
    """

    known_month: int | None

    def __new__(cls, year: int, month: int | None = None) -> Self:
        """Return the first day of the year or month."""
        made = super().__new__(cls, year, month or 1, 1)
        made.known_month = month
        return made

    def isoformat(self) -> str:
        """Return the date with as many parts as are known."""
        return f"{self.year:04}" + (f"-{self.known_month:02}" if self.known_month else "")

    def __str__(self) -> str:
        return self.isoformat()

    def __reduce__(self) -> tuple[type[Self], tuple[int, int | None]]:
        return type(self), (self.year, self.known_month)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ReducedDate):
            return (self.year, self.known_month) == (other.year, other.known_month)
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.year, self.known_month))


def parts_of(date: dt.date) -> tuple[int, ...]:
    """Return year, month and day as far as they are known."""
    if not isinstance(date, ReducedDate):
        return date.year, date.month, date.day
    return (date.year, date.known_month) if date.known_month else (date.year,)


def first_day(date: dt.date) -> dt.date:
    """Return a whole day: the first of what is known."""
    return dt.date(date.year, date.month, date.day)


def slashed(date: dt.date) -> str:
    """Return ``2019/03/24``, ``2019/03`` or ``2019``, as RIS and Highwire tags have it."""
    year, *rest = parts_of(date)
    return "/".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _publication_date(value: Any) -> dt.date:
    if isinstance(value, str) and (found := _REDUCED.fullmatch(value.strip())):
        year, month = int(found[1]), int(found[2]) if found[2] else None
        if not FIRST_YEAR <= year <= LAST_YEAR or (month and not 1 <= month <= _MONTHS):
            msg = f"{value} is not a date; write year-month-day, year-month or the year"
            raise ValueError(msg)
        return ReducedDate(year, month)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if not isinstance(value, str):
        msg = f"a date is text, as 2022-12-02; this is {type(value).__name__}"
        raise ValueError(msg)  # noqa: TRY004 - bad data, for pydantic to report
    return parse_date(value)


PublicationDate = Annotated[
    dt.date,
    PlainValidator(_publication_date),
    PlainSerializer(lambda date: date.isoformat(), return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "description": "Date as year-month-day, year-month or the year alone.",
            "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "examples": ["2022-12-02", "2022-12", "2022"],
        }
    ),
]
"""A field that reads ``2022-12-02``, ``2022-12`` or ``2022``."""
