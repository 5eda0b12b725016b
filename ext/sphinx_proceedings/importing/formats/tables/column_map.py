"""Which column holds what: by the words over it, by its values, or as somebody has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.column_content import guess_columns
from sphinx_proceedings.importing.formats.tables.header_words import (
    REVIEWING,
    Field,
    field_of,
    numbered_author,
)
from sphinx_proceedings.importing.privacy import without_addresses
from sphinx_proceedings.importing.questions import Answers, Question, UnansweredError

if TYPE_CHECKING:
    from sphinx_proceedings.importing.sheets.sheet import Sheet

_HEADER_WITHIN: Final = 15
_LOOKED_AT: Final = 2_000  # rows, for a guess
_SHOWN_ROWS: Final = 3
_SHOWN: Final = 40
_ONCE: Final = frozenset(
    (Field.TITLE, Field.ABSTRACT, Field.TYPE, Field.DECISION, Field.DOI, Field.PAGES, Field.ARXIV)
)


@dataclass(slots=True)
class ColumnMap:
    """A table's columns: where its header is, what each column holds, how that is known."""

    header: int | None
    """Index of the header's row; None when there is none."""
    names: list[str]
    """What stands over each column, or ``column 3``."""
    fields: dict[int, Field] = field(default_factory=dict)
    authors: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Columns of one author each: the author's number and the part, as ``numbered_author``."""
    guessed: dict[int, str] = field(default_factory=dict)
    """Columns known by their values, with what stands over them."""

    def of(self, wanted: Field) -> list[int]:
        """Return the columns of a field, from left to right."""
        return sorted(n for n, found in self.fields.items() if found is wanted)

    @property
    def is_known(self) -> bool:
        """Whether titles and authors were found, without which there are no papers."""
        return bool(self.of(Field.TITLE) and (self.of(Field.AUTHORS) or self.authors))


def find_header(sheet: Sheet) -> int | None:
    """Return the index of the header's row: the first whose cells are words that are known."""
    for index, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or any(len(cell) > 80 for cell in cells):
            continue
        known = {found for cell in cells if (found := field_of(cell))}
        numbered = any(numbered_author(cell) for cell in cells)
        if len(known) + numbered >= 2 and len(known) + numbered >= len(cells) / 5:
            return index
        if known & _PLAIN_WORDS and len(cells) > 1 and all(_is_word(cell) for cell in cells):
            return index
    return None


_PLAIN_WORDS: Final = frozenset((Field.TITLE, Field.AUTHORS, Field.ABSTRACT))


def _is_word(cell: str) -> bool:
    return len(cell) <= 30 and not any(char.isdigit() or char in "@/,;" for char in cell)


def map_columns(sheet: Sheet) -> ColumnMap:
    """Return what the columns of a table hold, as far as its words and values tell."""
    header = find_header(sheet)
    below = sheet.rows[header + 1 :] if header is not None else sheet.rows
    width = max((len(row) for row in sheet.rows), default=0)
    over = sheet.rows[header] if header is not None else []
    names = [
        " ".join(over[n].split()) if n < len(over) and over[n].strip() else f"column {n + 1}"
        for n in range(width)
    ]
    made = ColumnMap(header, names)
    for number in range(len(over)):
        if part := numbered_author(over[number]):
            made.authors[number] = part
        elif found := field_of(over[number]):
            made.fields[number] = found
    if len({number for number, _ in made.authors.values()}) == 1 and made.of(Field.AUTHORS):
        made.authors.clear()  # "1st author" beside the list of all
    _keep_one_each(made)
    looked = below[:_LOOKED_AT]
    columns = [[row[n] if n < len(row) else "" for row in looked] for n in range(width)]
    free = [n for n in range(width) if n not in made.fields and n not in made.authors]
    taken = set(made.fields.values()) | ({Field.AUTHORS} if made.authors else set())
    scores = [n for n in free if n < len(over) and REVIEWING.search(over[n])]
    guesses = guess_columns(columns, [n for n in free if n not in scores])
    # A score must not be taken for the number of a paper.
    said = {n: g for n, g in guess_columns(columns, scores).items() if g is Field.DECISION}
    for number, guess in {**guesses, **said}.items():
        if guess not in taken or guess in {Field.EMAILS, Field.WEBSITE, Field.PDF}:
            made.fields[number] = guess
            made.guessed[number] = names[number]
    return made


