"""``proceedings check``: say what is wrong or questionable in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.commands.pdf_check import check_pdfs
from sphinx_proceedings.commands.problem_printing import (
    FORMATS,
    failed,
    print_github,
    print_json,
    print_text,
)
from sphinx_proceedings.commands.shared_options import add_data

if TYPE_CHECKING:
    import argparse

    from sphinx_proceedings.commands.shared_options import Subparsers


def add(subparsers: Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "check",
        help="say what is wrong or questionable in the data",
        description="Read all data and report every error and warning, each with its place. "
        "Exit status 1 when there are errors (with --strict: or warnings).",
    )
    add_data(parser)
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="lines for people, a list for programs, or annotations (default: %(default)s)",
    )
    check_pdfs.add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load, check and print."""
    if options.pdfs is not None:
        return check_pdfs.run(options)
    from sphinx_proceedings.checks import check
    from sphinx_proceedings.loading import load
    from sphinx_proceedings.loading.reading_cache import cache_folder

    loaded = load(options.data, cache=cache_folder())
    problems = list(loaded.problems)
    if loaded.catalogue is not None:
        problems += check(loaded.catalogue)
        problems.sort(key=lambda problem: problem.sort_key)
    if options.format == "json":
        print_json(problems)
    elif options.format == "github":
        print_github(problems)
    else:
        print_text(problems, loaded.catalogue)
    return int(failed(problems, strict=options.strict))
