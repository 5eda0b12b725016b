"""The pages of an archive: a Sphinx build of one edition, or of all, that is the same anywhere.

Sphinx runs as a program of its own, so that nothing of the machine or of this process reaches it,
and with the project's own conf.py, so that the archive looks as the site does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.archive.archive_error import ArchiveError
from sphinx_proceedings.folders.full_disk import FULL, says_full
from sphinx_proceedings.folders.scratch import scratch_folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

_ROOT = "index"
"""Name of the home page of an archive of one edition, whatever ``root_doc`` the project has."""
_SOURCES = (".md", ".rst", ".txt")
SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
_FIRST_DAY = 719163  # 1970-01-01
_LEFTOVERS = (
    *(".buildinfo", ".doctrees", "_sources", "404.html", "robots.txt"),
    *("_redirects", ".htaccess", "redirects.map", "_headers"),
)
"""What a build leaves for the next one (it differs between machines), or is for a web server."""
_SOURCE_MAPS = "_static/**/*.map"
"""Source maps of a theme: for who debugs it, and larger than all the rest of it together."""


def build_pages(
    docs: Path, target: Path, date: dt.date, settings: Mapping[str, str], edition: str = ""
) -> list[str]:
    """Write the pages of *edition* (all pages, if it is empty) into *target*.

    *docs* is the folder of conf.py, *settings* go before those that it makes. Returns Sphinx's
    warnings; ArchiveError when it fails.
    """
    with scratch_folder("pages") as scratch:
        source = docs
        if edition:
            source = Path(scratch, "docs")
            _write_sources(docs, source, edition)
        made = {
            **settings,
            "proceedings_only": edition,
            # Lines of the data files move when other editions are added.
            "proceedings_repository": "",
            "html_copy_source": "0",
            "html_show_sourcelink": "0",
            "html_last_updated_fmt": "",
        }
        if edition:
            made |= {"root_doc": _ROOT, "master_doc": _ROOT}
        command = [
            *(sys.executable, "-m", "sphinx", "-q", "-E", "-j", "auto", "-b", "html", "--no-color"),
            *(f"--define={name}={value}" for name, value in made.items()),
            *("-c", str(docs.resolve()), "-d", str(Path(scratch, "doctrees"))),
            *(str(source.resolve()), str(target.resolve())),
        ]
        run = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=_environment(date),
            check=False,
        )
        said = [line.replace(f"{source.resolve()}{os.sep}", "") for line in run.stderr.splitlines()]
    if run.returncode and says_full(run.stderr):
        raise ArchiveError(FULL)
    if run.returncode:
        detail = "\n".join(said[-20:])
        raise ArchiveError(f"the pages of {edition or 'the site'} could not be built:\n{detail}")
    for path in (*(target / name for name in _LEFTOVERS), *target.glob(_SOURCE_MAPS)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return [line for line in said if line.strip()]


def written_pages(docs: Path, edition: str) -> Iterator[Path]:
    """Yield the files that were written by hand for an edition, in order of their names.

    Raises ArchiveError for a link: what it leads to may be anything, and is not there elsewhere.
    """
    folder = docs / edition
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_symlink():
            raise ArchiveError(f"{path} is a symbolic link; put the file or folder itself there")
        if path.is_file():
            yield path


def _write_sources(docs: Path, source: Path, edition: str) -> None:
    """Copy an edition's authored pages, and write a home page that leads to them.

    No text of the data is put into it: what data says is never parsed as MyST.
    """
    source.mkdir()
    pages = []
    for path in written_pages(docs, edition):
        name = path.relative_to(docs)
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, source / name)
        if path.suffix in _SOURCES:
            pages.append(name.with_suffix("").as_posix())
    # The home page of an edition leads to the others; without one, this does.
    first = [f"{edition}/index"] if f"{edition}/index" in pages else pages
    home, text = _home(docs, first)
    source.joinpath(home).write_text(text, encoding="utf-8", newline="\n")


def _home(docs: Path, first: list[str]) -> tuple[str, str]:
    """Return name and text of a home page, in the markup that the project has a parser for.

    Sphinx reads reStructuredText, unless the project says otherwise; who writes in MyST alone may.
    """
    if {path.suffix for path in docs.glob("*") if path.suffix in _SOURCES} == {".md"}:
        text = "# Proceedings\n\n```{proc:editions}\n```\n"
        menu = ["", "```{toctree}", ":hidden:", "", *first, "```", ""]
        return f"{_ROOT}.md", text + ("\n".join(menu) if first else "")
    text = "Proceedings\n===========\n\n.. proc:editions::\n"
    menu = ["", ".. toctree::", "   :hidden:", "", *(f"   {name}" for name in first), ""]
    return f"{_ROOT}.rst", text + ("\n".join(menu) if first else "")


def epoch_of(date: dt.date) -> str:
    """Return midnight of a date in UTC, as SOURCE_DATE_EPOCH has it: no earlier than 1970."""
    return str(max((date - date.fromordinal(_FIRST_DAY)).days, 0) * 86400)


def _environment(date: dt.date) -> dict[str, str]:
    """Return the environment of the build: nothing of the place, the day and the language."""
    fixed = {
        SOURCE_DATE_EPOCH: epoch_of(date),
        "TZ": "UTC",
        "LC_ALL": "C",  # which is everywhere; PYTHONUTF8 says the encoding
        "LANG": "C",
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
    }
    own = {name: value for name, value in os.environ.items() if name != "LANGUAGE"}
    return {**own, **fixed}