def _keep_one_each(made: ColumnMap) -> None:
    """Of two columns of one kind, keep the first whose words are plain; the other is unused."""
    for wanted in sorted(_ONCE):
        for extra in made.of(wanted)[1:]:
            del made.fields[extra]


def apply_answers(made: ColumnMap, sheet: Sheet, answers: Answers) -> None:
    """Take what was answered about columns; ask about all when papers cannot be told otherwise.

    Answers go by what stands over a column, or by its number where nothing does. A number that was
    remembered does not count once there are words, since columns may have moved.

    Raises:
        UnansweredError: there is no header that is known, and nobody has said what is where.
    """
    given = dict(answers.given)
    for number, name in enumerate(made.names):
        by_name, by_number = f"column.{name}", f"column.{number + 1}"
        word = given.get(by_name)
        key = by_name
        if word is None and (made.header is None or number not in made.fields):
            word, key = given.get(by_number), by_number
        if word is None:
            continue
        answers.used.add(key)
        if word in set(Field):
            made.fields[number] = Field(word)
            made.authors.pop(number, None)
            made.guessed.pop(number, None)
    if made.header is None:
        if _has_moved(made, answers):
            _ask(made, sheet, Answers(), range(len(made.names)), answers)
        _ask(made, sheet, answers, range(len(made.names)))
    elif not made.is_known:
        known = set(made.fields) - set(made.guessed)
        _ask(made, sheet, answers, [n for n in range(len(made.names)) if n not in known])


def _has_moved(made: ColumnMap, answers: Answers) -> bool:
    """Whether a table without header has not as many columns as last time, which is asked about."""
    before = answers.given.get("columns.count")
    now = str(len(made.names))
    return before is not None and (
        answers.get(
            Question(
                id="columns.count",
                text=f"The table has no header and {now} columns, where it had {before}. Are the "
                "columns still as remembered?",
                options=(now,),
                detail="If not, give --column for each that has moved as well.",
            )
        )
        is None
    )


def _ask(
    made: ColumnMap,
    sheet: Sheet,
    answers: Answers,
    numbers: Iterable[int],
    into: Answers | None = None,
) -> None:
    """Ask about columns that *answers* do not tell, and stop; the questions go to *into*."""
    unsure = False
    for number in numbers:
        values = [row[number].strip() for row in sheet.rows if number < len(row)]
        values = [value for value in values if value]
        if not values:
            continue
        by_name, by_number = f"column.{made.names[number]}", f"column.{number + 1}"
        if by_name in answers.given or by_number in answers.given:
            continue
        guess = made.fields.get(number, Field.IGNORE)
        others = tuple(option for option in Field if option is not guess)
        (into or answers).open[by_number] = Question(
            id=by_number,
            text=f"What is in column {number + 1} ({made.names[number]})?",
            options=(guess, *others),
            option="--column",
            example=f"{number + 1}={guess}",
            detail="\n".join(_shown(value) for value in values[:_SHOWN_ROWS]),
        )
        unsure = True
    if unsure:
        raise UnansweredError("column")


def _shown(value: str) -> str:
    line = " ".join(without_addresses(value).split())  # first, or half an address is left
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def remembered(made: ColumnMap) -> Mapping[str, str]:
    """Return what is worth keeping for next time: answers, by their ids."""
    if made.header is None:
        kept = {
            f"column.{n + 1}": str(made.fields.get(n, Field.IGNORE)) for n in range(len(made.names))
        }
        return {**kept, "columns.count": str(len(made.names))}
    return {
        f"column.{made.names[n]}": str(made.fields[n]) for n in made.guessed if n in made.fields
    }
