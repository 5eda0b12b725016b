"""What is wrong with the data and where: values that the loader and the checks hand on.

The codes themselves are registered where they are raised, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a data file; line and column count from 1."""

    path: str
    """Relative to the project's root, with forward slashes."""
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(Enum):
    """Whether a problem stops a build or asks to be looked at."""

    ERROR = "error"
    """The data cannot be used as it is."""
    WARNING = "warning"
    """The data can be used, but is probably not what was meant."""
    NOTE = "note"
    """Nothing is asked for; somebody may want to know."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and what to do about it."""

    location: Location | None
    """Where it is; ``None`` when it is in no one place, as with a file that is missing."""
    code: str
    """``PP`` and three digits."""
    message: str
    severity: Severity = Severity.ERROR
    hint: str = ""
    """What to do, when the message does not say it: ``did you mean 'abstract'?``."""

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.code} {self.message}{hint}"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of reports: by file and place, problems without a place first."""
        at = self.location or Location("", 0, 0)
        return (at.path, at.line, at.column, self.code, self.message)
