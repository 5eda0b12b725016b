"""Warnings about lists that are given as one text, which then is a list of one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.model.traversal import contributions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location, Problem
    from sphinx_proceedings.model.records.papers import Paper, Talk

_PLAIN = re.compile(r"[A-Za-z][\w ./+-]*")
_MOST_SHOWN = 300
_SEPARATOR = re.compile(r"\s*[;·•|]\s*")
_COMMA = re.compile(r",\s+")


class ListAsText(Rule):
    """Keywords or affiliations stand in one text, divided by signs, and so count as one."""

    # A comma may belong to one affiliation: MIT, Cambridge.

    code = "PP249"
    title = "List given as one text"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        records: tuple[Paper | Talk, ...] = (*catalogue.papers.values(), *catalogue.talks.values())
        for record in records:
            place = catalogue.locate(record.key, "keywords")
            yield from self._keywords(place, record.keywords)
        for edition in catalogue.editions.values():
            place = catalogue.locate(edition.key, "keywords")
            yield from self._keywords(place, edition.keywords)
            for steps, contribution in contributions(edition):
                for affiliation in contribution.affiliations:
                    place = catalogue.locate(edition.key, *steps, "affiliations")
                    yield from self._divided(place, "affiliations", affiliation.name, _SEPARATOR)
        for person in catalogue.people.values():
            for affiliation in person.affiliations:
                place = catalogue.locate(person.key, "affiliations")
                yield from self._divided(place, "affiliations", affiliation.name, _SEPARATOR)

    def _keywords(self, place: Location | None, keywords: tuple[str, ...]) -> Iterator[Problem]:
        for keyword in keywords:
            if _SEPARATOR.search(keyword):
                yield from self._divided(place, "keywords", keyword, _SEPARATOR)
            elif len(keywords) == 1:
                yield from self._divided(place, "keywords", keyword, _COMMA)

    def _divided(
        self, place: Location | None, key: str, text: str, separator: re.Pattern[str]
    ) -> Iterator[Problem]:
        parts = [part for part in separator.split(text) if part]
        if len(parts) > 1:
            listed = ", ".join(_item(part) for part in parts)
            line = f"{key}: [{listed}]"
            hint = f"write: {line}" if len(line) <= _MOST_SHOWN else f"write a list: {key}: [ … ]"
            yield self.warning(place, f"{key} are one text, and so count as one", hint)


def _item(text: str) -> str:
    """Return a text as an item of a list in [ ]: a JSON string is one of YAML."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


RULES = (ListAsText(),)
