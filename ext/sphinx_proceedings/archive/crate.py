"""RO-Crate 1.1 metadata of an archive: what the whole is, and what each file is.

The payload of the bag is the crate (specification, "Combining with other packaging schemes").
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sphinx_proceedings.archive.folder_packing import files_below
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.publication.cited_names import CitedName

DESCRIPTOR: Final = "ro-crate-metadata.json"

MEDIA_TYPES: Final = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".enw": "application/x-endnote-refer",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}
"""By the ending; the table of a machine is not asked, since machines differ."""

FOLDERS: Final = {
    "html/": ("Pages", "A web site that opens from the disk; begin with html/index.html."),
    "pdf/": ("PDF", "The volume, and the papers as their authors handed them in."),
    "epub/": ("EPUB", "The abstracts as a book for reading devices."),
    "metadata/": ("Metadata", "The same facts in the formats of libraries and indexes."),
    "source/": ("Source", "The data from which all the rest was made, with its schema."),
}


def write_crate(payload: Path, subject: Subject) -> None:
    """Write the metadata file into *payload*, describing what is there by now."""
    files = [(name, path) for name, path in files_below(payload) if name != DESCRIPTOR]
    graph = [_descriptor(), *_entities(subject, files)]
    document = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    payload.joinpath(DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _descriptor() -> dict[str, Any]:
    return {
        "@id": DESCRIPTOR,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }


def _entities(subject: Subject, files: list[tuple[str, Path]]) -> Iterator[dict[str, Any]]:
    agents = {agent.display: _agent(agent, n) for n, agent in enumerate(subject.agents, 1)}
    folders: dict[str, list[str]] = {}
    for name, _ in files:
        head, slash, _ = name.partition("/")
        folders.setdefault(f"{head}{slash}", []).append(name)
    licence = {"@id": subject.licence_url or "#licence"}
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": subject.title,
        "description": subject.description,
        "datePublished": subject.date.isoformat(),
        "license": licence,
        "hasPart": _several(quote(name) for name in folders),
    }
    if agents:
        root["author"] = _several(entity["@id"] for entity in agents.values())
    if subject.publisher:
        root["publisher"] = {"@id": "#publisher"}
    if subject.doi:
        root["identifier"] = f"https://doi.org/{quote(subject.doi)}"
    if subject.url:
        root["url"] = subject.url
    if subject.keywords:
        root["keywords"] = ", ".join(subject.keywords)
    yield root
    yield {
        **licence,
        "@type": "CreativeWork",
        "name": subject.licence_name or "Not on record",
        "description": "Terms of the whole; a paper may have terms of its own, on its page.",
    }
    if subject.publisher:
        yield {"@id": "#publisher", "@type": "Organization", "name": subject.publisher}
    yield from agents.values()
    affiliations = dict.fromkeys(filter(None, (a.affiliation_names for a in subject.agents)))
    for affiliation in affiliations:
        entity = {"@id": _organization(affiliation), "@type": "Organization"}
        yield {**entity, "name": affiliation}
    for folder, names in folders.items():
        if folder.endswith("/"):
            yield from _folder(folder, names)
    # Pages explain themselves, and there are thousands; the manifest lists every one of them.
    for name, path in files:
        if not name.startswith("html/") or name == "html/index.html":
            yield _file(name, path)


def _several(ids: Iterable[str]) -> Any:
    """Return references; a single one without a list, as the specification recommends."""
    references = [{"@id": identifier} for identifier in ids]
    return references[0] if len(references) == 1 else references


def _agent(agent: CitedName, number: int) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "@id": f"https://orcid.org/{agent.orcid}" if agent.orcid else f"#agent-{number}",
        "@type": "Person" if agent.contribution.is_person else "Organization",
        "name": agent.display,
    }
    if agent.affiliations:
        entity["affiliation"] = {"@id": _organization(agent.affiliation_names)}
    return entity


def _organization(name: str) -> str:
    return f"#organization-{slug(name)}"


def _folder(folder: str, names: list[str]) -> Iterator[dict[str, Any]]:
    title, description = FOLDERS.get(folder, (folder, "Further files."))
    parts = ["html/index.html"] if folder == "html/" else names
    yield {
        "@id": quote(folder),
        "@type": "Dataset",
        "name": title,
        "description": description,
        "hasPart": _several(quote(name) for name in parts),
    }


def _file(name: str, path: Path) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "@id": quote(name),
        "@type": "File",
        "name": PurePosixPath(name).name,
        "contentSize": str(path.stat().st_size),
    }
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    if media_type:
        entity["encodingFormat"] = media_type
    return entity
