"""What was decided about the PDFs of papers: which are to come, what was looked at and accepted."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from sphinx_proceedings.model.records.base import Record, as_list

Sha256 = Annotated[
    str,
    BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value),
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
]
"""The SHA-256 of a file, in hexadecimal."""


class PdfState(StrEnum):
    """Where a paper's PDF is, when it is not there."""

    AWAITED = "awaited"


class PdfMatter(StrEnum):
    """What a finding about a PDF concerns."""

    OWNER = "owner"
    VERSION = "version"
    TITLE = "title"
    AUTHORS = "authors"
    ABSTRACT = "abstract"
    PAGES = "pages"
    FORMAT = "format"


class PdfChecked(Record):
    """A PDF that somebody looked at, and what was found in order though it differs."""

    sha256: Sha256
    """SHA-256 of the file that was looked at; for another file everything is asked again."""
    accepted: Annotated[tuple[PdfMatter, ...], BeforeValidator(as_list)] = ()
    """What is no longer asked about this file."""
