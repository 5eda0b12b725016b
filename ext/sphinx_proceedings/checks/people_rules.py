"""Warnings about people: names that look alike, odd or doubled names, speakers without a talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.traversal import contributions
from sphinx_proceedings.model.values.name_similarity import look_alikes
from sphinx_proceedings.model.values.text import fold, in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location, Problem
    from sphinx_proceedings.model.records.people import Person

    Steps = tuple[str | int, ...]


def printed(catalogue: Catalogue) -> Iterator[tuple[str, Steps, Contribution]]:
    """Yield every contribution with the edition and steps that it stands at."""
    for edition in catalogue.editions.values():
        for steps, contribution in contributions(edition):
            yield edition.key, steps, contribution


def _first_places(catalogue: Catalogue) -> dict[str, tuple[str, Steps]]:
    """Map each person to where the data first names them; records come before printed names."""
    places: dict[str, tuple[str, Steps]] = {}
    for key, steps, contribution in printed(catalogue):
        person = catalogue.person(contribution)
        if person is not None:
            places.setdefault(person.id, (key, (*steps, "name")))
    return places


class SpeakerWithoutTalk(Rule):
    """Somebody is announced as a speaker but has no talk, panel or paper in the edition."""

    code = "PP220"
    title = "Speaker without a talk"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            if not edition.talks or not edition.status.is_over:  # till then, it is to be announced
                continue
            for index, speaker in enumerate(edition.speakers):
                person = catalogue.person(speaker)
                if (
                    person is None
                    or speaker.cancelled
                    or any(
                        credit.role in {"speaker", "panelist", "moderator", "author"}
                        and credit.record.edition_key == edition.key
                        for credit in catalogue.credits_of(person)
                    )
                ):
                    continue
                place = catalogue.locate(edition.key, "speakers", index)
                message = f"{speaker.name.display} is announced as a speaker, but has no talk"
                yield self.warning(place, message, "add the talk, or remove the name")


class AnonymousAuthor(Rule):
    """An author is withheld (``kind: anonymous``); once papers are out, names should be too."""

    code = "PP221"
    title = "Anonymous author"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for key, steps, contribution in printed(catalogue):
            if contribution.is_to_be_announced:
                if catalogue.editions[key].status.is_over:
                    message = f"{contribution.name.display!r} is still to be announced"
                    hint = "give the name, or remove it"
                    yield self.warning(catalogue.locate(key, *steps), message, hint)
                continue
            named = fold(contribution.name.display).startswith("anonymous")
            if contribution.kind == "anonymous" or named:
                place = catalogue.locate(key, *steps)
                hint = (
                    "give the name"
                    if contribution.kind == "anonymous"
                    else ("give the name, or add kind: anonymous so that no person is made of it")
                )
                shown = contribution.name.display
                yield self.warning(place, f"a name is withheld ({shown!r})", hint)


class LookAlikes(Rule):
    """Two persons whose names differ so little that they may be one. Nobody is merged silently."""

    code = "PP222"
    title = "Names that look alike"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        directory = catalogue.directory
        owners: dict[str, list[str]] = {}
        names = []
        for identifier in catalogue.people:
            for name in directory.printed(identifier):
                owners.setdefault(name.display, []).append(identifier)
                names.append(name)
        told_apart = {
            frozenset((person.id, other))
            for person in catalogue.people.values()
            for other in person.not_same_as
        }
        places = _first_places(catalogue)
        reported = set()
        for one, other in look_alikes(names):
            for first in owners[one.display]:
                for second in owners[other.display]:
                    pair = frozenset((first, second))
                    if len(pair) == 1 or pair in told_apart or pair in reported:
                        continue
                    reported.add(pair)
                    yield self._pair(catalogue, places, first, second)

    def _pair(
        self, catalogue: Catalogue, places: dict[str, tuple[str, Steps]], first: str, second: str
    ) -> Problem:
        people = catalogue.people
        # The one without a record is reported: there the correction is to be made.
        if catalogue.locate(f"people/{second}") is None:
            first, second = second, first
        one, other = people[first], people[second]
        where = self._place(catalogue, places, other)
        at = f" ({where})" if where else ""
        message = f"{one.name.display!r} and {other.name.display!r}{at} may be one person"
        hint = (
            f"if so, add a variant to one record in people.yaml; if not, add "
            f"not_same_as: [{second}] to {first}"
        )
        return self.warning(self._place(catalogue, places, one), message, hint)

    def _place(
        self, catalogue: Catalogue, places: dict[str, tuple[str, Steps]], person: Person
    ) -> Location | None:
        own = catalogue.locate(person.key, "name")
        if own is not None or person.id not in places:
            return own
        key, steps = places[person.id]
        return catalogue.locate(key, *steps)


class UnlistedVariant(Rule):
    """A name is printed with other accents, case or hyphens than the person's record has it."""

    code = "PP223"
    title = "Printed in another form"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        reported = set()
        for key, steps, contribution in printed(catalogue):
            person = catalogue.person(contribution)
            if person is None or contribution.person is not None:
                continue
            listed = (person.name, *person.variants)
            shown = contribution.name.display
            if any(name.display == shown for name in listed) or (person.id, shown) in reported:
                continue
            reported.add((person.id, shown))
            near = next((n for n in listed if n.fold == contribution.name.fold), person.name)
            place = catalogue.locate(key, *steps, "name")
            message = f"printed as {shown!r}, elsewhere as {near.display!r}"
            hint = f"correct it, or list it under variants of {person.id} in people.yaml"
            yield self.warning(place, message, hint)


