"""``proceedings check --pdfs``: hold every camera-ready PDF against every record."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError, catalogue_reading
from sphinx_proceedings.commands.pdf_check import pdf_repairs
from sphinx_proceedings.commands.pdf_check.pdf_references import write_references
from sphinx_proceedings.commands.problem_printing import (
    counted,
    failed,
    print_github,
    print_json,
    print_lines,
    tally,
)
from sphinx_proceedings.commands.shared_options import add_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.pdf_audit.audit import Audit


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand that belong to PDFs."""
    group = parser.add_argument_group("PDFs")
    group.add_argument(
        "--pdfs",
        nargs="*",
        metavar="EDITION",
        help="hold the PDFs of these editions (none named: all) against the records instead",
    )
    group.add_argument(
        "--margins",
        type=float,
        metavar="MM",
        help="with --pdfs: say where ink is nearer than this to an edge of the paper",
    )
    group.add_argument(
        "--max-megabytes", type=float, metavar="MB", help="with --pdfs: the size that is allowed"
    )
    group.add_argument(
        "--fix",
        action="store_true",
        help="with --pdfs: show the moves that put PDFs in their places, and do them if agreed",
    )
    group.add_argument("--yes", action="store_true", help="with --fix: agree beforehand")
    group.add_argument(
        "--references",
        action="store_true",
        help="with --pdfs: write the references that papers print into references.yaml",
    )
    add_folder(
        group, "--check-output", "build/check", "with --pdfs: where the page to look at goes"
    )


def run(options: argparse.Namespace) -> int:
    """Read all PDFs of the editions, compare and print."""
    from sphinx_proceedings.pdf_audit.audit import Options, audit
    from sphinx_proceedings.pdf_audit.reading.pdf_reading import is_available

    if not is_available():
        raise CommandError(
            "reading PDFs needs the package pypdfium2; install it with "
            "python -m pip install 'sphinx-proceedings[pdf]'"
        )
    catalogue, loaded = catalogue_reading.read_all(options.data, "no PDF was looked at")
    keys = dict.fromkeys(options.pdfs or catalogue.editions)
    editions = [catalogue_reading.edition(catalogue, key) for key in keys]
    begun = time.monotonic()
    wanted = Options(options.check_output / "cache", options.margins, options.max_megabytes)
    audits = [
        audit(edition, options.data, unusable=loaded.unusable, options=wanted)
        for edition in editions
    ]
    problems = [problem for made in audits for problem in made.problems(catalogue)]
    problems.sort(key=lambda problem: problem.sort_key)
    _print(options, problems, audits, time.monotonic() - begun)
    if any(made.facts for made in audits):
        _write_page(options, audits)
    if options.references:
        for made in audits:
            write_references(made, options.data)
    if options.fix:
        for made in audits:
            pdf_repairs.fix(catalogue, made, agreed=options.yes)
    return int(failed(problems, strict=options.strict))


def _write_page(options: argparse.Namespace, audits: Sequence[Audit]) -> None:
    from sphinx_proceedings.pdf_audit.page.audit_page import write_page

    try:
        page = write_page(audits, options.check_output, options.check_output / "cache")
    except OSError as failure:
        raise CommandError(f"the page to look at cannot be written: {failure}") from None
    if options.format == "text":
        sys.stdout.write(f"{page}: to look at\n")


def _print(
    options: argparse.Namespace,
    problems: Sequence[Problem],
    audits: Sequence[Audit],
    seconds: float,
) -> None:
    if options.format == "json":
        print_json(problems)
    elif options.format == "github":
        print_github(problems)
    else:
        pdfs = counted(sum(len(made.facts) for made in audits), "PDF")
        papers = sum(len(made.files.papers) for made in audits)
        of = f"; held {pdfs} against {counted(papers, 'record')} in {seconds:.1f} s"
        print_lines(problems, tally(problems).append(of))
    if not any(made.facts for made in audits):
        where = ", ".join(made.edition.key for made in audits)
        sys.stderr.write(f"proceedings: there are no PDFs in {where} below {options.data}\n")
