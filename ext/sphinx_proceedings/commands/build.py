"""``proceedings build``: make the site; further outputs are further targets of this subcommand."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError, build_archive, build_pdf
from sphinx_proceedings.commands.problem_printing import counted
from sphinx_proceedings.commands.shared_options import add_folder, add_project

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sphinx_proceedings.commands.shared_options import Subparsers

_MARK = ".buildinfo"
"""Sphinx puts this file into every site that it builds."""


def add(subparsers: Subparsers) -> None:
    """Add the subcommand with its targets."""
    parser = subparsers.add_parser(
        "build", help="build the site", description="Build what is published from the data."
    )
    targets = parser.add_subparsers(metavar="TARGET", required=True)
    add_html(targets)
    build_pdf.add(targets)
    build_archive.add(targets)


def add_html(targets: Subparsers) -> None:
    """Add the target html."""
    parser = targets.add_parser(
        "html",
        help="the site",
        description="Build the site anew. A warning is an error, and then the site of the "
        "previous build stays as it is.",
    )
    add_project(parser)
    add_folder(parser, "--output", "build/html", "where the site goes")
    parser.add_argument("--jobs", default="auto", metavar="N", help="processes (default: auto)")
    parser.add_argument("--verbose", action="store_true", help="show what Sphinx does")
    parser.set_defaults(run=run_html)


def run_html(options: argparse.Namespace) -> int:
    """Build into a fresh folder, and put it in the place of the old one if nothing is wrong."""
    source, output = Path(options.source), Path(options.output)
    if not (source / "conf.py").is_file():
        msg = f"there is no {source / 'conf.py'}; name the folder that has it: --source DIR"
        raise CommandError(msg)
    print(f"building {output} from {source} …", flush=True)
    begun = time.monotonic()
    with fresh(output, source, options.data) as scratch:
        arguments = ["-b", "html", "-W", "-n", "--keep-going", "-j", options.jobs]
        arguments += ["-d", str(scratch / "doctrees"), *([] if options.verbose else ["-q"])]
        if options.data is not None:
            arguments += ["-D", f"proceedings_data={options.data.resolve()}"]
        status = _sphinx([*arguments, str(source), str(scratch / "new")])
        if status:
            kept = "; the site of the previous build is unchanged" if output.exists() else ""
            sys.stderr.write(f"proceedings: the site was not built{kept}\n")
            return 1
        replace(output, scratch)
    pages = counted(sum(1 for _ in output.rglob("*.html")), "page")
    print(f"{pages} in {time.monotonic() - begun:.1f} s: {output / 'index.html'}")
    return 0


def _sphinx(arguments: list[str]) -> int:
    from sphinx.cmd.build import main as sphinx_build

    try:
        return sphinx_build(arguments)
    except SystemExit as ended:  # data with errors ends a build so
        return ended.code if isinstance(ended.code, int) else 1


@contextmanager
def fresh(output: Path, *used: Path | None) -> Iterator[Path]:
    """Make a folder beside *output* for a build, ``new`` in it to become *output*.

    Refused is an *output* that was not built here, or in which something lies that is *used*.
    """
    place = output.resolve()
    for path in (Path(), *used):
        if path is not None and (path.resolve() == place or place in path.resolve().parents):
            msg = f"{output} cannot be the output: building would replace {path.resolve()}"
            raise CommandError(msg)
    if place.exists() and not place.is_dir():
        raise CommandError(f"{output} is a file; choose a folder for the output")
    if place.is_dir() and any(place.iterdir()) and not (place / _MARK).exists():
        msg = f"{output} holds something that was not built here; empty it or choose another folder"
        raise CommandError(msg)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as failure:
        msg = f"{output} cannot be written: {failure.strerror}"
        raise CommandError(msg) from None
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def replace(output: Path, scratch: Path) -> None:
    """Put ``scratch/new`` in the place of *output*, whole or not at all."""
    place = output.resolve()
    old = scratch / "old"
    there = place.exists()
    if there:
        place.rename(old)
    try:
        (scratch / "new").rename(place)
    except OSError:
        if there:
            old.rename(place)
        raise
