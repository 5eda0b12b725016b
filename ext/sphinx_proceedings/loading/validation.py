"""Validate what was read: good records are kept, each bad one gives located problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from sphinx_proceedings.loading.codes import Code
from sphinx_proceedings.loading.diagnosis import problems_of
from sphinx_proceedings.loading.marks import locate
from sphinx_proceedings.model.editions import Edition, Series
from sphinx_proceedings.model.people import Organization, PeopleFile, Person
from sphinx_proceedings.model.problems import Problem

if TYPE_CHECKING:
    from sphinx_proceedings.loading.sources import Source, Sources

M = TypeVar("M", bound=BaseModel)

WITH_IDS = ("papers", "talks", "panels", "sessions", "tracks", "sponsor_tiers", "awards")
"""Lists of an edition whose items have ids of their own."""


@dataclass(slots=True)
class Records:
    """What is valid, and the ids of what is not (a reference to those is no second error)."""

    series: list[Series] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def validate(sources: Sources) -> Records:
    """Validate all *sources*; problems are added to ``sources.problems``."""
    records = Records()
    for source in sources.people:
        _note_ids(sources, source, ("people", "organizations"), records)
        people = _validated(sources, PeopleFile, source, {}, records)
        if people is not None:
            records.people.extend(people.people)
            records.organizations.extend(people.organizations)
    for source in sources.series.values():
        series = _validated(sources, Series, source, {"series": source.key}, records)
        if series is None:
            records.broken.add(source.key)
        else:
            records.series.append(series)
    for source in sources.editions.values():
        _note_ids(sources, source, WITH_IDS, records)
        edition = _validated(sources, Edition, source, {"edition": source.key}, records)
        if edition is None or edition.series_id in records.broken:
            records.broken.add(source.key)
        else:
            records.editions.append(edition)
    return records


def _note_ids(
    sources: Sources, source: Source, lists: tuple[str, ...], records: Records
) -> None:
    """Remember where each record stands, and report ids that are used twice."""
    prefix = "" if source.key == "people" else f"{source.key}/"
    for name in lists:
        items = source.value.get(name)
        if not isinstance(items, list):
            continue
        seen: dict[str, str] = {}
        for index, item in enumerate(items):
            identifier = item.get("id") if isinstance(item, dict) else None
            if not isinstance(identifier, str):
                continue
            sources.note(f"{prefix}{name}/{identifier}", source.marks, name, index)
            folded = identifier.strip().casefold()
            place = locate(source.marks, (name, index, "id"))
            if folded in seen:
                message = f"id {identifier!r} is used twice in {name} (first: {seen[folded]})"
                hint = "ids must differ by more than case; rename one"
                sources.problems.append(Problem(place, Code.DUPLICATE_ID, message, hint=hint))
                records.broken.add(f"{prefix}{name}/{identifier}")
            else:
                seen[folded] = str(place)


def _validated(
    sources: Sources,
    model: type[M],
    source: Source,
    context: dict[str, str],
    records: Records,
) -> M | None:
    """Validate; after errors leave out what is wrong, so that the rest can be checked too."""
    try:
        return model.model_validate(source.value, context=context)
    except ValidationError as error:
        sources.problems.extend(problems_of(error, model, source.marks))
        first = error
    reduced = _without_errors(source, first, records)
    if reduced is None:
        return None
    try:
        return model.model_validate(reduced, context=context)
    except ValidationError:
        return None


def _without_errors(
    source: Source, error: ValidationError, records: Records
) -> dict[str, Any] | None:
    """Copy the value without its wrong records; None when the top itself is incomplete."""
    dropped: dict[str, set[int]] = {}
    removed: set[str] = set()
    for detail in error.errors(include_url=False, include_context=False):
        top, *rest = detail["loc"]
        if detail["type"] == "missing" and not rest:
            return None
        if rest and isinstance(rest[0], int):
            dropped.setdefault(str(top), set()).add(rest[0])
        else:
            removed.add(str(top))
    prefix = "" if source.key == "people" else f"{source.key}/"
    for name, indexes in dropped.items():
        for index in indexes:
            item = source.value[name][index]
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                records.broken.add(f"{prefix}{name}/{item['id']}")
    records.broken.update(f"{prefix}{name}" for name in removed)
    return {
        name: [item for i, item in enumerate(value) if i not in dropped[name]]
        if name in dropped
        else value
        for name, value in source.value.items()
        if name not in removed
    }
