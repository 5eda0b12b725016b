"""``proceedings init``: make the project of a new site, filled with a small example."""

from __future__ import annotations

import json
import re
import time
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings import __version__
from sphinx_proceedings.commands import CommandError
from sphinx_proceedings.commands.schema import write_schemas
from sphinx_proceedings.folders.scratch import remove_dead, scratch_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from sphinx_proceedings.commands.shared_options import Subparsers


def add(subparsers: Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "init",
        help="start a site of your own",
        description="Make a folder with all that a site needs: settings, tasks, a workflow that "
        "publishes it, and an example edition to write over. It builds as it is.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument(
        "--series",
        default="engines",
        metavar="ID",
        help="short name of the series, which begins every address (default: %(default)s)",
    )
    parser.add_argument("--year", metavar="YEAR", help="year of the edition (default: this year)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the project, whole or not at all."""
    folder: Path = options.folder
    year = options.year or str(time.localtime().tm_year)
    _check(folder, options.series, year)
    values = {
        "series": options.series,
        "SERIES": options.series.upper(),
        "year": year,
        "next": str(int(year) + 1),
        "requirement": _requirement(),
    }
    # What is there is filled: it may be where the shell is, a mount, or closed from above.
    there = folder.exists()
    home = folder.resolve() if there else folder.resolve().parent
    try:
        home.mkdir(parents=True, exist_ok=True)
        with scratch_folder("init", home) as scratch:
            new = Path(scratch, "new")
            for name, text in _project(values):
                file = new / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
            write_schemas(new / "data" / "schema")
            if there:
                for entry in sorted(new.iterdir()):
                    entry.rename(home / entry.name)
            else:
                new.rename(folder)
    except OSError as failure:
        msg = f"{folder} cannot be written: {failure.strerror}"
        raise CommandError(msg) from None
    print(f"{folder} is ready. Next:\n  cd {folder}\n  python -m nox -s html")
    return 0


def _check(folder: Path, series: str, year: str) -> None:
    from sphinx_proceedings.loading.data_folders import OURS, RESERVED
    from sphinx_proceedings.model.values.identifiers import RecordId

    remove_dead("init", folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is there and is not empty; choose a new folder"
        raise CommandError(msg)
    try:
        RecordId(series)
    except ValueError as failure:
        raise CommandError(f"--series: {failure}") from None
    if series.casefold() in OURS | RESERVED:
        raise CommandError(f"--series: the site has a page of its own named {series!r}")
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", year):
        raise CommandError(f"--year: {year!r} is not a year; write four digits")


def _project(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each file's path and its text with the values filled in."""
    for name, text in _templates(files("sphinx_proceedings.commands") / "new_site", ""):
        path = name.replace("dot-", ".").removesuffix(".in")
        path = re.sub(r"^data/series/year/", f"data/{values['series']}/{values['year']}/", path)
        path = re.sub(r"^data/series/", f"data/{values['series']}/", path)
        yield path, re.sub(r"@(\w+)@", lambda found: values[found[1]], text)


def _templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _templates(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")


def _requirement() -> str:
    """Return what pip is to install for the site: what is running now.

    A release by its number; what came from elsewhere (a clone, say) from there (PEP 610).
    """
    released = f"sphinx-proceedings>={__version__}"
    try:
        recorded = metadata.distribution("sphinx-proceedings").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return released
    if not recorded:
        return released
    origin = json.loads(recorded)
    if "vcs_info" in origin:
        vcs = origin["vcs_info"]
        return f"sphinx-proceedings @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
    return f"sphinx-proceedings @ {origin['url']}"
