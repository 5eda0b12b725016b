"""Frozen editions: what was recorded when an edition was frozen, and what changed since.

``data/<series>/<year>/frozen.json`` holds the digest of each record and file and, as they were on
that day, the series and the people that the edition names: those live outside its folder, go on
changing with later editions, and are part of its archive.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from sphinx_proceedings.loading.data_folders import shown_path
from sphinx_proceedings.loading.files.file_checks import Use, files_of
from sphinx_proceedings.loading.files.image_metadata import DamagedImageError, without_metadata
from sphinx_proceedings.loading.files.own_files import is_own_file
from sphinx_proceedings.loading.problem_codes import Code, error, warning
from sphinx_proceedings.model.problems import Location
from sphinx_proceedings.model.record_digest import OF_THE_EDITION, digests, plain
from sphinx_proceedings.model.records.base import Record
from sphinx_proceedings.model.records.editions import Series, Status
from sphinx_proceedings.model.records.papers import NoticeType, Paper
from sphinx_proceedings.model.records.people import PeopleFile
from sphinx_proceedings.model.values.dates import Date
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.model.views.restriction import RestrictedCatalogue, restricted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.editions import Edition

NAME: Final = "frozen.json"

EXPLAINING: Final = frozenset(
    {
        NoticeType.ERRATUM,
        NoticeType.CORRECTION,
        NoticeType.REVISION,
        NoticeType.RETRACTION,
        NoticeType.WITHDRAWAL,
    }
)
"""Notices that say that a paper was changed."""


class Frozen(Record):
    """The content of frozen.json."""

    frozen: Date
    """Day on which the edition was frozen."""
    records: dict[str, str]
    """SHA-256 of each record, by what it is in the edition: ``edition``, ``papers/5``."""
    files: dict[str, str]
    """SHA-256 of each file that the records name, by its path below the edition's folder."""
    series: dict[str, Any]
    """The series' record on that day."""
    people: PeopleFile
    """Records of the people and organizations that the edition names, on that day."""


def frozen_problems(catalogue: Catalogue, root: Path) -> Iterator[Problem]:
    """Yield what was changed in frozen editions, and what is wrong with their frozen.json."""
    for edition in catalogue.editions.values():
        file = frozen_file(root, edition)
        if not (file.is_file() or file.is_symlink()):
            if edition.status is Status.FROZEN:
                message = f"{edition.key} is frozen, but {NAME} with its digests is missing"
                hint = f"run: proceedings archive freeze {edition.key}"
                place = catalogue.locate(edition.key, "status")
                yield warning(place, Code.NOT_RECORDED, message, hint)
            continue
        try:
            frozen = read_frozen(file)
        except FrozenFileError as failure:
            yield error(failure.place, Code.FROZEN, str(failure), "restore it from the history")
            continue
        if edition.status is not Status.FROZEN:
            message = f"{edition.key} was frozen on {frozen.frozen}; its status cannot change"
            hint = f"write status: frozen, or remove {shown_path(file)} to open the edition again"
            yield error(catalogue.locate(edition.key, "status"), Code.FROZEN, message, hint)
        yield from _changes(catalogue, edition, frozen)
        yield from _changed_files(catalogue, edition, frozen, root)


def _changes(catalogue: Catalogue, edition: Edition, frozen: Frozen) -> Iterator[Problem]:
    now, then = digests(edition), frozen.records
    when = f"since the edition was frozen ({frozen.frozen})"
    for name, digest in now.items():
        if then.get(name) == digest:
            continue
        key = edition.key if name == OF_THE_EDITION else f"{edition.key}/{name}"
        paper = catalogue.papers.get(key)
        if paper is not None and name in then:
            if _explained(paper, frozen.frozen):
                continue
            hint = (
                "put it back, or say what happened in a notice (erratum, correction, revision, "
                "retraction, withdrawal) of that day or later"
            )
        else:
            hint = "put it back: a frozen edition is published as it is"
        what = "was changed" if name in then else "was added"
        place = catalogue.locate(key) or catalogue.locate(edition.key)
        yield error(place, Code.FROZEN, f"{key} {what} {when}", hint)
    for name in then.keys() - now.keys():
        message = f"{edition.key}/{name} was removed {when}"
        hint = "put it back; a paper that is withdrawn stays, with a notice"
        yield error(catalogue.locate(edition.key), Code.FROZEN, message, hint)


