"""Indico's JSON of an event with its contributions. Written from documentation.

``/export/event/N.json?detail=contributions`` gives ``results[].contributions[]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.importer import NO, SURE, Detection, Format
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
    ImportedTalk,
)

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.questions import Answers

_CARRIES: Final = frozenset(
    "title authors authors.affiliations speakers abstract keywords track".split()
)
_USED: Final = frozenset(
    """id db_id friendly_id title description primaryauthors coauthors speakers track keywords url
    type startDate endDate duration material folders _type _fossil code board_number""".split()
)


def _events(source: Source) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for file, value in source.json_values():
        results = value.get("results") if isinstance(value, dict) else None
        found += [
            (file.name, event)
            for event in (results if isinstance(results, list) else [])
            if isinstance(event, dict) and isinstance(event.get("contributions"), list)
        ]
    return found


def _recognize(source: Source) -> Detection:
    if events := _events(source):
        count = sum(len(event["contributions"]) for _, event in events)
        return Detection(SURE, f"an event of Indico with {count} contributions")
    return Detection(NO, "no JSON whose results have contributions")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    for name, event in _events(source):
        edition.facts.update(_facts(event))
        for item in event["contributions"]:
            if not isinstance(item, dict):
                continue
            for key in sorted(item.keys() - _USED):
                if item[key] not in ("", None, [], {}):
                    edition.unused[key] = edition.unused.get(key, 0) + 1
            _add(edition, item, name, answers)
    return edition


def _facts(event: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if title := _text(event, "title"):
        made["title"] = title
    for key, name in (("start_date", "startDate"), ("end_date", "endDate")):
        date = event.get(name)
        if isinstance(date, dict) and isinstance(date.get("date"), str):
            made[key] = date["date"]
    if "/" in (zone := _text(event, "timezone")):
        made["time_zone"] = zone
    return made


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return str(value).strip() if isinstance(value, str | int) else ""


def _people(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = item.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _author(person: dict[str, Any], speakers: set[str]) -> ImportedAuthor:
    given, family = _text(person, "first_name"), _text(person, "last_name")
    where = _text(person, "affiliation")
    name = " ".join(filter(None, (given, family))) or _text(person, "fullName")
    return ImportedAuthor(
        name="" if family else name,
        parts={key: text for key, text in (("given", given), ("family", family)) if text}
        if family
        else None,
        email=_text(person, "email"),
        affiliations=(ImportedAffiliation(name=where),) if where else (),
        presenter=name.casefold() in speakers,
    )


def _full_name(person: dict[str, Any]) -> str:
    name = f"{_text(person, 'first_name')} {_text(person, 'last_name')}".strip()
    return (name or _text(person, "fullName")).casefold()


def _add(edition: ImportedEdition, item: dict[str, Any], file: str, answers: Answers) -> None:
    """Add a contribution: a paper when it has authors, a talk when it only has speakers.

    Contributions of a kind may all be talks, as the chair knows; that is asked once for each kind.
    """
    key = _text(item, "friendly_id") or _text(item, "id")
    place = f"{file}, contribution {key}"
    authors = [*_people(item, "primaryauthors"), *_people(item, "coauthors")]
    speakers = _people(item, "speakers")
    kind = _text(item, "type")
    if kind and authors and _kind(kind, answers) == "talk":
        authors = []
    url = _text(item, "url")
    if not authors:
        edition.talks.append(
            ImportedTalk(
                key=key,
                place=place,
                id=f"talk-{key}",
                title=_text(item, "title"),
                speakers=tuple(_author(person, set()) for person in speakers),
                abstract=_text(item, "description"),
                resources=tuple(_resources(item)),
                source=url,
            )
        )
        return
    spoken = {_full_name(person) for person in speakers}
    words = item.get("keywords")
    edition.papers.append(
        ImportedPaper(
            key=key,
            place=place,
            number=key,
            title=_text(item, "title"),
            authors=tuple(_author(person, spoken) for person in authors),
            abstract=_text(item, "description"),
            keywords=tuple(str(word) for word in words) if isinstance(words, list) else (),
            track=_text(item, "track"),
            resources=tuple(_resources(item)),
            source=url,
        )
    )


def _kind(kind: str, answers: Answers) -> str:
    question = Question(
        id=f"kind.{kind}",
        text=f"Are contributions of the type {kind!r} papers of the edition, or talks?",
        options=("paper", "talk"),
        required=False,
    )
    return answers.get(question) or "paper"


def _resources(item: dict[str, Any]) -> list[ImportedResource]:
    made = []
    for folder in [*_people(item, "material"), *_people(item, "folders")]:
        title = _text(folder, "title").casefold()
        kind = next((k for k in ("slides", "poster", "paper", "video") if k in title), "other")
        kind = "pdf" if kind == "paper" else kind
        for one in [*_people(folder, "resources"), *_people(folder, "attachments")]:
            address = _text(one, "url") or _text(one, "download_url") or _text(one, "link_url")
            if address.startswith("http"):
                made.append(ImportedResource(type=kind, url=address))
    return made


INDICO = Format(name="indico", title="Indico (JSON of an event)", recognize=_recognize, take=_take)
