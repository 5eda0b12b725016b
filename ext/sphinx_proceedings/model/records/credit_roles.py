"""What authors contributed, in the words of CRediT (ANSI/NISO Z39.104, https://credit.niso.org)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

CREDIT: Final = "https://credit.niso.org/"


class CreditRole(StrEnum):
    """The fourteen contributor roles of CRediT."""

    CONCEPTUALIZATION = "conceptualization"
    DATA_CURATION = "data-curation"
    FORMAL_ANALYSIS = "formal-analysis"
    FUNDING_ACQUISITION = "funding-acquisition"
    INVESTIGATION = "investigation"
    METHODOLOGY = "methodology"
    PROJECT_ADMINISTRATION = "project-administration"
    RESOURCES = "resources"
    SOFTWARE = "software"
    SUPERVISION = "supervision"
    VALIDATION = "validation"
    VISUALIZATION = "visualization"
    WRITING_ORIGINAL_DRAFT = "writing-original-draft"
    WRITING_REVIEW_EDITING = "writing-review-editing"

    @property
    def term(self) -> str:
        """The role as CRediT names it: ``Writing \N{EN DASH} original draft``."""
        words = self.value.replace("-", " ").capitalize()
        if self.value.startswith("writing"):
            rest = words.removeprefix("Writing ").replace("review editing", "review & editing")
            return f"Writing \N{EN DASH} {rest}"
        return words

    @property
    def url(self) -> str:
        """The address by which CRediT identifies the role."""
        return f"{CREDIT}contributor-roles/{self.value}/"
