"""Authors as front matter lists them: names, identifiers of people's pages, or Quarto's records."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.page_heads import front_matter
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.text.author_lists import split_authors
from sphinx_proceedings.importing.text.author_separators import vote
from sphinx_proceedings.importing.yaml_source import records_in, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.text.author_lists import ListedAuthor
    from sphinx_proceedings.importing.text.author_separators import AuthorStyle

_OWNER: Final = "admin"
"""What HugoBlox calls the owner of a site, whoever that is."""
_IDENTIFIER: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""The folder of a person's page, rather than a name."""


def authors_given(item: Mapping[str, Any]) -> Any:
    """Return the value that names the authors of a page, None when there is none."""
    return next((item[name] for name in ("authors", "author") if item.get(name)), None)


class PageAuthors:
    """Reads the authors of pages of one site, which share their people and their style."""

    def __init__(
        self, source: Source, pages: Iterable[Mapping[str, Any]], answers: Answers
    ) -> None:
        """Look at all *pages*, since one list in a single text may not show how it is cut."""
        self.answers = answers
        self.people = dict(_people(source))
        column = [given for page in pages if isinstance(given := authors_given(page), str)]
        self.style: AuthorStyle = vote(column)
        self.notes: list[Note] = []

    def read(self, page: Mapping[str, Any], key: str) -> tuple[ImportedAuthor, ...]:
        """Return the authors of a page; what is doubtful is added to `notes`.

        Raises:
            UnansweredError: an author is the owner of the site, or one whose page is not there.
        """
        given = authors_given(page)
        if isinstance(given, str):
            return tuple(self._listed(given, key))
        entries = given if isinstance(given, list) else [given]
        shared = _shared(page, entries)
        remarks = page.get("author_notes")
        made = []
        for index, entry in enumerate(entries):
            listed = remarks if isinstance(remarks, list) else []
            note = listed[index] if index < len(listed) else ""
            if isinstance(entry, str) and entry.strip():
                made.append(self._person(entry.strip(), note if isinstance(note, str) else ""))
            elif isinstance(entry, dict):
                made.append(_record(entry, shared))
        return tuple(made)

    def _listed(self, text: str, key: str) -> Iterator[ImportedAuthor]:
        found = split_authors(text, self.style)
        for doubt in filter(None, [found.doubt, *(one.doubt for one in found.authors)]):
            note = Note(outcome=Outcome.ASKED, record=key, field="authors", before=text, why=doubt)
            self.notes.append(note)
        for one in found.authors:
            yield self._person(one.name, "", one)

    def _person(self, name: str, note: str, listed: ListedAuthor | None = None) -> ImportedAuthor:
        """Return an author by name, or by the folder of the person's own page."""
        known = self.people.get(name.casefold())
        if known is not None:
            name, affiliations = text_in(known, "title"), _affiliations(known, {})
        else:
            names = listed.affiliations if listed else ()
            affiliations = tuple(ImportedAffiliation(name=one) for one in names)
            if _IDENTIFIER.fullmatch(name):
                who = (
                    ", the owner of the site"
                    if name == _OWNER
                    else ", who has no page in the folder"
                )
                text = f"An author is {name!r}{who}. What is the name?"
                question = Question(id=f"author.{name}", text=text, example="Ada Lovelace")
                name = self.answers.need(question)
        is_corresponding = note.strip().casefold() in ("corresponding author", "corresponding")
        return ImportedAuthor(
            name=name,
            affiliations=affiliations,
            corresponding=bool(listed and listed.corresponding) or is_corresponding,
            presenter=bool(listed and listed.presenter),
            note="" if is_corresponding else note.strip(),
        )


def _people(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the people whose pages are in the folder: ``authors/ada/_index.md``, titled by name."""
    for file in source.files:
        path = PurePosixPath(file.name)
        if path.stem != "_index" or path.parent.parent.name != "authors":
            continue
        try:
            page = front_matter(file)
        except ImportSourceError:
            continue
        if page and text_in(page, "title"):
            yield path.parent.name.casefold(), page


def _shared(page: Mapping[str, Any], entries: list[Any]) -> dict[str, Any]:
    """Return the affiliations that have an id, of the page and of its authors."""
    holders = [page, *(entry for entry in entries if isinstance(entry, dict))]
    records = [one for holder in holders for one in records_in(holder.get("affiliations"))]
    return {text_in(one, "id"): one for one in records if text_in(one, "id")}


def _record(entry: dict[str, Any], shared: Mapping[str, Any]) -> ImportedAuthor:
    name = entry.get("name")
    inner = name if isinstance(name, dict) else entry
    parts = {
        "given": " ".join(
            filter(None, (text_in(inner, "given"), text_in(inner, "dropping-particle")))
        ),
        "particle": text_in(inner, "non-dropping-particle", "prefix"),
        "family": text_in(inner, "family"),
        "suffix": text_in(inner, "suffix"),
    }
    attributes = entry.get("attributes")
    marks = attributes if isinstance(attributes, dict) else {}
    said = text_in(entry, "corresponding") or text_in(marks, "corresponding")
    return ImportedAuthor(
        name=text_in(inner, "literal", "name"),
        parts={k: v for k, v in parts.items() if v} if parts["family"] else None,
        email=text_in(entry, "email"),
        orcid=text_in(entry, "orcid"),
        affiliations=_affiliations(entry, shared),
        url=text_in(entry, "url", "website"),
        corresponding=said.casefold() in ("true", "yes"),
        note=text_in(entry, "note"),
    )


def _affiliations(
    entry: Mapping[str, Any], shared: Mapping[str, Any]
) -> tuple[ImportedAffiliation, ...]:
    """Return affiliations given as a text, a record, or a list of these or of references."""
    names = ("affiliations", "affiliation", "organizations")
    given: Any = next((entry[name] for name in names if entry.get(name)), [])
    made = []
    for one in given if isinstance(given, list) else [given]:
        reference = text_in(one, "ref") if isinstance(one, dict) else one
        found = shared.get(reference, one) if isinstance(reference, str) else one
        if isinstance(found, str):
            found = {"name": found}
        if isinstance(found, dict) and (name := text_in(found, "name")):
            parts = {part: text_in(found, part) for part in ("department", "city", "country")}
            made.append(ImportedAffiliation(name=name, **parts))
    return tuple(made)
