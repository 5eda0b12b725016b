"""``proceedings schema``: write the JSON Schemas that editors check data files with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError
from sphinx_proceedings.commands.shared_options import add_folder

if TYPE_CHECKING:
    import argparse

    from sphinx_proceedings.commands.shared_options import Subparsers


def add(subparsers: Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "schema",
        help="write the JSON Schemas for editors",
        description="Write a JSON Schema for each kind of data file. The first line of a data "
        "file names its schema, and editors then complete keys and underline mistakes.",
    )
    add_folder(parser, "--output", "data/schema", "where they go")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files."""
    try:
        for file in write_schemas(options.output):
            print(file)
    except OSError as failure:
        msg = f"{options.output}: the schemas cannot be written: {failure.strerror}"
        raise CommandError(msg) from None
    return 0


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema below *folder* and return the files."""
    from sphinx_proceedings.loading.json_schema import file_name, schemas

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in schemas().items():
        file = folder / file_name(kind)
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    return written
