"""aclpub2: the folder of YAML files of which ACL's proceedings are made."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.country_codes import country_code
from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.formats.publishing.aclpub2_sessions import read_programme
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, POSSIBLE, Detection, Format
from sphinx_proceedings.importing.programme_words import committee_role
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
    ImportedTalk,
    Markup,
)
from sphinx_proceedings.importing.yaml_source import records_in, text_in, yaml_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_PAPERS, _DETAILS, _PROGRAM = "papers.yml", "conference_details.yml", "program.yml"
_TALKS, _ORGANIZERS, _COMMITTEE = (
    "invited_talks.yml",
    "organizing_committee.yml",
    "program_committee.yml",
)
_USED: Final = frozenset("id title abstract authors archival attachments file attributes".split())
_KINDS: Final = {
    "software": "code",
    "code": "code",
    "presentation": "slides",
    "slides": "slides",
    "poster": "poster",
    "video": "video",
    "dataset": "data",
    "data": "data",
    "optionalsupplementarymaterial": "supplement",
    "supplementary": "supplement",
    "appendix": "supplement",
}
_CARRIES: Final = frozenset(
    [
        *("title", "authors", "authors.affiliations", "authors.orcid", "abstract", "type"),
        *("archival", "resources", "track"),
    ]
)


def _file(source: Source, name: str) -> SourceFile | None:
    stem = PurePosixPath(name).stem
    wanted = (f"{stem}.yml", f"{stem}.yaml")
    return next((f for f in source.files if PurePosixPath(f.name).name in wanted), None)


def _recognize(source: Source) -> Detection:
    papers = _file(source, _PAPERS)
    if papers is None or papers.is_binary:
        return Detection(NO, "no papers.yml")
    try:
        first = records_in(yaml_value(papers))[:1]
    except ImportSourceError as failure:
        if _file(source, _DETAILS) is None:
            return Detection(NO, f"papers.yml: {failure}")
        # Reading it then says where the fault is.
        return Detection(95, "papers.yml and conference_details.yml")
    authors = records_in(first[0].get("authors")) if first else []
    if not authors or not authors[0].keys() & {"first_name", "last_name"}:
        return Detection(NO, "papers.yml, but its authors have no first_name and last_name")
    both = _file(source, _DETAILS) is not None
    reason = "papers.yml whose authors have first_name and last_name"
    return Detection(95 if both else POSSIBLE + 40, f"{reason}{', and details' if both else ''}")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    papers = _file(source, _PAPERS)
    if papers is None:
        raise ImportSourceError(f"{source.label}: there is no papers.yml")
    edition = ImportedEdition(carries=_CARRIES, markup=Markup.LATEX)
    for index, item in enumerate(records_in(yaml_value(papers)), 1):
        place = f"{papers.name}, paper {index}"
        edition.papers.append(_paper(source, item, place, edition, answers))
        for name in item.keys() - _USED:
            edition.unused[name] = edition.unused.get(name, 0) + 1
    if details := _file(source, _DETAILS):
        edition.facts.update(_facts(yaml_value(details)))
    committees = [*_committees(source)]
    if committees:
        edition.facts["committees"] = committees
    edition.talks = [*_talks(source)]
    if program := _file(source, _PROGRAM):
        read_programme(records_in(yaml_value(program)), edition, answers)
    return edition


def _paper(
    source: Source, item: dict[str, Any], place: str, edition: ImportedEdition, answers: Answers
) -> ImportedPaper:
    attributes = item.get("attributes")
    attributes = attributes if isinstance(attributes, dict) else {}
    key = text_in(item, "id")
    archival = text_in(item, "archival").casefold()
    return ImportedPaper(
        key=key,
        place=place,
        number=key,
        title=text_in(item, "title"),
        abstract=text_in(item, "abstract"),
        authors=tuple(_person(one) for one in records_in(item.get("authors"))),
        type=paper_type(text_in(attributes, "presentation_type"))
        or paper_type(text_in(attributes, "paper_type")),
        track=_track(text_in(attributes, "submitted_area"), answers),
        archival=None if not archival else archival not in ("false", "no"),
        resources=tuple(_resources(source, item, edition)),
    )


def _track(area: str, answers: Answers) -> str:
    if not area:
        return ""
    question = Question(
        id="field.submitted_area",
        text=f"Is 'submitted_area', as in {area!r}, the track of a paper?",
        options=("track", "nothing"),
        required=False,
    )
    return area if answers.get(question) == "track" else ""


def _person(item: dict[str, Any]) -> ImportedAuthor:
    parts = (text_in(item, name) for name in ("first_name", "middle_name"))
    given, family = " ".join(part for part in parts if part), text_in(item, "last_name")
    institution = text_in(item, "institution", "instituion", "affiliation")
    profile = text_in(item, "openreview", "username")
    return ImportedAuthor(
        name=f"{family}, {given}" if given and family else family or given or text_in(item, "name"),
        key=profile if profile.startswith("~") else "",
        email=text_in(item, "email", "emails"),
        orcid=text_in(item, "orcid"),
        affiliations=(ImportedAffiliation(name=institution),) if institution else (),
        url=text_in(item, "homepage"),
    )


def _resources(
    source: Source, item: dict[str, Any], edition: ImportedEdition
) -> Iterator[ImportedResource]:
    """Yield the files of a paper that are in the folder; the others are counted."""
    named = [("pdf", text_in(item, "file"))]
    for one in records_in(item.get("attachments")):
        word = "".join(c for c in text_in(one, "type").casefold() if c.isalpha())
        named.append((_KINDS.get(word, "other"), text_in(one, "file")))
    for kind, name in named:
        if not name:
            continue
        if name.startswith(("http://", "https://")):
            yield ImportedResource(type=kind, url=name)
            continue
        places = [name, f"papers/{name}", f"attachments/{name}"]
        found = next((place for place in places if source.inside(place)), "")
        if found:
            yield ImportedResource(type=kind, file=found)
        else:
            said = "files that are not in the folder"
            edition.unused[said] = edition.unused.get(said, 0) + 1


def _facts(value: Any) -> dict[str, Any]:
    details = value if isinstance(value, dict) else {}
    title = text_in(details, "event_name", "book_title")
    facts: dict[str, Any] = {"title": title} if title else {}
    for name in ("start_date", "end_date"):
        if day := text_in(details, name)[:10]:
            facts[name] = day
    volume: dict[str, Any] = {"title": text_in(details, "book_title", "event_name")}
    for name in ("isbn", "publisher"):
        if text := text_in(details, name):
            volume[name] = text
    volume["editors"] = [_person(one) for one in records_in(details.get("editors"))]
    if volume["title"]:
        facts["volume"] = volume
    if location := text_in(details, "location"):
        facts["venue"] = _venue(location)
    return facts


def _venue(location: str) -> dict[str, str]:
    """Return a place: city and country where the last part is a country's name."""
    parts = [part.strip() for part in location.split(",") if part.strip()]
    if len(parts) > 1 and (code := country_code(parts[-1])):
        region = {"region": ", ".join(parts[1:-1])} if len(parts) > 2 else {}
        return {"city": parts[0], **region, "country": code}
    return {"name": location}


