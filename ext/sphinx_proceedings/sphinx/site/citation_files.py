"""What a reader takes along: a record's citation in each format, and calendars of the programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.bibtex import BIBTEX, brief_bibtex
from sphinx_proceedings.exporting.formats.citations.csl import CSL_JSON
from sphinx_proceedings.exporting.formats.citations.reference_styles import STYLES
from sphinx_proceedings.exporting.formats.citations.ris import RIS
from sphinx_proceedings.exporting.formats.schedules.deadline_calendar import deadlines_calendar
from sphinx_proceedings.exporting.formats.schedules.icalendar import ICALENDAR, calendar_of_session
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.records.programme import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.exporting.protocol import Exporter
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.papers import Talk

FORMATS: tuple[Exporter, ...] = (BIBTEX, RIS, CSL_JSON)
"""Formats of citations of which each record has a file, in order; its page shows the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCitation:
    """A citation as a page shows it; ``file`` is the name beside the page, none for plain text."""

    title: str
    text: str
    file: str | None


def citations(context: ExportContext, record: Paper | Talk) -> tuple[ShownCitation, ...]:
    """Return what the page of a record shows to copy; nothing of a withdrawn paper."""
    if _is_withdrawn(record):
        return ()
    file = f"{record.id}{BIBTEX.suffix}"
    found = [ShownCitation(title=BIBTEX.title, text=brief_bibtex(context, record), file=file)]
    cited = cite(context, record)
    found += [ShownCitation(title=name, text=style(cited), file=None) for name, style in STYLES]
    return tuple(found)


def unshown(record: Paper | Talk) -> list[tuple[str, str]]:
    """Return titles and names of a record's citations that are files alone."""
    if _is_withdrawn(record):
        return []
    return [(f.title, f"{record.id}{f.suffix}") for f in FORMATS if f is not BIBTEX]


def _is_withdrawn(record: Paper | Talk) -> bool:
    return isinstance(record, Paper) and bool(record.withdrawn)


def calendar_file(catalogue: Catalogue, record: Paper | Talk | Session | Edition) -> str | None:
    """Return the name of the calendar of a record relative to the site; None without a time.

    A paper of a poster session has no time of its own; the session has.
    """
    if isinstance(record, Edition):
        timed = any(catalogue.interval(session) for session in record.sessions)
        return f"{record.key}/programme.ics" if timed else None
    if isinstance(record, Session):
        return f"{record.key}.ics" if catalogue.interval(record) else None
    timed = any(appearance.own_interval for appearance in catalogue.appearances(record))
    return f"{record.key}.ics" if timed else None


def deadlines_file(edition: Edition) -> str | None:
    """Return the name of the calendar of a call relative to the site; None without dates."""
    return f"{edition.key}/deadlines.ics" if edition.call and edition.call.dates else None


def record_files(context: ExportContext, record: Paper | Talk) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of a record's citations, and of its calendar if it has a time."""
    folder = record.key.rpartition("/")[0]
    selection = Selection.of_record(context.catalogue, record)
    for exporter in () if _is_withdrawn(record) else FORMATS:
        yield f"{folder}/{record.id}{exporter.suffix}", exporter.export(context, selection)
    calendar = calendar_file(context.catalogue, record)
    if calendar is not None:
        yield calendar, ICALENDAR.export(context, selection)


def calendar_files(context: ExportContext, edition: Edition | None) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the calendars of *edition* and its sessions, or of the site's."""
    catalogue = context.catalogue
    if edition is None:
        if any(other.start_date for other in catalogue.editions.values()):
            yield "calendar.ics", ICALENDAR.export(context, Selection.of_site(catalogue))
        return
    for session in edition.sessions:
        name = calendar_file(catalogue, session)
        if name is not None:
            yield name, calendar_of_session(context, session)
    name = deadlines_file(edition)
    if name is not None:
        yield name, deadlines_calendar(context, edition)
    name = calendar_file(catalogue, edition)
    if name is not None:
        selection = Selection.of_edition(catalogue, edition)
        yield name, ICALENDAR.export(context, selection)
