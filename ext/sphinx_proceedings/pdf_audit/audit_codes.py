"""The codes of what the audit of PDFs finds, each with what it is and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """Errors are what must not be published; warnings want a decision; notes want nothing."""

    help: str
    """What is wrong and what to do, for the guide."""

    def __new__(cls, code: str, text: str) -> Self:
        """Make a code of its name and its help."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.help = text
        return member

    UNREADABLE = (
        "PP401",
        "A PDF that cannot be read: encrypted, cut off, empty, a web page. Ask for it again.",
    )
    SWAPPED = (
        "PP402",
        "A PDF that is of another record of the edition. Exchange them, or run it with ``--fix``.",
    )
    WRONG_PAPER = (
        "PP403",
        "A PDF that is of no record of the edition. Ask the authors for theirs.",
    )
    DUPLICATE = (
        "PP404",
        "The same paper twice, by its bytes or its text. Keep one, ask for the other.",
    )
    NO_PDF = (
        "PP405",
        "A record without a PDF. Add one, or say ``pdf: awaited``.",
    )
    NO_RECORD = (
        "PP406",
        "A PDF that no record names. Name it with the record it is of, or move it away.",
    )
