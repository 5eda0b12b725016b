"""What became of everything: taken, changed, left out, asked; for each paper and field."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Final

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


_HEADINGS: Final = {
    Outcome.ASKED: "to be looked at",
    Outcome.LEFT_OUT: "left out",
    Outcome.CHANGED: "changed",
}
_VALUES = re.compile(
    r"'[^']*'|\\[A-Za-z]+|, \d+ times|\b\d+\b|[^\s,;:]+\.(?:csv|tsv|xlsx?|ods|ya?ml|json|md)\b"
)
"""What differs between notes that say the same: values, commands, numbers and files."""
_SHOWN: Final = 120
_NARROW: Final = 44
_EXAMPLES: Final = 3
_MOST_RECORDS: Final = 8
_MOST_FILES: Final = 8


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes of one outcome that say the same of one field, of one record or of many."""

    notes: list[Note]

    @property
    def heading(self) -> str:
        """What they say, without the values: ``authors of 5 records: capitals throughout``."""
        first = self.notes[0]
        count = len({note.record for note in self.notes if note.record})
        of = f" of {count} records" if count > 1 else f" of {first.record}" if count else ""
        field = first.field or ("record" if count else "")
        why = first.why if len({note.why for note in self.notes}) == 1 else self._common
        return ": ".join(part for part in (f"{field}{of}".strip(), why) if part)

    @property
    def _common(self) -> str:
        said = _VALUES.sub("…", self.notes[0].why)
        return re.sub(r"(?:…\W+)+(?=…)", "", said).strip(" :;,")

    def lines(self) -> list[str]:
        """Return it for a terminal: one note, or what they say and three of them."""
        if len(self.notes) == 1:
            (note,) = self.notes
            where = " of ".join(part for part in (note.field, note.record) if part)
            said = "; ".join(part for part in (_change(note, _SHOWN), note.why) if part)
            return [": ".join(part for part in (where, said) if part)]
        shown = [(note.record, _change(note, _NARROW)) for note in self.notes]
        shown = [one for one in shown if any(one)]
        records = [record for record, _ in shown]
        if not any(change for _, change in shown):
            return [f"{self.heading}: {_enumerated(records)}"] if any(records) else [self.heading]
        width = max(len(record) for record in records[:_EXAMPLES])
        rest = len(shown) - _EXAMPLES
        return [
            self.heading,
            *(f"  {record:{width}}  {change}".rstrip() for record, change in shown[:_EXAMPLES]),
            *([f"  and {rest} more"] if rest > 0 else []),
        ]

    def table(self) -> list[str]:
        """Return the lines of a Markdown table with each of the notes."""
        notes = sorted(self.notes, key=lambda note: _in_order(note.record))
        several = len({note.why for note in notes}) > 1
        columns = {
            "record": [note.record for note in notes],
            "in the source": [_short(note.before) for note in notes],
            "in the data": [_short(note.after) for note in notes],
            "why": [note.why for note in notes] if several else [],
        }
        kept = {name: values for name, values in columns.items() if any(values)}
        if not kept:
            return []
        rows = [kept, ["---"] * len(kept), *zip(*kept.values(), strict=True)]
        return [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows]


def _change(note: Note, most: int) -> str:
    """Return what stood there and what stands there now, as far as a note says."""
    both = [f"“{_short(text, most) or text}”" for text in (note.before, note.after) if text]
    return " → ".join(both)


def _enumerated(records: list[str]) -> str:
    shown, rest = records[:_MOST_RECORDS], len(records) - _MOST_RECORDS
    return ", ".join([*shown, *([f"and {rest} more"] if rest > 0 else [])])


def _in_order(record: str) -> list[tuple[int, str]]:
    """Return what sorts ``2`` before ``10``."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", record)
    ]


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

    def groups(self, outcome: Outcome) -> list[NoteGroup]:
        """Return the notes of one outcome, those that say the same of other records together."""
        found: dict[tuple[str, str], list[Note]] = {}
        for note in self.of(outcome):
            found.setdefault((note.field, _VALUES.sub("…", note.why)), []).append(note)
        return [NoteGroup(notes) for notes in found.values()]

    @property
    def summary(self) -> list[str]:
        """A few lines that come first."""
        kind = self.format.partition(" (")[0]
        lines = [f"{kind}: {self.reason}"] if kind else []
        if self.counts:
            lines.append(_counted(self.counts))
        if self.excluded:
            total = sum(self.excluded.values())
            lines.append(f"not taken, as not accepted or no papers: {total} ({_listed(self)})")
        if self.unused:
            used = ", ".join(f"{name} ({count})" for name, count in self.unused.items())
            lines.append(f"not used: {used}")
        return [self._tidy(line) for line in lines]

    def text(self, most: int | None = None) -> str:
        """Return the report for a terminal; with *most*, that many lines of each outcome."""
        lines = list(self.summary)
        for outcome, heading in _HEADINGS.items():
            groups = self.groups(outcome)
            lines += ["", heading] if groups else []
            lines += [f"  {line}" for group in groups[:most] for line in group.lines()]
            if most is not None and len(groups) > most:
                rest = sum(len(group.notes) for group in groups[most:])
                lines.append(f"  and {rest} more; --report FILE.md has them")
        return self._tidy("\n".join(lines) + "\n")

    def markdown(self) -> str:
        """Return the report as a page of Markdown: what is to be looked at first, all of it."""
        lines = ["# What was imported", ""]
        lines += [f"- {_escaped(line)}" for line in self.summary]
        shown = ", ".join(self.files[:_MOST_FILES])
        more = f" and {len(self.files) - _MOST_FILES} more" if len(self.files) > _MOST_FILES else ""
        lines += [f"- read from {_escaped(shown)}{more}"] if self.files else []
        for outcome, heading in _HEADINGS.items():
            groups = self.groups(outcome)
            lines += ["", f"## {heading.capitalize()}"] if groups else []
            for group in groups:
                lines += ["", f"### {_escaped(group.heading)}", "", *group.table()]
        if taken := self.of(Outcome.TAKEN):
            lines += ["", "## Taken", "", "| fields | records |", "| --- | --- |"]
            records: dict[str, list[str]] = {}
            for note in taken:
                records.setdefault(note.field, []).append(note.record)
            lines += [
                f"| {_escaped(fields)} | {len(names)}: {_escaped(', '.join(names))} |"
                for fields, names in records.items()
            ]
        return self._tidy("\n".join(lines) + "\n")

    def _tidy(self, text: str) -> str:
        """Return *text* without addresses, and with names for the paths of files elsewhere."""
        for file in self.files:
            path = PurePath(file)
            if not path.is_absolute() and path.parts[:1] != ("..",):
                continue
            name = path.name
            text = text.replace(file, name).replace(_escaped(file), _escaped(name))
        return without_addresses(text)

    def json(self) -> str:
        """Return the report for a program."""
        value: dict[str, Any] = asdict(self)
        value["notes"] = [
            {key: text for key, text in note.items() if text} for note in value["notes"]
        ]
        return json.dumps(scrubbed(value), ensure_ascii=False, indent=1) + "\n"


def _short(text: str, most: int = _SHOWN) -> str:
    line = " ".join(without_addresses(text).split())  # first, or half an address is left
    return line if len(line) <= most else f"{line[:most]}…"


def _counted(counts: dict[str, int]) -> str:
    return "read " + ", ".join(f"{number} {what}" for what, number in counts.items())


def _listed(report: Report) -> str:
    return ", ".join(f"{count} {why}" for why, count in report.excluded.items())


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text
