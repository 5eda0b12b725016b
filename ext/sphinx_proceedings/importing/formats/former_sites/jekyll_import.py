"""A workshop's Jekyll site: the lists in its ``_data`` folder of which the pages were made."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.former_sites.jekyll_schedule import read_schedule
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
)
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.text.author_lists import split_entries
from sphinx_proceedings.importing.yaml_source import records_in, text_in, yaml_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_PAPERS: Final = ("accepted_papers", "papers", "accepted")
_USED: Final = frozenset(["id", "title", "abstract", "authors", "keywords", "type"])
_CARRIES: Final = frozenset(
    ["title", "authors", "authors.affiliations", "authors.corresponding", "abstract"]
)
_CONFIG_TITLE: Final = 120  # characters; a longer one is a sentence


def _file(source: Source, *stems: str) -> SourceFile | None:
    for stem in stems:
        for file in source.files:
            path = PurePosixPath(file.name)
            if path.stem == stem and path.suffix in (".yml", ".yaml") and not file.is_binary:
                return file
    return None


def _papers(source: Source) -> list[dict[str, Any]]:
    file = _file(source, *_PAPERS)
    if file is None:
        return []
    return [
        one
        for one in records_in(yaml_value(file))
        if text_in(one, "title") and isinstance(one.get("authors"), str)
    ]


def _recognize(source: Source) -> Detection:
    try:
        papers = _papers(source)
        config = _file(source, "_config")
        schedule = _file(source, "schedule")
        items = records_in(yaml_value(schedule)) if schedule else []
    except ImportSourceError as failure:
        return Detection(NO, str(failure))
    timed = sum("Time" in item and "Title" in item for item in items)
    if papers:
        beside = " beside a _config.yml" if config else ""
        return Detection(85, f"a list of {len(papers)} papers with title and authors{beside}")
    if timed:
        return Detection(70, f"a schedule.yml of {timed} items with Title and Time")
    return Detection(NO, "no accepted_papers.yml with title and authors")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    papers = _papers(source)
    edition = ImportedEdition(carries=_CARRIES)
    file = _file(source, *_PAPERS)
    for index, item in enumerate(papers, 1):
        place = f"{file.name if file else ''}, paper {index}"
        edition.papers.append(_paper(item, place, edition))
        for name in item.keys() - _USED:
            edition.unused[name] = edition.unused.get(name, 0) + 1
    edition.facts.update(_facts(source))
    people = _people(source, edition)
    if schedule := _file(source, "schedule"):
        read_schedule(records_in(yaml_value(schedule)), people, edition, answers)
    if not edition.papers and not edition.sessions:
        raise ImportSourceError(f"{source.label}: there is neither a paper nor a session in it")
    return edition


def _paper(item: dict[str, Any], place: str, edition: ImportedEdition) -> ImportedPaper:
    key = text_in(item, "id", "number", "title")
    number = text_in(item, "id", "number")
    authors = []
    for entry in split_entries(text_in(item, "authors")).authors:
        if entry.doubt:
            edition.notes.append(
                Note(
                    outcome=Outcome.ASKED,
                    record=key,
                    field="authors",
                    before=f"{entry.name} ({', '.join(entry.affiliations)}",
                    why=f"{entry.doubt}; see whether it is right",
                )
            )
        authors.append(
            ImportedAuthor(
                name=entry.name,
                affiliations=_affiliations(*entry.affiliations),
                corresponding=entry.corresponding,
            )
        )
    return ImportedPaper(
        key=key,
        place=place,
        number=number,
        title=text_in(item, "title"),
        authors=tuple(authors),
        abstract=text_in(item, "abstract"),
    )


def _affiliations(*names: str) -> tuple[ImportedAffiliation, ...]:
    return tuple(ImportedAffiliation(name=name) for name in names if name)


def _facts(source: Source) -> dict[str, Any]:
    config = _file(source, "_config")
    value = yaml_value(config) if config else None
    facts: dict[str, Any] = {}
    if isinstance(value, dict):
        title, description = text_in(value, "title"), text_in(value, "description")
        if title and len(title) <= _CONFIG_TITLE:
            facts["title"] = title
        if description:
            facts["overview"] = description
    committees = [
        {"role": role, "members": members}
        for role, stem in (("organizer", "organizers"), ("committee", "technical_committee"))
        if (members := [*_members(source, stem)])
    ]
    if committees:
        facts["committees"] = committees
    if panelists := [*_members(source, "panelists")]:
        facts["panels"] = [{"id": "panel", "title": "Panel", "panelists": panelists}]
    return facts


def _members(source: Source, stem: str) -> Iterator[ImportedAuthor]:
    """Yield the people of a list: names with affiliations in brackets, or rows of records."""
    file = _file(source, stem)
    value = yaml_value(file) if file else None
    for item in value if isinstance(value, list) else ():
        if isinstance(item, str):
            for entry in split_entries(item).authors:
                affiliations = _affiliations(*entry.affiliations)
                yield ImportedAuthor(name=entry.name, affiliations=affiliations)
            continue
        inner = next((one for one in item.values() if isinstance(one, list)), None)
        for record in records_in(inner) if inner is not None else [item]:
            if name := text_in(record, "name", "Name"):
                yield ImportedAuthor(
                    name=name,
                    honorific=_honorific(text_in(record, "title")),
                    affiliations=_affiliations(text_in(record, "affiliation", "institution")),
                    url=text_in(record, "scholar_link", "url", "website", "linkedin_link"),
                )


def _honorific(text: str) -> str:
    """Return a title such as "Prof.", which stands in a list of people under "title"."""
    return text if len(text.split()) == 1 and text.endswith((".", "r", "f")) else ""


def _people(source: Source, edition: ImportedEdition) -> dict[str, ImportedAuthor]:
    """Return the announced speakers by name; they are also the edition's."""
    speakers = [*_members(source, "speakers")]
    if speakers:
        edition.facts["speakers"] = speakers
    return {"".join(one.name.casefold().split()): one for one in speakers}


JEKYLL: Final = Format(
    name="jekyll", title="Jekyll site of a workshop", recognize=_recognize, take=_take
)
