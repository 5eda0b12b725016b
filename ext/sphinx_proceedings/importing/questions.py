"""What only a person can decide: questions, and the answers given so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the source leaves open."""

    id: str
    """Names the answer, for ever: ``venue-id``, ``column.3``, ``name.Mausam .``."""
    text: str
    """The question, in a sentence that a programme chair understands."""
    options: tuple[str, ...] = ()
    """What can be answered, the likeliest first; anything when empty."""
    option: str = ""
    """The option of the command line that answers it, without the answer: ``--venue-id``. Empty
    for the one that answers any question: ``--answer ID=``."""
    example: str = ""
    """An answer, for the line that is printed; the first of *options* when empty."""
    required: bool = True
    """Whether nothing can be imported without an answer. If not, the value is left as it is (or
    out), and the report says that it was asked."""
    detail: str = ""
    """What helps to decide, lines of text: the first rows, the papers that it is about."""

    @property
    def line(self) -> str:
        """What to add to the command line: ``--venue-id "ICML.cc/2025/Conference"``."""
        answer = self.example or (self.options[0] if self.options else "…")
        if self.option:
            gap = "" if self.option.endswith("=") else " "
            return f'{self.option}{gap}"{answer}"'
        return f'--answer "{self.id}={answer}"'


class UnansweredError(Exception):
    """Reading cannot go on without an answer; the question is among `Answers.open`."""


@dataclass(slots=True)
class Answers:
    """Answers by a question's id, and the questions that were met without one.

    The source is read anew when there are more answers, so an importer stays a plain function.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    """What the data answers itself, such as the time zone of the edition."""
    open: dict[str, Question] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def get(self, question: Question) -> str | None:
        """Return the answer; None, with the question noted as open, if there is none yet.

        An answer that is none of the question's options counts as none.
        """
        answer = self.given.get(question.id)
        if answer is not None and (not question.options or answer in question.options):
            self.used.add(question.id)
            return answer
        if question.id in self.known:
            return self.known[question.id]
        self.open[question.id] = question
        return None

    def need(self, question: Question) -> str:
        """Return the answer; `UnansweredError` if there is none, for nothing can be read then."""
        answer = self.get(question)
        if answer is None:
            raise UnansweredError(question.id)
        return answer

    @property
    def required(self) -> list[Question]:
        """The open questions that must be answered, in the order in which they were met."""
        return [question for question in self.open.values() if question.required]
