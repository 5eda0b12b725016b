"""Doubts: what can be published as it is, but is probably not what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem


def check(catalogue: Catalogue) -> list[Problem]:
    """Return every doubt about *catalogue*, in order of place."""
    del catalogue
    return []
