"""Files that are not offered before a day: they are taken out of what is published.

There is no clock here, so that the same data gives the same site: the day is that of
``SOURCE_DATE_EPOCH``. Where it is not set, nothing under an embargo is offered.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, TypeVar

from sphinx_proceedings.model.records.papers import Panel, Paper, Talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.loading.data_sources import Sources
    from sphinx_proceedings.model.records.editions import Edition

R = TypeVar("R", Paper, Talk, Panel)


def build_day() -> dt.date | None:
    """Return the day of SOURCE_DATE_EPOCH, None where it is not set or no number of seconds."""
    try:
        seconds = int(os.environ["SOURCE_DATE_EPOCH"])
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def with_embargoes(editions: Iterable[Edition], sources: Sources) -> Iterator[Edition]:
    """Yield each edition without the files that are not to be offered yet."""
    today = build_day()
    for edition in editions:
        papers = tuple(_kept(paper, today, sources) for paper in edition.papers)
        talks = tuple(_kept(talk, today, sources) for talk in edition.talks)
        panels = tuple(_kept(panel, today, sources) for panel in edition.panels)
        before = (*edition.papers, *edition.talks, *edition.panels)
        if all(a is b for a, b in zip(before, (*papers, *talks, *panels), strict=True)):
            yield edition
        else:
            changed = {"papers": papers, "talks": talks, "panels": panels}
            yield edition.model_copy(update=changed)


def _kept(record: R, today: dt.date | None, sources: Sources) -> R:
    withheld = {
        index: resource
        for index, resource in enumerate(record.resources)
        if resource.embargo and (today is None or today < resource.embargo)
    }
    if not withheld:
        return record
    for index in sorted(withheld, reverse=True):
        sources.forget(record.key, "resources", index)
    kept = tuple(r for index, r in enumerate(record.resources) if index not in withheld)
    copy = record.model_copy(update={"resources": kept})
    copy._withheld = tuple(withheld.values())  # noqa: SLF001 - which nothing but this sets
    return copy
