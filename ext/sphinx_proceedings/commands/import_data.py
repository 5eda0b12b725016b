"""``proceedings import``: bring what a review system or a spreadsheet holds into the data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.commands import CommandError
from sphinx_proceedings.commands.shared_options import add_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_proceedings.commands.shared_options import Subparsers
    from sphinx_proceedings.importing.import_plan import ImportPlan, Reading
    from sphinx_proceedings.importing.importer import Importer
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.model.problems import Problem

_MISUSED: Final = 2
_SHOWN: Final = 12  # lines of each outcome at the terminal; the report has all

_NO_YAML: Final = ("PP101", "PP102", "PP103")  # unreadable, no YAML, a key twice

_ANSWERS: Final = {
    "--venue-id": "which venue of several in the file, by its id",
    "--accepted": "'all' if the source holds accepted papers only and does not say so",
    "--time-zone": "time zone of the event, as Europe/Rome",
    "--start-date": "first day of the event, as 2026-12-05",
    "--title": "full title of a new edition",
    "--short-title": "short title of a new edition",
}


def add(subparsers: Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "import",
        help="bring in papers from a review system or a spreadsheet, again and again",
        description="Read files of review systems, spreadsheets and former sites and merge them "
        "into the data of an edition. What was changed by hand stays; what the source changed "
        "comes in; where both did, exit status 1 and both are shown. Exit status 2 when a "
        "question must be answered first.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files, or a folder")
    parser.add_argument("--edition", metavar="SERIES/YEAR", help="where to; made if it is new")
    parser.add_argument("--as", dest="format", metavar="FORMAT", help="do not find out the format")
    parser.add_argument("--list", action="store_true", help="list the formats and stop")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and stop")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the whole report: .md, .json or .txt"
    )
    for option, what in (
        ("--keep", "keep the data in a conflict"),
        ("--take", "take what the source says"),
    ):
        parser.add_argument(
            option,
            action="append",
            default=[],
            metavar="ID.FIELD",
            help=f"{what}: 12.title, 12, '*.abstract' or all",
        )
    parser.add_argument(
        "--prune", action="store_true", help="remove untouched records that the source has no more"
    )
    parser.add_argument(
        "--source", metavar="NAME", help="name of the source, when there are two of one format"
    )
    for option, what in _ANSWERS.items():
        parser.add_argument(option, metavar="ANSWER", help=what)
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column of a table is, by its number or heading: '3=authors'",
    )
    parser.add_argument(
        "--answer", action="append", default=[], metavar="ID=VALUE", help="answer any question"
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read, ask, merge, write."""
    from sphinx_proceedings.importing.import_error import ImportSourceError

    try:
        return _list() if options.list else _run(options)
    except ImportSourceError as failure:
        raise CommandError(str(failure)) from None


def _list() -> int:
    from sphinx_proceedings.importing.importer_registry import importers

    known = importers()
    width = max(map(len, known), default=0)
    for name, one in known.items():
        sys.stdout.write(f"{name:{width}}  {one.title}\n")
    return 0


def _run(options: argparse.Namespace) -> int:
    from sphinx_proceedings.commands.import_output import (
        progress,
        show,
        show_optional,
        show_questions,
    )
    from sphinx_proceedings.importing import data_change
    from sphinx_proceedings.importing.import_plan import plan_import
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.merging.conflicts import Decisions

    edition = _edition(options)
    source = Source.open(options.files)
    with progress("reading"):
        importer, reason = _importer(source, options.format)
    name = _source_name(options.source or importer.name)
    reading = _read(source, importer, reason, options, name)
    if reading.clean is None:
        show_questions(reading.answers.required)
        return _MISUSED
    decisions = Decisions(tuple(options.keep), tuple(options.take))
    with progress("merging"):
        before, problems = data_change.errors(options.data)
        _refuse_broken(problems, options.data, edition)
        plan = plan_import(
            source,
            importer,
            reading,
            data=options.data,
            edition=edition,
            name=name,
            decisions=decisions,
            prune=options.prune,
        )
    if not options.dry_run:
        with progress("writing"):
            plan.change.apply(before)
    if options.report:
        _write_report(plan, options.report)
    show(plan, edition, dry_run=options.dry_run, most=_SHOWN, unused=decisions.unused)
    show_optional(list(reading.answers.open.values()))
    return int(bool(plan.merged.conflicts))


