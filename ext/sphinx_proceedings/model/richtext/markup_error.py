"""The one error of rich text: what is wrong, where in the text, and what to do."""

from __future__ import annotations


class RichTextError(ValueError):
    """A text that cannot be accepted.

    ``line`` and ``column`` count from 1 inside the text itself, not inside the file it came from;
    they are a best effort and point at the start of the offending piece.
    """

    def __init__(self, message: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    @classmethod
    def at(cls, message: str, source: str, offset: int) -> RichTextError:
        """Build an error that points at a character offset of ``source``."""
        before = source[: max(offset, 0)]
        line_start = before.rfind("\n") + 1
        return cls(message, line=before.count("\n") + 1, column=len(before) - line_start + 1)
