"""Find the importers, ours and those of other packages, and the one that a source is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Detection, Importer
from sphinx_proceedings.importing.sheets.sheet_reading import read_sheets
from sphinx_proceedings.model.values.text import did_you_mean
from sphinx_proceedings.plug_ins import plug_ins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.metadata import EntryPoint

    from sphinx_proceedings.importing.inputs import Source

GROUP = "sphinx_proceedings.importers"
"""Name of the entry-point group; each entry point is named after its format."""

_MOST_NAMED: Final = 3
ENOUGH = 25
"""Score below which a source is not taken for a format."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An importer and how well a source fits it."""

    importer: Importer
    detection: Detection
    refusal: ImportSourceError | None = None
    """Why it would not even look at the source."""


def importers(found: Iterable[EntryPoint] | None = None) -> Mapping[str, Importer]:
    """Return every importer by its name, in alphabetical order.

    Raises:
        ImportSourceError: two packages offer the same name, or one offers something else.
    """
    try:
        # mypy wants a class here that can be made; a protocol is one that can be asked for.
        return plug_ins(GROUP, Importer, "an importer", found)  # type: ignore[type-abstract]
    except LookupError as failure:
        raise ImportSourceError(str(failure)) from None


def importer(name: str) -> Importer:
    """Return the importer called *name*; `ImportSourceError` with the nearest name if none is."""
    known = importers()
    if name not in known:
        near = did_you_mean(name, known)
        advice = f"did you mean {near}?" if near else f"there are {', '.join(known) or 'none'}"
        raise ImportSourceError(f"there is no import format {name!r}; {advice}")
    return known[name]


def candidates(source: Source, known: Iterable[Importer] | None = None) -> list[Candidate]:
    """Return all importers, the one that fits best first."""
    offered = importers().values() if known is None else known
    found = [_candidate(one, source) for one in offered]
    return sorted(found, key=lambda c: (-c.detection.score, c.importer.name))


def _candidate(one: Importer, source: Source) -> Candidate:
    """Look at a source; what one format refuses, such as JSON with a fault, may be another's."""
    try:
        return Candidate(one, one.detect(source))
    except ImportSourceError as refusal:
        # Without its traceback, which would hold all that was read.
        return Candidate(one, Detection(NO, str(refusal)), refusal.with_traceback(None))


def detect(source: Source, known: Iterable[Importer] | None = None) -> Candidate:
    """Return the importer that fits *source* best.

    Raises:
        ImportSourceError: none fits, or two fit equally; the two nearest are named with reasons.
    """
    found = candidates(source, known)
    nearest = "; ".join(f"{c.importer.name}: {c.detection.reason}" for c in found[:2])
    if not found or found[0].detection.score < ENOUGH:
        refusals = [c.refusal for c in found if c.refusal]
        if refusals and source.root is None:
            raise refusals[0]
        _read_all(source)
        msg = f"{source.label}: the format is not known. Nearest are {nearest or 'none'}"
        if unreadable := [file.unreadable for file in source.files if file.unreadable]:
            msg += f". Not read, and perhaps what you mean: {'; '.join(unreadable[:_MOST_NAMED])}"
        raise ImportSourceError(f"{msg}. Name one with --as if it is that after all")
    if len(found) > 1 and found[1].detection.score == found[0].detection.score:
        msg = f"{source.label}: it may be either of two formats. {nearest}"
        raise ImportSourceError(f"{msg}. Say which with --as")
    return found[0]


def _read_all(source: Source) -> None:
    """Read what no format knew, so that a file which cannot be read at all is refused for that."""
    for file in source.files:
        if file.looks_like_json:
            source.tried(file, file.json)
        elif file.looks_like_xml:
            source.tried(file, file.xml)
        elif file.suffix in (".csv", ".tsv"):
            source.tried(file, partial(read_sheets, file))
