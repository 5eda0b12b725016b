"""What cleaning gives back: the text as it is to be kept, and a note on each thing changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was changed, or that somebody should look at."""

    before: str
    """The piece as it came, shortened."""
    after: str
    """What stands there now; empty when it was left out."""
    why: str
    """Half a sentence for the report."""
    doubtful: bool = False
    """Whether a person should look at it, because what was meant is not certain."""

    def __str__(self) -> str:
        became = f"{self.before!r} → {self.after!r}" if self.after else f"{self.before!r} left out"
        return (
            f"{became}: {self.why}" if self.before != self.after else f"{self.before}: {self.why}"
        )


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text in the Markdown of RichText, or in plain text, with what was done to get it."""

    text: str
    notes: tuple[Note, ...] = ()

    @property
    def doubts(self) -> tuple[Note, ...]:
        """The notes that a person should look at."""
        return tuple(note for note in self.notes if note.doubtful)


_SHOWN = 60


def shortened(text: str) -> str:
    """Return a piece of text as a note shows it: one line, at most 60 characters."""
    line = " ".join(text.split()) or text
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
