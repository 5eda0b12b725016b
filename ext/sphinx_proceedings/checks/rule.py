"""What a rule is: a code, a title, help, and a search for warnings in a Catalogue."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from sphinx_proceedings.model.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location


class Rule(ABC):
    """One kind of warning; the docstring of a rule is its help in the guide."""

    code: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        """Yield a problem for each place that asks to be looked at."""

    def warning(self, place: Location | None, message: str, hint: str = "") -> Problem:
        """Return a problem of this rule."""
        return Problem(
            location=place, code=self.code, message=message, severity=Severity.WARNING, hint=hint
        )
