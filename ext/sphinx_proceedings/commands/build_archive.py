"""``proceedings build archive``: self-contained copies of editions, or of the whole site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.commands import CommandError, catalogue_reading
from sphinx_proceedings.commands.output_folders import refuse_output
from sphinx_proceedings.commands.shared_options import add_editions, add_folder, add_project

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from sphinx_proceedings.archive.archive_assembly import Archive, Project
    from sphinx_proceedings.commands.shared_options import Subparsers


def add(targets: Subparsers) -> None:
    """Add the target archive."""
    parser = targets.add_parser(
        "archive",
        help="self-contained copies of editions",
        description="Write a zip for each edition that needs nothing else to be read: pages, "
        "PDFs, metadata in every format, and the data; and an EPUB of the abstracts.",
    )
    add_editions(parser)
    parser.add_argument("--all", action="store_true", help="every edition")
    parser.add_argument("--site", action="store_true", help="all editions in one archive, site.zip")
    add_project(parser)
    add_folder(parser, "--output", "build/archive", "where the archives go")
    parser.add_argument(
        "--base-url", metavar="URL", help="public address of the site (default: as conf.py says)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the archives one by one; a failure of one ends the run."""
    from sphinx_proceedings.archive.archive_assembly import (
        build_edition_archive,
        build_site_archive,
    )
    from sphinx_proceedings.archive.archive_error import ArchiveError

    project = _project(options)
    refuse_output(options.output, options.source, project.sources.root)
    keys = dict.fromkeys(options.editions)
    editions = [catalogue_reading.edition(project.catalogue, key) for key in keys]
    if options.all or not (editions or options.site):
        editions = list(project.catalogue.editions.values())
    try:
        for edition in editions:
            _tell(build_edition_archive(project, edition, options.output))
        if options.site:
            _tell(build_site_archive(project, options.output))
    except (ArchiveError, OSError) as failure:
        raise CommandError(str(failure)) from None
    return 0


def _project(options: argparse.Namespace) -> Project:
    from sphinx_proceedings.archive.archive_assembly import Project

    conf = read_conf(options.source)
    data = options.data or Path(options.source, str(conf.get("proceedings_data", "../data")))
    catalogue, sources = catalogue_reading.read(data, "no archive was made", warnings=True)
    return Project(
        catalogue=catalogue,
        sources=sources,
        docs=options.source,
        title=str(conf.get("html_title") or conf.get("project") or "Proceedings"),
        base_url=options.base_url or str(conf.get("html_baseurl") or "") or None,
        export_options=_export_options(options.source / "conf.py", conf),
    )


def _export_options(file: Path, conf: Mapping[str, Any]) -> dict[str, str]:
    """Return what conf.py says to formats; names that no format has are the pages' to refuse."""
    given = conf.get("proceedings_export_options", {})
    if not isinstance(given, dict):
        raise CommandError(
            f"{file}: proceedings_export_options must be a dict of names and texts, such as "
            '{"contact_email": "editors@example.org"}'
        )
    return {str(name): str(value) for name, value in given.items()}


def read_conf(source: Path) -> dict[str, Any]:
    """Return the settings that conf.py in *source* makes; CommandError if that cannot be had."""
    from sphinx.config import eval_config_file
    from sphinx.errors import ConfigError
    from sphinx.util.tags import Tags

    conf = source / "conf.py"
    if not conf.is_file():
        raise CommandError(f"there is no {conf}; name the folder that has it: --source DIR")
    try:
        return eval_config_file(conf.resolve(), Tags())
    except ConfigError as failure:
        cause = failure.__cause__ or failure  # Sphinx puts a whole traceback into its message
        raise CommandError(f"{conf}: {type(cause).__name__}: {cause}") from None


def _tell(archive: Archive) -> None:
    for path in (archive.path, archive.epub):
        if path is not None:
            sys.stdout.write(f"{path} ({path.stat().st_size / 1e6:.2f} MB)\n")
    sys.stdout.flush()
    for note in archive.notes:
        sys.stderr.write(f"  {note}\n")
