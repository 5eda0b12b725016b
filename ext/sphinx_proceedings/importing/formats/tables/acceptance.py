"""Which rows are accepted papers: what the column of decisions says, and what has to be asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.decision_words import (
    Decision,
    decision_of,
    yes_or_no,
)
from sphinx_proceedings.importing.formats.tables.header_words import (
    REVIEWING,
    Field,
    fold_header,
)
from sphinx_proceedings.importing.privacy import without_addresses
from sphinx_proceedings.importing.questions import Question, UnansweredError

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.sheets.sheet import Sheet

_ACCEPTED: Final = re.compile(
    r"(?<![a-z])(?:accept(?:ed|ance)?s?\b|camera[- ]?ready|proceedings|"
    r"program(?:me)?(?! comm| chair)\b|schedule|published|angenommen\w*|accept[ée]e?s|"
    r"aceptad[oa]s)|录用|採択|採録",
    re.IGNORECASE,
)
"""What a file, a sheet or a line above a table is called that lists accepted papers."""
_OTHERS: Final = re.compile(
    r"reject|submission|submitted|\bnot[ -]accepted|candidates", re.IGNORECASE
)
_RANGE: Final = re.compile(r"\s*[\divxlc]+\s*[-–—]+\s*[\divxlc]+\s*", re.IGNORECASE)
_PROGRAMME: Final = re.compile(
    r"sessions?|session (?:id|name|title|no|number)|room|raum|salle|sala|slot|time ?slot|start|"
    r"start time|end|end time|talk id|poster (?:id|no|number|board)|article (?:no|number)|会场|"
    r"会場|セッション"
)
_NO_WORD = "(empty)"


def decide(
    rows: Sequence[Sequence[str]], columns: ColumnMap, answers: Answers, sheet: Sheet
) -> tuple[list[bool], Counter[str], str]:
    """Return for each row whether it is accepted, how many are not and why, and what says so.

    Without a column of decisions all rows are, if the table itself says so: by its name, by a line
    above it, or by columns that only accepted papers have; that is told. Words that are neither yes
    nor no are asked about, each once.

    Raises:
        UnansweredError: nothing says what is accepted; nothing is published on a guess.
    """
    numbers = columns.of(Field.DECISION)
    gone = [_is_withdrawn(row, columns) for row in rows]
    if not numbers or not _says_anything(rows, numbers[0]):
        why = _said_of_all(rows, columns, answers, sheet)
        left = Counter({str(Decision.WITHDRAWN): sum(gone)})
        return [not one for one in gone], +left, why
    number = numbers[0]
    said = [row[number].strip() if number < len(row) else "" for row in rows]
    meanings: dict[str, Decision | None] = {
        word: _meaning(word, columns.names[number], answers) for word in dict.fromkeys(said) if word
    }
    if "" in said:
        # A list of what is published says only what was taken back of it.
        published = meanings and set(meanings.values()) == {Decision.WITHDRAWN}
        what = Decision.ACCEPTED if published else _meaning("", columns.names[number], answers)
        meanings[""] = what
    if any(meaning is None for meaning in meanings.values()):
        raise UnansweredError("decision")
    excluded: Counter[str] = Counter()
    accepted = []
    for word, is_gone in zip(said, gone, strict=True):
        meaning = Decision.WITHDRAWN if is_gone else meanings[word]
        accepted.append(meaning is Decision.ACCEPTED)
        if meaning is not None and meaning is not Decision.ACCEPTED:
            excluded[str(meaning)] += 1
    return accepted, excluded, ""


def _says_anything(rows: Sequence[Sequence[str]], number: int) -> bool:
    return any(number < len(row) and row[number].strip() for row in rows)


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


def _is_withdrawn(row: Sequence[str], columns: ColumnMap) -> bool:
    """Whether a column says that a paper was withdrawn: anything but no and nothing does."""
    values = [row[n].strip() for n in columns.of(Field.WITHDRAWN) if n < len(row)]
    return any(value and yes_or_no(value) is not False for value in values if value != "-")


def _said_of_all(
    rows: Sequence[Sequence[str]], columns: ColumnMap, answers: Answers, sheet: Sheet
) -> str:
    """Return what says that all rows are accepted; ask when nothing does."""
    name = PurePath(sheet.name.replace("\\", "/")).name
    above = [cell for row in sheet.rows[: columns.header or 0] for cell in row if cell.strip()]
    for text in (name, *above):
        said = text.replace("_", " ")
        if _ACCEPTED.search(said) and not _OTHERS.search(said):
            where = "it is called" if text is name else "above it stands"
            return f"{where} {without_addresses(text)!r}"
    signs = [name for name in columns.names if REVIEWING.search(name)]
    if not signs and (shown := _shown_to_readers(rows, columns)):
        return f"its column {shown!r} is one that accepted papers have"
    why = f" It has {', '.join(map(repr, signs))}, as lists of submissions do." if signs else ""
    answers.need(
        Question(
            id="accepted",
            text=f"{name}: no column says which papers are accepted.{why} Are all in it?",
            options=("all",),
            option="--accepted",
            detail="If not, say which column tells, as in --column "
            '"Status=decision", or add a column "Decision" with accept or reject in each row.',
        )
    )
    return "you said so"


def _shown_to_readers(rows: Sequence[Sequence[str]], columns: ColumnMap) -> str:
    """Return a column that most rows have filled and that only papers of a programme have."""
    for number, name in enumerate(columns.names):
        field = columns.fields.get(number)
        public = field in (Field.DOI, Field.PAGES, Field.SLIDES)
        if not public and not _PROGRAMME.fullmatch(fold_header(name)):
            continue
        values = [row[number].strip() for row in rows if number < len(row)]
        if field is Field.PAGES:  # as "1-8"; "8" may be their number
            values = [value for value in values if _RANGE.fullmatch(value)]
        filled = sum(map(bool, values))
        if filled * 2 > len(rows):
            return name
    return ""


def is_archival(value: str) -> bool | None:
    """Return whether a cell says that a paper is archival; None when it does not say."""
    return yes_or_no(value)
