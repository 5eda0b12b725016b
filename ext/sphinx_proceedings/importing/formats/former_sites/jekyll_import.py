"""A workshop's Jekyll site: the lists in its ``_data`` folder of which the pages were made."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.former_sites.jekyll_papers import (
    paper_lists,
    read_papers,
)
from sphinx_proceedings.importing.formats.former_sites.jekyll_schedule import read_schedule
from sphinx_proceedings.importing.formats.former_sites.schedule_items import schedule_items
from sphinx_proceedings.importing.formats.former_sites.site_people import data_value, site_people
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.records import ImportedEdition
from sphinx_proceedings.importing.yaml_source import text_in

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_SCHEDULES: Final = ("schedule", "program", "programme", "agenda")
_CONFIG_TITLE: Final = 120  # characters; a longer one is a sentence


def _schedule(source: Source) -> Any:
    """Return the value of the first data file that is called like a schedule and has items."""
    for stem in _SCHEDULES:
        for file in source.files:
            value = data_value(file) if PurePosixPath(file.name).stem == stem else None
            if value and schedule_items(value):
                return value
    return None


def _config(source: Source) -> SourceFile | None:
    return next((file for file in source.files if file.name == "_config.yml"), None)


def _recognize(source: Source) -> Detection:
    lists = paper_lists(source)
    config = _config(source)
    timed = len(schedule_items(_schedule(source)))
    in_data = any("_data" in PurePosixPath(one.file.name).parts for one in lists)
    if lists and (config or timed or in_data):
        count = sum(len(one.sheet.rows) - 1 for one in lists)
        beside = " beside a _config.yml" if config else ""
        return Detection(85, f"a list of {count} papers with title and authors{beside}")
    if timed:
        return Detection(70, f"a schedule of {timed} items with title and time")
    return Detection(NO, "no list of papers with title and authors in a _data folder")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition()
    read_papers(paper_lists(source), answers, edition)
    edition.facts.update(_facts(source) | site_people(source))
    people = {"".join(p.name.casefold().split()): p for p in edition.facts.get("speakers", ())}
    read_schedule(_schedule(source), people, edition, answers)
    if not edition.papers and not edition.sessions:
        raise ImportSourceError(f"{source.label}: there is neither a paper nor a session in it")
    return edition


def _facts(source: Source) -> dict[str, Any]:
    config = _config(source)
    value = data_value(config) if config else None
    facts: dict[str, Any] = {}
    if isinstance(value, dict):
        title, description = text_in(value, "title"), text_in(value, "description")
        if title and len(title) <= _CONFIG_TITLE:
            facts["title"] = title
        if description:
            facts["overview"] = description
    return facts


JEKYLL: Final = Format(
    name="jekyll", title="Jekyll site of a workshop", recognize=_recognize, take=_take
)
