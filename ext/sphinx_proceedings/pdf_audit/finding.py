"""What the audit says: one finding about one PDF and its record, and the move that repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Problem, Severity

if TYPE_CHECKING:
    from sphinx_proceedings.model.problems import Location
    from sphinx_proceedings.pdf_audit.audit_codes import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that the audit found."""

    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    paper: str = ""
    """Id of the record; empty when it concerns a file alone."""
    file: str = ""
    """The PDF below the edition's folder; empty when there is none."""
    steps: tuple[str | int, ...] = ()
    """Where in the record it is to be shown."""

    def problem(self, location: Location | None) -> Problem:
        """Return it as `check` prints problems."""
        return Problem(location, self.code, self.message, self.severity, self.hint)
