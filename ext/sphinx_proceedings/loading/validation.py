"""Validate what was read: good records are kept, each error gives a located problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from sphinx_proceedings.loading.diagnosis import (
    blank_problems,
    errors_of,
    meant_keys,
    problems_of,
)
from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.loading.pruning import Pruner
from sphinx_proceedings.loading.yaml.positions import locate
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.people import Organization, PeopleFile, Person
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from sphinx_proceedings.loading.data_sources import Source, Sources
    from sphinx_proceedings.model.richtext.node import TreeStore

M = TypeVar("M", bound=BaseModel)

WITH_IDS = ("papers", "talks", "panels", "sessions", "tracks", "sponsor_tiers", "awards")
"""Lists of an edition whose records have ids of their own."""

_MOST_ROUNDS = 12
"""Each round removes what the one before found, and records are not nested deeper than this."""


_Seen: TypeAlias = "dict[str, dict[str, tuple[Source, int]]]"
"""By list and by id without regard to case: the source and the index of the first such record."""


@dataclass(slots=True)
class Records:
    """What is valid, and the keys of what is not (a reference to those is no second error).

    ``broken`` holds ``enlsp/2022`` (all of it), ``enlsp/2022/papers`` (all papers),
    ``enlsp/2022/papers/5``, and likewise ``people`` and ``people/song-han``.
    """

    series: list[Series] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    made_up: set[str] = field(default_factory=set)
    """Ids given here to records that have none of their own."""


def validate(sources: Sources, texts: TreeStore) -> Records:
    """Validate all *sources*; problems are added to ``sources.problems``."""
    records = Records()
    seen: _Seen = {"people": {}, "organizations": {}}
    for source in sources.people:  # before any is pruned, for then positions still lead to ids
        _rename_doubles(sources, source, seen, records)
    for source in sources.people:
        people = _validated(sources, PeopleFile, source, {"texts": texts}, records)
        _note(sources, source, seen)
        if people is not None:
            records.people.extend(people.people)
            records.organizations.extend(people.organizations)
    for source in sources.series.values():
        context = {"series": source.key, "texts": texts}
        series = _validated(sources, Series, source, context, records)
        if series is None:  # its editions want one all the same
            names = {"title": source.key, "short_title": source.key}
            series = Series.model_validate(names, context=context)
        records.series.append(series)
    for source in sources.editions.values():
        of_edition: _Seen = {name: {} for name in WITH_IDS}
        _rename_doubles(sources, source, of_edition, records)
        context = {"edition": source.key, "texts": texts}
        edition = _validated(sources, Edition, source, context, records)
        _note(sources, source, of_edition)
        if edition is not None:
            records.editions.append(edition)
    return records


def _lists_with_lost_ids(details: Iterable[ErrorDetails]) -> Iterator[str]:
    """Yield the lists of which a record has no id that can be referred to: it may be any."""
    for detail in details:
        match detail["loc"]:
            case (str() as name, int(), "id"):
                yield name


def _prefix(source: Source) -> str:
    return "" if source.key == "people" else f"{source.key}/"


def _rename_doubles(sources: Sources, source: Source, seen: _Seen, records: Records) -> None:
    """Report ids that are used twice, and give the second record one of its own."""
    for name, places in seen.items():
        items = source.value.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            identifier = item.get("id") if isinstance(item, dict) else None
            if not isinstance(identifier, str):
                continue
            first_source, at = places.setdefault(identifier.strip().casefold(), (source, index))
            if first_source is source and at == index:
                continue
            place = locate(source.marks, (name, index, "id"))
            first = locate(first_source.marks, (name, at, "id"))
            message = f"id {shown(identifier)} is used twice in {name}"
            hint = f"first: {first}; ids must differ by more than case, rename one"
            sources.problems.append(error(place, Code.DUPLICATE_ID, message, hint))
            records.broken.add(f"{_prefix(source)}{name}")  # which id it was to have is not known
            item["id"] = f"double-{place.line}-{place.column}-{index}"
            records.made_up.add(item["id"])


def _note(sources: Sources, source: Source, lists: Iterable[str]) -> None:
    """Remember where each record stands."""
    for name in lists:
        items = source.value.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                key = f"{_prefix(source)}{name}/{str(item.get('id')).strip()}"
                sources.note(key, source, name, index)


def _validated(
    sources: Sources,
    model: type[M],
    source: Source,
    context: dict[str, Any],
    records: Records,
) -> M | None:
    """Validate; after errors leave out what is wrong, so that the rest can be looked at too."""
    sources.problems.extend(blank_problems(source, model))
    if source.unread:
        records.broken.add(source.key)
    pruner: Pruner | None = None
    for _ in range(_MOST_ROUNDS):
        try:
            return model.model_validate(source.value, context=context)
        except ValidationError as failure:
            details = errors_of(failure)
        known = pruner.is_consequence if pruner else lambda _: False
        misspelt = meant_keys(details, model)
        sources.problems.extend(
            problem
            for detail in details
            if not known(detail)
            and not (source.unread and detail["type"] == "missing" and len(detail["loc"]) == 1)
            and not (detail["type"] == "missing" and detail["loc"] in misspelt)
            for problem in problems_of(detail, model, source.marks)
        )
        records.broken.update(f"{_prefix(source)}{name}" for name in _lists_with_lost_ids(details))
        pruner = pruner or Pruner(source)
        kept = pruner.prune(details)
        records.made_up |= pruner.made_up
        records.broken.update(
            f"{_prefix(source)}{name}"
            if identifier is None
            else f"{_prefix(source)}{name}/{identifier}"
            for name, identifier in pruner.removed
        )
        if not kept:
            break
    records.broken.add(source.key)
    return None
