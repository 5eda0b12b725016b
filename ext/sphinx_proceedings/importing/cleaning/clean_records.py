"""What cleaning makes: records and facts as plain data, to be merged with the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_proceedings.importing.records import Matcher


@dataclass(slots=True, kw_only=True)
class CleanRecord:
    """A record as plain data: texts, lists, mappings and flags, without its id."""

    kind: str
    """The list of an edition that it belongs to: ``papers``, ``talks``."""
    key: str
    place: str
    wish: str
    """The id that it should have if that is free."""
    fields: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class CleanEdition:
    """What is to be in the data."""

    records: list[CleanRecord] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    tracks: dict[str, str] = field(default_factory=dict)
    """Titles of the tracks that papers are in, by the id made of each."""
    carries: frozenset[str] = frozenset()
    adds_only: bool = False
    fills_only: bool = False
    matches: Matcher | None = None
    papers_as_talks: bool = False
