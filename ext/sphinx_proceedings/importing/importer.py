"""What an importer is: its protocol, and how it says that a source is or is not for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

SURE, LIKELY, POSSIBLE, NO = 100, 60, 30, 0
"""Scores of a detection: marks that no other format has, marks that few have, a shape that fits,
and nothing that fits."""


@dataclass(frozen=True, slots=True)
class Detection:
    """How well a source fits a format, from 0 to 100, and what that was seen by.

    The reason is worth reading for a score of 0 too: "no JSON", "JSON, but no item has a forum".
    """

    score: int
    reason: str


@runtime_checkable
class Importer(Protocol):
    """One format. An entry point of `importer_registry.GROUP` names an object like this."""

    @property
    def name(self) -> str:
        """Short name, as on the command line: ``openreview``; the same as the entry point's."""

    @property
    def title(self) -> str:
        """Name for readers: ``OpenReview, API 2``."""

    def detect(self, source: Source) -> Detection:
        """Say how well *source* fits, by its content and never by a file's name alone.

        Raises nothing but `ImportSourceError`, for a source that no importer may read.
        """

    def read(self, source: Source, answers: Answers) -> ImportedEdition:
        """Return what the source holds: a pure function of the source and the answers.

        Raises:
            ImportSourceError: the source cannot be read, or does not say what is accepted.
            UnansweredError: a question must be answered first.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An `Importer` made of two functions."""

    name: str
    title: str
    recognize: Callable[[Source], Detection]
    take: Callable[[Source, Answers], ImportedEdition]

    def detect(self, source: Source) -> Detection:
        """Say how well a source fits; see `Importer.detect`."""
        return self.recognize(source)

    def read(self, source: Source, answers: Answers) -> ImportedEdition:
        """Return what the source holds; see `Importer.read`."""
        return self.take(source, answers)
