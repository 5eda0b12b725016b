"""What the type checker is told of argparse's subcommands, whose class has no public name."""

from __future__ import annotations

import argparse
from typing import Protocol


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