def _edition(options: argparse.Namespace) -> str:
    from sphinx_proceedings.loading.data_folders import OURS, RESERVED, is_year
    from sphinx_proceedings.model.values.identifiers import RecordId

    if not options.files:
        raise CommandError("which file? Name one or more, or a folder; --list shows the formats")
    if not options.edition:
        raise CommandError("which edition? Add --edition SERIES/YEAR, such as enlsp/2026")
    series, slash, year = options.edition.strip("/").partition("/")
    try:
        RecordId(series)
        RecordId(year)
    except ValueError as failure:
        raise CommandError(f"--edition: {failure}; write SERIES/YEAR") from None
    if not slash or not is_year(year):
        raise CommandError(f"--edition: {options.edition!r} names no edition; write SERIES/YEAR")
    if series.casefold() in OURS | RESERVED:
        raise CommandError(f"--edition: the site has a page of its own named {series!r}")
    return f"{series}/{year}"


def _source_name(name: str) -> str:
    from sphinx_proceedings.model.values.identifiers import RecordId

    try:
        return str(RecordId(name))
    except ValueError as failure:
        raise CommandError(f"--source: {failure}") from None


def _importer(source: Source, name: str | None) -> tuple[Importer, str]:
    from sphinx_proceedings.importing.importer_registry import detect, importer

    if name:
        return importer(name), "as asked for with --as"
    found = detect(source)
    return found.importer, found.detection.reason


def _read(
    source: Source, importer: Importer, reason: str, options: argparse.Namespace, name: str
) -> Reading:
    """Read the source, and again with every answer that a person gives."""
    from sphinx_proceedings.commands.import_output import ask, is_interactive, progress
    from sphinx_proceedings.importing.import_plan import read_and_clean, snapshot_path
    from sphinx_proceedings.importing.merging.merged_files import known_answers
    from sphinx_proceedings.importing.merging.snapshot import read_snapshot

    remembered = read_snapshot(snapshot_path(options.data, _edition(options), name)).answers
    known = known_answers(options.data, _edition(options))
    given: dict[str, str] = {**remembered, **_given(options)}
    optional_too = True
    while True:
        with progress("reading"):
            reading = read_and_clean(source, importer, given, reason, known)
        required = reading.answers.required
        waiting = required or (list(reading.answers.open.values()) if optional_too else [])
        if not waiting or not is_interactive():
            return reading
        optional_too = optional_too and bool(required)
        answered = ask(waiting)
        if not answered and required:
            return reading
        given.update(answered)


def _given(options: argparse.Namespace) -> Mapping[str, str]:
    """Return the answers on the command line by the ids of their questions."""
    given = {
        option.removeprefix("--"): value
        for option in _ANSWERS
        if (value := getattr(options, option.removeprefix("--").replace("-", "_")))
    }
    for option, prefix, values in (
        ("--column", "column.", options.column),
        ("--answer", "", options.answer),
    ):
        for text in values:
            key, equals, value = text.rpartition("=")
            if not (key and equals and value):
                raise CommandError(f"{option}: {text!r} is no answer; write it as name=value")
            given[f"{prefix}{key}"] = value
    return given


def _refuse_broken(problems: Sequence[Problem], data: Path, edition: str) -> None:
    """Say that files which cannot be read cannot be merged with."""
    folder = f"{(data / edition).as_posix()}/"
    broken = [str(one) for one in problems if folder in str(one) and one.code in _NO_YAML]
    if broken:
        shown = "\n".join(broken[:3])
        raise CommandError(f"the edition's files have errors; put them right first:\n{shown}")


def _write_report(plan: ImportPlan, file: Path) -> None:
    texts = {".md": plan.report.markdown, ".json": plan.report.json}
    text = texts.get(file.suffix.lower(), plan.report.text)()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as failure:
        raise CommandError(f"{file}: it cannot be written: {failure.strerror}") from None
