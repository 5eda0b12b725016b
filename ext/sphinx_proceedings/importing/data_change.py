"""Write changed data files all at once, and only if the data loads with them as well as before."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.parsed_texts import ParsedTexts
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_proceedings.model.problems import Problem

_MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class DataChange:
    """New texts of files below the data folder."""

    data: Path
    texts: Mapping[Path, str]
    """Files that change or are new."""
    beside: Mapping[Path, str]
    """Files written together with them that the loader does not read: snapshots."""
    copies: Mapping[Path, Path]
    """Further files to copy, by their place in the data: papers' PDFs, photos."""

    def diff(self) -> Iterator[str]:
        """Yield the lines of the unified difference of the data files."""
        for path, text in sorted(self.texts.items()):
            old = _text(path)
            name = path.as_posix()
            yield from difflib.unified_diff(
                old.splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"a/{name}" if path.is_file() else "/dev/null",
                f"b/{name}",
            )

    @property
    def is_empty(self) -> bool:
        """Whether no byte would change."""
        written = {**self.texts, **self.beside}
        return not self.copies and all(_text(path) == text for path, text in written.items())

    def apply(self, before: frozenset[str]) -> None:
        """Write, or raise with nothing written.

        *before* are the errors that the data had already, see `errors`.

        Raises:
            ImportSourceError: the data would have new errors, or a file cannot be written.
        """
        if self.is_empty:
            return
        home = self.data.resolve().parent
        try:
            with tempfile.TemporaryDirectory(dir=home, prefix=".import-") as scratch:
                shadow = Path(scratch, self.data.name)
                _link_tree(self.data, shadow)
                for path, text in self.texts.items():
                    _write(shadow / path.relative_to(self.data), text)
                for path, origin in self.copies.items():
                    _replace_copy(origin, shadow / path.relative_to(self.data))
                self._refuse_new_errors(shadow, before)
                self._move(Path(scratch, "new"))
        except OSError as failure:
            name = failure.filename or self.data
            raise ImportSourceError(f"{name}: it cannot be written: {failure.strerror}") from None

    def _refuse_new_errors(self, shadow: Path, before: frozenset[str]) -> None:
        new = [
            problem
            for problem in load(shadow, texts=ParsedTexts()).problems
            if problem.severity is Severity.ERROR and _without_place(problem) not in before
        ]
        if not new:
            return
        shown = "\n".join(
            str(problem)
            .replace(shadow.as_posix(), self.data.as_posix())
            .replace(os.path.relpath(shadow), self.data.as_posix())
            for problem in new[:_MOST_SHOWN]
        )
        raise ImportSourceError(
            f"nothing was written: the data would have {len(new)} new errors:\n{shown}"
        )

    def _move(self, scratch: Path) -> None:
        """Put all files in their places; each is complete before the first is moved."""
        moves: list[tuple[Path, Path]] = []
        for number, (path, text) in enumerate({**self.texts, **self.beside}.items()):
            _write(scratch / str(number), text)
            if path.is_file():
                shutil.copymode(path, scratch / str(number))
            moves.append((scratch / str(number), path))
        for number, (path, origin) in enumerate(self.copies.items(), len(moves)):
            shutil.copyfile(origin, scratch / str(number))
            moves.append((scratch / str(number), path))
        for _, path in moves:
            path.parent.mkdir(parents=True, exist_ok=True)
        for origin, path in moves:
            origin.replace(path)


def errors(data: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the errors that the data has now, for `DataChange.apply`, and all its problems."""
    problems = load(data).problems if data.is_dir() else ()
    found = [problem for problem in problems if problem.severity is Severity.ERROR]
    return frozenset(map(_without_place, found)), found


def _without_place(problem: Problem) -> str:
    return f"{problem.code} {problem.message}"


def _link_tree(folder: Path, shadow: Path) -> None:
    """Make the same tree out of links to the same files, or copies where there are no links."""
    shadow.mkdir(parents=True)
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink():
            continue
        if entry.is_dir():
            _link_tree(entry, shadow / entry.name)
        else:
            _replace_copy(entry, shadow / entry.name)


def _replace_copy(origin: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(origin, target)
    except OSError:
        shutil.copyfile(origin, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # it may be a link to the file that is to stay as it is
    path.write_bytes(text.encode("utf-8"))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.is_file() else ""
