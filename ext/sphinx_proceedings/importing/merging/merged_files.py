"""The data files of an edition as text and as plain values, and what each would become."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.yaml_editing.yaml_edits import YamlEditError, changed
from sphinx_proceedings.importing.yaml_editing.yaml_nodes import read_nodes
from sphinx_proceedings.loading.data_folders import EDITION, SERIES, find_files

if TYPE_CHECKING:
    from pathlib import Path

_FILE_OF: Final = {
    "papers": "papers.yaml",
    "talks": "programme.yaml",
    "sessions": "programme.yaml",
    "panels": "programme.yaml",
    "committees": "people.yaml",
    "speakers": "people.yaml",
    "sponsors": "people.yaml",
    "sponsor_tiers": "people.yaml",
}
"""Where a key goes that no file has; any other goes to edition.yaml."""
_MODELINE: Final = "# yaml-language-server: $schema={up}schema/{kind}.schema.json\n"


@dataclass(slots=True)
class DataFile:
    """A file: its text, its value as it is and as it is to be."""

    path: Path
    text: str
    is_new: bool = False
    value: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class EditionFiles:
    """All files of an edition, and series.yaml where that has to be made."""

    folder: Path
    files: list[DataFile] = field(default_factory=list)
    series: DataFile | None = None

    @classmethod
    def read(cls, data: Path, edition: str) -> EditionFiles:
        """Read the files of ``series/year``; there may be none yet.

        The data has been loaded without problems in its YAML, or nothing can be merged.
        """
        folder = data / edition
        made = cls(folder)
        paths = find_files(data).editions.get(edition, []) if data.is_dir() else []
        for path in paths:
            made.files.append(_read(path))
        series = folder.parent / SERIES
        if not series.is_file():
            text = _MODELINE.format(up="../", kind="series")
            made.series = DataFile(series, text, is_new=True)
        return made

    @property
    def is_new(self) -> bool:
        """Whether there was no edition."""
        return not any(not file.is_new for file in self.files)

    def having(self, name: str) -> list[DataFile]:
        """Return the files in which a key of the edition stands."""
        return [file for file in self.files if name in file.new]

    def get(self, name: str) -> Any:
        """Return the value of a key; lists of several files come joined."""
        found = [file.new[name] for file in self.having(name)]
        if found and all(isinstance(value, list) for value in found):
            return [one for value in found for one in value]
        return found[0] if found else None

    def put(self, name: str, value: Any) -> None:
        """Set or remove a key that stands in one file, or make it in the file where it belongs."""
        found = self.having(name)
        file = found[0] if found else self.file_for(name)
        if value is None:
            file.new.pop(name, None)
        else:
            file.new[name] = value

    def append(self, name: str, records: list[Any]) -> None:
        """Add records to a list."""
        if not records:
            return
        found = self.having(name)
        file = found[-1] if found else self.file_for(name)
        there = file.new.get(name)
        file.new[name] = [*(there if isinstance(there, list) else []), *records]

    def file_for(self, name: str) -> DataFile:
        """Return the file in which a new key belongs, made when there is none."""
        wanted = self.folder / _FILE_OF.get(name, EDITION)
        for file in self.files:
            if file.path.name == wanted.name:
                return file
        file = DataFile(wanted, _MODELINE.format(up="../../", kind="edition"), is_new=True)
        self.files.append(file)
        return file

    def texts(self) -> dict[Path, str]:
        """Return the new text of each file that changes.

        Raises:
            ImportSourceError: a file is written in a way that cannot be changed at places.
        """
        files = [*self.files, *([self.series] if self.series else [])]
        made: dict[Path, str] = {}
        for file in files:
            if file.new == file.value and not file.is_new:
                continue
            try:
                text = changed(file.text, file.new, str(file.path))
            except YamlEditError as failure:
                raise ImportSourceError(f"{file.path}: {failure}") from None
            if text != file.text or file.is_new:
                made[file.path] = text
        return made

    def before(self) -> dict[Path, str]:
        """Return the text of each file that is there."""
        return {file.path: file.text for file in self.files if not file.is_new}


def _read(path: Path) -> DataFile:
    text = path.read_bytes().decode("utf-8")
    root = read_nodes(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    value = root.plain if root.entries is not None else {}
    # A key with nothing behind it counts as absent.
    return DataFile(path, text, value=value, new=copy.deepcopy(value))


def known_answers(data: Path, edition: str) -> dict[str, str]:
    """Return what an edition says already, as answers to the questions for it."""
    files = EditionFiles.read(data, edition)
    found = {"time-zone": files.get("time_zone"), "start-date": files.get("start_date")}
    return {name: value for name, value in found.items() if isinstance(value, str)}
