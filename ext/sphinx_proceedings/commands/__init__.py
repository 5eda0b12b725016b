"""The subcommands of ``proceedings``: a module each, with ``add(subparsers)`` and ``run(options)``.

``add`` makes the subcommand's parser and ends with ``parser.set_defaults(run=run)``; ``run``
returns the exit status. What a person can put right is raised as `CommandError`. Modules import
what they need for their work inside ``run``, so that every other subcommand starts at once.
"""

from __future__ import annotations


class CommandError(Exception):
    """A subcommand cannot do what it was asked: the text says why, and what to do."""
