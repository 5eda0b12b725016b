"""What ``proceedings import`` prints and asks."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from sphinx_proceedings.commands.problem_printing import counted, printable
from sphinx_proceedings.importing.privacy import without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_proceedings.importing.import_plan import ImportPlan
    from sphinx_proceedings.importing.questions import Question


_FEW = 2  # questions whose answers stand behind each
_MOST_OPTIONAL = 5


def is_interactive() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show at a terminal that something is going on."""
    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        yield
        return
    with console.status(f"{what} …"):
        yield


def show_questions(questions: Sequence[Question]) -> None:
    """Print what must be answered first, and the options that answer it, ready to be added."""
    shown: set[tuple[str, ...]] = set()
    for question in questions:
        _err(question.text)
        for line in question.detail.splitlines():
            _err(f"    {line}")
        options = tuple(sorted(question.options))
        if options and options not in shown:
            _err(f"  one of: {', '.join(question.options)}")
        shown.add(options)
        if len(questions) <= _FEW:
            _err(f"  add: {question.line}")
    if len(questions) > _FEW:
        _err("add what of this is right, and the rest put right:")
        _err(f"  {' '.join(question.line for question in questions)}")
    _err("nothing was written")


def show_optional(questions: Sequence[Question]) -> None:
    """Print what may be answered: the questions that are not about one name or one paper."""
    general = [one for one in questions if not one.id.startswith(("name.", "authors."))]
    for question in general[:_MOST_OPTIONAL]:
        choices = f" ({', '.join(question.options)})" if question.options else ""
        _out(f"{question.text}{choices} {question.line}")


def ask(questions: list[Question]) -> dict[str, str]:
    """Ask at the terminal; an empty answer leaves a question open."""
    optional = [question for question in questions if not question.required]
    if optional and len(optional) == len(questions):
        more = counted(len(optional), "more question")
        _err(f"There are {more}; an empty answer leaves one, a full stop leaves the rest.")
    answers: dict[str, str] = {}
    for question in questions:
        _err(question.text)
        for line in question.detail.splitlines():
            _err(f"    {line}")
        for number, option in enumerate(question.options, 1):
            _err(f"  {number}  {option}")
        sys.stderr.write(f"  [{printable(question.example)}] > " if question.example else "  > ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip()
        if answer == "." and not question.required:
            break
        if answer.isdecimal() and question.options and 1 <= int(answer) <= len(question.options):
            answer = question.options[int(answer) - 1]
        if answer:
            answers[question.id] = answer
    return answers


def show(
    plan: ImportPlan, edition: str, *, dry_run: bool, most: int, unused: Iterable[str]
) -> None:
    """Print the difference if nothing is to be written, then what became of everything."""
    if dry_run:
        for line in plan.change.diff():
            _out(line.rstrip("\n"))
    merged = plan.merged
    # What was told at the first import is not told again when nothing has come of it.
    nothing = not (merged.added or merged.changed or merged.conflicts or merged.pruned)
    told = plan.report.summary if nothing else plan.report.text(most).rstrip("\n").split("\n")
    _out("\n".join(told))
    if not nothing and len(told) > len(plan.report.summary):
        _out("")
    for conflict in merged.conflicts:
        _out("")
        for line in conflict.lines():
            _out(line)
    if merged.conflicts:
        first = merged.conflicts[0].label
        _out(
            f"\n{counted(len(merged.conflicts), 'conflict')}: your data was kept. Decide each with "
            f"--keep {first} or --take {first}"
        )
    if merged.gone:
        _out(f"not in the source any more, and kept: {', '.join(merged.gone)} (--prune removes)")
    for pattern in unused:
        _out(f"--keep or --take {pattern}: there is no conflict of that name")
    _out(_result(plan, edition, dry_run=dry_run))


def _result(plan: ImportPlan, edition: str, *, dry_run: bool) -> str:
    merged = plan.merged
    changed = len({identifier for identifier, *_ in merged.changed} - {"edition"})
    facts = any(identifier == "edition" for identifier, *_ in merged.changed)
    parts = [
        counted(len(merged.added), "new record") if merged.added else "",
        f"{counted(changed, 'record')} changed" if changed else "",
        f"{counted(len(merged.pruned), 'record')} removed" if merged.pruned else "",
        "facts of the edition changed" if facts and not plan.is_new else "",
        "facts of the edition" if plan.is_new and not merged.added else "",
    ]
    said = ", ".join(part for part in parts if part) or "nothing new"
    what = f"{edition} (a new edition)" if plan.is_new else edition
    return f"{what}: {said}{'; nothing was written' if dry_run else ''}"


def _out(text: str) -> None:
    sys.stdout.write("\n".join(map(printable, without_addresses(text).split("\n"))) + "\n")


def _err(text: str) -> None:
    sys.stderr.write("\n".join(map(printable, without_addresses(text).split("\n"))) + "\n")
