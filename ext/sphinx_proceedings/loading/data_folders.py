"""Find the data files of a site, and what lies beside them as if it were one."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.loading.problem_codes import Code, error, warning
from sphinx_proceedings.model.problems import Location
from sphinx_proceedings.model.values.dates import FIRST_YEAR, LAST_YEAR
from sphinx_proceedings.model.values.identifiers import RecordId
from sphinx_proceedings.model.values.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.problems import Problem

PEOPLE, SERIES, EDITION = "people.yaml", "series.yaml", "edition.yaml"
OURS = frozenset({"people", "schema"})
"""Folders below data/ that are no series."""
RESERVED = frozenset({"keywords", "api", "search", "genindex", "my-list"})
"""Names that the site itself takes, and no series can have."""

_YEAR = re.compile(r"[0-9]{4}(?:[A-Za-z-].*)?")
_NEARLY_YAML = re.compile(r"\.(yml|yam|ymal|yaml\.txt|yaml~|yml~)$|\.yaml$", re.IGNORECASE)
_MOST_NESTED = 20


@dataclass(slots=True)
class Layout:
    """Which file holds what."""

    people: list[Path] = field(default_factory=list)
    series: dict[str, Path] = field(default_factory=dict)
    """Id to series.yaml, which may be missing (and is then reported)."""
    editions: dict[str, list[Path]] = field(default_factory=dict)
    """Key to files: edition.yaml first, then by name."""
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Keys of what was refused whole or in part: ``people``, ``enlsp``, ``enlsp/2022``."""
    warnings: list[tuple[Path, Problem]] = field(default_factory=list)
    """What is not read or holds nothing, with the warning about it, which is in *problems* too."""


class _Listing(NamedTuple):
    folders: list[Path]
    files: list[Path]


def find_files(root: Path) -> Layout:
    """Find all data files below *root*; nothing is raised."""
    layout = Layout()
    finder = _Finder(root, layout)
    if not root.is_dir():
        hint = "make it, or name another (command line: --data, conf.py: proceedings_data)"
        finder.refuse(root, "there is no data folder here", hint)
        return layout
    here = finder.look(root)
    for file in here.files:
        if file.name == PEOPLE:
            layout.people.append(file)
        else:
            finder.judge(file, PEOPLE, "a series belongs in a folder of its own: <series>/")
    for folder in here.folders:
        if folder.name == "people":
            layout.people.extend(finder.all_yaml(folder))
        elif folder.name not in OURS:
            _find_series(layout, finder, folder)
    finder.compare(root, layout.series, "series")
    if not layout.series and not finder.refused:
        hint = "add <series>/series.yaml and <series>/<year>/edition.yaml, or name another folder"
        finder.miss(root, "the data folder holds no series and no edition", hint)
    return layout


def _find_series(layout: Layout, finder: _Finder, folder: Path) -> None:
    here = finder.look(folder)
    years = {}
    for year in here.folders:
        said = len(layout.problems)
        if files := finder.all_yaml(year):
            years[year] = files
        elif is_year(year.name) and len(layout.problems) == said:
            hint = f"add {EDITION}, or remove the folder"
            finder.miss(year, "is named as an edition's folder, but holds no data files", hint)
    for file in here.files:
        if file.name != SERIES:
            finder.judge(file, SERIES, "an edition belongs in a folder of its own: <year>/")
    main = folder / SERIES
    if main not in here.files and not years:
        return
    if folder.name in RESERVED:
        message = f"the site has pages of its own named {folder.name!r}"
        finder.refuse(folder, message, "rename the folder")
        return
    if not finder.named_well(folder):
        return
    if main not in here.files and main not in finder.refused:
        message = f"series {folder.name!r} has editions, but no {SERIES}"
        finder.refuse(main, message, "add it, with title and short_title")
    layout.series[folder.name] = main
    editions = {}
    for year, files in years.items():
        if not is_year(year.name):
            hint = "name the folder of an edition by its year: 2022, 2022b, 2022-spring"
            finder.suspect(year, "has data files, but is not named by a year; not read", hint)
        elif finder.named_well(year):
            first = year / EDITION
            others = [file for file in files if file != first]
            main_first = [first, *others] if first in files else others
            editions[f"{folder.name}/{year.name}"] = main_first
    finder.compare(folder.parent, editions, "editions")
    layout.editions.update(editions)


