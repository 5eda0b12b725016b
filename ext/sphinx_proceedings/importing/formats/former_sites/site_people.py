"""The people in a Jekyll site's data: organizers, committees, speakers, panelists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.programme_words import committee_role
from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor
from sphinx_proceedings.importing.text.author_lists import split_entries
from sphinx_proceedings.importing.yaml_source import text_in, yaml_value

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile

_SPEAKERS: Final = re.compile(r"(?:keynote|invited)?[ _-]?speakers?|keynotes?", re.IGNORECASE)
_PANEL: Final = re.compile(r"panell?ists?|panel", re.IGNORECASE)
_COMMITTEE: Final = re.compile(
    r".*(?:organi[sz]|committee|reviewers|chairs|steering|volunteers).*|pc", re.IGNORECASE
)
_PLACEHOLDER: Final = re.compile(r"\W*(?:\w|tb[acd]|to be \w+|name|anonymous)\W*", re.IGNORECASE)
_DEEPEST: Final = 4


def site_people(source: Source) -> dict[str, Any]:
    """Return the facts ``speakers``, ``panels`` and ``committees`` that the data files tell."""
    facts: dict[str, Any] = {}
    for file in source.files:
        stem = PurePosixPath(file.name).stem
        if _SPEAKERS.fullmatch(stem) and (people := _members(file)):
            facts["speakers"] = facts.get("speakers", []) + people
        elif _PANEL.fullmatch(stem) and (people := _members(file)):
            facts["panels"] = [{"id": "panel", "title": "Panel", "panelists": people}]
        elif _COMMITTEE.fullmatch(stem) and (people := _members(file)):
            words = re.sub(r"[_-]+", " ", stem)
            role = "committee" if words.casefold() == "pc" else committee_role(words)
            facts.setdefault("committees", []).append({"role": role, "members": people})
    facts.get("committees", []).sort(key=lambda one: one["role"] != "organizer")
    return facts


def data_value(file: SourceFile) -> Any:
    """Return the value of a YAML or JSON file among a site's data; None when it is neither."""
    parts = PurePosixPath(file.name).parts
    if file.is_binary or any(part.startswith("_") and part != "_data" for part in parts[:-1]):
        return None
    try:
        if file.suffix in {".yml", ".yaml"}:
            return yaml_value(file)
        return file.json() if file.suffix == ".json" else None
    except ImportSourceError:
        return None


def _members(file: SourceFile) -> list[ImportedAuthor]:
    """Return the people of a file, each once: records with a name, or lines of text."""
    found = {one.name: one for one in reversed([*_people(data_value(file), 0)])}
    return [one for one in reversed(found.values()) if not _PLACEHOLDER.fullmatch(one.name)]


def _people(value: Any, depth: int) -> Iterator[ImportedAuthor]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        for entry in split_entries(value).authors:
            name, _, where = entry.name.partition(",")
            affiliations = entry.affiliations or ((where.strip(),) if where.strip() else ())
            yield ImportedAuthor(name=name.strip(), affiliations=_affiliations(*affiliations))
    elif isinstance(value, list):
        for one in value:
            yield from _people(one, depth + 1)
    elif isinstance(value, dict):
        record = {str(key).casefold(): inner for key, inner in value.items()}
        if text_in(record, "name"):
            yield _person(record)
        else:
            for inner in value.values():
                if isinstance(inner, list | dict):
                    yield from _people(inner, depth + 1)


def _person(record: dict[str, Any]) -> ImportedAuthor:
    where = text_in(record, "affiliation", "institution", "affiliations", "organization")
    return ImportedAuthor(
        name=text_in(record, "name"),
        honorific=_honorific(text_in(record, "title")),
        affiliations=_affiliations(where),
        url=text_in(record, "scholar_link", "url", "website", "linkedin_link", "homepage", "link"),
    )


def _affiliations(*names: str) -> tuple[ImportedAffiliation, ...]:
    return tuple(ImportedAffiliation(name=name) for name in names if name)


def _honorific(text: str) -> str:
    """Return a title such as "Prof.", which stands in a list of people under "title"."""
    return text if len(text.split()) == 1 and text.endswith((".", "r", "f")) else ""
