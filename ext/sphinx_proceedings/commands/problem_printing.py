"""Print problems: for people at a terminal, in lines for other programs, or as JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sphinx_proceedings.model.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem

FORMATS = ("text", "json", "github")
"""For people, for programs, and as annotations of a change on GitHub."""

_PLACE_WIDTH = 8  # the codes of most files stand below one another
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def print_json(problems: Sequence[Problem]) -> None:
    """Print a list of objects with path, line, column, code, severity, message and hint."""
    found = [
        {
            "path": problem.location.path if problem.location else None,
            "line": problem.location.line if problem.location else None,
            "column": problem.location.column if problem.location else None,
            "code": str(problem.code),
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    # ASCII alone, whatever the encoding of the terminal.
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


def print_github(problems: Sequence[Problem]) -> None:
    """Print workflow commands, which GitHub shows beside the lines of the data files."""
    for problem in problems:
        place = problem.location
        at = f"file={_property(place.path)},line={place.line},col={place.column}," if place else ""
        text = problem.message + (f" ({problem.hint})" if problem.hint else "")
        command = _COMMANDS[problem.severity]
        sys.stdout.write(f"::{command} {at}title={problem.code}::{_data(printable(text))}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def print_text(problems: Sequence[Problem], catalogue: Catalogue | None) -> None:
    """Print problems grouped by file at a terminal, else one a line, and how many there are."""
    print_lines(problems, _summary(problems, catalogue))


def print_lines(problems: Sequence[Problem], summary: Text) -> None:
    """Print problems grouped by file at a terminal, else one a line, and *summary*."""
    console = Console(highlight=False, emoji=False, markup=False)
    if console.is_terminal:
        for path, group in groupby(problems, lambda p: p.location.path if p.location else ""):
            _print_file(console, path, list(group))
    else:
        for problem in problems:
            sys.stdout.write(f"{printable(str(problem))}\n")
    console.print(summary, soft_wrap=True)


def _print_file(console: Console, path: str, problems: Sequence[Problem]) -> None:
    link = Path(path).resolve().as_uri() if path else ""
    console.print(Text(path or "no one file", style=f"bold link {link}" if link else "bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="dim", no_wrap=True, min_width=_PLACE_WIDTH)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for problem in problems:
        place = f"{problem.location.line}:{problem.location.column}" if problem.location else ""
        text = Text(printable(problem.message))
        if problem.hint:
            text.append(f"\n{printable(problem.hint)}", style="dim")
        table.add_row(f"  {place}", Text(problem.code, style=_STYLES[problem.severity]), text)
    console.print(table)
    console.print()


def failed(problems: Sequence[Problem], *, strict: bool) -> bool:
    """Whether *problems* make a check fail: errors do, with *strict* warnings too, notes never."""
    wrong = {problem.severity for problem in problems}
    return Severity.ERROR in wrong or (strict and Severity.WARNING in wrong)


def tally(problems: Sequence[Problem]) -> Text:
    """Say how many problems there are of each kind and in how many files."""
    counts = Counter(problem.severity for problem in problems)
    files = len({problem.location.path for problem in problems if problem.location})
    text = Text()
    for severity, style in _STYLES.items():
        if counts[severity]:
            text.append(", " if text else "")
            text.append(counted(counts[severity], severity.value), style=style)
    if problems:
        return text.append(f" in {counted(files, 'file')}")
    return text.append("No problems", style="bold green")


def _summary(problems: Sequence[Problem], catalogue: Catalogue | None) -> Text:
    text = tally(problems)
    if catalogue is None:
        return text.append(
            "; references to what could not be read, and other warnings, are looked for when there "
            "are no errors"
        )
    return text.append(
        f"; read {counted(len(catalogue.editions), 'edition')}, "
        f"{counted(len(catalogue.papers), 'paper')}, {counted(len(catalogue.talks), 'talk')}, "
        f"{counted(len(catalogue.people), 'person', 'people')}"
    )


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 paper`` or ``2 papers``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def printable(text: str) -> str:
    """Return *text* as the terminal can show it, without control characters of its own."""
    encoding = sys.stdout.encoding or "utf-8"
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in shown)
