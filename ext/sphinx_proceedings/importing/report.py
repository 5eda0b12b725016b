"""What became of everything: taken, changed, left out, asked; for each paper and field."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from sphinx_proceedings.importing.privacy import scrubbed, without_addresses


class Outcome(StrEnum):
    """What became of a value."""

    TAKEN = "taken"
    CHANGED = "changed"
    LEFT_OUT = "left out"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that a programme chair should be able to read about."""

    outcome: Outcome
    record: str = ""
    """Key of an accepted paper, talk or session; empty for the source as a whole."""
    field: str = ""
    why: str = ""
    before: str = ""
    """The value in the source, where it helps."""
    after: str = ""
    """The value in the data."""

    def __str__(self) -> str:
        where = " ".join(part for part in (self.record, self.field) if part)
        change = ""
        if self.before or self.after:
            change = f"{_short(self.before)!r} → {_short(self.after)!r}"
            change = change if self.after else f"{_short(self.before)!r}"
        said = "; ".join(part for part in (change, self.why) if part)
        return f"{where}: {said}" if where else said


@dataclass(slots=True)
class Report:
    """All notes of one import; no e-mail address gets into it."""

    format: str = ""
    reason: str = ""
    """Why the source was taken for that format."""
    files: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """How many of what were read: papers, authors, abstracts …"""
    excluded: dict[str, int] = field(default_factory=dict)
    unused: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def add(self, outcome: Outcome, record: str = "", field: str = "", **said: str) -> None:
        """Add a note; *said* are ``why``, ``before`` and ``after``."""
        self.notes.append(Note(outcome=outcome, record=record, field=field, **said))

    def of(self, outcome: Outcome) -> list[Note]:
        """Return the notes of one outcome, in the order in which they came."""
        return [note for note in self.notes if note.outcome is outcome]

    @property
    def summary(self) -> list[str]:
        """A few lines that come first."""
        lines = [f"{self.format}: {self.reason}"] if self.format else []
        if self.counts:
            lines.append(_counted(self.counts))
        if self.excluded:
            total = sum(self.excluded.values())
            lines.append(f"not taken, as not accepted or no papers: {total} ({_listed(self)})")
        if self.unused:
            used = ", ".join(f"{name} ({count})" for name, count in self.unused.items())
            lines.append(f"not used: {used}")
        for outcome in (Outcome.CHANGED, Outcome.LEFT_OUT, Outcome.ASKED):
            if found := self.of(outcome):
                records = len({note.record for note in found if note.record})
                places = f" in {records} record{'s' if records != 1 else ''}" if records else ""
                lines.append(f"{outcome}: {len(found)}{places}")
        return [without_addresses(line) for line in lines]

    def text(self, most: int | None = None) -> str:
        """Return the report for a terminal; with *most*, that many lines of each outcome."""
        lines = list(self.summary)
        for outcome in (Outcome.CHANGED, Outcome.LEFT_OUT, Outcome.ASKED):
            found = self.of(outcome)
            shown = found if most is None else found[:most]
            lines += [f"  {outcome}: {note}" for note in shown]
            if len(found) > len(shown):
                lines.append(f"  {outcome}: and {len(found) - len(shown)} more; see --report")
        return without_addresses("\n".join(lines) + "\n")

    def markdown(self) -> str:
        """Return the report as a page of Markdown, by record."""
        lines = ["# What was imported", ""]
        lines += [f"- {_escaped(line)}" for line in [*self.files, *self.summary]]
        found = [note for note in self.notes if note.outcome is not Outcome.TAKEN]
        found.sort(key=lambda note: note.record)
        for record, notes in groupby(found, key=lambda note: note.record):
            lines += ["", f"## {_escaped(record) or 'The source as a whole'}", ""]
            for note in notes:
                said = str(Note(**{**asdict(note), "record": ""}))
                lines.append(f"- *{note.outcome}*: {_escaped(said)}")
        if taken := self.of(Outcome.TAKEN):
            lines += ["", "## Taken", "", "| record | fields |", "| --- | --- |"]
            lines += [f"| {_escaped(note.record)} | {_escaped(note.field)} |" for note in taken]
        return without_addresses("\n".join(lines) + "\n")

    def json(self) -> str:
        """Return the report for a program."""
        value: dict[str, Any] = asdict(self)
        value["notes"] = [
            {key: text for key, text in note.items() if text} for note in value["notes"]
        ]
        return json.dumps(scrubbed(value), ensure_ascii=False, indent=1) + "\n"


_SHOWN = 120


def _short(text: str) -> str:
    line = " ".join(without_addresses(text).split())  # first, or half an address is left
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _counted(counts: dict[str, int]) -> str:
    return "read " + ", ".join(f"{number} {what}" for what, number in counts.items())


def _listed(report: Report) -> str:
    return ", ".join(f"{count} {why}" for why, count in report.excluded.items())


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text
