"""``proceedings build``: make the site; further outputs are further targets of this subcommand."""

from __future__ import annotations

import gc
import io
import os
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError, build_archive, build_pdf
from sphinx_proceedings.commands.output_folders import LIST, fresh, replace
from sphinx_proceedings.commands.problem_printing import counted
from sphinx_proceedings.commands.shared_options import add_folder, add_project
from sphinx_proceedings.folders.exchange import NEW
from sphinx_proceedings.folders.full_disk import FULL, says_full
from sphinx_proceedings.phase_times import PHASE_TIMES, PHASES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sphinx_proceedings.commands.shared_options import Subparsers


_COLLECTED_AFTER = 100_000
"""New objects after which the garbage collector looks for cycles: a build keeps most of what it
makes, and at Python's 700 it looks at all that in vain, a twentieth of the time."""


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
    parser.add_argument(
        "--strict",
        action="store_true",
        help="fail when a published edition lacks a PDF, or has one that cannot be used",
    )
    parser.add_argument("--verbose", action="store_true", help="show what Sphinx does")
    parser.add_argument(
        "--anew", action="store_true", help="make every file anew, also where nothing was changed"
    )
    parser.add_argument(
        "--timings", action="store_true", help="show the CPU time of each phase of the build"
    )
    parser.set_defaults(run=run_html)


def run_html(options: argparse.Namespace) -> int:
    """Build into a fresh folder, and put it in the place of the old one if nothing is wrong."""
    source, output = Path(options.source), Path(options.output)
    if not (source / "conf.py").is_file():
        msg = f"there is no {source / 'conf.py'}; name the folder that has it: --source DIR"
        raise CommandError(msg)
    print(f"building {output} from {source} …", flush=True)
    begun = time.monotonic()
    PHASE_TIMES.is_on = options.timings
    conf = build_archive.read_conf(source)
    data = Path(options.data or source / str(conf.get("proceedings_data", "../data")))
    with fresh(output, source, data) as scratch:
        from sphinx_proceedings.sphinx.updating.rebuilding import Rebuilding

        building = Rebuilding(conf, source, data, output)
        whole = options.anew or options.verbose or options.strict or conf.get("proceedings_strict")
        updated = None if whole else building.update(scratch / NEW)
        if updated is not None:
            files = replace(output, scratch, updated.files)
            building.keep_updated(updated)
            return _tell(options, files, begun, building.changed)
        arguments = ["-b", "html", "-W", "-n", "--keep-going", "-j", options.jobs]
        arguments += ["-d", str(scratch / "doctrees"), *([] if options.verbose else ["-q"])]
        if options.data is not None:
            arguments += ["-D", f"proceedings_data={options.data.resolve()}"]
        if options.strict:
            arguments += ["-D", "proceedings_strict=1"]
        with building.noting(scratch):
            status = _sphinx([*arguments, str(source), str(scratch / "new")])
            if status:
                kept = "; the site of the previous build is unchanged" if output.exists() else ""
                sys.stderr.write(f"proceedings: the site was not built{kept}\n")
                return 1
            files = replace(output, scratch)
            building.keep(LIST)
    return _tell(options, files, begun)


def _tell(
    options: argparse.Namespace, files: Iterable[str], begun: float, changed: int | None = None
) -> int:
    """Say what there is, and how many files are *changed*, not taken over, where some were."""
    pages = counted(sum(name.endswith(".html") for name in files), "page")
    if changed is not None:
        pages += f", {counted(changed, 'changed file')}"
    index = Path(options.output, "index.html")
    print(f"{pages} in {time.monotonic() - begun:.1f} s: {index}")
    if options.timings:
        _print_timings()
    return 0


def _print_timings() -> None:
    """Print the CPU seconds of all processes by phase, then what is left: start and Sphinx."""
    used = os.times()
    whole = used.user + used.system + used.children_user + used.children_system
    counted_in = [(name, PHASE_TIMES.seconds.get(name, 0.0)) for name in PHASES]
    rest = whole - sum(seconds for _, seconds in counted_in)
    for name, seconds in [*counted_in, ("other", rest), ("all", whole)]:
        print(f"{name:8} {seconds:8.2f} s CPU {seconds / whole:6.1%}")


def _sphinx(arguments: list[str]) -> int:
    gc.set_threshold(_COLLECTED_AFTER)
    from sphinx.cmd.build import build_main as sphinx_build

    said = io.StringIO()
    try:
        # Without `main`, which takes the language of the machine, and ends where that is not there.
        # Held back: of a full disk Sphinx tells with each page, and then with a crash report.
        with redirect_stderr(said):
            status = sphinx_build(arguments)
    except SystemExit as ended:  # data with errors ends a build so
        status = ended.code if isinstance(ended.code, int) else 1
    if status and says_full(said.getvalue()):
        raise CommandError(FULL)
    sys.stderr.write(said.getvalue())
    return status
