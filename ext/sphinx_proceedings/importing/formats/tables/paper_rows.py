"""From the rows of a table to papers, each with the key by which the next export finds it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.column_content import host_field
from sphinx_proceedings.importing.formats.tables.decision_words import type_of, yes_or_no
from sphinx_proceedings.importing.formats.tables.header_words import RESOURCES, Field
from sphinx_proceedings.importing.formats.tables.row_filter import is_error, is_nothing
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import ImportedPaper, ImportedResource
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.model.records.papers import PaperType
from sphinx_proceedings.model.values.text import fold, slug

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.tables.author_columns import RowAuthors
    from sphinx_proceedings.importing.formats.tables.column_map import ColumnMap
    from sphinx_proceedings.importing.questions import Answers

_LINK = re.compile(r"\[(?P<shown>[^\]]*)\]\((?P<url>https?://[^\s)]+)\)")
_ANCHOR = re.compile(
    r"<a\s[^>]{0,500}?href\s*=\s*[\"']?(?P<url>[^\"'\s>]+)[^>]{0,300}>(?P<shown>.*?)</a>",
    re.IGNORECASE | re.DOTALL,
)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_STRONG = re.compile(r"\*\*([^*]+)\*\*|<(?:b|strong)>([^<>]+)</(?:b|strong)>", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w./@-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|io|edu|ai|dev|gov|[a-z]{2})/[^\s<>\"')\]]+",
    re.IGNORECASE,
)
"""An address without its scheme: ``github.com/x/y``."""
_PREFIX = re.compile(
    r"\s*(?:\[([^\[\]]{2,40})\]|(keynote|invited talk|best paper)\s*:)\s*\S", re.IGNORECASE
)
_DATE_FOR_ID = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[ T].*)?|\d{1,2}[-./ ](?:[A-Z][a-z]{2})(?:[-./ ]\d{2,4})?"
)
_SEPARATORS: Final = (";", "\n", "|", "•", "；", "、", "，", ",")
_OWN_WORDS: Final = frozenset(("poster number", "regular", "none"))


@dataclass(slots=True)
class PaperReader:
    """Makes papers of rows; what is to be said about them goes into ``notes``."""

    columns: ColumnMap
    answers: Answers
    notes: list[Note]

    def cell(self, row: Sequence[str], wanted: Field) -> str:
        """Return the first value that a row has for a field."""
        return next(iter(self.cells(row, wanted)), "")

    def cells(self, row: Sequence[str], wanted: Field) -> list[str]:
        """Return the values that a row has for a field, from its columns."""
        values = [row[n] for n in self.columns.of(wanted) if n < len(row)]
        return [value.strip() for value in values if not is_nothing(value)]

    def key_column(self, rows: Sequence[Sequence[str]]) -> int | None:
        """Return the column that names each paper: filled and different in every row.

        Of several the one that the submission system gave, then the first.
        """
        fitting = []
        for number in self.columns.of(Field.ID):
            values = [row[number].strip() if number < len(row) else "" for row in rows]
            if all(not is_nothing(value) for value in values) and len(set(values)) == len(values):
                fitting.append(number)
        if not fitting:
            return next(iter(self.columns.of(Field.ID)), None)
        return min(fitting, key=lambda n: (_rank(self.columns.names[n]), n))

    def read(
        self, row: Sequence[str], place: str, key: str, number: str, authors: RowAuthors
    ) -> ImportedPaper:
        """Return the paper of a row."""
        title, link = _without_link(self.cell(row, Field.TITLE))
        self._remarks(row, key, place, title, authors)
        resources = self._resources(row, link)
        doi = self.cell(row, Field.DOI)
        archival = self.cell(row, Field.ARCHIVAL)
        return ImportedPaper(
            key=key,
            place=place,
            title=title,
            subtitle=self.cell(row, Field.SUBTITLE),
            authors=tuple(authors.authors),
            abstract=self.cell(row, Field.ABSTRACT),
            keywords=self._keywords(row),
            track=self.cell(row, Field.TRACK),
            type=self._type(row),
            pages=re.sub(r"\s*[-–—]+\s*", "-", self.cell(row, Field.PAGES)),
            number=number,
            doi=doi,
            arxiv=self.cell(row, Field.ARXIV),
            licence=self.cell(row, Field.LICENCE),
            language=self.cell(row, Field.LANGUAGE),
            date=self.cell(row, Field.DATE),
            archival=yes_or_no(archival) if archival else None,
            resources=resources,
        )

    def _remarks(
        self, row: Sequence[str], key: str, place: str, title: str, authors: RowAuthors
    ) -> None:
        for remark in authors.remarks:
            self._note(Outcome.CHANGED, key, "authors", why=remark)
        for doubt in authors.doubts:
            self._note(Outcome.ASKED, key, "authors", why=f"{place}: {doubt}")
        if authors.single:
            why = f"{place}: one affiliation beside several authors was left out; whose is it?"
            self._note(Outcome.ASKED, key, "authors.affiliations", before=authors.single, why=why)
        if not authors.authors:
            self._note(Outcome.ASKED, key, "authors", why=f"{place}: there is no author")
        if found := _PREFIX.match(title):
            why = f"{place}: does {found[1] or found[2]!r} belong to the title?"
            self._note(Outcome.ASKED, key, "title", before=title, why=why)
        for number, value in enumerate(row):
            if is_error(value):
                why = f"{place}: a formula of column {self.columns.names[number]!r} has failed"
                self._note(Outcome.LEFT_OUT, key, before=value, why=why)

    def _note(self, outcome: Outcome, record: str, field: str = "", **said: str) -> None:
        self.notes.append(Note(outcome=outcome, record=record, field=field, **said))

    def _keywords(self, row: Sequence[str]) -> tuple[str, ...]:
        made: list[str] = []
        for text in self.cells(row, Field.KEYWORDS):
            separator = next((sign for sign in _SEPARATORS if sign in text), "\n")
            # HTML entities end in a semicolon, which is no separator.
            bare = _ENTITY.sub(_hidden, text) if separator == ";" else text
            pieces = [
                piece.replace("\x00", ";").strip(" *.\t'\"[]") for piece in bare.split(separator)
            ]
            made += [piece for piece in pieces if piece]
        return tuple(dict.fromkeys(made))

    def _type(self, row: Sequence[str]) -> str:
        for wanted in (Field.TYPE, Field.DECISION):
            for value in self.cells(row, wanted):
                if found := type_of(value):
                    return found
                if wanted is Field.TYPE and yes_or_no(value) is None:
                    return self._asked_type(value)
        return ""

    def _asked_type(self, value: str) -> str:
        question = Question(
            id=f"type.{value}",
            text=f"Papers have the type {value!r}. Which type is that?",
            options=("none", *PaperType),
            required=False,
        )
        if question.id not in self.answers.open and question.id not in self.answers.given:
            why = f"{question.text} It was left out; say with {question.line}"
            self._note(Outcome.ASKED, "", "type", why=why)
        answer = self.answers.get(question)
        return answer if answer and answer != "none" else ""

    def _resources(self, row: Sequence[str], link: str) -> tuple[ImportedResource, ...]:
        made: list[ImportedResource] = []
        for wanted in sorted(RESOURCES):
            for value in self.cells(row, wanted):
                addresses = _URL.findall(value) or [f"https://{a}" for a in _BARE.findall(value)]
                for address in addresses:
                    kind = host_field(address)
                    known = kind in RESOURCES and kind is not Field.WEBSITE
                    kind = kind if known and wanted in {Field.PDF, Field.WEBSITE} else wanted
                    made.append(ImportedResource(type=str(kind), url=address.rstrip(".,;")))
                if not addresses and re.search(r"\.\w{2,4}$", value):
                    made.append(ImportedResource(type=str(wanted), file=value))
        if link:
            kind = host_field(link)
            if kind in RESOURCES:
                made.append(ImportedResource(type=str(kind), url=link))
        return tuple(dict.fromkeys(made))


_ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)


def _hidden(found: re.Match[str]) -> str:
    """Hide the semicolon of a character reference; ``R&D;`` is none."""
    known = found[1].startswith("#") or f"{found[1]};" in html5
    return f"&{found[1]}\x00" if known else found[0]


def _rank(name: str) -> int:
    folded = fold(name).replace("_", " ")
    for rank, word in enumerate(("submission", "paper", "internal", "uid", "id")):
        if word in folded.split() or folded == word:
            return rank
    return 9 if any(word in folded for word in ("talk", "poster", "session", "external")) else 5


def _without_link(title: str) -> tuple[str, str]:
    """Return a title and the address that it is linked to, as web pages show it."""
    for pattern in (_LINK, _ANCHOR):
        found = pattern.fullmatch(title.strip().strip("*"))
        if found:
            url = found["url"]
            return found["shown"].strip(), url if url.startswith("http") else ""
    if found := _STRONG.fullmatch(title.strip()):
        title = found[1] or found[2]
    return title, ""


def keys_of(
    rows: Sequence[Sequence[str]], reader: PaperReader, places: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return the key and the number of each row; keys are different, whatever the table says."""
    column = reader.key_column(rows)
    numbers: list[str] = []
    for row, place in zip(rows, places, strict=True):
        value = row[column].strip() if column is not None and column < len(row) else ""
        value = "" if is_nothing(value) else value
        if _DATE_FOR_ID.fullmatch(value):
            why = f"{place}: a number that a spreadsheet program made a date of; type it as text"
            reader.notes.append(
                Note(outcome=Outcome.ASKED, record=value, field="number", before=value, why=why)
            )
        numbers.append(value)
    keys = [
        number or slug(_without_link(reader.cell(row, Field.TITLE))[0])
        for number, row in zip(numbers, rows, strict=True)
    ]
    seen: Counter[str] = Counter()
    made = []
    for key, row, place in zip(keys, rows, places, strict=True):
        seen[key] += 1
        if seen[key] > 1:
            new = f"{key}-{slug(reader.cell(row, Field.TITLE))}"
            while new in seen:
                new += "-2"
            why = f"{place}: a second paper with this number or title"
            reader.notes.append(
                Note(outcome=Outcome.ASKED, record=new, field="number", before=key, why=why)
            )
            seen[new] += 1
            key = new  # noqa: PLW2901 - the name that it has from here on
        made.append(key)
    return made, numbers
