"""How many pages the papers of an edition may have, and what is not counted."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from sphinx_proceedings.model.records.base import Record, as_list
from sphinx_proceedings.model.records.papers import PaperType


class UncountedSection(StrEnum):
    """A part of a paper that a limit of pages may leave out."""

    REFERENCES = "references"
    APPENDIX = "appendix"
    ACKNOWLEDGEMENTS = "acknowledgements"
    LIMITATIONS = "limitations"
    ETHICS = "ethics"


class PageLimit(Record):
    """How many pages papers may have."""

    pages: int = Field(ge=1, le=999)
    """Pages allowed."""
    not_counted: Annotated[tuple[UncountedSection, ...], BeforeValidator(as_list)] = ()
    """Parts that may be on further pages."""
    type: PaperType | None = None
    """Papers it is for; all that no other limit is for when absent."""
