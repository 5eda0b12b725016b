"""Warnings about series and editions: dates, mode, deadlines, awards and sponsors."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.calls import ImportantDate


class EditionWithoutDate(Rule):
    """An edition does not say when it takes place."""

    code = "PP240"
    title = "Edition without a date"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            if edition.start_date is None:
                place = catalogue.locate(edition.key, "title")
                message = f"edition {edition.key!r} has no start_date"
                yield self.warning(place, message, "add start_date: year-month-day")


class EditionWithoutMode(Rule):
    """An edition does not say whether one is there in person, online or both."""

    code = "PP241"
    title = "Edition without a mode"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            if edition.mode is None:
                place = catalogue.locate(edition.key, "title")
                message = f"edition {edition.key!r} has no mode"
                yield self.warning(place, message, "add mode: in-person, virtual or hybrid")


class DeadlineAfterEvent(Rule):
    """A deadline of the call falls behind the last day of the event."""

    code = "PP242"
    title = "Deadline after the event"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            last = edition.end_date or edition.start_date
            for index, date in enumerate(edition.call.dates if edition.call else ()):
                if last is not None and date.is_deadline and date.date > last:
                    place = catalogue.locate(edition.key, "call", "dates", index, "date")
                    message = f"{date.title!r} is on {date.date}, the event ends on {last}"
                    hint = "correct it, or add kind: event if nothing is due then"
                    yield self.warning(place, message, hint)


class AwardWithoutRecipient(Rule):
    """The event is over, and an award does not say who won it."""

    code = "PP243"
    title = "Award without a recipient"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            for index, award in enumerate(edition.awards):
                if edition.status.is_over and not award.papers and not award.people:
                    place = catalogue.locate(edition.key, "awards", index)
                    message = f"award {str(award.id)!r} has no recipient"
                    yield self.warning(place, message, "add papers or people")


class TierWithoutSponsor(Rule):
    """A level of sponsorship that nobody took."""

    code = "PP244"
    title = "Tier without a sponsor"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            taken = {sponsor.tier for sponsor in edition.sponsors}
            for index, tier in enumerate(edition.sponsor_tiers):
                if tier.id not in taken:
                    place = catalogue.locate(edition.key, "sponsor_tiers", index)
                    message = f"no sponsor has the tier {str(tier.id)!r}"
                    yield self.warning(place, message, "add tier to a sponsor, or remove the tier")


class FormerDateNotBefore(Rule):
    """A date of the call was put off, it says, but to the same day or an earlier one."""

    code = "PP245"
    title = "Former date not before the new one"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            for index, date in enumerate(edition.call.dates if edition.call else ()):
                days = [*(former.date for former in date.former), date.date]
                for before, after in pairwise(days):
                    if before >= after and not _later_that_day(date):
                        field = "former_date" if date.former_date else "former_dates"
                        place = catalogue.locate(edition.key, "call", "dates", index, field)
                        message = f"{date.title!r} was put off from {before} to {after}"
                        yield self.warning(place, message, "correct one, or exchange them")


class SeriesWithoutEdition(Rule):
    """A series has no edition: no folder named by a year that has data files in it."""

    code = "PP246"
    title = "Series without an edition"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        held = {edition.series_id for edition in catalogue.editions.values()}
        for series in catalogue.series.values():
            if series.id not in held:
                place = catalogue.locate(series.key, "title")
                message = f"series {series.id!r} has no edition"
                yield self.warning(place, message, f"add {series.id}/<year>/edition.yaml")


def _later_that_day(date: ImportantDate) -> bool:
    """Whether a deadline was put off by hours, as the last of its former dates tells."""
    last = date.former[-1]
    return bool(last.date == date.date and last.time and date.time and last.time < date.time)


RULES = (
    EditionWithoutDate(),
    EditionWithoutMode(),
    DeadlineAfterEvent(),
    AwardWithoutRecipient(),
    TierWithoutSponsor(),
    FormerDateNotBefore(),
    SeriesWithoutEdition(),
)
