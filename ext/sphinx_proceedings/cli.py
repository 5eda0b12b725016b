"""The command line, ``proceedings``: it finds the subcommand and words what goes wrong."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from typing import TYPE_CHECKING

from sphinx_proceedings import __version__
from sphinx_proceedings.commands import (
    CommandError,
    archive,
    build,
    check,
    export,
    import_data,
    init,
    new_edition,
    schema,
)
from sphinx_proceedings.commands.shared_options import CommandParser
from sphinx_proceedings.folders.full_disk import FULL, is_full, says_full

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (init, check, build, new_edition, import_data, export, schema, archive)
"""In the order in which they are listed."""

_UNEXPECTED = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130  # what shells give for an interrupt


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    main_parser = argparse.ArgumentParser(
        prog="proceedings", description="Conference and workshop proceedings from one set of data."
    )
    main_parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    main_parser.add_argument(
        "--debug", action="store_true", help="show where in the program an error happened"
    )
    subparsers = main_parser.add_subparsers(
        metavar="COMMAND", required=True, parser_class=CommandParser
    )
    for command in COMMANDS:
        command.add(subparsers)
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 done, 1 not done, 2 misused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # one that cannot show a letter shows its number
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except CommandError as failure:
        _say(FULL if says_full(str(failure)) else str(failure))
        return 1
    except BrokenPipeError:  # the reader, less or head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        _say("interrupted")
        return _INTERRUPTED
    except Exception as failure:  # noqa: BLE001 - the last resort: no traceback unless asked for
        if is_full(failure):
            _say(FULL)
            return 1
        if options.debug:
            traceback.print_exc()
        reason = " ".join(str(failure).split()) or "no reason given"
        _say(f"this should not have happened: {type(failure).__name__}: {reason}")
        if not options.debug:
            _say("please report it, with what 'proceedings --debug …' shows")
        return _UNEXPECTED
    return status


def _say(text: str) -> None:
    sys.stderr.write(f"proceedings: {text}\n")
