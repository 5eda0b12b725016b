"""What lists of references have in common: items that are no papers, and facts of the volume."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.text import read_name
from sphinx_proceedings.model.values.identifiers import Isbn

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedEdition

_MOST_PARTS_OF_A_DATE = 3


def is_paper(kind: str, papers: Iterable[str], answers: Answers) -> bool:
    """Return whether items of a *kind* are papers of the edition; of other kinds it is asked."""
    if kind in papers:
        return True
    question = Question(
        id=f"kind.{kind}",
        text=f"The list has items of the kind {kind!r}. Are they papers of this edition?",
        options=("no", "yes"),
        required=False,
    )
    return answers.get(question) == "yes"


def leave_out(edition: ImportedEdition, kind: str) -> None:
    """Count an item that is no paper."""
    name = f"of the kind {kind!r}"
    edition.excluded[name] = edition.excluded.get(name, 0) + 1


def same(values: Sequence[str]) -> str:
    """Return the value that all items have, so that it is the volume's; empty if they differ."""
    distinct = Counter(value.strip() for value in values if value.strip())
    return next(iter(distinct)) if len(distinct) == 1 else ""


def volume(
    edition: ImportedEdition,
    *,
    titles: Sequence[str],
    publishers: Sequence[str],
    isbns: Sequence[str],
    editors: Sequence[Sequence[str]],
) -> dict[str, Any]:
    """Return the volume that all items stand in; nothing of it that they do not agree on."""
    made: dict[str, Any] = {}
    if title := same(titles):
        made["title"] = title
    if publisher := same(publishers):
        made["publisher"] = publisher
    if isbn := same(isbns):
        try:
            made["isbn"] = str(Isbn(isbn))
        except ValueError as failure:
            edition.notes.append(
                Note(outcome=Outcome.LEFT_OUT, field="volume.isbn", before=isbn, why=str(failure))
            )
    people = {tuple(names) for names in editors if names}
    if len(people) == 1:
        names = [read_name(name) for name in people.pop()]
        if all(not name.doubt for name in names):
            made["editors"] = [{"name": name.text} for name in names]
    return made if "title" in made else {}


def iso_date(text: str) -> str:
    """Return a date as ``2022-12-02``; empty when day or month are missing."""
    parts = [part for part in text.replace("/", "-").split("-") if part.strip()]
    if len(parts) < _MOST_PARTS_OF_A_DATE or not all(part.isdecimal() for part in parts[:3]):
        return ""
    return f"{parts[0]:0>4}-{parts[1]:0>2}-{parts[2]:0>2}"