def _committees(source: Source) -> Iterator[dict[str, Any]]:
    for name, inner, default in (
        (_ORGANIZERS, "members", "Organizers"),
        (_COMMITTEE, "entries", "Program Committee"),
    ):
        file = _file(source, name)
        for item in records_in(yaml_value(file)) if file else []:
            title = text_in(item, "role") or default
            members = [_person(one) for one in records_in(item.get(inner) or item.get("members"))]
            if members:
                yield {"role": committee_role(title), "title": title, "members": members}


def _talks(source: Source) -> Iterator[ImportedTalk]:
    file = _file(source, _TALKS)
    for index, item in enumerate(records_in(yaml_value(file)) if file else [], 1):
        institution = text_in(item, "institution")
        speaker = ImportedAuthor(
            name=text_in(item, "speaker_name", "speaker"),
            affiliations=(ImportedAffiliation(name=institution),) if institution else (),
            bio=_text_file(source, text_in(item, "bio_file")),
        )
        yield ImportedTalk(
            key=f"invited-{index}",
            title=text_in(item, "title") or f"Invited talk by {speaker.name}",
            type="invited",
            speakers=(speaker,) if speaker.name else (),
            abstract=_text_file(source, text_in(item, "abstract_file")),
        )


def _text_file(source: Source, name: str) -> str:
    """Return the LaTeX of a file that the folder holds, wherever in it that lies."""
    wanted = PurePosixPath(name).name if name else ""
    found = next((f for f in source.files if wanted and PurePosixPath(f.name).name == wanted), None)
    return found.text if found and not found.is_binary else ""


ACLPUB2_IMPORT: Final = Format(name="aclpub2", title="aclpub2", recognize=_recognize, take=_take)
