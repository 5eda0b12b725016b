"""Find the record of the data that a record of the source is."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.merging.author_merge import name_fold
from sphinx_proceedings.importing.yaml_editing.yaml_edits import as_text
from sphinx_proceedings.model.values.identifiers import Doi
from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.importing.cleaning.clean_records import CleanRecord
    from sphinx_proceedings.importing.merging.snapshot import SnapshotRecord

_SAME_NUMBER: Final = 0.6
"""How alike two titles under one number are at least, from 0 to 1."""
_SAME_AUTHOR: Final = 0.35
"""The same where the first author is the same too."""


@dataclass(slots=True)
class RecordIndex:
    """The records of one list of the data, by all that they may be found by."""

    records: list[dict[str, Any]] = field(default_factory=list)
    _by_id: dict[str, int] = field(default_factory=dict)
    _by_doi: dict[str, int] = field(default_factory=dict)
    _by_number: dict[str, int] = field(default_factory=dict)
    _by_title: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[dict[str, Any]]) -> RecordIndex:
        """Return the index of plain records as they stand in the data."""
        index = cls()
        for place, record in enumerate(records):
            index.records.append(record)
            former = as_text(record.get("former_ids") or [])
            for identifier in [record.get("id"), *(former if isinstance(former, list) else [])]:
                index._by_id.setdefault(str(identifier).casefold(), place)
            index._by_doi.setdefault(_doi(record), place)
            index._by_number.setdefault(str(record.get("number", "")), place)
            index._by_title.setdefault(title_fold(record), []).append(place)
        return index

    def of_snapshot(self, known: SnapshotRecord) -> int | None:
        """Return the place of a record that was imported before, though its id was changed."""
        found = self._by_id.get(known.id.casefold())
        if found is not None:
            return found
        return self._alike(known.fields, "")

    def of_source(self, record: CleanRecord) -> int | None:
        """Return the place of a record that is in the data already, None if none is for sure.

        By DOI, by title, or by number where the titles are alike enough not to be of another
        system's paper 12.
        """
        return self._alike(record.fields, record.wish)

    def _alike(self, fields: dict[str, Any], wish: str) -> int | None:
        if (doi := _doi(fields)) and doi in self._by_doi:
            return self._by_doi[doi]
        titled = self._by_title.get(title_fold(fields), [])
        if len(titled) == 1:
            return titled[0]
        for place in titled:
            own = self.records[place]
            when = [(one.get("date"), one.get("start")) for one in (own, fields)]
            if first_author(own) == first_author(fields) and when[0] == when[1]:
                return place
        for number in (str(fields.get("number", "")), wish):
            for found in (self._by_number.get(number), self._by_id.get(number.casefold())):
                if number and found is not None and self._may_be(self.records[found], fields):
                    return found
        return None

    @staticmethod
    def _may_be(one: dict[str, Any], other: dict[str, Any]) -> bool:
        first = first_author(one)
        least = _SAME_AUTHOR if first and first == first_author(other) else _SAME_NUMBER
        return likeness(title_fold(one), title_fold(other)) >= least


def likeness(one: str, other: str) -> float:
    """Return how alike two folded titles are, from 0 to 1, by their words."""
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def title_fold(fields: dict[str, Any]) -> str:
    """Return a record's title for matching: letters and digits only."""
    words = fold(str(fields.get("title", ""))).replace("&", " and ")
    return " ".join("".join(c if c.isalnum() else " " for c in words).split())


def first_author(fields: dict[str, Any]) -> str:
    """Return the first name on a record for matching, empty if there is none."""
    people = fields.get("authors") or fields.get("speakers") or [{}]
    first = people[0] if isinstance(people, list) and people else {}
    return name_fold(first.get("name")) if isinstance(first, dict) else ""


def _doi(fields: dict[str, Any]) -> str:
    try:
        return Doi(str(fields["doi"])).key if fields.get("doi") else ""
    except ValueError:
        return ""
