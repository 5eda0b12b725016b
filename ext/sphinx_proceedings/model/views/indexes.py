"""Indexes of people and keywords, over one edition or all, in the order a librarian expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.values.text import collation_key, initial_key, initial_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IndexEntry(Generic[T]):
    """A line of an index: ``heading`` as sorted, its subject, and the records it leads to."""

    heading: str
    subject: T
    records: tuple[Paper | Talk, ...]


@dataclass(frozen=True, slots=True)
class Letter(Generic[T]):
    """The entries under one letter."""

    letter: str
    entries: tuple[IndexEntry[T], ...]


def author_index(
    catalogue: Catalogue, edition: Edition | None = None
) -> tuple[Letter[Person], ...]:
    """Index everybody with a paper or talk (of *edition*, if given) by family name."""
    return _by_name(entry for entry in _people(catalogue, edition) if entry.records)


def people_index(
    catalogue: Catalogue, edition: Edition | None = None
) -> tuple[Letter[Person], ...]:
    """Index everybody who has a page; of *edition*, its authors and speakers, announced ones too.

    The records of an entry are papers and talks, perhaps none.
    """
    entries = _people(catalogue, edition)
    if edition is None:
        return _by_name(entries)
    announced = {person.id for s in edition.speakers if (person := catalogue.person(s))}
    return _by_name(entry for entry in entries if entry.records or entry.subject.id in announced)


def keyword_index(
    catalogue: Catalogue, edition: Edition | None = None
) -> tuple[Letter[Keyword], ...]:
    """Index the keywords of all papers and talks (of *edition*, if given)."""
    return _by_word(entry for entry in _keywords(catalogue, edition) if entry.records)


def subject_index(
    catalogue: Catalogue, edition: Edition | None = None
) -> tuple[Letter[Keyword], ...]:
    """Index the keywords of papers, talks and editions (of *edition* and what is in it, if given).

    The records of an entry are papers and talks, perhaps none.
    """
    return _by_word(
        entry
        for entry in _keywords(catalogue, edition)
        if entry.records or edition is None or edition in catalogue.editions_about(entry.subject)
    )


def _people(catalogue: Catalogue, edition: Edition | None) -> Iterator[IndexEntry[Person]]:
    for person in catalogue.people.values():
        records = tuple(
            credit.record
            for credit in catalogue.credits_of(person)
            if isinstance(credit.record, Paper | Talk)
            and (edition is None or credit.record.edition_key == edition.key)
        )
        yield IndexEntry(person.name.inverted(), person, records)


def _keywords(catalogue: Catalogue, edition: Edition | None) -> Iterator[IndexEntry[Keyword]]:
    for keyword in catalogue.keywords.values():
        records = tuple(
            record
            for record in catalogue.records_of(keyword)
            if edition is None or record.edition_key == edition.key
        )
        yield IndexEntry(keyword.word, keyword, records)


def _by_name(entries: Iterable[IndexEntry[Person]]) -> tuple[Letter[Person], ...]:
    return _letters(sorted(entries, key=lambda entry: entry.subject.name.sort_key))


def _by_word(entries: Iterable[IndexEntry[Keyword]]) -> tuple[Letter[Keyword], ...]:
    return _letters(sorted(entries, key=lambda entry: collation_key(entry.heading)))


def _letters(entries: Iterable[IndexEntry[T]]) -> tuple[Letter[T], ...]:
    letters: dict[str, list[IndexEntry[T]]] = {}
    for entry in entries:
        letters.setdefault(_letter(entry), []).append(entry)
    ordered = sorted(letters, key=initial_key)
    return tuple(Letter(letter, tuple(letters[letter])) for letter in ordered)


def _letter(entry: IndexEntry[T]) -> str:
    """File a person under the family name proper: van der Berg under B."""
    subject = entry.subject
    if isinstance(subject, Person):
        return initial_letter(subject.name.literal or subject.name.family)
    return initial_letter(entry.heading)


def letter_slug(letter: str) -> str:
    """Return the part of an id or file name for a letter of an index; none is like another."""
    return letter.lower() if letter.isascii() and letter.isalnum() else f"u{ord(letter[0]):04x}"
