"""Warnings: what can be published as it is, but is probably not what was meant.

Each rule is a small class with a code; `RULES` lists them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.checks import (
    edition_rules,
    list_rules,
    organization_rules,
    paper_rules,
    people_rules,
    presence_rules,
    programme_rules,
    text_rules,
)

if TYPE_CHECKING:
    from sphinx_proceedings.checks.rule import Rule
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *programme_rules.RULES,
            *presence_rules.RULES,
            *people_rules.RULES,
            *organization_rules.RULES,
            *paper_rules.RULES,
            *text_rules.RULES,
            *edition_rules.RULES,
            *list_rules.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""All rules, in order of their codes."""


def check(catalogue: Catalogue) -> list[Problem]:
    """Return every warning about *catalogue*, in order of place."""
    found = [problem for rule in RULES for problem in rule.check(catalogue)]
    return sorted(found, key=lambda problem: problem.sort_key)