class EmailAsName(Rule):
    """An e-mail address stands where a name should, as exports of review systems have it."""

    code = "PP224"
    title = "E-mail address as a name"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for key, steps, contribution in printed(catalogue):
            if "@" in contribution.name.display:
                place = catalogue.locate(key, *steps, "name")
                message = f"{contribution.name.display!r} is an e-mail address"
                yield self.warning(place, message, "give the name; addresses are not published")


class NameInOneCase(Rule):
    """A name is all in capitals or all in small letters."""

    code = "PP225"
    title = "Name in one case"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for key, steps, contribution in printed(catalogue):
            name = contribution.name
            words = re.findall(r"[^\W\d_]+", name.display)
            if not contribution.is_person or name.is_literal or name.in_parts:
                continue
            if "@" in name.display:
                continue
            # Capitals of three letters and fewer may be initials.
            capitals = any(in_capitals(word) and len(word) > 3 for word in words) or (
                in_capitals(name.display) and any(len(word) > 2 for word in words)
            )
            if not (capitals or name.display.islower()):
                continue
            place = catalogue.locate(key, *steps, "name")
            kind = "has a part in capitals" if capitals else "is in small letters"
            usual = (
                f"write it as {name.display.title()!r}, or {{given: …, family: …}} if it is meant"
            )
            yield self.warning(place, f"{name.display!r} {kind}", usual)


class SpeakerWithoutBiography(Rule):
    """Neither the talk nor the person's record says who the speaker is."""

    code = "PP227"
    title = "Speaker without a biography"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for talk in catalogue.talks.values():
            for index, speaker in enumerate(talk.speakers):
                person = catalogue.person(speaker)
                if speaker.bio or person is None or person.bio or speaker.cancelled:
                    continue
                place = catalogue.locate(talk.key, "speakers", index)
                message = f"{speaker.name.display} gives a talk, but has no biography"
                yield self.warning(place, message, "add bio here, or to the record in people.yaml")


class NameTwice(Rule):
    """Somebody stands twice in one list: twice an author of a paper, or a member of a committee."""

    code = "PP228"
    title = "Name twice in one list"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        first: dict[tuple[str, Steps, str], Steps] = {}
        for key, steps, contribution in printed(catalogue):
            who = _who(catalogue, contribution)
            if not who:
                continue
            before = first.setdefault((key, steps[:-1], who), steps)
            if before != steps:
                where = catalogue.locate(key, *before)
                message = f"{contribution.name.display} stands in this list already ({where})"
                hint = (
                    "remove one; two people of one name need records in people.yaml, and "
                    "person: <id> here"
                )
                yield self.warning(catalogue.locate(key, *steps), message, hint)


def _who(catalogue: Catalogue, contribution: Contribution) -> str:
    """Say whom a name stands for: the same for the same; empty for the anonymous."""
    if contribution.kind == "organization":
        return f"organizations/{fold(contribution.name.display)}"
    person = catalogue.person(contribution)
    return person.key if person else ""


RULES = (
    SpeakerWithoutTalk(),
    AnonymousAuthor(),
    LookAlikes(),
    UnlistedVariant(),
    EmailAsName(),
    NameInOneCase(),
    SpeakerWithoutBiography(),
    NameTwice(),
)
