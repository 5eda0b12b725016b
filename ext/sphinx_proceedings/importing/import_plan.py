"""From a source to what would be written: read, clean, merge; nothing is written here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.clean_records import CleanEdition
from sphinx_proceedings.importing.cleaning.record_cleaning import RecordCleaner
from sphinx_proceedings.importing.data_change import DataChange
from sphinx_proceedings.importing.merging.edition_merge import EditionMerge, Merged
from sphinx_proceedings.importing.merging.merged_files import EditionFiles
from sphinx_proceedings.importing.merging.snapshot import FOLDER, Snapshot, read_snapshot
from sphinx_proceedings.importing.questions import Answers, UnansweredError
from sphinx_proceedings.importing.report import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_proceedings.importing.importer import Importer
    from sphinx_proceedings.importing.inputs import Source
    from sphinx_proceedings.importing.merging.conflicts import Decisions
    from sphinx_proceedings.importing.records import ImportedEdition

_MOST_NAMED: Final = 5


@dataclass(slots=True)
class Reading:
    """A source that was read: cleaned records, or none when a question must be answered first."""

    clean: CleanEdition | None
    report: Report
    answers: Answers
    hints: dict[str, str]
    """Answers that the importer itself found and wants to be given the next time."""


@dataclass(slots=True)
class ImportPlan:
    """What an import would do."""

    change: DataChange
    merged: Merged
    report: Report
    is_new: bool
    """Whether the edition was not there."""


def snapshot_path(data: Path, edition: str, name: str) -> Path:
    """Return where the snapshot of the source called *name* lies."""
    return data / edition / FOLDER / f"{name}.json"


def read_and_clean(
    source: Source,
    importer: Importer,
    given: Mapping[str, str],
    reason: str,
    known: Mapping[str, str] | None = None,
) -> Reading:
    """Read a source with the answers there are; the open questions are in the result.

    *known* is what the edition answers itself, see `merged_files.known_answers`.

    Raises:
        ImportSourceError: the source cannot be read, or does not say what is accepted.
    """
    answers = Answers(given, known or {})
    report = Report(format=importer.title, reason=reason, files=source.shown)
    try:
        imported = importer.read(source, answers)
        _tell_files(source, imported, report)
        clean = RecordCleaner(imported, answers, report).clean()
    except UnansweredError:
        return Reading(None, report, answers, {})
    hints = {str(name): str(value) for name, value in imported.hints.items()}
    return Reading(None if answers.required else clean, report, answers, hints)


def _tell_files(source: Source, imported: ImportedEdition, report: Report) -> None:
    """Tell how files were decoded, and which of a folder cannot be read.

    Of a folder, only files that papers come from are named: others may be drafts.
    """
    places = {paper.place.partition(", ")[0] for paper in imported.papers}
    for file in source.files:
        if file.decoded_as and (source.root is None or file.name in places):
            report.add(Outcome.CHANGED, field=file.name, why=f"read as {file.decoded_as}")
    unreadable = [file.unreadable for file in source.files if file.unreadable]
    for why in unreadable[:_MOST_NAMED]:
        report.add(Outcome.LEFT_OUT, why=why)
    if len(unreadable) > _MOST_NAMED:
        why = f"{len(unreadable) - _MOST_NAMED} more files that cannot be read"
        report.add(Outcome.LEFT_OUT, why=why)


def plan_import(
    source: Source,
    importer: Importer,
    reading: Reading,
    *,
    data: Path,
    edition: str,
    name: str,
    decisions: Decisions,
    prune: bool = False,
) -> ImportPlan:
    """Merge what was read into the data folder *data*, as *edition* (``series/year``).

    Raises:
        ImportSourceError: a data file or a snapshot is not as it can be merged.
    """
    assert reading.clean is not None  # noqa: S101 - questions come first
    clean, report = reading.clean, reading.report
    place = snapshot_path(data, edition, name)
    before = read_snapshot(place)
    files = EditionFiles.read(data, edition)
    is_new = files.is_new
    if is_new:
        _name_edition(files, clean, edition, reading.answers.given, report)
    copies = _copies(source, clean, data / edition, report)
    merged = EditionMerge(files, clean, before, decisions, report, prune=prune).run()
    if clean.fills_only:  # a record that has its PDF needs no other
        named = {data / edition / name for name in _named(files)}
        copies = {target: origin for target, origin in copies.items() if target in named}
    snapshot = merged.snapshot
    snapshot.format = importer.name
    snapshot.sha256 = _digest(source)
    used = {key: reading.answers.given[key] for key in reading.answers.used}
    snapshot.answers = {**reading.hints, **used}
    _keep_answers(snapshot, before, reading.answers)
    change = DataChange(data, files.texts(), {place: snapshot.dumps()}, copies)
    return ImportPlan(change, merged, report, is_new)


def _name_edition(
    files: EditionFiles,
    clean: CleanEdition,
    edition: str,
    given: Mapping[str, str],
    report: Report,
) -> None:
    """Give a new edition, and a new series, the names that they must have."""
    series, _, year = edition.partition("/")
    short = given.get("short-title") or str(
        clean.facts.get("short_title", f"{series.upper()} {year}")
    )
    title = given.get("title") or str(clean.facts.get("title", ""))
    if not title:
        title = short
        why = "the source does not say the edition's title; write it in edition.yaml"
        report.add(Outcome.ASKED, field="title", after=title, why=why)
    file = files.file_for("title")
    file.new = {"title": title, "short_title": short}
    if files.series is not None:
        files.series.new = {
            "title": given.get("title") or series.upper(),
            "short_title": series.upper(),
        }


def _copies(source: Source, clean: CleanEdition, folder: Path, report: Report) -> dict[Path, Path]:
    """Return the files of records that are to be copied; a path that leads elsewhere is dropped."""
    copies: dict[Path, Path] = {}
    for record in clean.records:
        kept: list[dict[str, Any]] = []
        for resource in record.fields.get("resources", []):
            name = resource.get("file")
            if name is None:
                kept.append(resource)
            elif (origin := source.inside(name)) and (there := _below(folder, origin)):
                kept.append({**resource, "file": there})
            elif origin:
                kept.append(resource)
                _copy(copies, folder / name, origin)
            else:
                why = "there is no such file inside the folder that was given"
                report.add(Outcome.LEFT_OUT, record.key, "resources", before=name, why=why)
        if kept:
            record.fields["resources"] = kept
        else:
            record.fields.pop("resources", None)
    return copies


def _below(folder: Path, origin: Path) -> str:
    """Return the path of a file that lies in the edition's folder already, else nothing."""
    try:
        return origin.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return ""


def _named(files: EditionFiles) -> set[str]:
    """Return the paths of all files that the papers of an edition name."""
    return {
        str(resource.get("file"))
        for paper in files.get("papers") or ()
        if isinstance(paper, dict)
        for resource in paper.get("resources") or ()
        if isinstance(resource, dict)
    }


def _copy(copies: dict[Path, Path], target: Path, origin: Path) -> None:
    if not target.is_file() or target.read_bytes() != origin.read_bytes():
        copies[target] = origin


def _keep_answers(snapshot: Snapshot, before: Snapshot, answers: Answers) -> None:
    """Keep earlier answers, for the question may come again."""
    for key, answer in before.answers.items():
        if answers.given.get(key) == answer:
            snapshot.answers.setdefault(key, answer)


def _digest(source: Source) -> str:
    digest = hashlib.sha256()
    for file in sorted(source.files, key=lambda file: file.name):
        digest.update(hashlib.sha256(file.data).digest())
    return digest.hexdigest()
