"""The dates of a call as instants: what "25 September, anywhere on earth" means on a clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.languages.language import ENGLISH
from sphinx_proceedings.model.values.dates import AOE, Zone, combine, zone_label
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.calls import FormerDate
    from sphinx_proceedings.model.records.editions import Edition

_END_OF_DAY = dt.time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date of a call; ``moment`` is set for a deadline whose zone is known.

    ``time`` is what is shown: a deadline ends with its day unless it names a time. ``zone`` is
    the short name for readers and ``zone_title`` its explanation. From ``over`` on it is past for
    everybody: a day without a zone lasts as long as it is that day anywhere on earth.
    """

    title: str
    date: dt.date
    time: dt.time | None
    moment: dt.datetime | None
    over: dt.datetime
    zone: str
    zone_title: str
    former: tuple[FormerDate, ...]
    """What it was before, the first date first."""
    note: str | None
    is_deadline: bool
    announced: dt.date | None

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the call."""
        return f"date-{slug(self.title)}"


def deadlines(edition: Edition, language: Language = ENGLISH) -> tuple[Deadline, ...]:
    """Return the dates of the call of *edition*, in the order of the data."""
    found = []
    for date in edition.call.dates if edition.call else ():
        zone = date.time_zone or edition.time_zone
        time = date.time or (_END_OF_DAY if date.is_deadline else None)
        moment = combine(date.date, time, zone) if zone is not None and time is not None else None
        label = zone_label(moment) if moment else (date.time_zone.name if date.time_zone else "")
        found.append(
            Deadline(
                title=date.title,
                date=date.date,
                time=time,
                moment=moment,
                over=moment
                or dt.datetime.combine(date.date, _END_OF_DAY, (zone or Zone(AOE)).tzinfo),
                zone=label,
                zone_title=_explained(zone.name, language) if zone and label else "",
                former=date.former,
                note=date.note,
                is_deadline=date.is_deadline,
                announced=date.announced,
            )
        )
    return tuple(found)


def last_deadline(edition: Edition) -> Deadline | None:
    """Return the deadline with which a call ends; None where nothing is due."""
    found = [deadline for deadline in deadlines(edition) if deadline.is_deadline]
    return max(found, key=lambda deadline: deadline.over, default=None)


def _explained(zone: str, language: Language) -> str:
    if zone == AOE:
        return language.gettext("Anywhere on Earth: as long as it is still that day somewhere")
    return zone