def _changed_files(
    catalogue: Catalogue, edition: Edition, frozen: Frozen, root: Path
) -> Iterator[Problem]:
    now = _file_digests(root, edition)
    for steps, name, use in files_of(edition):
        path = root / edition.key / name
        then = frozen.files.get(name)
        if then in {None, now.get(name)} or name not in now:
            continue  # one that is new changes its record, and one that is gone is reported as such
        if use is Use.IMAGE and then == hashlib.sha256(path.read_bytes()).hexdigest():
            continue  # recorded with its metadata, as earlier releases did
        table, *rest = steps
        paper = edition.papers[int(rest[0])] if table == "papers" else None
        if paper is not None and _explained(paper, frozen.frozen):
            continue
        message = f"file {shown(name)} was changed since the edition was frozen ({frozen.frozen})"
        hint = "put it back, or say what happened in a notice of its paper"
        yield error(catalogue.locate(edition.key, *steps), Code.FROZEN, message, hint)


def _file_digests(root: Path, edition: Edition) -> dict[str, str]:
    """Digest the files of records; those that come with a notice may be added later."""
    found = {}
    for steps, name, use in files_of(edition):
        path = root / edition.key / name
        if "notices" in steps or ".." in path.parts or not path.is_relative_to(root):
            continue
        if is_own_file(path, root):
            found[name] = _file_digest(path, use)
    return found


def _file_digest(path: Path, use: Use) -> str:
    """Digest a file as it is published: a picture is without its metadata in an archive."""
    if use is Use.IMAGE:
        with suppress(DamagedImageError):
            return hashlib.sha256(without_metadata(path.read_bytes())).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _explained(paper: Paper, frozen: date) -> bool:
    return any(n.type in EXPLAINING and n.date >= frozen for n in paper.notices)


class FrozenFileError(ValueError):
    """A frozen.json that cannot be read."""

    def __init__(self, place: Location, message: str) -> None:
        super().__init__(message)
        self.place = place


def frozen_file(root: Path, edition: Edition) -> Path:
    """Return where the record of a freeze lies, whether or not there is one."""
    return root / edition.key / NAME


def read_frozen(file: Path) -> Frozen:
    """Read frozen.json; raise `FrozenFileError` with the place for one that is damaged."""
    shown = shown_path(file)
    if file.is_symlink():
        raise FrozenFileError(Location(shown, 1, 1), "is a symbolic link; put the file itself here")
    try:
        return Frozen.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except json.JSONDecodeError as failure:
        place = Location(shown, failure.lineno, failure.colno)
        raise FrozenFileError(place, f"is not JSON: {failure.msg}") from failure
    except ValidationError as failure:
        detail = failure.errors(include_url=False)[0]
        steps = ".".join(map(str, detail["loc"]))
        message = f"is not what a freeze records: {steps}: {detail['msg']}"
        raise FrozenFileError(Location(shown, 1, 1), message) from failure
    except (OSError, UnicodeDecodeError, RecursionError) as failure:
        raise FrozenFileError(Location(shown, 1, 1), f"cannot be read: {failure}") from failure


def freeze(catalogue: Catalogue, edition: Edition, day: date, root: Path) -> str:
    """Return the content of frozen.json for *edition* as it is now."""
    alone = restricted(catalogue, edition)
    people = PeopleFile(
        people=alone.directory.records, organizations=tuple(alone.organizations.values())
    )
    content = {
        "frozen": day.isoformat(),
        "records": digests(edition),
        "files": _file_digests(root, edition),
        "series": plain(catalogue.series_of(edition)),
        "people": plain(people),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def archival(catalogue: Catalogue, edition: Edition, root: Path) -> RestrictedCatalogue:
    """Return *edition* alone, as its archive shows it: with its people as of the freeze, if any.

    Raises FrozenFileError.
    """
    file = frozen_file(root, edition)
    if not (file.is_file() or file.is_symlink()):
        return restricted(catalogue, edition)
    frozen = read_frozen(file)
    try:
        series = Series.model_validate(frozen.series, context={"series": edition.series_id})
    except ValidationError as failure:
        message = f"the series in it is damaged: {failure.errors(include_url=False)[0]['msg']}"
        raise FrozenFileError(Location(shown_path(file), 1, 1), message) from failure
    return RestrictedCatalogue(
        catalogue,
        edition,
        series=series,
        people=frozen.people.people,
        organizations=frozen.people.organizations,
    )
