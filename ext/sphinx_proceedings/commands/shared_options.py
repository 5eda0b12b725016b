"""What several subcommands are told: their options, and the moment that files are dated by."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sphinx_proceedings.commands import CommandError


class Subparsers(Protocol):
    """What ``ArgumentParser.add_subparsers`` returns."""

    def add_parser(
        self,
        name: str,
        *,
        help: str,  # noqa: A002 - argparse's own word
        description: str,
    ) -> argparse.ArgumentParser:
        """Add a subcommand."""


class CommandParser(argparse.ArgumentParser):
    """The parser of a subcommand: options may stand before, between and after its arguments."""

    _within = False

    def parse_known_args(  # type: ignore[override]  # typeshed has an overload for each namespace
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as ``parse_known_intermixed_args`` does, which calls this twice itself."""
        nested = any(action.nargs == argparse.PARSER for action in self._actions)
        if self._within or nested:
            return super().parse_known_args(args, namespace)
        self._within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._within = False


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add ``--data`` to a subcommand that reads no conf.py."""
    add_folder(parser, "--data", "data", "the data folder")


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add ``--source``, the folder of conf.py, and a ``--data`` that is None unless given."""
    add_folder(parser, "--source", "docs", "pages and conf.py")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the data folder (default: as conf.py says)"
    )


def add_folder(parser: argparse._ActionsContainer, option: str, default: str, what: str) -> None:
    """Add an option that names a folder; *what* says for what."""
    parser.add_argument(
        option,
        type=Path,
        default=Path(default),
        metavar="DIR",
        help=f"{what} (default: %(default)s)",
    )


def add_editions(parser: argparse.ArgumentParser) -> None:
    """Add the editions that are asked for; none stands for all."""
    parser.add_argument(
        "editions", nargs="*", metavar="EDITION", help="series/year (default: every edition)"
    )


def generated_at() -> dt.datetime | None:
    """Return the moment of SOURCE_DATE_EPOCH (reproducible-builds.org), in UTC; None when not set.

    Raises:
        CommandError: it is not a number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise CommandError(
            f"SOURCE_DATE_EPOCH is {epoch!r}; it must be seconds since 1970, or not set"
        ) from None