class _Finder:
    """Looks into folders and collects problems."""

    def __init__(self, root: Path, layout: Layout) -> None:
        self.root = root
        self.layout = layout
        self.problems = layout.problems
        self.refused: set[Path] = set()

    def refuse(self, path: Path, message: str, hint: str = "") -> None:
        self.refused.add(path)
        series, *inner = (*path.relative_to(self.root).parts, "")
        if series in {PEOPLE, "people"}:
            self.layout.lost.add("people")
        elif inner[:1] != [SERIES]:  # without that file there are the editions all the same
            self.layout.lost.add("/".join(part for part in (series, *inner[:1]) if part))
        place = Location(shown_path(path), 1, 1)
        self.problems.append(error(place, Code.UNREADABLE, message, hint))

    def suspect(self, path: Path, message: str, hint: str, code: Code = Code.STRAY_FILE) -> None:
        problem = warning(Location(shown_path(path), 1, 1), code, message, hint)
        self.problems.append(problem)
        self.layout.warnings.append((path, problem))

    def miss(self, path: Path, message: str, hint: str) -> None:
        self.suspect(path, message, hint, Code.EMPTY)

    def look(self, folder: Path) -> _Listing:
        """List what is in *folder* in natural order (2 before 10): nothing hidden, no links."""
        listing = _Listing([], [])
        try:
            with os.scandir(folder) as entries:
                found = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")),
                    key=lambda entry: _natural(entry.name),
                )
                for entry in found:
                    path = folder / entry.name
                    data = path.suffix == ".yaml"
                    if entry.is_symlink():
                        self._refuse_link(path)
                    elif entry.is_file(follow_symlinks=False):
                        listing.files.append(path)
                    elif entry.is_dir(follow_symlinks=False) and not data:
                        listing.folders.append(path)
                    elif data:
                        message = "is named as a data file, but is none; it is not read"
                        self.refuse(path, message, "put a text file in its place, or rename it")
        except OSError as failure:
            self.refuse(folder, f"the folder cannot be read: {failure.strerror}")
        return listing

    def _refuse_link(self, path: Path) -> None:
        # Links to pictures and the like are judged where a record names them.
        if path.suffix == ".yaml" or path.is_dir():
            message = "is a symbolic link, which may lead out of the data folder; it is not read"
            self.refuse(path, message, "put the file or folder itself here")

    def all_yaml(self, folder: Path, depth: int = 0) -> list[Path]:
        """Return the data files of *folder* and of the folders in it."""
        here = self.look(folder)
        found = [file for file in here.files if file.suffix == ".yaml"]
        for file in here.files:
            self._judge_ending(file)
        for inner in here.folders if depth < _MOST_NESTED else ():
            found += self.all_yaml(inner, depth + 1)
        return found

    def judge(self, file: Path, read: str, advice: str) -> None:
        """Warn of a file in a folder in which only the data file *read* is looked at."""
        if not self._judge_ending(file) and file.suffix == ".yaml":
            hint = f"did you mean {read}?" if did_you_mean(file.name, [read]) else advice
            self.suspect(file, "looks like a data file, but is not read here", hint)

    def _judge_ending(self, file: Path) -> bool:
        ending = _NEARLY_YAML.search(file.name)
        if ending is None or ending[0] == ".yaml":
            return False
        hint = f"files must end in .yaml; rename it {file.name[: ending.start()]}.yaml"
        self.suspect(file, "looks like a data file, but is not read", hint)
        return True

    def named_well(self, folder: Path) -> bool:
        try:
            RecordId(folder.name)
        except ValueError as failure:
            self.refuse(folder, f"the name of a folder is an address; {failure}")
            return False
        return True

    def compare(self, root: Path, keys: Iterable[str], what: str) -> None:
        """Report folders whose names are the same to Windows, macOS and many web servers."""
        seen: dict[str, str] = {}
        for key in keys:
            first = seen.setdefault(key.casefold(), key)
            if first != key:
                message = f"{what} {first!r} and {key!r} differ by case only"
                place = Location(shown_path(root / key), 1, 1)
                self.problems.append(error(place, Code.DUPLICATE_ID, message, "rename one"))


def is_year(name: str) -> bool:
    """Whether a folder of this name is an edition's: 2022, 2022b, 2022-spring.

    The years are those that dates have, so that each edition has a first of January.
    """
    return _YEAR.fullmatch(name) is not None and FIRST_YEAR <= int(name[:4]) <= LAST_YEAR


def _natural(name: str) -> list[tuple[bool, int, str]]:
    return [
        (not part.isdigit(), int(part) if part.isdigit() else 0, part)
        for part in re.split(r"([0-9]+)", name)
        if part
    ]


def shown_path(path: Path) -> str:
    """Return *path* as a person in the current folder would write it, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on Windows, another drive
        return path.as_posix()
    outside = relative.startswith("..")
    return Path(os.path.normpath(path) if outside else relative).as_posix()
