"""Runs the command line in this process, for tests of its commands."""

from __future__ import annotations

from pathlib import Path

from sphinx_proceedings import cli

BAD = {
    "demo/2022/papers.yaml": 'papers:\n  - {id: "1", title: One, authors: [{name: A}], doi: x}\n'
}
QUESTIONABLE = {
    "demo/2022/papers.yaml": 'papers:\n  - {id: "1", title: One, authors: [{name: Ada B}]}\n'
}


def run(*arguments, capsys):
    """Run the command line in this process: (status, standard output, standard error)."""
    status = cli.main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
