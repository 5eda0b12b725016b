"""``proceedings check``: say what is wrong or questionable in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.commands.problem_printing import print_json, print_text
from sphinx_proceedings.commands.shared_options import add_data
from sphinx_proceedings.model.problems import Severity

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
        choices=("text", "json"),
        default="text",
        help="lines for people or a list for programs (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load, check and print."""
    from sphinx_proceedings.checks import check
    from sphinx_proceedings.loading import load

    loaded = load(options.data)
    problems = list(loaded.problems)
    if loaded.catalogue is not None:
        problems += check(loaded.catalogue)
        problems.sort(key=lambda problem: problem.sort_key)
    if options.format == "json":
        print_json(problems)
    else:
        print_text(problems, loaded.catalogue)
    wrong = {problem.severity for problem in problems}
    return int(Severity.ERROR in wrong or (options.strict and Severity.WARNING in wrong))
