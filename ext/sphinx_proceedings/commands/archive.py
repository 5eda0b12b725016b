"""``proceedings archive``: check an archive with nothing but the file, and freeze an edition."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError, catalogue_reading
from sphinx_proceedings.commands.shared_options import add_data

if TYPE_CHECKING:
    from sphinx_proceedings.commands.shared_options import Subparsers


def add(subparsers: Subparsers) -> None:
    """Add the subcommand with what it can do."""
    parser = subparsers.add_parser(
        "archive",
        help="verify an archive, freeze an edition",
        description="Verify archives that 'proceedings build archive' made, and freeze editions.",
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add_verify(actions)
    _add_freeze(actions)


def _add_verify(actions: Subparsers) -> None:
    parser = actions.add_parser(
        "verify",
        help="check archives with nothing but the files",
        description="Check the zip, the checksums, the description and the links between the "
        "pages, without unpacking anything, and the file by the FILE.sha256 beside it, where there "
        "is one. Exit status 1 when something is wrong.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a zip")
    parser.set_defaults(run=run_verify)


def _add_freeze(actions: Subparsers) -> None:
    parser = actions.add_parser(
        "freeze",
        help="record what an edition is, so that it stays so",
        description="Write the digest of each record of an edition into frozen.json beside its "
        "data, and with them its series and people as they are now. From then on a change is an "
        "error, unless the paper has a notice that tells of it. An edition that is frozen already "
        "is recorded anew, if nothing was changed without a notice.",
    )
    parser.add_argument("edition", metavar="EDITION", help="series/year; its status: frozen")
    add_data(parser)
    parser.add_argument(
        "--date",
        type=_date,
        metavar="YYYY-MM-DD",
        help="the day of the freeze (default: today, in UTC)",
    )
    parser.set_defaults(run=run_freeze)


def run_verify(options: argparse.Namespace) -> int:
    """Print what is wrong with each file."""
    from sphinx_proceedings.archive.verification.archive_verification import verify

    status = 0
    for file in options.files:
        findings = verify(file)
        for finding in findings:
            sys.stdout.write(f"{file}: {finding}\n")
        if findings:
            status = 1
        else:
            sys.stdout.write(f"{file}: complete and unchanged\n")
    return status


def run_freeze(options: argparse.Namespace) -> int:
    """Write frozen.json."""
    from sphinx_proceedings.loading.frozen_editions import freeze, frozen_file
    from sphinx_proceedings.model.records.editions import Status

    catalogue, _ = catalogue_reading.read(options.data, "nothing was frozen")
    edition = catalogue_reading.edition(catalogue, options.edition)
    if edition.status is not Status.FROZEN:
        place = catalogue.locate(edition.key)
        raise CommandError(f"{place}: write status: frozen there first; nothing was frozen")
    file = frozen_file(options.data, edition)
    day = options.date or dt.datetime.now(dt.UTC).date()
    text = freeze(catalogue, edition, day, options.data)
    file.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{file}: commit it with the data\n")
    return 0


def _date(text: str) -> dt.date:
    from sphinx_proceedings.model.values.dates import parse_date

    try:
        return parse_date(text)
    except ValueError as failure:
        raise argparse.ArgumentTypeError(str(failure)) from None
