"""What signs beside authors mean, and whose a lone affiliation is: asked once each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.author_columns import RowAuthors, read_authors
from sphinx_proceedings.importing.formats.tables.header_words import Field
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.report import Note, Outcome

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
    from sphinx_proceedings.importing.questions import Answers

_SIGNS: Final = {
    **dict.fromkeys("*✉", "corresponding"),
    **dict.fromkeys("◊◇♦", "presenter"),
}


def authors_of_rows(
    cells: list[list[str]], columns: ColumnMap, answers: Answers, notes: list[Note]
) -> list[RowAuthors]:
    """Read the authors, and ask what footnote signs and lone affiliations mean, once each."""
    found = read_authors(cells, columns, {})
    marks: Counter[str] = Counter()
    for row in found:
        marks.update(row.marks)
    meanings: dict[str, str] = {}
    if "*" in marks and _is_star_of_cmt(cells, columns, found):
        meanings["*"] = "corresponding"
        del marks["*"]
    for mark, times in sorted(marks.items()):
        likely = _SIGNS.get(mark, "nothing")
        others = [m for m in ("corresponding", "presenter", "nothing") if m != likely]
        text = f"What does {mark!r} behind {times} name{'s' if times > 1 else ''} mean?"
        question = Question(id=f"mark.{mark}", text=text, options=(likely, *others), required=False)
        meanings[mark] = answers.get(question) or ""
        if not meanings[mark]:
            why = f"{text} It was left out; say with {question.line}"
            notes.append(Note(outcome=Outcome.ASKED, field="authors", why=why))
    single = ""
    if alone := sum(1 for row in found if row.single):
        text = f"{alone} papers of several authors have one affiliation. Whose is it?"
        options = ("all", "first", "nobody")
        single = (
            answers.get(
                Question(id="affiliations.single", text=text, options=options, required=False)
            )
            or ""
        )
    return read_authors(cells, columns, meanings, single) if meanings or single else found


def _is_star_of_cmt(cells: list[list[str]], columns: ColumnMap, found: list[RowAuthors]) -> bool:
    """Whether each star stands behind brackets, one a paper: ``Ada Li (X)*; Bo Wu (Y)``.

    So CMT marks the corresponding author in lists that many a site is made from.
    """
    number = next(iter(columns.of(Field.AUTHORS)), None)
    starred = sum(1 for row in found if row.marks["*"])
    several = sum(1 for row in found if len(row.authors) > 1)
    if number is None or any(row.marks["*"] > 1 for row in found) or starred <= several / 2:
        return False
    texts = "\n".join(row[number] for row in cells if number < len(row))
    return texts.count("*") == sum(row.marks["*"] for row in found) == texts.count(")*")
