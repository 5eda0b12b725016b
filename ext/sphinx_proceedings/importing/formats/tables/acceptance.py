"""Which rows are accepted papers: what the column of decisions says, and what has to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_proceedings.importing.formats.tables.decision_words import (
    Decision,
    decision_of,
    yes_or_no,
)
from sphinx_proceedings.importing.formats.tables.header_words import REVIEWING, Field
from sphinx_proceedings.importing.questions import Question, UnansweredError

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
    from sphinx_proceedings.importing.questions import Answers

_NO_WORD = "(empty)"


def decide(
    rows: Sequence[Sequence[str]], columns: ColumnMap, answers: Answers, place: str
) -> tuple[list[bool], Counter[str]]:
    """Return for each row whether it is accepted, and how many are not and why.

    Without a column of decisions all rows are, unless the table has marks of a list of submissions:
    scores, reviewers. Words that are neither yes nor no are asked about, each once.

    Raises:
        UnansweredError: a decision is unclear; nothing is published on a guess.
    """
    numbers = columns.of(Field.DECISION)
    if not numbers:
        _ask_about_all(columns, answers, place)
        return [True] * len(rows), Counter()
    number = numbers[0]
    said = [row[number].strip() if number < len(row) else "" for row in rows]
    meanings = {
        word: _meaning(word, columns.names[number], answers) for word in dict.fromkeys(said)
    }
    if any(meaning is None for meaning in meanings.values()):
        raise UnansweredError("decision")
    excluded: Counter[str] = Counter()
    accepted = []
    for word in said:
        meaning = meanings[word]
        accepted.append(meaning is Decision.ACCEPTED)
        if meaning is not None and meaning is not Decision.ACCEPTED:
            excluded[str(meaning)] += 1
    return accepted, excluded


def _meaning(word: str, column: str, answers: Answers) -> Decision | None:
    found = decision_of(word)
    if found:
        return found
    shown = word or _NO_WORD
    answer = answers.get(
        Question(
            id=f"decision.{shown}",
            text=f"The column {column!r} says {shown!r} of some papers. Are these accepted?",
            options=(Decision.ACCEPTED, Decision.REJECTED),
            example=Decision.REJECTED,
        )
    )
    return Decision(answer) if answer else None


def _ask_about_all(columns: ColumnMap, answers: Answers, place: str) -> None:
    signs = [name for name in columns.names if REVIEWING.search(name)]
    if not signs and "submission" not in place.casefold():
        return
    why = f"it has {', '.join(map(repr, signs))}" if signs else f"it is called {place}"
    answers.need(
        Question(
            id="accepted",
            text=f"No column says what was accepted, and the table may hold all submissions "
            f"({why}). Are all papers in it accepted?",
            options=("all",),
            option="--accepted",
            detail="If not, add a column 'decision' with accept or reject in each row.",
        )
    )


def is_archival(value: str) -> bool | None:
    """Return whether a cell says that a paper is archival; None when it does not say."""
    return yes_or_no(value)
