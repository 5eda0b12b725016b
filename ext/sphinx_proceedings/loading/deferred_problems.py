"""Warnings that turn into errors: references lead into what is not read, or holds nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.data_folders import PEOPLE
from sphinx_proceedings.loading.problem_codes import Code
from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.values.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_proceedings.model.problems import Problem

_CUSTOMARY = {
    "people": ("committees", "speakers"),
    "programme": ("sessions", "talks", "panels"),
    "sponsors": ("sponsor_tiers", "sponsors"),
}
"""Lists that files of these names hold as a rule; others are named after their list."""


@dataclass(slots=True)
class _Suspect:
    problem: Problem
    key: str
    """``people``; ``enlsp/2022`` for something in that folder; ``enlsp`` for an edition of it."""
    lists: frozenset[str] | None
    """Which lists it may hold; None for any."""
    wanted: int = 0


class DeferredProblems:
    """The warnings about what is not read or holds nothing, and how many references want it.

    So that a file with a wrong ending, say, is one error rather than one at each reference.
    """

    def __init__(self, root: Path, warnings: Iterable[tuple[Path, Problem]]) -> None:
        self._suspects = [
            suspect for path, problem in warnings if (suspect := _suspect(root, path, problem))
        ]

    def attribute(self, owner: str, *lists: str, known: bool = True) -> bool:
        """Whether a reference into one of *lists* of *owner* may lead to what a warning is about.

        *owner* is an edition, of which *known* tells if there is one; or ``people``; or empty, for
        any edition. The reference is counted.
        """
        for suspect in self._suspects:
            if suspect.key == owner:
                holds = suspect.lists is None or not suspect.lists.isdisjoint(lists)
            elif "/" in owner:
                holds = not known and suspect.key == owner.partition("/")[0]
            else:  # whatever names a file of an edition, not any that might
                holds = "/" in suspect.key and not (suspect.lists or set()).isdisjoint(lists)
            if holds:
                suspect.wanted += 1
                return True
        return False

    def escalate(self, problems: list[Problem]) -> None:
        """Put errors in the place of those warnings among *problems* that references lead to."""
        for suspect in self._suspects:
            if suspect.wanted:
                one = suspect.wanted == 1
                lead = "a reference leads" if one else f"{suspect.wanted} references lead"
                message = f"{suspect.problem.message}; {lead} to what it should hold"
                found = replace(suspect.problem, message=message, severity=Severity.ERROR)
                problems[problems.index(suspect.problem)] = found


def _suspect(root: Path, path: Path, problem: Problem) -> _Suspect | None:
    parts = path.relative_to(root).parts
    if parts and (parts[0] == "people" or did_you_mean(parts[0], [PEOPLE])):
        return _Suspect(problem, "people", None)
    if len(parts) < 2:
        return None
    if len(parts) == 2:
        return _Suspect(problem, parts[0], None)
    lists = {
        name
        for part in parts[2:]
        for stem in [part.partition(".")[0].lower()]
        for name in _CUSTOMARY.get(stem, (stem,))
        if name in Edition.model_fields
    }
    if not lists and problem.code == Code.EMPTY:  # nothing tells what it is to hold
        return None
    return _Suspect(problem, "/".join(parts[:2]), frozenset(lists) or None)
